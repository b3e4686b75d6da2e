import numpy as np
import pandas as pd
import pytest

from patronage.clustering import GowerPreprocessing
from patronage.clustering.gower import gower
from patronage.errors import QualityError

GRADES = pd.CategoricalDtype(["low", "mid", "high"], ordered=True)
PEOPLE = pd.DataFrame(
    {
        "years": [25.0, 40.0, 31.0, 58.0, 22.0],
        "spend": [100.0, 250.0, 180.0, 400.0, np.nan],
        "city": ["A", "B", "A", "B", "A"],
        "grade": pd.Series(["low", "high", "mid", "high", "low"], dtype=GRADES),
    }
)
ALL = {"all": ["years", "spend", "city", "grade"]}


def distances(table, **settings):
    made = GowerPreprocessing(ALL, **settings).fit(table)
    matrix = made.transform(table)
    return gower(matrix, matrix, np.array(made.layout_.weight))


def test_distances_are_those_of_daisy():  # METHODS F.7
    expected = [
        [0.72916667, 0.23333333, 0.97916667, 0.02777778],
        [0.49583333, 0.25, 0.83333333],
        [0.74583333, 0.25],
        [1.0],
    ]
    found = distances(PEOPLE)
    for row, after in enumerate(expected):
        assert found[row, row + 1 :].tolist() == pytest.approx(after)
    assert (found == found.T).all()


def test_the_unit_of_money_does_not_matter():
    cents = PEOPLE.assign(spend=PEOPLE["spend"] * 100)
    assert distances(cents) == pytest.approx(distances(PEOPLE))


def test_a_missing_category_is_not_compared():
    made = GowerPreprocessing(ALL).fit(PEOPLE)
    who = made.transform(PEOPLE.assign(city=[None, *PEOPLE["city"][1:]]))
    assert np.isnan(who[0, -2:]).all()
    found = gower(who, who, np.array(made.layout_.weight))[0, 1]
    assert found == pytest.approx((15 / 36 + 150 / 300 + 1) / 3)


def test_of_whom_little_is_known_is_measured_alone_as_among_others():
    made = GowerPreprocessing(ALL).fit(PEOPLE)
    alone = pd.DataFrame([PEOPLE.iloc[4].to_dict() | {"spend": None, "city": None}])
    among = PEOPLE.assign(city=[*PEOPLE["city"][:4], None])
    np.testing.assert_array_equal(made.transform(alone), made.transform(among)[4:])


def test_what_is_too_large_is_refused_by_name():
    with pytest.raises(QualityError, match="larger ones in spend"):
        GowerPreprocessing(ALL).fit(PEOPLE.assign(spend=PEOPLE["spend"] * 1e300))


def test_an_unknown_category_is_equally_far_from_all():
    made = GowerPreprocessing({"all": ["city"]}).fit(PEOPLE)
    strange = made.transform(pd.DataFrame({"city": ["Z"]}))
    found = gower(strange, made.transform(PEOPLE), np.array(made.layout_.weight))
    assert np.ptp(found) == 0
    assert found[0, 0] > 0


def test_blocks_weigh_the_same_whatever_their_columns():
    blocks = {"one": ["years"], "more": ["spend", "city", "grade"]}
    made = GowerPreprocessing(blocks).fit(PEOPLE)
    matrix = made.transform(PEOPLE)
    found = gower(matrix, matrix, np.array(made.layout_.weight))[0, 1]
    assert found == pytest.approx((15 / 36 + (150 / 300 + 1 + 1) / 3) / 2)
    assert sum(made.layout_.weight) == pytest.approx(2)


def test_who_is_beyond_the_range_is_pulled_in():
    made = GowerPreprocessing({"all": ["spend"]}).fit(PEOPLE)
    far = made.transform(pd.DataFrame({"spend": [-1e9, 1e9]}))
    assert far.ravel().tolist() == [0, 1]
    narrow = GowerPreprocessing({"all": ["spend"]}, lower=0.25, upper=0.75).fit(PEOPLE)
    assert (narrow.lower_[0], narrow.upper_[0]) == (140, 325)
    assert narrow.transform(PEOPLE)[[0, 3]].ravel().tolist() == [0, 1]


def test_what_tells_nobody_apart_is_left_out():
    made = GowerPreprocessing(ALL).fit(PEOPLE.assign(spend=7.0, city="A"))
    assert made.dropped_ == {"spend": "constant", "city": "constant"}
    assert made.get_feature_names_out().tolist() == ["years", "grade"]
    with pytest.raises(QualityError, match=r"one distinct point.*city: constant"):
        GowerPreprocessing({"all": ["city"]}).fit(PEOPLE.assign(city="A"))
