import pandas as pd
import pytest

from patronage import profiles

QUALITY = pd.DataFrame(
    {
        "table": ["customers"] * 2,
        "column": ["age", "grade"],
        "block": ["personal", "business"],
        "volatility": ["dynamic", "static"],
        "owner": ["crm", "credit"],
        "rows": [12345] * 2,
        "completeness": [1.0, 0.99999],
        "validity": [0.5, 0.0],
        "timeliness": [0.25, float("nan")],
        "conflicts": [0, 3],
        "changes": [7, 0],
    }
)
FATES = {"deduplicated": 0, "kept": 4, "quarantined": 1, "read": 5}
ACCOUNTING = {
    "currency": "EUR",
    "money_scale": 2,
    "rows_read": 1000,
    "rows_ledger": 990,
    "rows_quarantined": 7,
    "rows_deduplicated": 3,
    "money_read": 123456,
    "money_ledger": 123000,
    "money_quarantined": 456,
    "money_deduplicated": 0,
    "by_reason": {"amount_null": 7},
    "frequent": ["amount_null"],
    "others": {"customers crm": FATES},
    "warnings": ["the clock went back"],
}
CONFLICTS = pd.DataFrame(
    {"field": ["grade"] * 3, "rule": ["owner"] * 3, "agreement": [0.5, 0.25, 0.75]}
)
PENDING = pd.DataFrame(
    {
        "customer_id": ["1", "2"],
        "field": ["grade"] * 2,
        "old_value": ["a", None],
        "new_value": ["b", "c"],
        "maker": ["ann", "bob"],
        "unusual": ["", "2 levels or more"],
    }
)


def page(quality=QUALITY, accounting=ACCOUNTING, conflicts=CONFLICTS, pending=PENDING):
    return profiles.data_quality(quality, accounting, conflicts, pending, title="shop")


def test_the_page_tells_where_every_row_and_cent_went():
    text = page()
    assert "<td>1,000</td><td>990</td><td>7</td><td>3</td>" in text
    assert "<td>1,234.56</td><td>1,230.00</td><td>4.56</td><td>0.00</td>" in text
    assert "customers crm, rows</td><td>5</td><td>4</td>" in text
    assert "<td>amount_null</td><td>7</td><td>frequent</td>" in text
    assert "the clock went back" in text


def test_shares_are_bars_with_their_number():
    text = page()
    assert '<span class="bar" style="--share: 50.0%"></span>50.0%' in text
    assert "<td>–</td>" in text


def test_only_all_is_a_hundred_percent():
    text = page()
    assert text.count("</span>100.0%") == 1
    assert text.count("</span>99.9%") == 1


def test_ids_that_were_merged_are_told():
    identity = {
        "ids": 5000,
        "customers": 4990,
        "sizes": {"1": 4980, "2": 10},
        "too_many": [],
        "conflicts": {"phone": 4},
    }
    text = page(accounting=ACCOUNTING | {"identity": identity})
    assert "<td>customers of 2 ids</td><td>10</td>" in text
    assert "<td>customers with several values of phone</td><td>4</td>" in text
    assert "too large" not in text
    assert "customers of 1" not in text


def test_conflicts_are_counted_by_field_and_rule():
    assert "<td>grade</td><td>owner</td><td>3</td><td>50.0%</td>" in page()


def test_unusual_changes_come_first():
    text = page()
    assert "2 changes wait, 1 of them unusual." in text
    assert text.index("<td>bob</td>") < text.index("<td>ann</td>")


def test_without_customers_changes_are_counted_and_nobody_is_named():
    many = pd.concat([PENDING] * 600, ignore_index=True)
    text = page(pending=many[["field", "unusual"]])
    assert "1,200 changes wait, 600 of them unusual." in text
    assert "<td>grade</td><td></td><td>600</td>" in text
    assert "<td>grade</td><td>2 levels or more</td><td>600</td>" in text


def test_a_customer_level_source_has_no_money():
    text = page(accounting={"others": ACCOUNTING["others"]})
    assert "EUR" not in text
    assert "customers crm, rows" in text


def test_empty_parts_leave_no_heading():
    conflicts, pending = (
        pd.DataFrame(columns=frame.columns) for frame in (CONFLICTS, PENDING)
    )
    text = page(accounting={}, conflicts=conflicts, pending=pending)
    for head in (
        "rejected",
        "rows went",
        "one customer",
        "reports differ",
        "wait",
        "in mind",
    ):
        assert head not in text
    assert "Columns" in text


def test_of_many_changes_the_page_lists_two_hundred():
    many = pd.concat([PENDING] * 500, ignore_index=True)
    text = page(pending=many)
    assert "1,000 changes wait, 500 of them unusual." in text
    assert text.count("<td>grade</td><td></td>") == 200


def test_nothing_is_asked_of_any_network():
    text = page()
    assert "default-src 'none'" in text
    assert not any(sign in text for sign in ("src=", "href=", "<script", "url("))


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", "</td><img src=x>"])
def test_what_is_told_is_text_wherever_it_stands(payload):
    text = profiles.data_quality(
        QUALITY.assign(column=payload, owner=payload),
        ACCOUNTING | {"by_reason": {payload: 1}, "warnings": [payload]},
        CONFLICTS.assign(field=payload, rule=payload),
        PENDING.assign(customer_id=payload, new_value=payload, maker=payload),
        title=payload,
    )
    assert payload not in text
    assert text.count("&lt;") >= 9


def test_the_same_data_is_the_same_page():
    assert page() == page()


def test_changes_with_numbers_and_gaps_are_told():
    mixed = PENDING.assign(old_value=[1.5, float("nan")], maker=[None, "ann"])
    assert "<td>1.5</td>" in page(pending=mixed)
    assert "nan" not in page(pending=mixed).lower()
