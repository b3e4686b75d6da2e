import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import Deflation

REGIONS = np.array(["rich", "rich", "rich", "poor", "unheard"])
INDEX = {"rich": 1.2, "poor": 0.8}


def deflated(values, name="arpu", **settings):
    made = Deflation("region", INDEX, ["arpu"], **settings).fit(REGIONS, ["arpu", "x"])
    return made, made.adjusted(name, np.array(values, dtype=float), REGIONS)


def test_money_is_multiplied_by_the_mean_index_over_the_region_s():
    _, found = deflated([100] * 5)
    mean = (3 * 1.2 + 0.8) / 4
    rich, poor = 100 * np.sqrt(mean / 1.2), 100 * np.sqrt(mean / 0.8)
    assert found == pytest.approx([rich, rich, rich, poor, 100])


def test_eta_0_changes_nothing_and_1_is_in_full():
    assert deflated([100] * 5, eta=0)[1] == pytest.approx([100] * 5)
    found = deflated([120, 120, 120, 80, 1], eta=1)[1]
    assert found[0] == pytest.approx(found[3])


def test_what_is_no_money_stays():
    assert deflated([7] * 5, name="x")[1].tolist() == [7] * 5


def test_a_value_can_be_told_in_the_money_of_the_region():
    made, found = deflated([100, 100, 100, 100, 100])
    assert made.undone("arpu", found[3], "poor") == pytest.approx(100)
    assert made.undone("x", 3.0, "poor") == 3


@pytest.mark.parametrize(
    ("settings", "words"),
    [({"eta": 2}, "eta should be a share"), ({"index": {"rich": 0}}, "be positive")],
)
def test_what_deflates_nothing_is_refused(settings, words):
    given = {"index": INDEX, **settings}
    with pytest.raises(ConfigError, match=words):
        Deflation("region", given.pop("index"), ["arpu"], **given).fit(
            REGIONS, ["arpu"]
        )


def test_an_indicator_that_is_not_weighed_is_refused():
    with pytest.raises(ConfigError, match="among x; got arpu"):
        Deflation("region", INDEX, ["arpu"]).fit(REGIONS, ["x"])
