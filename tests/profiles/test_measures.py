import pytest

from patronage import profiles
from patronage.profiles.measures import index
from patronage.profiles.scorecard_words import MEASURES, measure, ordered

EN = profiles.Wording(currency="USD")
ZH = profiles.Wording(language="zh")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0.634, ".63"),
        (-0.021, "-.02"),
        (-0.001, ".00"),
        (0.996, "1.00"),
        (1.0, "1.00"),
        (0.0, ".00"),
        (-50.0, "-50"),
        (float("nan"), "–"),
    ],
)
def test_an_index_has_two_decimals_and_no_nought(number, told):
    assert index(number, EN) == told


@pytest.mark.parametrize(
    ("metric", "number", "told"),
    [
        ("future/gini", 0.5, ".50"),
        ("coverage/placed", 0.954, "95%"),
        ("size/k", 4.0, "4"),
        ("cost/per_month", 1234.0, "$1,234"),
        ("quality/davies_bouldin", 1.234, "1.23"),
    ],
)
def test_a_value_is_written_as_its_measure_is(metric, number, told):
    assert measure(metric).value(number, EN) == told


def test_an_interval_needs_both_ends():
    gini = measure("future/gini")
    assert gini.between(0.59, 0.67, EN) == "[.59, .67]"
    assert gini.between(0.59, float("nan"), EN) == ""


@pytest.mark.parametrize("metric", MEASURES)
def test_every_measure_says_in_both_languages_what_it_means(metric):
    of = measure(metric)
    assert of.label.en
    assert not of.label.zh.isascii()
    assert of.told(EN).endswith(".")
    assert of.told(ZH).endswith("。")


def test_which_way_is_better_is_told():
    assert measure("future/gini").told(EN).endswith("More is better.")
    assert measure("flapping/steady").told(EN).endswith("Less is better.")
    assert "better" not in measure("size/k").told(EN)


def test_what_has_no_words_goes_by_its_name_and_comes_last():
    assert measure("own/thing").label.en == "own/thing"
    assert ordered(["own/thing", "size/k", "future/gini"])[-1] == "own/thing"
