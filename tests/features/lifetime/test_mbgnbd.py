import numpy as np
import pytest

from benchmarks.lifetime_customers import made_customers
from patronage.features.lifetime import MBGNBD, Histories, MBGNBDParameters

TRUE = (0.6, 6.5, 0.9, 1.6)


def test_cdnow_gives_the_known_parameters(cdnow):
    model = MBGNBD().fit(cdnow)
    expected = MBGNBDParameters(0.52484, 6.18299, 0.89136, 1.61400)
    assert vars(model.parameters_) == pytest.approx(vars(expected), rel=1e-4)
    assert model.log_likelihood_ == pytest.approx(-9582.1327, abs=1e-4)
    assert model.accepted_


def test_p_alive_of_cdnow(cdnow):
    model = MBGNBD().fit(cdnow)
    never, twice = model.p_alive([[0, 0, 38.86], [2, 30.43, 38.86]])
    assert (never, twice) == pytest.approx((0.389716, 0.706126), abs=2e-6)
    assert model.p_alive(cdnow).mean() == pytest.approx(0.44872, abs=1e-5)


def test_silence_after_the_first_purchase_counts():
    parameters = MBGNBDParameters(*TRUE)
    waiting = Histories.of([[0, 0, weeks] for weeks in (0, 10, 50, 500)])
    alive = parameters.p_alive(waiting)
    assert (np.diff(alive) < 0).all()
    assert alive[0] == pytest.approx(1.6 / 2.5)


def test_the_parameters_of_made_customers_are_recovered():
    X, _ = made_customers(20_000, TRUE, days=(52, 104))
    model = MBGNBD().fit(X)
    assert tuple(vars(model.parameters_).values()) == pytest.approx(TRUE, rel=0.12)


@pytest.mark.slow
def test_expected_purchases_are_what_made_customers_do():
    X, future = made_customers(1_000_000, TRUE, days=(40, 40), ahead=30.0)
    model, histories = MBGNBDParameters(*TRUE), Histories.of(X)
    expected = histories.back(model.expected_purchases(histories, 30.0))
    silence = np.floor(4 * (X[:, 2] - X[:, 1]) / X[:, 2])
    for x, quarter in [(0, 4), (1, 0), (1, 3), (2, 0), (2, 2), (3, 1), (5, 0)]:
        rows = (X[:, 0] == x) & (silence == quarter)
        error = future[rows].std() / np.sqrt(rows.sum())
        assert expected[rows].mean() == pytest.approx(
            future[rows].mean(), abs=4 * error
        )
    error = future.std() / np.sqrt(len(future))
    new = model.expected_purchases(Histories.of([[0, 0, 0]]), 40.0)[0]
    assert new == pytest.approx(X[:, 0].mean(), abs=4 * X[:, 0].std() / 1_000)
    assert expected.mean() == pytest.approx(future.mean(), abs=4 * error)
