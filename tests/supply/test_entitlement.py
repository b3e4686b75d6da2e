import pytest

from patronage.errors import ConfigError
from patronage.supply import Entitlement
from tests.supply.worlds import ENTITLEMENT


def test_units_that_are_not_whole_are_refused():
    with pytest.raises(ConfigError, match=r"whole units, 0 or more.*got t1 2.5"):
        Entitlement(quota={"t1": 2.5}, placement={"top": {"g1": 1}})


def test_a_tier_and_a_grade_that_are_left_out_are_named():
    with pytest.raises(ConfigError, match="missing: tier 't3', grade 'g9' of class"):
        ENTITLEMENT.check(["t1", "t3"], ["g1", "g9"])
    ENTITLEMENT.check(["t1", "t2"], ["g1", "g2"])
