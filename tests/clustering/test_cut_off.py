import pytest

from patronage.clustering.cut_off import cut_off, cut_off_share


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.749, "0.74"),
        (0.7499999, "0.74"),
        (0.75, "0.75"),
        (0.29, "0.29"),  # 100 x 0.29 is a little less than 29
        (1.0, "1.00"),
        (-0.006, "-0.01"),
    ],
)
def test_nothing_is_told_as_a_bound_that_it_missed(value, said):
    assert cut_off(value) == said


def test_shares_are_cut_off_in_per_cent():
    assert cut_off_share(0.029999) == "2.99%"
    assert cut_off_share(0.9499, 1) == "94.9%"
    assert cut_off_share(0.55, 1) == "55.0%"
