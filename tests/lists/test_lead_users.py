import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.lists import LeadUsers
from tests.lists.people import people


def adopting(counts, ranks):
    return people(adoptions=counts, adoption_rank=ranks)


def listed(customers, **settings):
    return LeadUsers(**settings)(customers)["customer_id"].tolist()


def test_the_earliest_of_those_who_adopt_come_first():
    customers = adopting([9.0, 9.0, 9.0, np.nan], [0.3, 0.1, 0.6, np.nan])
    assert listed(customers) == ["c001", "c000"]


def test_two_adoptions_are_not_enough():
    assert listed(adopting([2.0, 3.0], [0.01, 0.4])) == ["c001"]


def test_thirty_early_ones_count_for_more_than_three():
    assert listed(adopting([3.0, 30.0], [0.15, 0.2])) == ["c001", "c000"]
    assert listed(adopting([3.0, 30.0], [0.15, 0.2]), prior_adoptions=0) == [
        "c000",
        "c001",
    ]


def test_a_list_has_its_size():
    assert len(listed(adopting([5.0] * 4, [0.1] * 4), size=3)) == 3


def test_a_source_without_products_lacks_adoptions():
    assert LeadUsers().lacking(people()) == ["adoptions", "adoption_rank"]


def test_adoptions_are_read_from_purchases_after_the_settling_days():
    rows = [(who, "new", day) for who, day in (("c000", 20), ("c001", 25))]
    bought = pd.DataFrame(rows, columns=["customer_id", "product_id", "order_day"])
    customers = people(p_true=[0.1, 0.2, 0.3])

    def found(settling_days):
        lead = LeadUsers(settling_days=settling_days, min_adopters=2)
        return lead.with_adoptions(customers, [bought], first_day=10)

    assert found(9)["adoption_rank"].tolist()[:2] == [0.25, 0.75]
    assert found(9)["adoptions"].isna().tolist() == [False, False, True]
    assert found(10)["adoptions"].isna().all()


@pytest.mark.parametrize("wrong", [{"size": 0}, {"min_adopters": 1}])
def test_settings_that_make_no_list_are_refused(wrong):
    with pytest.raises(ConfigError, match=r"lead_users: .* or more; got"):
        LeadUsers(**wrong)
