import numpy as np
import pandas as pd
import pytest

from patronage.errors import InputError
from patronage.quadrants import MeasuredProxy, RateProxy, ShareProxy
from patronage.quadrants.proxy import ABSENT, CHANCE, EMPTY, EQUAL

RNG = np.random.default_rng(6)
N = 500


def counts(k, n):
    return pd.DataFrame({"k": np.asarray(k, float), "n": np.asarray(n, float)})


def silent(proxy, frame):
    return proxy.fit(frame, "x").silent_


def test_a_proxy_without_its_columns_is_not_offered():
    assert silent(ShareProxy("k", "absent"), counts([1], [2])) == ABSENT
    assert silent(MeasuredProxy(), counts([1], [2])) == ABSENT


def test_a_proxy_without_evidence_says_so():
    assert silent(ShareProxy("k", "n"), counts([0, 0], [0, 0])) == EMPTY
    assert silent(MeasuredProxy(), pd.DataFrame({"x": [np.nan]})) == EMPTY


def test_shares_that_differ_by_chance_alone_say_nothing_of_individuals():
    frame = counts(RNG.binomial(20, 0.4, N), np.full(N, 20))
    assert silent(ShareProxy("k", "n"), frame) == CHANCE


def test_rates_that_differ_by_chance_alone_say_nothing_of_individuals():
    frame = counts(RNG.poisson(3, N), np.full(N, 2))
    assert silent(RateProxy("k", "n"), frame) == CHANCE


def test_equal_customers_cannot_be_told_apart():
    assert silent(MeasuredProxy(), pd.DataFrame({"x": [3.0, 3.0]})) == EQUAL


def test_shares_that_differ_between_customers_count():
    frame = counts(RNG.binomial(20, RNG.beta(2, 2, N)), np.full(N, 20))
    assert silent(ShareProxy("k", "n"), frame) == ""


def test_a_column_of_the_fit_that_is_gone_is_named():
    frame = counts(RNG.binomial(20, RNG.beta(2, 2, N)), np.full(N, 20))
    fitted = ShareProxy("k", "n").fit(frame, "liking")
    with pytest.raises(InputError, match=r"'liking' was fitted on .* missing: n"):
        fitted.z(frame[["k"]])
