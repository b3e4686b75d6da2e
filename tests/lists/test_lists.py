import pytest

from patronage.errors import ConfigError
from patronage.lists import AtRisk, Council, Lists, Reach
from tests.lists.people import people

EACH = {"council": Council(), "at_risk": AtRisk()}


def plan(**settings):
    return Lists(**({"each": EACH} | settings))


def loyal(n=300, **columns):
    ids = [f"{i:04d}" for i in range(n)]
    usual = {"customer_id": ids, "segment": "true", "p_true": 0.9, "p_alive": 0.1}
    return people(**(usual | {"monetary_total": 5.0} | columns))


def test_every_list_is_made_in_the_order_declared():
    made, left_out = plan()(loyal())
    assert [each.name for each in made] == ["council", "at_risk"]
    assert left_out == []


def test_only_those_asked_for_are_made():
    made, _ = plan(names=["at_risk"])(loyal())
    assert [each.name for each in made] == ["at_risk"]


def test_a_list_whose_columns_are_lacking_is_left_out_by_name():
    made, left_out = plan()(loyal().drop(columns="monetary_total"))
    assert [each.name for each in made] == ["council"]
    assert left_out == ["at_risk: left out; it needs margin_total or monetary_total"]


def test_a_share_is_left_alone_whoever_else_is_there():
    everybody = plan(names=["at_risk"])(loyal())[0][0].rows
    assert (everybody["group"] == "control").mean() == pytest.approx(0.2, abs=0.07)
    fewer = plan(names=["at_risk"])(loyal()[200:])[0][0].rows
    kept = everybody[everybody["customer_id"] >= "0200"]
    assert fewer["group"].tolist() == kept["group"].tolist()


def test_who_must_not_be_contacted_stands_on_no_list():
    customers = loyal(problem=[1.0] * 299 + [0.0])
    made, _ = plan(reach=Reach(problem="problem"))(customers)
    assert [each.rows["customer_id"].tolist() for each in made] == [["0299"]] * 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"names": ["nobody"]}, "among council, at_risk; got nobody"),
        ({"control_share": 1}, "control_share should be a share below 1; got 1"),
        ({"control_share": -0.1}, "control_share should be a share below 1; got -0.1"),
    ],
)
def test_what_cannot_be_is_refused(wrong, words):
    with pytest.raises(ConfigError, match=words):
        plan(**wrong)
