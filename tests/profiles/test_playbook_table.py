import pandas as pd

from patronage import profiles
from patronage.profiles.playbook_table import playbook_table

PLANS = pd.DataFrame(
    {
        "segment": [0, 1],
        "name": ["High", "Low"],
        "customers": [1200, 30],
        "service_level": ["Manager", "Self-service"],
        "channel": ["telephone", "app"],
        "contact_plan": ["A call a month.", "None."],
        "cost_per_customer": [2.0, 0.5],
        "contacts_per_month": [1.0, 0.3333],
        "capacity": pd.array([2000, None], dtype="Int64"),
    }
)


def test_a_plan_is_told_with_its_cost_for_all_customers():
    told = playbook_table(PLANS, profiles.Wording(currency="USD"))
    assert told["Cost a month"].tolist() == ["$2,400", "$15"]
    assert told["Customers"].tolist() == ["1,200", "30"]
    assert told["Room for"].tolist() == ["2,000", "all"]


def test_where_nobody_is_placed_nothing_is_done():
    nobody = PLANS.assign(customers=0)
    assert playbook_table(nobody, profiles.Wording()).empty


def test_heads_follow_the_language():
    told = playbook_table(PLANS, profiles.Wording(language="zh"))
    assert told["容量"].tolist() == ["2,000", "不限"]


def test_without_plans_there_is_no_table():
    assert playbook_table(pd.DataFrame(), profiles.Wording()).empty
