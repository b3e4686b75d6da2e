import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.profiles.levels import holds, level_features, usual_levels

LEVELS = ["Monthly", "One year", "Two years"]


@pytest.fixture
def signed(shop):
    """Two thirds of the rare have signed for a year, the others for a month."""
    contract = np.where(shop.features.index < 40, "One year", "Monthly")
    ordered = pd.Categorical(contract, categories=LEVELS, ordered=True)
    net = pd.Categorical(np.where(shop.features.index < 40, "No", "Fibre/DSL"))
    features = shop.features.assign(contract=ordered, net=net)
    rows = pd.DataFrame({"column": ["contract", "net"]}).assign(
        unit="ordinal", kind="attribute"
    )
    dictionary = pd.concat([shop.dictionary, rows], ignore_index=True)
    return features, shop.segments, dictionary


def shares(signed):
    told = level_features(*signed, n_segments=3)
    return told.set_index(["segment", "column"])


def test_a_share_is_told_of_each_level_and_segment(signed):
    told = shares(signed)
    assert told.loc[(0, "contract = One year"), "mean"] == pytest.approx(2 / 3)
    assert told.loc[(2, "contract = One year"), "mean"] == 0
    z = (2 / 3 - 0.4) / np.sqrt(0.4 * 0.6)
    assert told.loc[(0, "contract = One year"), "z"] == pytest.approx(z)
    assert (told["unit"] == "share").all()


def test_what_holds_for_nobody_or_has_been_said_of_the_same_is_left_out(signed):
    said = {column for _, column in shares(signed).index}
    assert said == {"contract = Monthly", "contract = One year"}


def test_ordered_levels_are_cut_between():
    frame = pd.DataFrame({"c": pd.Categorical(LEVELS, categories=LEVELS, ordered=True)})
    assert holds(frame, "c >= One year").tolist() == [0, 1, 1]
    assert holds(frame, "c <= One year").tolist() == [1, 1, 0]


def test_an_unknown_category_is_neither_so_nor_not_so():
    frame = pd.DataFrame({"c": pd.Categorical(["a", None])})
    assert np.isnan(holds(frame, "c = a")[1])


def test_without_categories_there_is_nothing_to_tell(shop):
    parts = shop.features, shop.segments, shop.dictionary
    assert level_features(*parts, n_segments=3).empty


def test_a_field_of_many_levels_is_not_told(signed):
    features, segments, dictionary = signed
    many = pd.Categorical([f"l{i % 21}" for i in range(100)])
    changed = features.assign(contract=many, net=many)
    assert level_features(changed, segments, dictionary, n_segments=3).empty


def test_the_most_common_level_stands_in_the_profile(signed):
    features, segments, dictionary = signed
    english, chinese = profiles.Wording(), profiles.Wording(language="zh")
    found = usual_levels(features, segments, dictionary, english)
    assert found["contract"].tolist() == [
        "One year (67%)",
        "Monthly (100%)",
        "Monthly (100%)",
    ]
    found = usual_levels(features, segments, dictionary, chinese)
    assert found["net"].tolist()[0] == "No（67%）"


def test_fewer_than_ten_customers_are_not_described(signed):
    features, segments, dictionary = signed
    moved = segments.assign(segment=segments["segment"].where(segments.index < 99, 0))
    told = level_features(features, moved, dictionary, n_segments=3)
    assert told.loc[told["segment"] == 2, "mean"].isna().all()
    texts = usual_levels(features, moved, dictionary, profiles.Wording())
    assert texts.loc[2].tolist() == ["", ""]


@pytest.mark.parametrize(("held", "is_told"), [(9, False), (10, True)])
def test_a_level_that_few_have_is_not_named(signed, held, is_told):
    features, segments, dictionary = signed
    net = pd.Categorical(np.where(np.arange(100) < held, "rare", "usual"))
    rare = features.assign(net=net), segments, dictionary
    assert ((0, "net = rare") in shares(rare).index) == is_told


def test_a_level_is_not_usual_in_a_segment_where_few_have_it(signed):
    features, segments, dictionary = signed
    net = pd.Categorical([f"level {n % 20}" for n in range(100)])
    usual = usual_levels(
        features.assign(net=net), segments, dictionary, profiles.Wording()
    )
    assert set(usual["net"]) == {""}


def test_where_nobody_is_placed_every_category_is_empty(signed):
    features, segments, dictionary = signed
    nobody = segments.assign(segment=-1)
    texts = usual_levels(features, nobody, dictionary, profiles.Wording())
    assert texts.reindex([0, 1]).fillna("").to_numpy().tolist() == [["", ""]] * 2
