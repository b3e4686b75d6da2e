import numpy as np
import pandas as pd
import pytest
from scipy.stats import gamma

from patronage.errors import QualityError
from patronage.quadrants import FrequencyProxy, RateProxy

RNG = np.random.default_rng(14)
N = 3000
MONTHS = RNG.integers(1, 13, N) + 0.0
FRAME = pd.DataFrame({"y": RNG.poisson(MONTHS * RNG.gamma(1.5, 0.8, N)) + 0.0})
FRAME["months"] = MONTHS
FITTED = RateProxy("y", "months").fit(FRAME, "rate")
Q = (np.arange(2000) + 0.5) / 2000


def relative(median=1.0):
    rate = FITTED.prior_.transform(FRAME)
    return FRAME.assign(often=np.log((rate + 0.5) / (median + 0.5)))


def posterior(y, months):
    return gamma(y + FITTED.prior_.r_, scale=1 / (months + FITTED.prior_.alpha_))


@pytest.mark.parametrize(("y", "months"), [(0, 1), (0, 12), (3, 2), (30, 12)])
def test_draws_are_scores_of_the_gamma_posterior(y, months):
    frame = pd.DataFrame({"y": [y + 0.0], "months": [months + 0.0]})
    found = FITTED.draws(frame, 20_000, seed=(1, 2)).each[0]
    exact = FITTED.drawn_ranks_.transform(
        posterior(y, months).ppf(Q) / FITTED.prior_.mean_
    )
    assert found.mean() == pytest.approx(exact.mean(), abs=0.03)
    assert found.std() == pytest.approx(exact.std(), abs=0.03)


def test_the_unit_of_exposure_makes_no_difference():
    days = FRAME.assign(months=FRAME["months"] * 30)
    other = RateProxy("y", "months").fit(days, "rate")
    assert other.z(days) == pytest.approx(FITTED.z(FRAME), abs=1e-4)


def test_frequency_without_peers_is_drawn_like_its_rate():
    frame = relative()
    fitted = FrequencyProxy("y", "months").fit(frame, "often")
    assert fitted.z(frame) == pytest.approx(FITTED.z(frame), abs=1e-9)
    one, other = (p.draws(frame, 40, seed=(1,)).each for p in (fitted, FITTED))
    assert np.abs(one - other).mean() < 1e-3


def test_frequency_is_drawn_against_the_median_of_the_peers():
    frame = relative(median=np.where(np.arange(N) % 2, 0.5, 2.0))
    fitted = FrequencyProxy("y", "months").fit(frame, "often")
    z, drawn = fitted.z(frame), fitted.draws(frame, 200, seed=(1,)).each.mean(1)
    in_large_group = np.arange(N) % 2 == 0
    assert z[in_large_group].mean() < z[~in_large_group].mean() - 0.5
    assert drawn[in_large_group].mean() < drawn[~in_large_group].mean() - 0.5


def test_who_could_not_have_come_back_has_no_score():
    frame = relative().assign(months=0.0)
    fitted = FrequencyProxy("y", "months").fit(relative(), "often")
    assert np.isnan(fitted.z(frame)).all()


@pytest.mark.parametrize(("r", "mean"), [(0.01, 0.005), (0.02, 0.02), (0.1, 0.05)])
def test_draws_of_rare_events_are_one_normal_too(r, mean):
    months = RNG.integers(3, 40, N) + 0.0
    events = RNG.poisson(RNG.gamma(r, mean / r, N) * months) + 0.0
    frame = pd.DataFrame({"y": events, "months": months})
    fitted = RateProxy("y", "months").fit(frame, "rate")
    drawn = fitted.draws(frame, 200, seed=(1, 2)).each
    assert drawn.mean() == pytest.approx(0, abs=0.05)
    assert drawn.std() == pytest.approx(1, abs=0.06)
    z = fitted.imagined(frame, np.random.default_rng(0)).z
    assert z.mean() == pytest.approx(0, abs=0.08)


def test_frequencies_that_are_nearly_tied_get_their_average_rank():
    events = RNG.poisson(RNG.gamma(0.01, 0.5, N) * MONTHS) + 0.0
    frame = pd.DataFrame({"y": events, "months": MONTHS})
    often = np.log(
        RateProxy("y", "months").fit(frame, "r").prior_.transform(frame) + 0.5
    )
    frame["often"] = often
    fitted = FrequencyProxy("y", "months").fit(frame, "often")
    assert fitted.draws(frame, 200, seed=(1,)).each.mean() == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(
    ("y", "months", "sentence"),
    [
        (-1, 3, "'y' should be 0 or more; got -1."),
        (1, np.inf, "'months' should be finite; got inf."),
    ],
)
def test_events_and_exposures_that_cannot_be_are_refused(y, months, sentence):
    wrong = pd.DataFrame({"y": [float(y), 2.0], "months": [float(months), 1.0]})
    for refuse in (FITTED.z, lambda wrong: RateProxy("y", "months").fit(wrong, "r")):
        with pytest.raises(QualityError) as error:
            refuse(wrong)
        assert str(error.value) == f"quadrants: {sentence}"


def test_a_frequency_that_is_infinite_is_refused():
    frame = relative()
    fitted = FrequencyProxy("y", "months").fit(frame, "often")
    with pytest.raises(QualityError, match="'often' should be finite; got inf"):
        fitted.z(frame.assign(often=np.inf))
