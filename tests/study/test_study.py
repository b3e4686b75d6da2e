from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pytest
import small_shop

from patronage import Column, Study
from patronage.errors import ConfigError, QualityError

QUICK = ("n_bootstraps=2", "compare.resamples=9")
FRAME = {**small_shop.COLUMNS, "currency": "EUR"}


@dataclass(frozen=True)
class Bulk:
    """How much is bought in units at once."""

    units: int = 2
    columns: tuple = (Column("bulk_orders", unit="orders", meaning="large orders"),)
    learned: dict = field(default_factory=dict)

    def __call__(self, batch):
        large = batch["amount"].apply(lambda each: each >= 100 * self.units)
        return {"bulk_orders": large.sum().astype(float)}


def days(study: Study) -> list[str]:
    return sorted({f"{day:%Y-%m-%d}" for day in study.features["as_of"]})


def test_a_source_of_conf_is_described_on_first_use():
    study = Study("cdnow", "horizon_days=273", as_of="1997-09-30")
    assert len(study.features) == 2357
    assert study.ledger["amount"].sum() == pytest.approx(244_091.94)
    assert days(study) == ["1997-09-30"]
    assert study.outcomes["future_orders"].sum() > 0
    assert "2,357 customers" in study.accounting[0]
    assert set(study.quality["table"]) == {"ledger"}


def test_a_frame_becomes_a_league():
    transactions = small_shop.transactions()
    study = Study.from_frame(transactions, *QUICK, **FRAME)
    comparison = study.compare("tier3", "rfm_cells")
    assert set(comparison.league["scheme"]) > {"tier3", "rfm_cells", "one segment"}
    assert comparison.summary()


def test_money_is_that_of_the_frame(shop):
    assert shop.ledger["amount"].sum() == small_shop.transactions()["paid"].sum()


def test_a_family_of_ones_own_stands_beside_the_configured_ones():
    study = Study.from_frame(
        small_shop.transactions(), **FRAME, families={"bulk": Bulk(units=40)}
    )
    told = study.dictionary.set_index("column").loc["bulk_orders"]
    assert told["family"] == "bulk"
    bought = study.features.set_index("customer_id")["bulk_orders"]
    assert bought["c00"] == 0
    assert bought["c59"] > 0


def test_what_a_family_of_ones_own_does_is_never_kept(tmp_path, monkeypatch):
    given = {**FRAME, "families": {"bulk": Bulk()}, "folder": tmp_path}
    first = Study.from_frame(small_shop.transactions(), **given).features
    assert first["bulk_orders"].max() > 0

    def nothing(self, batch):
        return {"bulk_orders": batch["amount"].apply(lambda each: 0.0 * each).sum()}

    monkeypatch.setattr(Bulk, "__call__", nothing)
    again = Study.from_frame(small_shop.transactions(), **given).features
    assert again["bulk_orders"].max() == 0


def test_a_family_needs_a_name_of_its_own():
    study = Study("cdnow", families={"value": Bulk()})
    with pytest.raises(ConfigError, match="value is configured"):
        _ = study.features


def test_a_day_may_be_a_date():
    day = date(2024, 6, 30)
    study = Study.from_frame(small_shop.transactions(), as_of=day, **FRAME)
    assert days(study) == ["2024-06-30"]


@pytest.mark.parametrize(
    ("day", "error", "sentence"),
    [
        ("2025-06-30", ConfigError, "as_of should not lie after the data: .* 2025-06"),
        ("2023-06-30", QualityError, "as_of should not lie before all data"),
    ],
)
def test_a_day_that_cannot_be_is_one_sentence(day, error, sentence):
    study = Study.from_frame(small_shop.transactions(), as_of=day, **FRAME)
    with pytest.raises(error, match=sentence) as caught:
        _ = study.features
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (lambda study: study.fit("tier4"), "'tier4' \\(did you mean .*'tier3'"),
        (lambda study: study.fit("tier3", "rules.shares=[2]"), "shares"),
        (lambda study: study.scheme("kmeans", "selecton.k_max=6"), "selecton"),
        (lambda study: study.compare(), "should have schemes; got none"),
        (lambda study: study.compare("tier3", "tier3"), "tier3 more than once"),
        (lambda _: Study("cdnw"), "'cdnw' \\(did you mean 'cdnow'"),
        (lambda _: Study("cdnow", "sede=3"), "sede"),
        (lambda _: Study("csv").features, "must be given: source.path"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(shop, asked, sentence):
    with pytest.raises(ConfigError, match=sentence) as caught:
        asked(shop)
    assert "\n" not in str(caught.value)


def test_a_named_scheme_is_fitted_once(shop):
    assert shop.fit("tier3") is shop.fit("tier3")
    assert shop.fit("tier3") is not shop.fit("tier3", "rules.shares=[0.1,0.2,0.7]")


def test_overrides_of_a_scheme_are_those_of_its_group(shop):
    sizes = shop.fit("tier3", "rules.shares=[0.1,0.2,0.7]").profile["size"]
    assert sizes.tolist() == [6, 12, 42]


def test_nothing_after_the_day_changes_a_segment():
    before = small_shop.transactions()
    late = before["day"] > pd.Timestamp("2024-06-30")
    changed = before.assign(paid=np.where(late, 999.0, before["paid"]))
    told = [
        Study.from_frame(each, as_of="2024-06-30", **FRAME).fit("tier3").segments
        for each in (before, changed)
    ]
    pd.testing.assert_frame_equal(*told)


def test_it_says_what_it_is_of():
    study = Study("cdnow", "seed=3", as_of="1997-09-30")
    assert repr(study) == "Study('cdnow', 'seed=3', as_of='1997-09-30')"


def test_what_a_reader_does_to_a_table_is_not_done_to_the_study(shop):
    before = shop.features["monetary_total"].max()
    table = shop.features
    table["monetary_total"] = 0.0
    table.loc[table.index[0], "n_orders"] = -1.0
    assert shop.features["monetary_total"].max() == before
    assert shop.features["n_orders"].min() >= 0


def test_a_scheme_that_another_study_has_fitted_is_not_compared(shop):
    other = small_shop.study().fit("tier3")
    with pytest.raises(ConfigError, match="got tier3 of another"):
        shop.compare(other, "rfm_cells")
