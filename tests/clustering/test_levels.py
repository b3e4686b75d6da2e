import pandas as pd

from patronage.clustering.levels import Levels

HOMES = pd.DataFrame({"home": ["flat", "house", None, "flat"], "land": ["PT"] * 4})


def test_each_level_is_a_column_and_what_does_not_differ_is_none():
    levels = Levels().fit(HOMES)
    assert levels.get_feature_names_out().tolist() == ["home=flat", "home=house"]
    assert levels.transform(HOMES).tolist() == [[1, 0], [0, 1], [0, 0], [1, 0]]


def test_a_level_that_was_not_seen_is_none_of_them():
    strange = pd.DataFrame({"home": ["boat"], "land": ["ES"]})
    assert Levels().fit(HOMES).transform(strange).tolist() == [[0, 0]]


def test_levels_are_told_by_their_text_whatever_the_dtype():
    coded = HOMES.astype("category")
    assert (
        Levels().fit(HOMES).transform(coded) == Levels().fit(coded).transform(HOMES)
    ).all()


def test_without_columns_there_is_nothing():
    assert Levels().fit(HOMES[[]]).transform(HOMES).shape == (4, 0)
