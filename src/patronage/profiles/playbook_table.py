"""What is done for each segment, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

HEADS = {
    "name": ("Segment", "细分"),
    "customers": ("Customers", "客户数"),
    "service_level": ("Service", "服务"),
    "channel": ("Channel", "渠道"),
    "contact_plan": ("Contacts", "联系计划"),
    "contacts_per_month": ("Contacts a month", "每月联系次数"),
    "cost_per_customer": ("Cost per customer and month", "每客户每月成本"),
    "cost": ("Cost a month", "每月成本"),
    "capacity": ("Room for", "容量"),
}


def playbook_table(plans: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """Return a row of texts per segment that has a plan.

    `plans` has `name` and `customers` of the segment, and of its plan `service_level`,
    `channel`, `contact_plan`, `contacts_per_month`, `cost_per_customer` (money a month)
    and `capacity` (NA: no limit). Where no segment has anybody, nothing is done.
    """
    if plans.empty or not plans["customers"].any():
        return pd.DataFrame()
    money, count = wording.money, wording.count
    every = wording.say("all", "不限")
    told = plans.assign(
        customers=plans["customers"].map(count),
        contacts_per_month=plans["contacts_per_month"].map(wording.number),
        cost_per_customer=plans["cost_per_customer"].map(money),
        cost=(plans["cost_per_customer"] * plans["customers"]).map(money),
        capacity=[every if pd.isna(n) else count(n) for n in plans["capacity"]],
    )
    return told[[*HEADS]].set_axis([wording.say(*h) for h in HEADS.values()], axis=1)
