import pyarrow as pa
import pytest

from patronage.engine.scores import pomp


def part(score, low, high, *, turned=None) -> int:
    numbers = {"score": score, "scale_low": low, "scale_high": high}
    columns = {name: pa.array([value], pa.float64()) for name, value in numbers.items()}
    return int(
        pomp(pa.table(columns | {"reversed": pa.array([turned], pa.bool_())}))[0]
    )


@pytest.mark.parametrize(
    ("score", "low", "high", "found"),
    [(1, 1, 5, 0), (5, 1, 5, 100_000), (2, 1, 4, 33_333), (-5, -5, 5, 0)],
)
def test_a_score_is_a_part_of_its_scale(score, low, high, found):
    assert part(score, low, high) == part(score, low, high, turned=False) == found
    assert part(score, low, high, turned=True) == 100_000 - found


@pytest.mark.parametrize(
    ("score", "low", "high"),
    [
        (None, 1, 5),
        (3, None, 5),
        (3, 1, None),
        (3, 5, 5),
        (3, 5, 1),
        (6, 1, 5),
        (0, 1, 5),
    ],
)
def test_without_a_score_on_its_scale_there_is_none(score, low, high):
    assert part(score, low, high) == -1
    assert part(score, low, high, turned=True) == -1
