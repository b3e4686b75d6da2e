import pandas as pd
import pytest

from patronage import profiles

TABLE = pd.DataFrame(
    {
        "confidence_low": [0.5, 0.6, 0.9],
        "confidence_high": [0.6, 0.7, 1.0],
        "customers": [10, 30, 60],
        "confidence": [0.55, 0.65, 0.95],
        "kept": [0.40, 0.66, 0.94],
        "kept_low": [0.17, 0.48, 0.85],
        "kept_high": [0.69, 0.81, 0.98],
    }
)


def drawn(table=TABLE, language="en"):
    wording = profiles.Wording(language=language)
    return profiles.calibration(table, wording, scheme="loyalty")


def legend(figure):
    return [text.get_text() for text in figure.axes[0].get_legend().texts]


def test_the_head_says_how_far_claims_are_off():
    said = drawn().axes[0].get_title(loc="left")
    assert "On average, claims are 2.4 points off" in said
    assert "the most at 55%, by 15.0 points too much" in said.replace("\n", " ")


def test_bins_far_off_stand_out():
    assert "more than 8 points off" in legend(drawn())
    assert "more than 8 points off" not in legend(drawn(TABLE[1:]))


def test_the_head_says_that_the_customers_are_imagined():
    said = drawn().axes[0].get_title(loc="left")
    assert "Of 100 customers imagined from the fitted model" in said
    assert "模拟的 100 位客户" in drawn(language="zh").axes[0].get_title(loc="left")


def test_bins_of_hardly_anybody_are_not_judged():
    crowd = TABLE.assign(customers=[10, 3_000, 6_000])
    assert "below 1% of the customers" in legend(drawn(crowd))
    assert "more than 8 points off" not in legend(drawn(crowd))
    assert "the most at 65%" in drawn(crowd).axes[0].get_title(loc="left")


def test_each_bin_says_how_many_it_rests_on():
    assert [text.get_text() for text in drawn().axes[1].texts] == ["10", "30", "60"]
    millions = TABLE.assign(customers=TABLE["customers"] * 100_000)
    told = [text.get_text() for text in drawn(millions, "zh").axes[1].texts]
    assert told == ["100万", "300万", "600万"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_bin_is_drawn(place):
    assert len(drawn(TABLE.iloc[[place]]).axes) == 2


def test_points_and_intervals_lie_in_view():
    extreme = TABLE.assign(kept=[0.0, 0.5, 1.0], kept_low=0.0, kept_high=1.0)
    low, high = drawn(extreme).axes[0].get_ylim()
    assert low < 0 < 1 < high
