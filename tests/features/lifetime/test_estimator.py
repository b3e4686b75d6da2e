import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from benchmarks.lifetime_customers import made_customers
from patronage.features.lifetime import BGNBD, MBGNBD, Histories, ParetoNBD

DAYS = made_customers(2_000, (0.6, 45.0, 0.9, 1.6), days=(200, 400))[0].round()
KINDS = [BGNBD, MBGNBD, ParetoNBD]


@pytest.mark.parametrize("kind", KINDS)
def test_days_or_weeks_give_the_same_model(kind):
    days = kind().fit(DAYS)
    weeks = kind().fit(DAYS / [1, 7, 7])
    assert vars(days.parameters_) == pytest.approx(
        vars(weeks.parameters_.in_unit(7)), rel=1e-4
    )
    shift = DAYS[:, 0].sum() * np.log(7)
    assert days.log_likelihood_ == pytest.approx(weeks.log_likelihood_ - shift)
    assert days.expected_purchases(DAYS, 70) == pytest.approx(
        weeks.expected_purchases(DAYS / [1, 7, 7], 10), rel=1e-4
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_weight_is_a_repetition(kind):
    weight = np.arange(len(DAYS)) % 3
    weighed = kind().fit(DAYS, sample_weight=weight)
    repeated = kind().fit(np.repeat(DAYS, weight, axis=0))
    assert vars(weighed.parameters_) == pytest.approx(vars(repeated.parameters_))


def test_the_order_of_customers_changes_no_bit():
    shuffled = np.random.default_rng(0).permutation(len(DAYS))
    first, second = MBGNBD().fit(DAYS), MBGNBD().fit(DAYS[shuffled])
    assert first.parameters_ == second.parameters_
    assert (first.p_alive(DAYS)[shuffled] == second.p_alive(DAYS[shuffled])).all()


def test_starts_are_tried_on_a_part_and_the_best_is_led_to_the_end(monkeypatch):
    whole = MBGNBD().fit(DAYS)
    monkeypatch.setattr("patronage.features.lifetime.maximum.ENOUGH", 100)
    part = MBGNBD().fit(DAYS)
    assert vars(part.parameters_) == pytest.approx(vars(whole.parameters_), rel=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_expected_purchases_grow_with_time_and_are_below_no_discount(kind):
    model = kind().fit(DAYS)
    ahead = [model.expected_purchases(DAYS[:50], t) for t in (0.0, 10.0, 100.0)]
    assert (ahead[0] == 0).all()
    assert (ahead[1] < ahead[2]).all()
    assert (model.discounted_purchases(DAYS[:50], 0.01, 100) < ahead[2]).all()
    nothing = model.discounted_purchases(DAYS[:50], 0.0, 100)
    assert nothing == pytest.approx(ahead[2])


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_customer_is_one_with_no_past(kind):
    model = kind().fit(DAYS)
    new = Histories.of([[0, 0, 0]])
    assert model.expected_purchases_new(52) == pytest.approx(
        model.parameters_.expected_purchases(new, 52)[0]
    )


def test_likelihood_is_told_by_row():
    table = pd.DataFrame(DAYS, columns=["x", "t_x", "T"])
    model = MBGNBD().fit(table)
    assert model.log_likelihood(table).sum() == pytest.approx(model.log_likelihood_)


def test_scikit_learn_can_copy_it():
    model = MBGNBD().fit(DAYS)
    assert model.get_params() == {}
    with pytest.raises(NotFittedError):
        clone(model).p_alive(DAYS)
