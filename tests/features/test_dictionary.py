from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator

from patronage import io
from patronage.features import AttributeFeatures, FeatureModel, dictionary
from patronage.features.families import learned_columns
from patronage.schema import Column
from patronage.shrinkage import ShrunkShare
from patronage.tables import DICTIONARY

CAMPAIGN = ("contacts", "events")
LEDGER = {"ledger": ("order_day", "amount")}


class Halves(BaseEstimator):
    """Two columns of one."""

    inputs = ("spend",)

    def fit(self, features):
        return self

    def get_feature_names_out(self):
        return ["lower", "upper"]


@dataclass(frozen=True)
class Family:
    """Declares much of what a family can."""

    card: str | None = None

    columns: ClassVar = (
        Column("spend", "money", "spend in the window", ("order_day", "amount")),
        Column("cards", "orders", "orders with the card", ("order_day", "card")),
        Column("k", "lines", "lines returned", ("is_return",), role="evidence"),
        Column("n", "lines", "lines", ("is_return",), role="evidence"),
        Column("share", "share", "lines returned", ("is_return",)),
        Column("answers", "share", "campaigns answered", CAMPAIGN),
        Column("lower", "money", "half of the spend", ("amount",)),
        Column("upper", "money", "half of the spend", ("amount",), role="score"),
    )
    learned: ClassVar = {"share": ShrunkShare("k", "n"), "halves": Halves()}


@dataclass(frozen=True)
class Weather:
    """Learns from what no family makes."""

    columns: ClassVar = (Column("rainy", "share", "purchases in rain", ("amount",)),)
    learned: ClassVar = {"rainy": ShrunkShare("wet", "n")}


@dataclass(frozen=True)
class Told:
    """A feature table and what the dictionary says of it."""

    raw: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"spend": [1.0, 2]}))
    families: dict = field(default_factory=lambda: {"family": Family()})
    offered: dict = field(default_factory=lambda: LEDGER)
    fields: dict = field(default_factory=dict)

    def table(self) -> pd.DataFrame:
        """Return the dictionary by column."""
        model = FeatureModel(learned_columns(self.families))
        model.fit(self.raw.assign(status="ok"))
        told = dictionary(
            self.families,
            model,
            missing=self.raw.isna().mean(),
            offered=self.offered,
            fields=self.fields,
        )
        return told.set_index("column")


def returns(k) -> Told:
    """Customers with ten lines each, of which `k` came back."""
    n = np.full(len(k), 10.0)
    share = pd.DataFrame({"k": k, "n": n, "share": np.divide(k, n)})
    return Told(raw=share, offered={"ledger": ("is_return",)})


def test_a_column_says_what_it_is_what_it_is_made_of_and_how_much_is_missing():
    row = Told(raw=pd.DataFrame({"spend": [1.0, np.nan]})).table().loc["spend"]
    assert row.drop("polarization").to_dict() == {
        "family": "family",
        "kind": "raw",
        "unit": "money",
        "meaning": "spend in the window",
        "source": "order_day, amount",
        "status": "present",
        "missing_share": 0.5,
    }
    assert np.isnan(row["polarization"])


def test_every_declared_column_is_told_in_the_order_of_its_family():
    assert Told().table().index.tolist() == [c.name for c in Family.columns]


def test_kinds_are_told_apart():
    kinds = Told().table()["kind"]
    assert kinds[["spend", "k", "share", "upper"]].tolist() == [
        "raw",
        "evidence",
        "learned",
        "score",
    ]


def test_a_learned_column_names_what_it_was_learned_from():
    sources = returns([1.0, 9.0]).table()["source"]
    assert sources["share"] == "learned from k, n"
    assert sources[["lower", "upper"]].tolist() == ["learned from spend"] * 2


@pytest.mark.parametrize(
    ("offered", "status"),
    [
        (LEDGER, "needs contacts, events"),
        (LEDGER | {"contacts": ("kind",)}, "needs events"),
    ],
)
def test_a_column_that_is_not_there_says_which_tables_it_lacks(offered, status):
    row = Told(offered=offered).table().loc["answers"]
    assert row["status"] == status
    assert np.isnan(row["missing_share"])


def test_a_setting_that_is_not_given_is_lacking_like_a_column():
    assert Told().table()["status"]["cards"] == "needs card"
    given = Told(families={"family": Family(card="gold")}).table()
    assert given["status"]["cards"] == "left out: not offered by this source"


def test_a_field_of_the_customer_table_can_be_what_a_column_needs():
    declared = {"card": {"kind": "categorical"}}
    assert "needs" not in Told(fields=declared).table()["status"]["cards"]


def test_a_share_that_is_chance_alone_is_told_with_that_reason():
    k = np.random.default_rng(2).binomial(10, 0.3, 3_000).astype(float)
    told = returns(k)
    row = Told(raw=told.raw[["k", "n"]], offered=told.offered).table().loc["share"]
    assert row["status"] == "left out: customers differ no more than by chance"
    assert row["polarization"] < 0.02


def test_a_shrunk_share_says_how_much_it_tells_of_the_individual():
    row = returns(np.repeat([1.0, 5.0, 9.0], 20)).table().loc["share"]
    assert row["status"] == "present"
    assert 0.02 < row["polarization"] < 1


def test_a_column_learned_from_another_family_names_what_is_not_there():
    families = {"family": Family(), "weather": Weather()}
    assert Told(families=families).table()["status"]["rainy"] == "needs n, wet"


def test_a_declared_field_names_its_block_and_its_owner():
    kinds = {"size": "ordinal", "town": "categorical"}
    fields = {"size": {"block": "network", "owner": "sales"}, "town": {"owner": ""}}
    families = {"attributes": AttributeFeatures(fields=kinds)}
    table = Told(families=families, fields=fields).table()
    assert table["kind"].tolist() == ["attribute", "attribute"]
    assert table["source"].tolist() == [
        "declared field, block network, owner sales",
        "declared field, block basic",
    ]


def test_the_table_keeps_its_contract(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    table = Told().table().reset_index()
    io.write(DICTIONARY, table, folder)
    assert io.read(DICTIONARY, folder)["status"].tolist() == table["status"].tolist()
