import builtins
import random

import pytest
from identities import resolve

from patronage.errors import ConfigError

FIRST = ("anna", "bella", "carla", "diana", "elena", "fiona", "greta", "helen")
LAST = ("smith", "johnson", "williams", "brown", "jones", "garcia", "miller", "davis")
COMPARED = {"columns": {"name": "name", "born": "born", "city": "city"}}
HEADER = ["id", "name", "born", "city"]
N_CUSTOMERS = 60


def slip(name: str, place: int) -> str:
    """Two letters in each other's place."""
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def people(n_twice: int) -> list[list[str]]:
    """Rows of id, name, day of birth, city; the first ones once more, with a slip."""
    dice = random.Random(7)
    once = [
        [
            f"a{i:02}",
            f"{dice.choice(FIRST)} {dice.choice(LAST)}",
            f"19{60 + i % 40}-{1 + i % 12:02}-{1 + dice.randrange(28):02}",
            dice.choice(("london", "paris", "rome")),
        ]
        for i in range(N_CUSTOMERS)
    ]
    again = [[f"b{who[1:]}", slip(name, 2), *rest] for who, name, *rest in once]
    return once + again[:n_twice]


@pytest.fixture
def likely(world):
    def run(rows, **changes):
        settings = COMPARED | {"block": ["born"]} | changes
        table, _ = resolve(world, rows, keys={}, header=HEADER, fuzzy=settings)
        return table

    return run


@pytest.fixture(autouse=True)
def _splink():
    pytest.importorskip("splink", reason="the extra is not installed")


@pytest.mark.parametrize("block", [["born"], ["born", "city"], ["born", "name"]])
def test_a_slip_in_the_name_does_not_make_another_customer(likely, block):
    table = likely(people(n_twice=12), block=block, probability=0.9)
    merged = {row[:2] for row in table if row[4] == "merged"}
    twice = [f"{i:02}" for i in range(12)]
    assert merged == {(side + i, f"a{i}") for i in twice for side in "ab"}
    assert {row[3] for row in table} == {"", "fuzzy"}


def test_the_order_of_rows_changes_nothing(likely):
    rows = people(n_twice=8)
    shuffled = random.Random(1).sample(rows, len(rows))
    assert likely(shuffled) == likely(rows)


def test_where_nobody_shares_a_value_nobody_is_likely(likely):
    rows = [["a", "anna", "1960-01-01", "rome"], ["b", "bella", "1961-01-01", "rome"]]
    assert {row[4] for row in likely(rows)} == {"alone"}


def test_a_block_that_is_not_compared_is_refused(likely):
    with pytest.raises(ConfigError, match="some of name, born, city; got "):
        likely(people(n_twice=1), block=["born", "phone"])


def test_a_missing_extra_is_named(likely, monkeypatch):
    real = builtins.__import__

    def absent(name, *rest, **named):
        if name.startswith("splink"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(ConfigError, match=r"pip install patronage\[splink\]"):
        likely(people(n_twice=1))
