import pytest

from patronage.errors import ConfigError
from patronage.weights.consistency import Consistency
from patronage.weights.pairwise import Judgement, reciprocal


def judged(upper, n):
    return Consistency("AHP", Judgement(reciprocal(upper, n)), "abcde"[:n], "saaty")


def test_a_ratio_of_a_tenth_is_refused_naming_the_worst_triple():
    cyclic = judged([[9, "1/9"], [9]], 3)
    assert cyclic.ratio == pytest.approx(6.13, abs=5e-3)
    words = (
        r"below 0\.10; it is 6\.13, worst in a, b, c: a over b is 9 and b over c 9, so "
        r"a over c should be near 81, not 0\.111"
    )
    with pytest.raises(ConfigError, match=words) as found:
        cyclic.require()
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("upper", "n", "ratio", "limit"),
    [
        ([[2, 2], [2]], 3, 0.046, None),
        ([[2, 4], [5]], 3, 0.081, "0.05"),
        ([[2, 2, 4], [3, 1], [1]], 4, 0.0797, None),
        ([[2, 2, 5], [3, 1], [1]], 4, 0.0968, "0.08"),
        ([[2, 2, 4, 2], [5, 1, 1], [1, 1], [1]], 5, 0.088, None),
    ],
)
def test_of_three_and_four_indicators_more_is_asked(upper, n, ratio, limit):
    found = judged(upper, n)
    assert found.ratio == pytest.approx(ratio, abs=6e-4)
    found.require()
    assert bool(found.warnings()) == (limit is not None)
    assert all(f"below {limit}" in said for said in found.warnings())
