import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, StandardScaler

from patronage.clustering import (
    MissingValues,
    Preprocessing,
    RankNormalizer,
    RedundancyFilter,
    RobustScaler,
    SkewTransformer,
)
from patronage.errors import ConfigError, InputError, PatronageError, QualityError

RNG = np.random.default_rng(0)
TABLE = pd.DataFrame(RNG.normal(size=(60, 4)), columns=["a", "b", "c", "d"])
STEPS = {"missing": MissingValues(), "redundancy": RedundancyFilter()}


def fitted(table=TABLE, **blocks):
    return Preprocessing(blocks or {"x": ["a", "b"], "y": ["c"]}, STEPS).fit(table)


SKEWED = TABLE.assign(a=np.exp(2 * TABLE["a"]), d=TABLE["d"] * 40 + TABLE["c"])
SCALES = [StandardScaler(), RobustScaler(), RankNormalizer(), MinMaxScaler()]


def squared_distance(matrix):
    return ((matrix[:, None] - matrix[None]) ** 2).sum(axis=2).mean()


@pytest.mark.parametrize("scale", SCALES, ids=lambda s: type(s).__name__)
def test_every_block_adds_the_same_to_the_distances_of_customers(scale):
    blocks = {"x": ["a", "b"], "y": ["c"], "z": ["d"]}
    found = Preprocessing(blocks, STEPS | {"scale": scale}).fit(SKEWED)
    matrix, block = found.transform(SKEWED), np.array(found.used_blocks_)
    shares = [squared_distance(matrix[:, block == name]) for name in blocks]
    assert shares == pytest.approx([2, 2, 2])


def test_standardised_columns_weigh_the_root_of_one_over_their_number():
    blocks = {"x": ["a", "b"], "y": ["c"]}
    found = Preprocessing(blocks, STEPS | {"scale": StandardScaler()}).fit(SKEWED)
    assert found.weights_ == pytest.approx([np.sqrt(0.5), np.sqrt(0.5), 1])


def test_without_a_filter_a_constant_column_does_no_harm():
    alike = TABLE.assign(c=0.1)
    found = Preprocessing({"x": ["a"], "y": ["c"]}, {"scale": RobustScaler()})
    assert np.isfinite(found.fit_transform(alike)).all()


def test_a_rate_is_no_matter_of_magnitude():
    spent = np.exp(3 * TABLE["a"])
    table = TABLE.assign(own_brand_share=(spent / spent.max()), spent=spent)
    blocks = {"x": ["own_brand_share", "spent"]}
    found = Preprocessing(blocks, {"shape": SkewTransformer()}).fit(table)
    assert found.steps_["shape"].logged_.tolist() == [False, True]
    shape = found.transform(table)[:, 0] / found.weights_[0]
    assert shape == pytest.approx(table["own_brand_share"])


def test_a_column_the_source_does_not_offer_is_left_out_and_said():
    found = fitted(x=["a", "hours"], y=["c"])
    assert found.get_feature_names_out().tolist() == ["a", "c"]
    assert found.dropped_ == {"hours": "not offered by this source"}


def test_a_misspelt_column_is_pointed_out():
    table = TABLE.rename(columns={"d": "recency_days"})
    assert (
        "did you mean it?"
        in fitted(table, x=["a", "recency_day"]).dropped_["recency_day"]
    )


def test_what_a_step_drops_is_said_by_name():
    table = TABLE.assign(b=1.0, c=TABLE["a"] * 3)
    found = fitted(table, x=["a", "b"], y=["c", "d"])
    assert found.dropped_ == {"b": "constant", "c": "|Spearman| 1.00 with a"}
    assert found.names_ == ["a", "d"]


def test_an_indicator_belongs_to_the_block_of_its_column():
    table = TABLE.assign(c=TABLE["c"].mask(TABLE.index < 10))
    found = fitted(table)
    assert found.names_ == ["a", "b", "c", "c_missing"]
    assert found.used_blocks_ == ["x", "x", "y", "y"]


