from patronage.supply import (
    Proportional,
    allocate,
    balances,
    supply_metrics,
    supply_sentences,
)
from tests.supply.worlds import ENTITLEMENT, goods, shops


def made(top=6, plain=100):
    found = allocate(shops(), goods(top, plain), ENTITLEMENT, Proportional())
    return found, balances(found)


def test_what_is_short_is_counted():
    metrics = {each.name: each.value for each in supply_metrics(*made())}
    assert metrics["supply/short_products"] == 1
    assert metrics["supply/given"] + metrics["supply/left"] == 106


def test_tiers_that_feed_themselves_are_said():
    said = [each.en for each in supply_sentences(*made(), 3)]
    assert "yesterday's tier feeds today's" in said[-1]
    assert len(list(supply_sentences(*made(), None))) == 2
