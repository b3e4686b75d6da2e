import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage.features.repeat import RelativeFrequency
from patronage.shrinkage import ShrunkRate

RNG = np.random.default_rng(3)


def shop(n: int = 999, mean: float = 3, months: float = 6) -> pd.DataFrame:
    rates = RNG.gamma(2, mean / 2, n)
    return pd.DataFrame({"x": RNG.poisson(rates) * 1.0, "months": months})


def two_bands(n_rare: int = 400) -> pd.DataFrame:
    daily, rare = shop(400, mean=20).assign(band="daily"), shop(n_rare, mean=2)
    return pd.concat([daily, rare.assign(band="rare")], ignore_index=True)


def test_it_is_the_log_ratio_of_expected_purchases_a_month():
    frame = shop()
    monthly = ShrunkRate("x", "months").fit(frame).transform(frame)
    expected = np.log((monthly + 0.5) / (np.median(monthly) + 0.5))
    values = RelativeFrequency("x", "months").fit(frame).transform(frame)
    assert values == pytest.approx(expected)


def test_the_median_customer_is_zero_and_order_is_kept():
    frame = shop()
    values = RelativeFrequency("x", "months").fit(frame).transform(frame)
    assert np.median(values) == pytest.approx(0)
    order = np.argsort(frame["x"], kind="stable")
    assert (np.argsort(values, kind="stable") == order).all()


def test_one_quick_return_is_not_taken_at_its_word():
    relative = RelativeFrequency("x", "months").fit(shop())
    new, old = relative.transform(pd.DataFrame({"x": [1.0, 6], "months": [1.0, 6]}))
    assert new < old


def test_each_is_held_against_his_peers():
    frame = two_bands()
    relative = RelativeFrequency("x", "months", peer="band").fit(frame)
    medians = pd.Series(relative.transform(frame)).groupby(frame["band"]).median()
    assert medians.tolist() == pytest.approx([0, 0])


@pytest.mark.parametrize("band", ["rare", "unseen", None])
def test_without_thirty_peers_one_is_held_against_all(band):
    frame = two_bands(n_rare=29)
    who = pd.DataFrame({"x": [2.0], "months": [6.0], "band": [band]})
    alone = RelativeFrequency("x", "months").fit(frame)
    among = RelativeFrequency("x", "months", peer="band").fit(frame)
    assert among.transform(who) == alone.transform(who)
    assert set(among.peer_medians_) == {"daily"}


def test_peers_may_be_categories_or_numbers():
    frame = two_bands()
    codes = frame.assign(band=frame["band"].map({"daily": 1.0, "rare": 2.0}))
    texts = frame.assign(band=frame["band"].astype("category"))
    relative = RelativeFrequency("x", "months", peer="band")
    first, second = (clone(relative).fit(f).transform(f) for f in (codes, texts))
    assert first.tobytes() == second.tobytes()


def test_medians_are_frozen_at_the_fit():
    frame = two_bands()
    relative = RelativeFrequency("x", "months", peer="band").fit(frame)
    one = frame.iloc[[0]]
    assert relative.transform(one) == relative.transform(frame)[0]
