"""Random ledgers, small and full of ties, and the batches that hold the same rows."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from patronage.batch import CustomerBatch, Units
from patronage.ragged import Ragged
from tests.features.oracle import OWNER, Costs, World

CUSTOMERS = ("ann", "bob", "cat", "dan", "eve")
WINDOWS = (120, 400, 360, 30, 1, 29, 45)
UNITS = Units(money=100, quantity=1000)
AS_OF = 18_000
CODED = {"order_id": "order_no"}
WHOLE = ("order_id", "order_hour", "quantity", "amount", "discount", "cost")
TEXTS = ("category", "brand", "store", "channel")
KINDS = ("redemption", "referral", "visit", "bonus", "suspension")
VOCABULARY = {
    "brand": {"Private", "National"},
    "channel": {"shop", "web"},
    "kind": {*KINDS},
}
DAYS = {
    "ledger": "order_day",
    "contacts": "contacted_day",
    "events": "at_day",
    "feedback": "answered_day",
}


def _moment(window: int) -> st.SearchStrategy:
    """Days that fall together often, on both sides of every limit."""
    limits = (0, 30, 90, window // 2, window // 2 * 2, window)
    near = st.builds(sum, st.tuples(st.sampled_from(limits), st.integers(-2, 2)))
    far = st.integers(-40, window + 60)
    return st.one_of(near, far).map(lambda ago: AS_OF - ago)


def _one_of(*values: object) -> st.SearchStrategy:
    return st.sampled_from(values)


def _line(window: int) -> st.SearchStrategy:
    return st.fixed_dictionaries(
        {
            OWNER: _one_of(*CUSTOMERS[:4]),
            "order_day": _moment(window),
            "order_id": st.integers(0, 5),
            "order_hour": st.integers(-1, 23),
            "quantity": _one_of(0, 1, 1000, 2000, 3500),
            "amount": _one_of(0, 1, 250, 250, 999, 100_000),
            "discount": _one_of(0, 0, 50, -20),
            "cost": _one_of(0, 200, 1_500),
            "category": _one_of(None, "tea", "jam", "rye"),
            "brand": _one_of(None, "Private", "National"),
            "store": _one_of(None, "north", "south"),
            "channel": _one_of(None, "web", "shop"),
            "is_return": _one_of(False, False, True),
            "undone_after": _one_of(None, None, 0, 3, 30),
        }
    )


def _rows(window: int, day: str, **columns: st.SearchStrategy) -> st.SearchStrategy:
    fields = {OWNER: st.sampled_from(CUSTOMERS), day: _moment(window), **columns}
    names = list(fields)
    rows = st.lists(st.fixed_dictionaries(fields), max_size=12)
    return rows.map(lambda found: _in_time(pd.DataFrame(found, columns=names), day))


def _float(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _in_time(rows: pd.DataFrame, day: str) -> pd.DataFrame:
    whole = [n for n in rows if n.endswith("_day") or n in WHOLE]
    texts = [n for n in (OWNER, "kind", *TEXTS) if n in rows]
    rows = rows.astype(
        dict.fromkeys(whole, "int64")
        | dict.fromkeys(texts, "str")
        | ({"value": "float64"} if "value" in rows else {})
    )
    return rows.sort_values([OWNER, day], kind="stable", ignore_index=True)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to four customers with a few dozen order lines, one more without any."""
    window = draw(st.sampled_from(WINDOWS))
    least = draw(st.sampled_from([0, 10, 40]))
    lines = draw(st.lists(_line(window), min_size=least, max_size=least + 20))
    happened = {
        "kind": _one_of(*KINDS),
        "value": _one_of(None, 0, 0.9, 3, 40, 40, 700).map(_float),
    }
    answers = {
        "kind": _one_of("complaint", "satisfaction"),
        "resolved_day": _one_of(0, AS_OF - 2, AS_OF, AS_OF + 1),
    }
    return World(
        ledger=ledger_of(pd.DataFrame(lines, columns=LINE)),
        as_of=AS_OF,
        window_days=window,
        contacts=draw(_rows(window, "contacted_day", kind=_one_of("mail", "call"))),
        events=draw(_rows(window, "at_day", **happened)),
        feedback=draw(_rows(window, "answered_day", **answers)),
        registered=draw(st.sets(st.sampled_from(CUSTOMERS))),
        money=UNITS.money,
        quantity=UNITS.quantity,
        focal_brand="Private",
        own_channels=("web",),
        wallet=_known(draw(st.lists(_one_of(None, 0, 5, 400), min_size=5, max_size=5))),
        costs=draw(_costs()),
    )


@st.composite
def _costs(draw: st.DrawFn) -> Costs:
    paid = draw(st.lists(_one_of(None, 0, 30), min_size=5, max_size=5))
    return Costs(
        margin=draw(_one_of(1, 0.25)),
        order=draw(_one_of(0, 2.5)),
        contact=draw(_one_of(0, 0.5)),
        acquisition=draw(_one_of(None, _known(paid))),
        growth=draw(_one_of(0, 0.12)),
    )


