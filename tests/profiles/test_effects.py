import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.profiles.effects import effect, effect_metrics, effects, pairs_apart


def told_of(shop):
    return profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )


def metrics(told, used=()):
    return {each.name: each.value for each in effect_metrics(told, used)}


@pytest.mark.parametrize(
    ("eta2", "word"),
    [
        (0.0, "none"),
        (0.01, "small"),
        (0.0599, "small"),
        (0.06, "medium"),
        (0.14, "large"),
        (1.0, "large"),
    ],
)
def test_effects_are_called_as_cohen_called_them(eta2, word):
    assert effect(eta2).en == word


def test_columns_are_told_with_whether_the_scheme_looks_at_them(shop):
    table = effects(told_of(shop), ["frequency"], profiles.Wording())
    assert table["eta2"].is_monotonic_decreasing
    assert table.set_index("column")["used"].to_dict() == {
        "frequency": True,
        "recency_days": False,
        "monetary_total": False,
        "own_brand_share": False,
        "shoe_size": False,
    }
    assert table["effect"].tolist() == ["large", "large", "large", "none", "none"]
    chinese = effects(told_of(shop), [], profiles.Wording(language="zh"))
    assert chinese["effect"].tolist()[0] == "大"


def test_the_median_is_of_the_columns_that_the_scheme_does_not_look_at(shop):
    told = told_of(shop)
    eta2 = told.drop_duplicates("column").set_index("column")["eta2"]
    used = ["frequency", "recency_days"]
    assert metrics(told, used)["quality/eta2_median"] == eta2.drop(used).median()
    assert metrics(told)["quality/eta2_median"] == eta2.median()


def test_segments_made_of_all_columns_prove_nothing(shop):
    told = told_of(shop)
    assert metrics(told, told["column"].tolist()) == {}


def test_pairs_are_apart_that_differ_in_two_columns(shop):
    found = metrics(told_of(shop), ["frequency"])
    assert found["quality/pairs_apart"] == 1
    assert found["quality/differentiable"] == float(
        found["quality/eta2_median"] >= 0.06
    )


def test_one_column_is_not_enough():
    rows = [
        (segment, column, 50, mean, 1.0)
        for segment, means in enumerate([(0, 0, 0), (9, 0, 0), (9, 9, 0)])
        for column, mean in zip("abc", means, strict=True)
    ]
    told = pd.DataFrame(rows, columns=["segment", "column", "n", "mean", "sd"])
    assert pairs_apart(told) == pytest.approx(1 / 3)


def test_a_single_segment_has_no_pairs(shop):
    alone = shop.segments.assign(segment=0)
    told = profiles.profile_features(
        shop.features, alone, shop.dictionary, n_segments=1
    )
    assert "quality/pairs_apart" not in metrics(told)
    assert np.isnan(pairs_apart(told))
