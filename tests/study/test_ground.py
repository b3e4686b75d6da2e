"""The same customers, and the same future, for every scheme."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from patronage import compare
from patronage.study.earlier import Earlier
from patronage.study.ground import Ground

DAY, N = pd.Timestamp("2026-01-01"), 60
SPEND = np.arange(N, dtype=float)
FEATURES = pd.DataFrame(
    {
        "customer_id": [f"c{i:02d}" for i in range(N)],
        "as_of": DAY,
        "status": np.where(np.arange(N) < 50, "ok", "dormant"),
        "monetary_total": SPEND,
    }
)
OUTCOMES = FEATURES[["customer_id", "as_of"]].assign(
    future_amount=SPEND % 50, retained=SPEND > 20
)
MATRIX = FEATURES.set_index("customer_id")[["monetary_total"]] / 10


def halves(features):
    segment = np.where(features["monetary_total"] < 25, 1, 0)
    status = features["status"]
    keys = features[["customer_id", "as_of", "status"]]
    return keys.assign(segment=np.where(status == "ok", segment, -1))


def ground(**settings):
    return Ground(
        features=FEATURES, outcomes=OUTCOMES, matrix=MATRIX, resamples=20, **settings
    )


def told(found):
    return {score.name: score.value for score in found}


def test_the_dormant_take_no_part_in_the_future_and_in_coverage():
    scores = told(ground().scores_of(halves(FEATURES)))
    assert scores["coverage/placed"] == 1
    assert scores["future/r2"] > 0.5
    without = OUTCOMES[FEATURES["status"] == "ok"]
    again = compare.future(halves(FEATURES), without, seed=0, resamples=20)
    assert scores["future/gini"] == told(again)["future/gini"]


def test_only_with_an_earlier_day_it_is_told_who_moves():
    scheme = SimpleNamespace(assign=halves)
    assert "flapping/all" not in told(ground().scores(scheme, halves(FEATURES)))
    before = FEATURES.assign(monetary_total=SPEND + np.where(SPEND == 24, 2.0, 0.0))
    earlier = Earlier(
        features=before, matrix=MATRIX * 1.001, matrix_now=MATRIX, within=0.1
    )
    scores = told(ground(earlier=earlier).scores(scheme, halves(FEATURES)))
    assert scores["flapping/all"] == scores["flapping/steady"] == pytest.approx(1 / 50)


def test_there_are_three_references_and_deciles_only_where_spend_is_known():
    names = [each.name for each in ground().references(halves(FEATURES))]
    assert names == ["one segment", "past spend deciles", "random segments"]
    plain = Ground(
        features=FEATURES.drop(columns="monetary_total"),
        outcomes=OUTCOMES,
        matrix=MATRIX,
        resamples=20,
    )
    kept = list(plain.references(halves(FEATURES)))
    assert [each.name for each in kept] == ["one segment", "random segments"]
    assert [each.n_segments for each in kept] == [1, 2]
