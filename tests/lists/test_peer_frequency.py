import numpy as np
import pytest

from patronage.lists import PeerFrequency
from tests.lists.people import people


def buying(days, **columns):
    return people(repeat_days=days, exposure_months=2.0, **columns)


def test_frequency_is_a_month_s_and_unknown_without_exposure():
    customers = people(repeat_days=[6.0, 1.0], exposure_months=[2.0, 0.0])
    np.testing.assert_array_equal(PeerFrequency().monthly(customers), [3, np.nan])


def test_the_mark_is_the_median_of_the_truly_loyal():
    segment = ["true", "true", "true", "latent", "inertia"]
    customers = buying([2.0, 6.0, 40.0, 0.0, 99.0], segment=segment)
    assert PeerFrequency().loyal(customers).tolist() == [3] * 5


def test_peers_set_it_where_enough_of_them_are_truly_loyal():
    customers = buying(
        [2.0, 4.0, 20.0, 0.0, 0.0, 0.0],
        segment=["true"] * 3 + ["latent"] * 3,
        region=["n", "n", "s", "n", "s", None],
    )
    found = PeerFrequency(peer="region", min_peers=2).loyal(customers)
    assert found[3:].tolist() == [1.5, 2, 2]


def test_nobody_truly_loyal_sets_no_mark():
    assert PeerFrequency().loyal(buying([2.0, 3.0])).isna().all()


@pytest.mark.parametrize("peer", [None, "region"])
def test_a_column_of_peers_that_is_not_there_is_no_obstacle(peer):
    customers = buying([2.0, 4.0], segment="true")
    assert PeerFrequency(peer=peer).loyal(customers).tolist() == [1.5, 1.5]
