import pytest

from patronage.profiles.wording import Wording

EN, ZH = Wording(currency="USD"), Wording(language="zh", currency="CNY")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.001, "0"),
        (0.256, "0.26"),
        (9.999, "10"),
        (12.34, "12.3"),
        (999.6, "1,000"),
        (12_340, "12.3k"),
        (3_400_000, "3.4M"),
        (2e13, "20kB"),
        (-45.6, "-45.6"),
        (float("nan"), "–"),
        (float("inf"), "–"),
    ],
)
def test_numbers_are_short(value, text):
    assert EN.number(value) == text


def test_chinese_counts_in_ten_thousands():
    assert ZH.number(123_400) == "12.3万"
    assert ZH.number(250_000_000) == "2.5亿"


def test_shares_are_percentages():
    assert EN.percent(0.0834) == "8.3%"
    assert EN.percent(0.0996) == "10%"
    assert EN.percent(float("nan")) == "–"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.9956, "99.5%"), (0.9999, "99.9%"), (0.9949, "99%"), (1, "100%")],
)
def test_only_all_is_a_hundred_percent(share, text):
    assert EN.percent(share) == text


def test_how_a_field_was_declared_is_no_unit():
    assert EN.heading(("Grocery", "grocery"), "numeric") == "Grocery"
    assert EN.counted("106.5", ("Grocery", "grocery"), "numeric") == "106.5"


def test_money_without_a_currency_leaves_what_it_is_paid_per():
    bare, bare_zh = Wording(), Wording(language="zh")
    charge, spend = ("Charge per month", "月租费"), ("Spend", "消费")
    assert bare.heading(charge, "money/month") == "Charge per month"
    assert EN.heading(charge, "money/month") == "Charge per month ($/month)"
    assert bare.heading(spend, "money/order") == "Spend (per order)"
    assert bare_zh.heading(spend, "money/order") == "消费（每单）"
    assert bare.heading(spend, "money") == "Spend"


def test_shares_are_of_what_the_source_values():
    assert EN.share_of_value == "Share of revenue"
    assert Wording(value=("grocery", "食品")).share_of_value == "Share of grocery"
    assert (
        Wording(language="zh", value=("grocery", "食品")).share_of_value == "食品占比"
    )


def test_money_carries_its_sign():
    assert EN.money(1234) == "$1,234"
    assert EN.money(-5) == "-$5"
    assert ZH.money(12) == "¥12"
    assert Wording(currency="SEK").money(12) == "SEK 12"
    assert Wording().money(12) == "12"


def test_a_heading_does_not_say_its_unit_twice():
    assert EN.heading(("Orders", "订单数"), "orders") == "Orders"
    assert EN.heading(("Since last purchase", "距上次购买"), "days") == (
        "Since last purchase (days)"
    )
    assert ZH.heading(("Since last purchase", "距上次购买"), "days") == (
        "距上次购买（天）"
    )
    assert EN.heading(("Total spend", "消费总额"), "money") == "Total spend ($)"
    assert EN.heading(("Weekend purchases", "周末购买占比"), "share") == (
        "Weekend purchases"
    )


def test_a_cell_is_written_in_its_unit():
    assert EN.amount(0.5, "share") == "50%"
    assert EN.amount(12.5, "money/order") == "$12.5"
    assert EN.amount(12.5, "days") == "12.5"


def test_a_price_keeps_the_digits_it_was_given():
    assert Wording(currency="USD").price("-1,234.567") == "-$1,234.567"
    assert Wording(currency="CHF").price("2") == "CHF 2"


def test_a_number_is_counted_in_what_its_label_does_not_name():
    orders, silence = ("Orders", "订单数"), ("Since last purchase", "距上次购买")
    assert EN.counted("3", orders, "orders") == "3"
    assert EN.counted("3", silence, "days") == "3 days"
    assert ZH.counted("3", silence, "days") == "3 天"
    assert EN.counted("$3", ("Spend", "消费"), "money") == "$3"
    assert EN.counted("12%", ("Weekend purchases", "周末购买占比"), "share") == "12%"
