import numpy as np
import pandas as pd

from patronage.profiles import Wording, doings

NAMES = ["recency_days", "p_alive", "frequency", "monetary_total", "region", "age"]
KINDS = ["raw", "learned", "raw", "raw", "raw", "outcome"]
UNITS = ["days", "probability", "days", "money", "", ""]
DICTIONARY = pd.DataFrame({"column": NAMES, "kind": KINDS, "unit": UNITS})


def features():
    n = 100
    return pd.DataFrame(
        {
            "recency_days": np.arange(n, dtype=float),
            "p_alive": np.linspace(1, 0, n),
            "frequency": np.roll(np.arange(n, dtype=float), 50),
            "monetary_total": np.where(np.arange(n) == 99, np.nan, 10.0),
            "region": "north",
            "age": 30.0,
        }
    )


def told(customer, used=(), **wording):
    counted = {name: len(used) - at for at, name in enumerate(used)}
    return doings(features(), customer, DICTIONARY, Wording(**wording), counted)


def test_who_stands_out_is_told_in_words():
    first = told(99)[0]
    assert (first.label, first.value) == ("Since last purchase", "99 days")
    assert first.said == "lapsing: higher than 99.5% of customers"


def test_who_is_low_is_lower_than_the_others():
    assert told(2)[0].said == "recent: lower than 98% of customers"
    assert told(2, language="zh")[0].said == "近期活跃：低于 98% 的客户"


def test_what_the_schemes_look_at_comes_first():
    labels = [each.label for each in told(99, used=["frequency"])]
    assert labels == ["Repeat purchase days", "Since last purchase"]


def test_of_one_theme_the_column_that_schemes_look_at_is_told():
    labels = [each.label for each in told(99, used=["p_alive"])]
    assert labels == ["Likelihood of being active", "Repeat purchase days"]


def test_what_is_not_known_and_what_does_not_describe_is_not_told():
    labels = {each.label for each in told(99)}
    assert labels == {"Since last purchase", "Repeat purchase days"}


def test_an_amount_has_its_currency():
    spend = next(e for e in told(5, currency="CNY", language="zh") if "¥" in e.value)
    assert spend.value == "¥10"
    assert spend.said == "高于 50% 的客户"
