import numpy as np
import pandas as pd

from patronage.lists import readable_uplift, uplift, uplift_metrics

IDS = [f"c{i:03d}" for i in range(200)]
GROUPS = ["treat"] * 150 + ["control"] * 50


def members(groups=GROUPS, name="conversion"):
    return pd.DataFrame({"customer_id": IDS, "list": name, "group": groups})


def outcomes(effect=0.0):
    rng = np.random.default_rng(1)
    spend = rng.normal(10, 1, 200) + effect * (np.arange(200) < 150)
    stayed = np.resize([True, False], 200)
    return pd.DataFrame({"customer_id": IDS, "spend": spend, "retained": stayed})


def test_an_effect_is_told_from_none():
    found = uplift(members(), outcomes(effect=2.0)).set_index("outcome")
    assert found.loc["spend", "verdict"] == "effect"
    assert 1.5 < found.loc["spend", "low"] < 2 < found.loc["spend", "high"] < 2.5
    assert found.loc["retained", "verdict"] == "no effect shown"
    assert found.loc["spend", ["n_treated", "n_control"]].tolist() == [150, 50]


def test_harm_is_an_effect_too():
    found = uplift(members(), outcomes(effect=-2.0))
    assert found["verdict"][0] == "effect"
    assert found["high"][0] < 0


def test_who_was_not_to_be_treated_is_in_neither_group():
    groups = ["no_action"] * 100 + GROUPS[100:]
    found = uplift(members(groups), outcomes())
    assert found["n_treated"].tolist() == [50, 50]


def test_who_has_no_outcome_is_not_counted():
    found = uplift(members(), outcomes()[20:])
    assert found["n_treated"].tolist() == [130, 130]


def test_a_list_without_control_tells_nothing():
    found = uplift(members(["treat"] * 200), outcomes())
    assert set(found["verdict"]) == {"too few to tell"}
    assert list(uplift_metrics(found)) == []
    assert "nan" not in readable_uplift(found).to_csv()


def test_many_who_are_all_alike_are_not_called_few():
    found = uplift(members(), outcomes().assign(spend=7.0)[["customer_id", "spend"]])
    assert found["verdict"].tolist() == ["all alike within groups"]
    assert "全部相同" in readable_uplift(found, "zh")["结论"][0]
    one = uplift(members(["treat"] * 199 + ["control"]), outcomes())
    assert one["verdict"][0] == "too few to tell"


def test_each_list_is_held_against_its_own_control():
    both = pd.concat([members(), members(GROUPS[::-1], "at_risk")])
    found = uplift(both, outcomes())
    assert found["list"].tolist() == ["conversion"] * 2 + ["at_risk"] * 2


def test_metrics_are_finite_and_named_by_list_and_outcome():
    found = {each.name for each in uplift_metrics(uplift(members(), outcomes()))}
    assert "uplift/conversion_spend_low" in found
    assert len(found) == 6


def test_a_person_reads_it_in_either_language():
    table = uplift(members(), outcomes(effect=2.0))
    assert readable_uplift(table)["verdict"].tolist() == ["effect", "no effect shown"]
    assert readable_uplift(table, "zh")["结论"].tolist() == ["有效果", "未显示效果"]
    assert readable_uplift(table)["customers"][0] == "150 + 50"
