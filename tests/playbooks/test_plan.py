import pytest

from patronage.errors import ConfigError
from patronage.playbooks import Plan, Playbook

GIVEN = {
    "service_level": "desk",
    "channel": "telephone",
    "contact_plan": "a call a month",
    "cost_per_customer": 2.0,
    "contacts_per_month": 1.0,
}


def test_a_plan_that_does_not_say_how_is_refused():
    with pytest.raises(ConfigError, match="must say how; empty: channel"):
        Plan(**GIVEN | {"channel": " "})


@pytest.mark.parametrize(
    ("name", "value"),
    [("cost_per_customer", -1), ("capacity", -1), ("saturation_per_customer", 0)],
)
def test_numbers_that_cannot_be_are_refused(name, value):
    with pytest.raises(ConfigError, match=name):
        Plan(**GIVEN | {name: value})


def test_every_segment_needs_a_plan_and_every_plan_a_segment():
    book = Playbook(plans={"high": Plan(**GIVEN), "hihg": Plan(**GIVEN)})
    with pytest.raises(ConfigError, match="'low' has no plan, 'hihg' is no segment"):
        book.check("tier", ["high", "low"])


def test_the_table_has_a_row_per_segment_that_has_a_plan():
    book = Playbook(plans={"high": Plan(**GIVEN, capacity=3)})
    table = book.table({2: "high"})
    assert table["segment"].tolist() == [2]
    assert table["capacity"].tolist() == [3]


def test_no_plans_are_no_playbook():
    with pytest.raises(ConfigError, match="got none"):
        Playbook(plans={})


def test_where_no_segment_has_a_plan_the_table_is_empty_and_has_its_columns():
    book = Playbook(plans={"high": Plan(**GIVEN)})
    nothing, some = book.table({}), book.table({0: "high"})
    assert len(nothing) == 0
    assert list(nothing) == list(some)
