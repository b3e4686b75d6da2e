import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator

from patronage.errors import InputError, QualityError
from patronage.features import FeatureModel
from patronage.features.scores import RankScore
from patronage.shrinkage import ShrunkShare


def raw(values, status="ok"):
    return pd.DataFrame({"status": status, "spend": values})


def test_learned_columns_are_frozen_at_fit():
    model = FeatureModel({"score": RankScore("spend")}).fit(raw([1.0, 2, 3, 4, 5]))
    assert model.transform(raw([1.0, 2, 3, 4, 5]))["score"].tolist() == [1, 2, 3, 4, 5]
    assert model.transform(raw([5.0]))["score"].tolist() == [5]


def test_only_customers_with_purchases_teach():
    table = raw([1.0, 2, 1000], status=["ok", "ok", "dormant"])
    model = FeatureModel({"score": RankScore("spend")}).fit(table)
    assert model.fitted_["score"].edges_[[0, 2]].tolist() == [1, 2]


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


class Doubled(BaseEstimator):
    """Doubles and trebles of a column."""

    def __init__(self, column):
        self.column = column

    @property
    def inputs(self):
        return (self.column,)

    def get_feature_names_out(self):
        return [f"{self.column}_x2", f"{self.column}_x3"]

    def fit(self, features):
        self.seen_ = sorted(features)
        return self

    def transform(self, features):
        values = features[self.column].to_numpy()
        return np.column_stack([2 * values, 3 * values])


def test_one_estimator_may_make_several_columns_that_others_read():
    learned = {
        "times": Doubled("spend"),
        "score": RankScore("spend_x2"),
        "again": Doubled("spend_x3"),
    }
    model = FeatureModel(learned).fit(raw([1.0, 2, 3, 4, 5]))
    table = model.transform(raw([1.0, 5.0]))
    assert table["spend_x2"].tolist() == [2, 10]
    assert table["score"].tolist() == [1, 5]
    assert table["spend_x3_x3"].tolist() == [9, 45]


def test_an_estimator_is_shown_what_it_reads_and_no_more():
    table = raw([1.0, 2, 3]).assign(other=0.0)
    model = FeatureModel({"a": Doubled("spend"), "b": Doubled("spend_x2")}).fit(table)
    assert model.fitted_["a"].seen_ == ["spend", "status"]
    assert model.fitted_["b"].seen_ == ["spend", "spend_x2", "spend_x3", "status"]


def test_what_customers_did_afterwards_teaches_nothing():
    table = raw([1.0, 2, 3]).assign(future_amount=[3.0, 2, 1])
    model = FeatureModel({"leak": RankScore("future_amount")}).fit(table)
    assert model.left_out_ == {"leak": "not offered by this source"}


class Sum(Doubled):
    """Adds up all the columns that it finds."""

    optional = ("other", "spend_x2")

    def fit(self, features):
        self.found_ = sorted(set(features) & {self.column, *self.optional})
        return self

    def get_feature_names_out(self):
        return ["sum"]

    def transform(self, features):
        return features[self.found_].sum(axis=1).to_numpy()


def test_an_estimator_may_read_more_where_it_is_offered():
    alone = FeatureModel({"sum": Sum("spend")}).fit(raw([1.0, 2]))
    assert alone.transform(raw([3.0]))["sum"].tolist() == [3]
    learned = {"times": Doubled("spend"), "sum": Sum("spend")}
    table = raw([1.0, 2]).assign(other=5.0)
    assert FeatureModel(learned).fit(table).transform(table)["sum"].tolist() == [8, 11]


def test_a_frozen_model_says_which_columns_it_misses():
    model = FeatureModel({"score": RankScore("spend")}).fit(raw([1.0, 2]))
    with pytest.raises(InputError, match="should be there; missing: spend"):
        model.transform(raw([1.0]).drop(columns="spend"))


def test_what_is_read_where_offered_is_there_for_those_that_build_on_it():
    learned = {
        "times": Doubled("spend"),
        "sum": Sum("spend"),
        "score": RankScore("sum"),
    }
    table = raw([1.0, 2, 3, 4, 5]).assign(other=5.0)
    model = FeatureModel(learned).fit(table)
    assert model.transform(table)["score"].tolist() == [1, 2, 3, 4, 5]
