import numpy as np
import pandas as pd
import pytest
from sklearn.preprocessing import StandardScaler

from patronage.clustering import MissingValues, MixedPreprocessing, RedundancyFilter
from patronage.errors import ConfigError, QualityError

PLANS = pd.CategoricalDtype(["month", "year", "decade"], ordered=True)


@pytest.fixture
def table():
    rng = np.random.default_rng(8)
    return pd.DataFrame(
        {
            "spend": rng.lognormal(size=60),
            "visits": rng.poisson(4, size=60).astype(float),
            "home": rng.choice(["flat", "house", "farm"], 60),
            "pays": rng.choice(["cash", "card"], 60),
            "plan": pd.Series(rng.choice(PLANS.categories, 60), dtype=PLANS),
        }
    )


def preprocessing(blocks, **settings):
    steps = {"missing": MissingValues(), "scale": StandardScaler()}
    return MixedPreprocessing(blocks, steps, **settings)


ONE = {"all": ["spend", "visits", "home", "pays"]}


def test_squared_distance_is_that_of_numbers_plus_gamma_per_difference(table):
    made = preprocessing(ONE, gamma=0.7).fit(table)
    matrix = made.transform(table) / made.scale_[0]
    numbers = StandardScaler().fit_transform(table[["spend", "visits"]])
    for one, other in [(0, 1), (3, 9), (20, 50)]:
        differences = (table.loc[one] != table.loc[other])[["home", "pays"]].sum()
        expected = ((numbers[one] - numbers[other]) ** 2).sum() + 0.7 * differences
        assert ((matrix[one] - matrix[other]) ** 2).sum() == pytest.approx(expected)


def test_gamma_is_half_the_spread_of_the_numbers(table):
    assert preprocessing(ONE).fit(table).gamma_ == pytest.approx(0.5)
    assert preprocessing({"all": ["home"]}).fit(table).gamma_ == 1


def test_the_layout_tells_numbers_from_levels(table):
    made = preprocessing(ONE).fit(table)
    assert made.layout_.category == [-1, -1, 0, 0, 0, 1, 1]
    assert made.get_feature_names_out().tolist()[2:] == [
        *("home=farm", "home=flat", "home=house"),
        *("pays=card", "pays=cash"),
    ]


def test_an_order_counts_as_a_number(table):
    made = preprocessing({"all": ["plan", "home"]}).fit(table)
    first = made.transform(table)[:, 0]
    means = [
        first[(table["plan"] == plan).to_numpy()].mean() for plan in PLANS.categories
    ]
    assert means == sorted(means)
    assert len(np.unique(first)) == 3


def test_every_block_adds_the_same(table):
    blocks = {"use": ["spend", "visits"], "home": ["home"], "terms": ["pays", "plan"]}
    made = preprocessing(blocks).fit(table)
    variance = made.transform(table).var(axis=0)
    for block in blocks:
        of_block = np.array(made.used_blocks_) == block
        assert variance[of_block].sum() == pytest.approx(1)


def test_a_missing_category_is_a_level_and_an_unknown_one_is_none(table):
    table.loc[:5, "home"] = None
    made = preprocessing(ONE).fit(table)
    assert "home=missing" in made.names_
    strange = made.transform(table.assign(home="boat"))
    levels = [at for at, name in enumerate(made.names_) if name.startswith("home=")]
    assert (strange[:, levels] == 0).all()


def test_what_was_left_out_is_told(table):
    table = table.assign(again=table["spend"] * 2, land="PT")
    blocks = {"all": ["spend", "again", "land", "home", "wanted"]}
    steps = {"redundancy": RedundancyFilter(), "scale": StandardScaler()}
    made = MixedPreprocessing(blocks, steps).fit(table)
    assert made.dropped_ == {
        "again": "|Spearman| 1.00 with spend",
        "land": "constant",
        "wanted": "not offered by this source",
    }
    assert made.used_blocks_ == ["all"] * len(made.names_)


def test_categories_are_enough_where_no_number_varies(table):
    table = table.assign(spend=9.0, visits=1.0)
    steps = {"redundancy": RedundancyFilter(), "scale": StandardScaler()}
    made = MixedPreprocessing({"all": ["spend", "visits", "pays"]}, steps).fit(table)
    assert made.dropped_ == {"spend": "constant", "visits": "constant"}
    assert made.names_ == ["pays=card", "pays=cash"]
    assert len(np.unique(made.transform(table), axis=0)) == 2
    with pytest.raises(QualityError, match=r"one distinct point.*visits: constant"):
        MixedPreprocessing({"all": ["spend", "visits", "pays"]}, steps).fit(
            table.assign(pays="card")
        )


def test_of_whom_nothing_is_known_is_placed_alone_as_among_others(table):
    table.loc[0, ["spend", "home"]] = None
    made = preprocessing(ONE).fit(table)
    alone = pd.DataFrame([table.iloc[0].to_dict() | {"spend": None}])
    assert (made.transform(alone) == made.transform(table)[:1]).all()


def test_neither_the_order_of_the_rows_nor_of_the_categories_matters(table):
    made = preprocessing(ONE).fit(table)
    turned = preprocessing(ONE).fit(table[::-1].astype({"home": "category"}))
    assert (turned.transform(table) == made.transform(table)).all()


def test_a_sensitive_category_is_refused(table):
    with pytest.raises(ConfigError, match=r"sensitive .* faith"):
        preprocessing({"all": ["spend", "faith"]}).fit(table.assign(faith="any"))


def test_nobody_gets_no_rows(table):
    made = preprocessing(ONE).fit(table)
    assert made.transform(table[:0]).shape == (0, 7)
