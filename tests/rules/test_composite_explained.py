import re

import numpy as np
import pytest

from patronage.rules import Deflation, Indicator, WithinRegion
from tests.rules.valued import composite, customers


def world(size=120, seed=3):
    rng = np.random.default_rng(seed)
    return customers(
        spend=np.round(rng.lognormal(3, 1, size), 2),
        credit=np.round(100 * rng.random(size)),
        calls=rng.integers(0, 30, size).astype(float),
        region=rng.choice(["1", "2"], size),
    )


INDICATORS = {
    "spend": Indicator(),
    "credit": Indicator(utility="share100"),
    "calls": Indicator(cost=True, utility="minmax_winsor"),
}
STEP = re.compile(r": (\w+) ([\d.,]+) in place of")
REGIONS = [
    None,
    Deflation("region", {"1": 1.1, "2": 0.9}, ["spend"]),
    WithinRegion("region", indicators=["spend"]),
]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("weights", [(5, 3, 2), (2, 3, 5), (2, 5, 3)])
def test_who_does_what_is_said_reaches_the_next_tier(region, weights):
    features = world()
    scheme = composite(indicators=INDICATORS, weights=list(weights), region=region)
    scheme.fit(features)
    before, said = scheme.predict(features), scheme.explain(features)
    told = 0
    for row, explanation in enumerate(said):
        if step := STEP.search(explanation.next_step):
            column, value = step[1], float(step[2].replace(",", ""))
            after = scheme.predict(features.iloc[[row]].assign(**{column: value}))
            assert after[0] == before[row] - 1, explanation
            told += 1
        assert bool(explanation.next_step) == (before[row] > 0)
    assert told > 40


def test_a_value_is_told_by_its_two_largest_parts_in_their_own_units():
    features = customers(
        spend=[10.0, 20, 30, 1234.5], credit=[10.0, 20, 30, 90], calls=[9.0, 8, 7, 6]
    )
    scheme = composite(indicators=INDICATORS, weights=[5, 3, 2]).fit(features)
    (said,) = scheme.explain(features.iloc[[3]])
    assert said.because == (
        "value 0.907 of 1, mostly from spend 1,234 (utility 0.88, weight 50 %) and "
        "credit 90 (utility 0.90, weight 30 %)."
    )
    assert said.next_step == ""


def test_both_languages_say_the_same_numbers():
    features = world()
    scheme = composite(indicators=INDICATORS, weights=[5, 3, 2]).fit(features)
    digits = re.compile(r"[\d.,]+\d")
    for en, zh in zip(
        scheme.explain(features), scheme.explain(features, "zh"), strict=True
    ):
        english = sorted(digits.findall(en.because.replace("of 1,", "")))
        chinese = sorted(digits.findall(zh.because.replace("满分 1", "")))
        assert english == chinese
        assert bool(en.next_step) == bool(zh.next_step)


def test_where_no_single_indicator_is_enough_that_is_said():
    features = customers(a=np.arange(20.0), b=np.arange(20.0), c=np.arange(20.0))
    scheme = composite("a", "b", "c").fit(features)
    (said,) = scheme.explain(features.iloc[[0]])
    assert (
        said.next_step
        == "0.500 more value reaches mid tier; no single indicator is enough."
    )


def test_who_has_no_value_is_told_how_much_is_known():
    features = customers(a=[1.0, np.nan], b=[1.0, np.nan], c=[1.0, 2.0])
    said = composite("a", "b", "c").fit(features).explain(features)[1]
    assert (
        said.because
        == "33.3 % of the weight is known, and a value needs 50 %: no tier."
    )


def test_the_tier_that_is_told_is_the_one_that_is_reached_where_ties_leave_one_empty():
    features = customers(a=np.array([0.0] * 3 + [1.0] * 7))
    scheme = composite("a").fit(features)
    (said,) = scheme.explain(features.iloc[[0]])
    assert scheme.tiers_.edges_[0] == scheme.tiers_.edges_[1]
    assert "reaches high tier: a 1 in place of 0" in said.next_step


def test_what_is_missing_is_never_said_to_be_nothing():
    features = customers(a=np.arange(4000.0))
    scheme = composite("a").fit(features)
    steps = [each.next_step for each in scheme.explain(features.iloc[3150:3200])]
    assert not any(step.startswith("0.000 ") for step in steps)
    assert any(step.startswith("0.001 ") for step in steps)
