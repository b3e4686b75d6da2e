import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage.clustering import Aside
from patronage.errors import ConfigError, InputError
from patronage.segments import SegmentName

ONCE = SegmentName(key="once", en="Bought once", zh="仅购一次")
SHOP = pd.DataFrame({"frequency": [0.0, 0.0, 0.0, 1.0, 7.0, np.nan]})


def rule(**settings):
    return Aside(**{"column": "frequency", "segment_name": ONCE} | settings)


def test_the_many_without_a_repeat_are_set_aside():
    fitted = rule().fit(SHOP)
    assert fitted.holds_
    assert fitted.mask(SHOP).tolist() == [True, True, True, False, False, False]
    assert fitted.sentence == (
        "50% of the customers (3) are the segment 'Bought once' by rule, frequency "
        "being at most 0; the clusters are of the rest."
    )


def test_a_newcomer_is_placed_by_the_same_rule():
    newcomers = pd.DataFrame({"frequency": [0.0, 2.0]})
    assert rule().fit(SHOP).mask(newcomers).tolist() == [True, False]


def test_a_few_are_not_worth_a_rule():
    assert not rule(min_share=0.5).fit(SHOP).holds_


def test_a_rule_that_takes_everybody_says_nothing():
    assert not rule().fit(SHOP.iloc[:3]).holds_
    assert not rule().fit(SHOP.iloc[:0]).holds_


def test_the_threshold_can_be_another():
    assert rule(at_most=1.0).fit(SHOP).mask(SHOP).sum() == 4


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(ConfigError, match="there is no 'spend'"):
        rule(column="spend").fit(SHOP)
    with pytest.raises(InputError, match="'frequency' is missing"):
        rule().fit(SHOP).mask(SHOP[[]])


def test_a_column_of_text_is_refused():
    with pytest.raises(ConfigError, match="a column of numbers; got 'frequency'"):
        rule().fit(SHOP.astype("str"))


def test_nobody_is_set_aside_for_what_is_sensitive():
    with pytest.raises(ConfigError, match="never clustered by; got is_pregnant"):
        rule(column="is_pregnant").fit(SHOP.assign(is_pregnant=0.0))


def test_it_can_be_cloned():
    assert clone(rule(at_most=2.0)).get_params()["segment_name"] == ONCE
