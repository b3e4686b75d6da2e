"""What is said of a scheme follows what its scheme ranks customers by."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from patronage.segments import Purpose
from patronage.study.ground import Ground
from patronage.study.telling import Telling

PURPOSE = Purpose(
    objective="Sell", decision="Whom", owner="Sales", actions={"high": "Call"}
)


def grouped(**settings):
    """Stand for a fitted scheme of two segments."""
    return SimpleNamespace(
        name="kmeans",
        acting=SimpleNamespace(purpose=PURPOSE),
        segment_names=(),
        given_names={},
        used_columns=["grocery"],
        n_segments_=2,
        caveats=lambda features, language: [],
        report=lambda features: iter(()),
        **settings,
    )


@pytest.fixture
def run():
    """Take a scheme over what 40 shops bought."""
    segment = np.repeat([0, 1], 20)
    features = pd.DataFrame(
        {
            "customer_id": [f"c{i:02d}" for i in range(40)],
            "as_of": pd.Timestamp("2026-01-01"),
            "status": "ok",
            "grocery": np.where(segment, 1.0, 9.0) + np.tile([-0.1, 0.1], 20),
            "fresh": np.where(segment, 5.0, 4.0) + np.arange(40) % 7,
        }
    )
    dictionary = pd.DataFrame({"column": ["grocery", "fresh"], "unit": "numeric"})
    segments = features[["customer_id", "as_of", "status"]].assign(segment=segment)

    def make(**settings):
        told = Telling(
            scheme=grouped(**settings),
            segments=segments,
            ground=Ground(features=features, outcomes=segments, matrix=pd.DataFrame()),
            dictionary=dictionary.assign(kind="attribute"),
        )
        told.__dict__["agreement"] = None
        return told

    return make


def test_levels_actions_and_shares_are_of_the_column_that_a_scheme_ranks_by(run):
    made = run(value="grocery")
    assert made.names["name_en"].tolist() == ["High value", "Low value"]
    cards = made.described("en").cards
    assert cards["action"].tolist() == ["Call", ""]
    assert "90% of grocery" in cards["summary"][0]


def test_a_rule_ranks_by_its_column(run):
    assert "90% of grocery" in run(column="grocery").described("en").cards["summary"][0]


def test_without_spend_a_scheme_that_ranks_by_none_has_no_levels(run):
    assert run().names["name_en"].tolist() == ["high grocery", "low grocery"]
