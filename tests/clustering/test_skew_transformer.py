import numpy as np
import pytest

from patronage.clustering import SkewTransformer, UnitLog, YeoJohnson
from patronage.clustering.skew_transformer import skewness

RNG = np.random.default_rng(0)
MONEY = RNG.lognormal(size=(200, 1))
EVEN = RNG.uniform(size=(200, 1))
LOSSES = 1 - MONEY


def test_each_column_gets_what_its_skew_asks_for():
    columns = np.hstack([MONEY, EVEN, LOSSES])
    straight = SkewTransformer().fit_transform(columns)
    assert (straight[:, [0]] == UnitLog().fit_transform(MONEY)).all()
    assert (straight[:, [1]] == EVEN).all()
    assert (straight[:, [2]] == YeoJohnson().fit_transform(LOSSES)).all()


def test_rates_stay_as_they_are_unless_they_are_none():
    share = MONEY / MONEY.max()
    columns = np.hstack([share, share, MONEY])
    told = SkewTransformer(rates=[1, 2]).fit(columns)
    assert told.logged_.tolist() == [True, False, True]
    assert (told.transform(columns)[:, [1]] == share).all()


def test_the_choice_is_frozen_at_fit():
    fitted = SkewTransformer().fit(EVEN)
    assert (fitted.transform(MONEY) == MONEY).all()


def test_skewness_is_the_third_standardised_moment():
    assert skewness(np.array([[0.0], [0.0], [3.0]])) == pytest.approx([np.sqrt(0.5)])
    assert skewness(np.full((3, 1), 0.1)).tolist() == [0]
