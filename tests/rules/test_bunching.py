import numpy as np
import pandas as pd
import pytest

from patronage.rules import Edges, bunching_metrics, bunching_test

EDGES = Edges([20, 15, 10, 8.75, 7.5, 6.25, 5], ["upper"] * 6 + ["lower"])
ONE = Edges([10.0], ["upper"])
DRAWS = {
    "uniform": lambda rng, n: rng.uniform(2, 40, n),
    "lognormal": lambda rng, n: rng.lognormal(2, 0.8, n),
    "steep": lambda rng, n: rng.lognormal(1.5, 0.5, n),
}


def observed(values, customers=None):
    ids = np.arange(len(values)) if customers is None else customers
    return pd.DataFrame({"customer_id": ids, "value": values})


def p_values(draw, edges, times, **settings):
    found = [
        bunching_test(draw(np.random.default_rng(seed)), edges)["p_value"]
        for seed in range(times)
    ]
    return pd.concat(found).dropna()


def nudged(values, rng, share=0.2):
    """Move a share of those just below 10 to just above."""
    moves = (values >= 10 / 1.05) & (values < 10) & (rng.random(len(values)) < share)
    return np.where(moves, 10 * (1 + 0.04 * rng.random(len(values))), values)


@pytest.mark.parametrize("name", DRAWS)
def test_a_smooth_density_is_called_bunched_as_rarely_as_claimed(name):
    p = p_values(lambda rng: observed(DRAWS[name](rng, 5000)), EDGES, 100)
    assert len(p) > 300
    assert (p <= 0.05).mean() <= 0.07


def test_customers_who_come_back_each_period_do_not_count_as_many():
    def monthly(rng):
        ids = np.repeat(np.arange(1500), 12)
        own = np.repeat(rng.lognormal(2, 0.8, 1500), 12)
        return observed(own * np.exp(rng.normal(0, 0.01, len(ids))), ids)

    p = p_values(monthly, ONE, 150)
    assert (p <= 0.05).mean() <= 0.08
    alone = p_values(lambda rng: observed(monthly(rng)["value"]), ONE, 150)
    assert (alone <= 0.05).mean() > 0.15


def test_a_fifth_of_those_just_below_who_buy_a_little_more_are_seen():
    p = p_values(
        lambda rng: observed(nudged(DRAWS["lognormal"](rng, 20_000), rng)), ONE, 50
    )
    assert (p <= 0.05).mean() > 0.95


def test_the_table_says_what_was_counted():
    values = np.repeat([9.9, 10.0, 10.2, 8.9, 11.2], [30, 10, 60, 50, 50])
    (row,) = bunching_test(observed(values), ONE).to_dict("records")
    assert (row["below"], row["above"], row["customers"]) == (30, 70, 100)
    assert row["share_above"] == pytest.approx(0.7)
    assert row["expected_share"] == pytest.approx(0.5)
    assert row["excess"] == pytest.approx(0.2)
    assert row["at_edge"] == pytest.approx(0.1)
    assert row["p_value"] < 0.001


def test_the_slope_beside_the_window_is_what_is_expected_in_it():
    """A density of 1/v² has odds of 1.05 to the power of -1 within 5 %."""
    u = (np.arange(400_000) + 0.5) / 400_000
    (row,) = bunching_test(observed(1 / (1 - u * 0.95)), ONE).to_dict("records")
    assert row["expected_share"] == pytest.approx(1 / (1 + 1.05), abs=0.002)
    assert abs(row["excess"]) < 0.003


def test_a_value_at_the_edge_stands_on_the_side_that_it_belongs_to():
    values = np.repeat([5.0, 4.9, 5.1], 40)
    for closure, above in (("upper", 80), ("lower", 40)):
        table = bunching_test(observed(values), Edges([5.0], [closure]))
        assert table["above"].tolist() == [above]


@pytest.mark.parametrize(
    ("values", "edges", "status"),
    [
        (np.repeat([9.9, 10.1], 9), ONE, "few"),
        (
            np.repeat([9.9, 10.1], 90),
            Edges([10, 9.5], ["upper"] * 2),
            "edges_too_close",
        ),
        (np.repeat([9.9, 10.1], 90), Edges([0.0], ["upper"]), "not_positive"),
        ([np.nan], ONE, "few"),
    ],
)
def test_what_cannot_be_tested_says_why(values, edges, status):
    table = bunching_test(observed(values), edges)
    assert table["status"][0] == status
    assert table["p_value"].isna().all()


def test_the_unit_does_not_matter():
    rng = np.random.default_rng(3)
    values = nudged(DRAWS["lognormal"](rng, 5000), rng)
    one = bunching_test(observed(values), ONE)
    other = bunching_test(observed(values * 1024), Edges([10240.0], ["upper"]))
    pd.testing.assert_frame_equal(one.drop(columns="edge"), other.drop(columns="edge"))


def test_p_values_of_several_edges_are_adjusted():
    rng = np.random.default_rng(5)
    table = bunching_test(observed(nudged(DRAWS["lognormal"](rng, 20_000), rng)), EDGES)
    least = table["p_value"].min()
    assert table["p_holm"].min() == pytest.approx(7 * least)
    assert (table["p_holm"] >= table["p_value"]).all()
    found = {metric.name: metric.value for metric in bunching_metrics(table)}
    assert found["movement/bunching_tested"] == 7
    assert found["movement/bunching_found"] == 1
