"""Whose class should be looked at again among made-up retailers."""

import shutil

import pandas as pd
import pytest
import tobacco
from commands import command

from patronage.errors import ConfigError
from pipelines import review

PATH = tobacco.MADE / f"review/review.{tobacco.DAY}.csv"
SIZES = r"larger_than_declared|smaller_than_declared"


@pytest.fixture
def shop(tobacco_retail, tmp_path):
    shutil.copytree(tobacco_retail, tmp_path / "shop")
    return tmp_path / "shop"


def listed(folder, *overrides):
    review.run(tobacco.composed(folder, *overrides))
    return pd.read_csv(folder / PATH, encoding="utf-8-sig").set_index("customer_id")


def test_whose_class_was_not_checked_in_its_term_is_listed(shop):
    rows, planted = listed(shop), tobacco.planted()
    overdue = set(rows.index[rows["reasons"].str.contains("overdue")])
    assert set(planted.index[planted == "class_unchecked"]) <= overdue
    shops = pd.read_csv(tobacco.SAMPLE / "retailers.csv", index_col="customer")
    checked = pd.to_datetime(shops["class_checked_on"])
    months = 12 * (2025 - checked.dt.year) + 12 - checked.dt.month
    assert overdue == set(months.index[months > 12])


def test_a_longer_term_lists_fewer_and_still_those_that_were_planted(shop):
    planted = tobacco.planted()
    rows = listed(shop, "review.checks.term.term_months=17")
    overdue = rows.index[rows["reasons"].str.contains("overdue")]
    assert set(overdue) == set(planted.index[planted == "class_unchecked"])


def test_false_sizes_are_listed_far_more_often_than_true_ones(shop):
    rows, planted = listed(shop), tobacco.planted()
    found = set(rows.index[rows["reasons"].str.contains(SIZES)])
    false = set(planted.index[planted == "size_contradicts_volume"])
    assert len(found & false) / len(false) > 10 * len(found - false) / (300 - 10)
    untrue = rows.loc[sorted(found & false), "why"]
    assert untrue.str.contains("declared_size is").all()


def test_it_is_told_in_chinese(shop):
    why = listed(shop, "language=zh")["why"]
    assert not why.str.contains("declared_size is").any()
    assert why.str.contains("[一-鿿]").all()


def test_without_what_a_check_needs_the_others_are_made(shop, capsys):
    rows = listed(shop, "review.checks.size.column=nobody")
    assert not rows["reasons"].str.contains(SIZES).any()
    assert "size is not checked, for want of nobody" in capsys.readouterr().out


def test_without_any_check_there_is_no_list(shop):
    asked = ["size.column", "format.column", "term.column"]
    with pytest.raises(ConfigError, match=r"missing: .*nobody") as found:
        listed(shop, *(f"review.checks.{name}=nobody" for name in asked))
    assert "\n" not in str(found.value)


def test_it_is_tracked_and_names_nobody(shop):
    done = command("review", *tobacco.settings(shop))
    assert done.returncode == 0, done.stderr
    counts = tobacco.artifact(shop, "review.csv").set_index("reason")["customers"]
    rows = pd.read_csv(shop / PATH, encoding="utf-8-sig")
    assert counts["overdue"] == rows["reasons"].str.contains("overdue").sum()
    assert tobacco.named(shop) == []
