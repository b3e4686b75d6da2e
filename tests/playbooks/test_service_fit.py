import pandas as pd
import pytest

from patronage.playbooks import service_fit, service_summary

PLANS = pd.DataFrame(
    {"segment": [0, 1], "contacts_per_month": [2.0, 0.0], "cost_per_customer": [8, 0.5]}
)


def fitted(contacts, segment=0):
    customers = pd.DataFrame(
        {"customer_id": ["a"], "segment": [segment], "contacts": [contacts]}
    )
    return service_fit(customers, PLANS, months=6.0)


@pytest.mark.parametrize(
    ("contacts", "fit"),
    [(12, "fits"), (9, "fits"), (8, "under_served"), (15, "fits"), (16, "over_served")],
)
def test_a_quarter_more_or_less_still_fits(contacts, fit):
    assert fitted(contacts)["fit"].tolist() == [fit]


def test_cost_is_that_of_the_contacts_made():
    assert fitted(6)["cost"].iloc[0] == pytest.approx(4.0)


def test_who_is_due_no_contact_is_overserved_by_two():
    assert fitted(1, segment=1)["fit"].tolist() == ["fits"]
    assert fitted(2, segment=1)["fit"].tolist() == ["over_served"]


def test_the_summary_counts_everybody_once():
    customers = pd.DataFrame(
        {
            "customer_id": list("abcd"),
            "segment": [0, 0, 1, -1],
            "contacts": [12, 0, 5, 3],
        }
    )
    table = service_summary(service_fit(customers, PLANS, months=6.0))
    assert table["customers"].tolist() == [2, 1]
    assert table["under_served"].tolist() == [1, 0]
    assert table["over_served"].tolist() == [0, 1]
