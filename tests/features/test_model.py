import numpy as np
import pandas as pd
import pytest

from patronage.errors import QualityError
from patronage.features import FeatureModel
from patronage.features.scores import RankScore
from patronage.features.shrinkage import ShrunkShare


def raw(values, status="ok"):
    return pd.DataFrame({"status": status, "spend": values})


def test_learned_columns_are_frozen_at_fit():
    model = FeatureModel({"score": RankScore("spend")}).fit(raw([1.0, 2, 3, 4, 5]))
    assert model.transform(raw([1.0, 2, 3, 4, 5]))["score"].tolist() == [1, 2, 3, 4, 5]
    assert model.transform(raw([5.0]))["score"].tolist() == [5]


def test_only_customers_with_purchases_teach():
    table = raw([1.0, 2, 1000], status=["ok", "ok", "dormant"])
    model = FeatureModel({"score": RankScore("spend")}).fit(table)
    assert model.fitted_["score"].reference_.tolist() == [1, 2]


def test_columns_without_inputs_are_left_out_and_said():
    model = FeatureModel({"score": RankScore("discount")}).fit(raw([1.0]))
    assert model.left_out_ == {"score": "not offered by this source"}
    assert "score" not in model.transform(raw([1.0]))


def test_nobody_in_the_window_is_an_error():
    with pytest.raises(QualityError, match="no customer bought in the window"):
        FeatureModel({}).fit(raw([np.nan], status="dormant"))


def test_a_share_that_differs_by_chance_alone_is_left_out_and_said():
    n = np.full(3_000, 10.0)
    k = np.random.default_rng(2).binomial(10, 0.3, 3_000).astype(float)
    table = pd.DataFrame({"status": "ok", "k": k, "n": n})
    model = FeatureModel({"share": ShrunkShare("k", "n")}).fit(table)
    assert model.polarization_["share"] < 0.02
    assert model.left_out_ == {"share": "customers differ no more than by chance"}
    assert "share" not in model.transform(table)
