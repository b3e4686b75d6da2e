import pytest
from matplotlib.figure import Figure

from patronage.profiles import MapAxis, Wording
from patronage.profiles.cut_lines import cut_lines, told
from tests.profiles.maps import axes_of, map_of


def axis(cut, low=None, high=None, unit=""):
    return MapAxis(column="a", label="A", cut=cut, low=low, high=high, unit=unit)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (axis(0.5041, 0.4962, 0.5118), "cut 0.504 (0.496 to 0.512)"),
        (axis(0.5, 0.41, 0.6), "cut 0.50 (0.41 to 0.60)"),
        (axis(0.50031, 0.50010, 0.50062), "cut 0.5003 (0.5001 to 0.5006)"),
        (axis(100, unit="money"), "cut $100"),
        (axis(100, 90, 112, unit="money"), "cut $100 ($90 to $112)"),
        (axis(85, 80, 90), "cut 85 (80 to 90)"),
    ],
)
def test_a_cut_is_told_with_decimals_that_tell_its_ends_apart(given, expected):
    assert told(given, Wording(currency="USD")) == expected


def test_a_cut_is_told_in_chinese():
    zh = Wording(language="zh")
    assert told(axis(0.5, 0.41, 0.6), zh) == "分界 0.50（0.41 至 0.60）"


def test_only_a_cut_in_doubt_has_a_band():
    axes = Figure().add_subplot()
    cut_lines(axes, map_of(axes_of(30)), Wording())
    assert len(axes.patches) == 0
    assert [text.get_text() for text in axes.texts] == ["cut 0.5", "cut 0.5"]