def test_the_order_of_the_rows_does_not_matter():
    one = fitted(TABLE).transform(TABLE)
    again = fitted(TABLE[::-1]).transform(TABLE)
    assert (one == again).all()


def test_nobody_can_be_transformed():
    assert fitted().transform(TABLE[:0]).shape == (0, 3)


def test_it_can_be_cloned():
    assert clone(fitted()).blocks == {"x": ["a", "b"], "y": ["c"]}


@pytest.mark.parametrize("name", ["illness", "has_disability", "religion_code"])
def test_sensitive_attributes_are_refused(name):
    with pytest.raises(ConfigError, match=f"never clustered by; got {name}"):
        fitted(TABLE.assign(**{name: 1.0}), x=["a", name])


def test_more_can_be_denied_by_configuration_but_words_not_their_parts():
    table = TABLE.rename(columns={"a": "age_years", "b": "average"})
    allowed = Preprocessing({"x": ["average"]}, STEPS, denied=["age"])
    assert allowed.fit(table).names_ == ["average"]
    with pytest.raises(ConfigError, match="age_years"):
        Preprocessing({"x": ["age_years"]}, STEPS, denied=["age"]).fit(table)


def test_no_column_at_all_is_refused():
    with pytest.raises(ConfigError, match="none of the columns asked for"):
        fitted(x=["e"], y=["f"])


def test_text_is_refused():
    with pytest.raises(ConfigError, match="only numbers can be clustered by; got b"):
        fitted(TABLE.assign(b="north"))


def test_infinity_is_refused():
    with pytest.raises(QualityError, match="should be finite; got inf in b"):
        fitted(TABLE.assign(b=np.inf))


@pytest.mark.parametrize("factor", [1e200, -1e160])
def test_what_is_too_large_to_be_squared_is_refused_by_name(factor):
    huge = TABLE.assign(b=TABLE["b"] * factor)
    with pytest.raises(QualityError, match=r"within ±1e\+150; got larger ones in b\.$"):
        fitted(huge)
    with pytest.raises(QualityError, match="larger ones in b"):
        fitted().transform(huge)


@pytest.mark.parametrize("factor", [1e140, 1e-140])
def test_what_can_be_squared_counts_like_anything_else(factor):
    steps = STEPS | {"shape": SkewTransformer(), "scale": RobustScaler()}
    blocks = {"x": ["a", "b"], "y": ["c"]}
    found = [
        Preprocessing(blocks, steps).fit(table).transform(table)
        for table in (SKEWED, SKEWED.assign(a=SKEWED["a"] * factor))
    ]
    assert found[1] == pytest.approx(found[0])


def test_of_whom_nothing_is_known_is_placed_alone_as_among_others():
    unknown = TABLE.assign(b=TABLE["b"].where(TABLE.index > 0))
    made = fitted(unknown)
    alone = pd.DataFrame([unknown.iloc[0].to_dict() | {"b": None}])
    assert alone["b"].dtype == object
    assert (made.transform(alone) == made.transform(unknown)[:1]).all()


def test_customers_of_one_point_are_refused_with_the_reason_of_each_column():
    alike = TABLE.assign(a=1.0, b=2.0, c=3.0)
    with pytest.raises(QualityError, match=r"one distinct point.*a: constant"):
        fitted(alike)


def test_no_customers_are_refused():
    with pytest.raises(QualityError, match="got none"):
        fitted(TABLE[:0])


def test_a_table_without_a_fitted_column_is_refused():
    with pytest.raises(InputError, match="'c' is missing"):
        fitted().transform(TABLE.drop(columns="c"))


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_a_step_that_breaks_a_value_is_a_fault_of_ours():
    steps = {"log": FunctionTransformer(np.log, feature_names_out="one-to-one")}
    logs = Preprocessing({"x": ["a"]}, steps).fit(TABLE.abs())
    with pytest.raises(PatronageError, match="made NaN or infinity of finite values"):
        logs.transform(TABLE * 0)
