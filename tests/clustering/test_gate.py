import numpy as np
import pytest

from patronage.clustering import Gate

GOOD = {
    "k": 4,
    "min_share": 0.1,
    "min_n": 200.0,
    "jaccard_min": 0.8,
    "jaccard_mean": 0.9,
    "agreement": 1.0,
}
BAD = [
    ({"min_share": 0.02}, "Too small: the smallest segment has 200 customers (2.00%)"),
    (
        {"min_n": 99.0, "min_share": 0.0999},
        "Too small: the smallest segment has 99 customers (9.99%); at least 100 (of "
        "fewer than 1,000 customers a tenth) and 3.00% are asked for.",
    ),
    ({"jaccard_min": 0.59}, "Not stable: a Jaccard of 0.6 for each segment"),
    ({"jaccard_mean": 0.74}, "Not stable: a Jaccard of 0.6 for each segment"),
    ({"k": 2}, "Too few: 2 segments; 3 to 8 can be served."),
    ({"k": 1}, "Too few: 1 segment; 3 to 8 can be served."),
    ({"k": 9}, "Too many: 9 segments; 3 to 8 can be served."),
    (
        {"min_n": 1.0, "min_share": 0.05},
        "Too small: the smallest segment has 1 customer (5.00%)",
    ),
    (
        {"min_share": 0.029999},
        "Too small: the smallest segment has 200 customers (2.99",
    ),
    ({"agreement": 0.94}, "Not well placed: the assigner puts 94.0% of customers"),
]


def table(**changes):
    return {name: np.array([value]) for name, value in {**GOOD, **changes}.items()}


def test_large_stable_and_well_placed_segments_pass():
    assert Gate().passes(table(), 1.0).all()
    assert Gate().failures(GOOD, 1.0) == []


@pytest.mark.parametrize(("change", "said"), BAD)
def test_each_bound_can_fail_alone_and_is_named_alone(change, said):
    gate, row = Gate(), table(**change)
    assert not (gate.passes(row, 1.0) & gate.serves(row)).any()
    (sentence,) = Gate().failures({**GOOD, **change}, 1.0)
    assert sentence.startswith(said)


def test_what_is_too_small_is_not_called_unstable():
    assert Gate().is_stable(table(min_n=1.0)).all()


def test_sizes_count_all_customers_not_those_sampled():
    assert Gate().passes(table(min_n=20.0, min_share=0.05), 5.0).all()
    assert not Gate().passes(table(min_n=20.0, min_share=0.05), 4.9).any()


@pytest.mark.parametrize("n", [60, 200, 440, 999])
def test_of_a_small_population_a_tenth_is_enough(n):
    tenth, less = -(-n // 10), -(-n // 10) - 1
    assert Gate().passes(table(min_n=float(tenth), min_share=tenth / n), 1.0).all()
    assert not Gate().passes(table(min_n=float(less), min_share=less / n), 1.0).any()


def test_what_the_business_asks_for_is_asked_of_small_populations_too():
    row = {**GOOD, "min_n": 60.0, "min_share": 0.3}
    (sentence,) = Gate(min_n=1_000).failures(row, 1.0)
    assert sentence == (
        "Too small: the smallest segment has 60 customers (30.00%); at least 1,000 and "
        "3.00% are asked for."
    )
    assert Gate(min_n=60).failures(row, 1.0) == []


def test_a_bound_that_is_missed_is_not_told_as_reached():
    (sentence,) = Gate().failures({**GOOD, "jaccard_mean": 0.7496}, 1.0)
    assert sentence.endswith("the least is 0.80, the mean 0.74.")
    (sentence,) = Gate().failures({**GOOD, "agreement": 0.9496}, 1.0)
    assert "94.9%" in sentence
    (sentence,) = Gate().failures({**GOOD, "min_n": 99.7, "min_share": 0.04}, 1.0)
    assert "99 customers" in sentence


def test_the_business_serves_three_to_eight():
    assert Gate().serves(table(k=3)).all()
    assert not Gate().serves(table(k=2)).any()


def test_what_was_not_tried_is_not_called_unstable():
    row = {**GOOD, "jaccard_min": np.nan, "jaccard_mean": np.nan}
    assert Gate().failures(row, 1.0) == [
        "Whether the segments come back was not tried: without bootstraps."
    ]