def _known(values: list[float | None]) -> pd.Series:
    """A number for some of the customers."""
    return pd.Series(values, index=list(CUSTOMERS), dtype="float64").dropna()


LINE = [
    *(OWNER, "order_day", "order_id", "order_hour", "quantity", "amount", "discount"),
    *("cost", "category", "brand", "store", "channel", "is_return", "undone_after"),
]


def ledger_of(lines: pd.DataFrame) -> pd.DataFrame:
    """Order lines in time; money flows back with a return; orders are one person's."""
    sign = np.where(lines["is_return"].astype(bool), -1, 1)
    back = lines["order_day"] + lines["undone_after"].astype("float64")
    lines = lines.assign(
        order_id=lines[OWNER].map(CUSTOMERS.index) * 100 + lines["order_id"],
        is_return=lines["is_return"].astype(bool),
        returned_day=back.fillna(0).astype("int64"),
        **{name: sign * lines[name] for name in ("quantity", "amount", "cost")},
    )
    return _in_time(lines.drop(columns="undone_after"), "order_day")


def busy_world(*, seed: int, n_customers: int, n_lines: int, window: int) -> World:
    """A ledger without other tables, of customers who buy often enough for all."""
    draw = np.random.default_rng(seed)
    names = [f"c{i:03}" for i in range(n_customers)]
    day = AS_OF + 20 - draw.integers(0, window + 60, n_lines)
    lines = pd.DataFrame(
        {
            OWNER: draw.choice(names, n_lines),
            "order_day": day,
            "order_hour": draw.integers(-1, 24, n_lines),
            "quantity": draw.integers(0, 9, n_lines) * 500,
            "amount": draw.integers(-500, 9_999, n_lines),
            "discount": draw.choice([0, 0, 120], n_lines),
            "cost": draw.integers(0, 4_000, n_lines),
            "category": draw.choice(["tea", "jam", "rye", "oil", None], n_lines),
            "brand": draw.choice(["Private", "National", None], n_lines),
            "store": draw.choice(["north", "south", None], n_lines),
            "channel": draw.choice(["web", "shop", None], n_lines),
        }
    )
    owner = lines[OWNER].str[1:].astype(int)
    lines["order_id"] = owner * 100_000 + day // 2 * 2 + draw.integers(0, 2, n_lines)
    return World(
        ledger=_in_time(lines, "order_day"),
        as_of=AS_OF,
        window_days=window,
        focal_brand="Private",
        own_channels=("web",),
        money=UNITS.money,
        quantity=UNITS.quantity,
    )


def batch_of(world: World) -> CustomerBatch:
    """The same rows as a batch that has not been set to a day."""
    ids = np.unique([*world.ledger[OWNER], *world.registered]).astype(object)
    others = {name: getattr(world, name) for name in DAYS if name != "ledger"}
    tables = {"ledger": world.ledger} | {
        name: table for name, table in others.items() if table is not None
    }
    levels = {
        f"{name}.{column}" if name != "ledger" else column: _levels(
            table[column], column
        )
        for name, table in tables.items()
        for column in table.columns.drop(OWNER)
        if not pd.api.types.is_numeric_dtype(table[column])
    }
    fields = fields_of(world)
    rows = {name: _ragged(table, ids, levels, name) for name, table in tables.items()}
    return CustomerBatch(
        customer_id=ids,
        levels=levels,
        units=Units(money=world.money, quantity=world.quantity),
        registered=np.isin(ids, list(world.registered)),
        attributes={name: values.reindex(ids).array for name, values in fields.items()},
        **rows,
    )


def fields_of(world: World) -> dict[str, pd.Series]:
    """Numbers of the customers' table that settings may name."""
    fields = {"wallet": world.wallet, "acquisition": world.costs.acquisition}
    return {name: values for name, values in fields.items() if values is not None}


def _levels(texts: pd.Series, column: str) -> tuple[str, ...]:
    return tuple(sorted({*texts.dropna(), *VOCABULARY.get(column, ())}))


def _ragged(table: pd.DataFrame, ids, levels, name: str) -> dict[str, Ragged]:
    owner = pd.Index(ids).get_indexer(table[OWNER])
    table = table[owner >= 0]
    counts = np.bincount(owner[owner >= 0], minlength=len(ids))
    offsets = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    prefix = "" if name == "ledger" else f"{name}."
    return {
        column: Ragged(_codes(values, levels.get(prefix + column)), offsets)
        for column, values in table.drop(columns=OWNER).rename(columns=CODED).items()
    }


def _codes(values: pd.Series, levels: tuple[str, ...] | None) -> np.ndarray:
    if levels is None:
        return values.to_numpy(np.float64 if values.name == "value" else np.int64)
    return pd.Index(list(levels), dtype=object).get_indexer(values.astype(object))
