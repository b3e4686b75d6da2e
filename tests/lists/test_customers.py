import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.lists import known_customers, with_history
from tests.lists.people import KEYS

DAY = pd.Timestamp("2017-09-30")


def table(ids, **columns):
    return pd.DataFrame({"customer_id": ids, "as_of": DAY} | columns)


def known(keys=KEYS, **shuffled):
    features = table(["b", "a", "c"], status=["ok", "ok", "dormant"], spend=[2.0, 1, 0])
    segments = table(["a", "b", "c"], segment=[2, 3, -1])
    memberships = table(["a", "a", "b"], segment=[2, 3, 3], probability=[0.75, 0.25, 1])
    axes = table(
        ["a", "b", "c"],
        attitude=[0.9, 0.8, None],
        attitude_error=0.1,
        attitude_source="proxy",
        repeat=[0.2, 0.7, 0.1],
        repeat_error=0.1,
    )
    return known_customers(features, segments, memberships, axes, keys=keys)


def test_everybody_has_a_row_in_the_order_of_ids():
    found = known()
    assert found["customer_id"].tolist() == ["a", "b", "c"]
    assert found["segment"].tolist() == ["latent", "true", ""]
    assert found["spend"].tolist() == [1, 2, 0]


def test_probabilities_stand_by_key_and_are_0_where_nothing_is_known():
    found = known()
    assert found["p_latent"].tolist() == [0.75, 0, 0]
    assert found["p_true"].tolist() == [0.25, 1, 0]
    assert found[[f"p_{key}" for key in KEYS]].notna().all(axis=None)


def test_strength_is_that_of_the_weaker_axis():
    assert known()["strength"].tolist() == pytest.approx([2 / 3, 1 / 2, 0])


def test_the_keys_say_which_segment_is_which():
    assert known(keys=["none", "inertia", "true", "latent"])["segment"][0] == "true"


def test_another_scheme_than_one_of_loyalty_is_refused():
    with pytest.raises(ConfigError, match=r"a loyalty scheme.*; got low, high"):
        known(keys=["low", "high"])


def test_history_is_that_of_the_customer_and_empty_for_who_was_not_there():
    before, after = (table(["b", "a"], segment=s) for s in ([2, 0], [3, -1]))
    found = with_history(known(), before, after, keys=KEYS)
    assert found["segment_before"].tolist() == ["none", "latent", ""]
    assert found["segment_after"].tolist() == ["", "true", ""]
