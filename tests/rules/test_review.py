import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.rules import (
    CheckedInTerm,
    DeclaredFormat,
    DeclaredSize,
    Review,
    review_counts,
    review_list,
    review_metrics,
)

CHECKS = {"size": DeclaredSize(), "format": DeclaredFormat(), "term": CheckedInTerm()}
N = 90


def shops(**changes):
    """Ninety grocers: the first thirty are large and declare it, and so on."""
    volume = np.linspace(30, 1, N)
    table = pd.DataFrame(
        {
            "customer_id": [f"r{number:03}" for number in range(N)],
            "as_of": pd.Timestamp("2025-12-31"),
            "status": "ok",
            "format": "Z",
            "market": "C",
            "declared_size": np.repeat(["1", "2", "3"], N // 3),
            "volume_per_month": volume,
            "class_checked_months": 6.0,
        }
    )
    for name, values in changes.items():
        for row, value in values.items():
            table.loc[row, name] = value
    return table


def found(table, **checks):
    rows = Review(checks=checks or CHECKS).findings(table)
    return list(zip(rows["customer_id"], rows["reason"], strict=True))


def test_a_population_that_declares_what_it_buys_is_left_alone():
    assert found(shops()) == []


def test_two_classes_apart_is_reviewed_and_just_across_the_cut_is_not():
    table = shops(declared_size={2: "3", 88: "1", 31: "1", 42: "1", 59: "1"})
    assert found(table) == [
        ("r002", "larger_than_declared"),
        ("r059", "smaller_than_declared"),
        ("r088", "smaller_than_declared"),
    ]


def test_the_sentence_names_both_classes():
    (row,) = DeclaredSize()(shops(declared_size={2: "3"})).to_dict("records")
    assert (row["declared"], row["found"]) == ("3", "1")
    assert row["why_en"] == (
        "declared_size is 3; volume_per_month is that of 1: 3% of its peers buy more"
    )
    assert "申报规模为 3" in row["why_zh"]


def test_few_peers_are_held_against_everybody():
    table = shops(format=dict.fromkeys(range(3), "Y"), declared_size={0: "3"})
    assert found(table) == [("r000", "larger_than_declared")]


def test_who_buys_as_another_format_does_is_reviewed():
    rng = np.random.default_rng(1)
    table = shops()
    table["format"] = np.repeat(["Z", "S", "Y"], N // 3)
    table["volume_per_month"] = np.repeat([2, 40, 400], N // 3) * rng.lognormal(
        0, 0.2, N
    )
    table.loc[0, "volume_per_month"] = 41.0
    table.loc[1, "volume_per_month"] = 9_999.0
    (row,) = DeclaredFormat()(table).to_dict("records")
    assert (row["customer_id"], row["declared"], row["found"]) == ("r000", "Z", "S")
    assert row["why_en"].startswith("format is Z; volume_per_month of 41 is unusual")


def test_the_largest_of_a_smooth_format_is_not_unusual():
    rng = np.random.default_rng(2)
    many = pd.concat([shops()] * 20, ignore_index=True)
    many["format"] = np.resize(["Z", "B"], len(many))
    many["volume_per_month"] = rng.lognormal(2, 0.7, len(many))
    assert len(DeclaredFormat()(many)) == 0


def test_a_class_is_due_after_its_term_and_when_it_was_never_checked():
    table = shops(class_checked_months={3: 12.0, 4: 13.0, 5: np.nan})
    assert found(table) == [("r004", "overdue"), ("r005", "never_checked")]


def test_a_check_without_its_columns_is_not_made_and_is_named():
    table = shops().drop(columns=["declared_size", "market"])
    review = Review(checks=CHECKS)
    assert review.lacking(table) == {"size": ["declared_size", "market"]}
    assert len(review.findings(table)) == 0
    with pytest.raises(ConfigError, match="missing: declared_size, market"):
        Review(checks={"size": DeclaredSize()}).findings(table)


def test_customers_who_no_longer_buy_are_not_reviewed():
    table = shops(class_checked_months={4: 99.0}, status={4: "dormant"})
    assert found(table) == []


def test_the_list_has_each_customer_once_with_all_reasons():
    table = shops(class_checked_months={2: 30.0, 50: 30.0}, declared_size={2: "3"})
    findings = Review(checks=CHECKS).findings(table)
    rows = review_list(findings, "zh")
    assert rows["customer_id"].tolist() == ["r002", "r050"]
    assert rows["reasons"].tolist() == ["larger_than_declared; overdue", "overdue"]
    assert rows["why"][1] == "类别已 30 个月未核查，期限为 12 个月"
    counts = review_counts(findings)
    assert dict(counts.to_numpy().tolist()) == {"larger_than_declared": 1, "overdue": 2}
    told = {m.name: m.value for m in review_metrics(findings, N)}
    assert told["review/customers"] == 2
    assert told["review/share"] == pytest.approx(2 / N)


def test_nobody_is_told_that_he_buys_like_his_own_format():
    volume = np.concatenate(
        [np.full(60, 10.0), np.linspace(1, 9, 20), np.linspace(11, 30, 20)]
    )
    features = pd.DataFrame(
        {"format": "Z", "volume_per_month": volume, "customer_id": "c", "as_of": "d"}
    )
    assert DeclaredFormat()(features).empty
