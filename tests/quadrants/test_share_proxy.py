import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta, norm

from patronage.errors import QualityError
from patronage.quadrants import ShareProxy

RNG = np.random.default_rng(12)
N = 3000
TRIALS = RNG.integers(1, 60, N) + 0.0
FRAME = pd.DataFrame(
    {"k": RNG.binomial(TRIALS.astype(int), RNG.beta(2, 5, N)) + 0.0, "n": TRIALS}
)
FITTED = ShareProxy("k", "n").fit(FRAME, "share")


def drawn(k, n, n_draws=20_000):
    frame = pd.DataFrame({"k": [float(k)], "n": [float(n)]})
    return FITTED.draws(frame, n_draws, seed=(1, 2)).each[0]


@pytest.mark.parametrize(("k", "n"), [(0, 1), (0, 40), (3, 9), (40, 40), (120, 300)])
def test_draws_are_scores_of_the_beta_posterior(k, n):
    prior = FITTED.prior_
    posterior = beta(k + prior.a_, n - k + prior.b_)
    share = posterior.ppf((np.arange(2000) + 0.5) / 2000)
    exact = FITTED.drawn_ranks_.transform(share / (1 - share))
    found = drawn(k, n)
    assert found.mean() == pytest.approx(exact.mean(), abs=0.03)
    assert found.std() == pytest.approx(exact.std(), abs=0.03)
    assert np.median(found) == pytest.approx(np.median(exact), abs=0.05)


def test_the_score_is_that_of_the_posterior_mean():
    share = (FRAME["k"] + FITTED.prior_.a_) / (
        FRAME["n"] + FITTED.prior_.a_ + FITTED.prior_.b_
    )
    place = norm.ppf((share.rank() - 0.5) / N)
    assert np.corrcoef(FITTED.z(FRAME), place)[0, 1] > 0.9999


def test_draws_of_all_customers_are_spread_like_one_normal():
    drawn = FITTED.draws(FRAME, 200, seed=(1, 2)).each
    assert drawn.mean() == pytest.approx(0, abs=0.05)
    assert drawn.std() == pytest.approx(1, abs=0.05)


def test_more_trials_leave_less_open():
    assert drawn(2, 6).std() > drawn(20, 60).std() > drawn(200, 600).std()


def test_who_had_no_trial_has_no_score():
    frame = pd.DataFrame({"k": [0.0, np.nan], "n": [0.0, 4.0]})
    assert np.isnan(FITTED.z(frame)).all()
    assert np.isfinite(FITTED.draws(frame, 10, seed=(1,)).each).all()


@pytest.mark.parametrize(
    ("mean", "precision"),
    [(0.01, 0.1), (0.02, 2), (0.5, 0.02), (0.5, 0.2), (0.5, 5), (0.95, 0.5)],
)
def test_draws_of_rare_and_of_near_certain_evidence_are_one_normal_too(mean, precision):
    trials = RNG.integers(3, 40, N)
    share = RNG.beta(mean * precision, (1 - mean) * precision, N)
    frame = pd.DataFrame({"k": RNG.binomial(trials, share) + 0.0, "n": trials + 0.0})
    fitted = ShareProxy("k", "n").fit(frame, "share")
    drawn = fitted.draws(frame, 200, seed=(1, 2)).each
    assert drawn.mean() == pytest.approx(0, abs=0.05)
    assert drawn.std() == pytest.approx(1, abs=0.06)
    z = fitted.imagined(frame, np.random.default_rng(0)).z
    assert z.mean() == pytest.approx(0, abs=0.08)
    assert z.std() == pytest.approx(1, abs=0.08)


@pytest.mark.parametrize(
    ("k", "n", "sentence"),
    [
        (4, 3, "'k' should not exceed 'n'; got 4 of 3."),
        (-1, 3, "'k' should be 0 or more; got -1."),
        (0, -2, "'n' should be 0 or more; got -2."),
        (1, np.inf, "'n' should be finite; got inf."),
    ],
)
def test_evidence_that_cannot_be_is_refused_at_the_fit_and_later(k, n, sentence):
    wrong = pd.concat([FRAME, pd.DataFrame({"k": [float(k)], "n": [float(n)]})])
    for refuse in (lambda: ShareProxy("k", "n").fit(wrong, "share"), fitted_on(wrong)):
        with pytest.raises(QualityError) as error:
            refuse()
        assert str(error.value) == f"quadrants: {sentence}"


def fitted_on(wrong):
    return lambda: FITTED.z(wrong)
