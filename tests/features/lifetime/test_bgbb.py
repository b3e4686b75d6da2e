import numpy as np
import pytest
from scipy.special import betaln

from patronage.errors import QualityError
from patronage.features.lifetime import BGBB, BGBBParameters, Cycles

# x, t_x and how many of 11,104 donors, n = 6: Fader, Hardie & Shang (2010), table 1.
DONORS = np.array(
    [
        *[(0, 0, 3464), (1, 1, 1091), (1, 2, 277), (1, 3, 129), (1, 4, 78)],
        *[(1, 5, 119), (1, 6, 129), (2, 2, 613), (2, 3, 255), (2, 4, 155)],
        *[(2, 5, 173), (2, 6, 234), (3, 3, 322), (3, 4, 181), (3, 5, 225)],
        *[(3, 6, 357), (4, 4, 240), (4, 5, 284), (4, 6, 512), (5, 5, 335)],
        *[(5, 6, 728), (6, 6, 1203)],
    ],
    dtype=float,
)
X = np.column_stack([DONORS[:, :2], np.full(len(DONORS), 6)])
PUBLISHED = BGBBParameters(1.204, 0.750, 0.657, 2.783)


def test_donors_give_the_published_parameters():
    model = BGBB().fit(X, sample_weight=DONORS[:, 2])
    assert vars(model.parameters_) == pytest.approx(vars(PUBLISHED), abs=1e-3)
    assert model.log_likelihood_ == pytest.approx(-33225.6, abs=0.05)
    assert model.accepted_


def test_donations_expected_of_the_best_and_of_the_worst():
    # Table 4 of the paper: 0.07 and 3.75 in the five years to come
    never, always = PUBLISHED.expected_purchases(Cycles.of([[0, 0, 6], [6, 6, 6]]), 5)
    assert (never, always) == pytest.approx((0.07, 3.75), abs=0.005)


def test_the_likelihood_is_the_sum_over_when_he_left():
    a, b, c, d = vars(PUBLISHED).values()
    x, t_x, n = 3, 5, 9
    stayed = betaln(a + x, b + n - x) + betaln(c, d + n)
    left = [betaln(a + x, b + j - x) + betaln(c + 1, d + j) for j in range(t_x, n)]
    total = np.log(np.exp([stayed, *left]).sum()) - betaln(a, b) - betaln(c, d)
    assert PUBLISHED.log_likelihood(Cycles.of([[x, t_x, n]])) == pytest.approx(total)


def test_a_customer_who_bought_in_the_last_cycle_may_leave_before_the_next():
    alive = PUBLISHED.p_alive(Cycles.of([[6, 6, 6]]))[0]
    assert alive == pytest.approx((2.783 + 6) / (2.783 + 6 + 0.657))


def test_all_patterns_of_a_few_cycles_have_probability_one():
    total = 0.0
    for pattern in np.ndindex(*[2] * 5):
        bought = np.flatnonzero(pattern) + 1
        history = [[len(bought), bought.max(initial=0), 5]]
        total += np.exp(PUBLISHED.log_likelihood(Cycles.of(history))[0])
    assert total == pytest.approx(1)


def test_expected_purchases_pass_smoothly_through_gamma_of_one():
    some = Cycles.of([[2, 4, 6]])
    below, at, above = (
        BGBBParameters(1.2, 0.7, gamma, 2.8).expected_purchases(some, 12)[0]
        for gamma in (1 - 1e-4, 1.0, 1 + 1e-4)
    )
    assert at == pytest.approx((below + above) / 2, rel=1e-7)


def test_hundreds_of_cycles_stay_finite():
    histories = Cycles.of([[0, 0, 900], [450, 460, 900], [900, 900, 900]])
    assert np.isfinite(PUBLISHED.log_likelihood(histories)).all()
    assert np.isfinite(PUBLISHED.expected_purchases(histories, 52)).all()


def test_parts_of_a_cycle_are_refused():
    with pytest.raises(QualityError, match="cycles should be whole"):
        Cycles.of([[1, 2, 6.5]])
