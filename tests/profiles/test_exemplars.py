import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist
from sklearn.datasets import load_iris

from patronage import profiles
from patronage.profiles.exemplars import exemplars, medoid

IRIS = load_iris().data


def shown(shop, **changed):
    matrix = shop.features.set_index("customer_id")[["recency_days", "monetary_total"]]
    parts = {"matrix": matrix, "columns": ["recency_days", "monetary_total"], **changed}
    features = parts.pop("features", shop.features)
    return exemplars(features, shop.segments, **parts)


def test_published_medoids_of_iris():
    # METHODS F.8: PAM k=3 gives 8, 79, 113 (1-based): each the medoid of its own
    published = np.array([8, 79, 113]) - 1
    labels = cdist(IRIS, IRIS[published]).argmin(1)
    found = [
        int(np.flatnonzero(labels == j)[medoid(IRIS[labels == j])]) for j in range(3)
    ]
    assert found == published.tolist()


def test_the_medoid_is_no_neighbour_of_the_mean():
    # sums of distances 106, 103, 102, 103, 390; the mean is 21.2
    assert medoid(np.array([[0.0], [1.0], [2.0], [3.0], [100.0]])) == 2


def test_among_many_the_medoid_is_the_best_near_the_mean():
    points = np.random.default_rng(0).normal(size=(6000, 4))
    assert medoid(points) == cdist(points, points).sum(1).argmin()


def test_of_equals_the_smallest_id_stands_for_the_segment(shop):
    matrix = shop.features.set_index("customer_id")[["frequency"]]
    found = shown(shop, matrix=matrix)
    ids = [*shop.features["customer_id"][:6], *shop.features["customer_id"][60:66]]
    expected = profiles.pseudonyms(shop.features, ids)
    assert found["customer"].tolist()[:12] == expected


def test_six_customers_stand_for_each_segment(shop):
    found = shown(shop)
    assert found["segment"].tolist() == [0] * 6 + [1] * 6 + [2] * 6
    assert found["rank"].tolist() == [*range(6)] * 3
    assert found["customer"].str.fullmatch("[0-9a-f]{12}").all()
    assert found["customer"].is_unique


def test_values_are_in_their_own_unit_to_three_digits(shop):
    odd = shop.features.assign(monetary_total=123456.789)
    assert set(shown(shop, features=odd)["monetary_total"]) == {123000}


def test_nobody_is_shown_of_fewer_than_ten(shop):
    few = shop.segments[:65]
    found = exemplars(
        shop.features,
        few,
        shop.features.set_index("customer_id")[["frequency"]],
        ["frequency"],
    )
    assert found["segment"].unique().tolist() == [0]


def test_without_a_matrix_nobody_is_shown(shop):
    assert len(shown(shop, matrix=pd.DataFrame())) == 0


def test_no_id_is_told(shop):
    told = shown(shop).to_csv()
    assert not [each for each in shop.features["customer_id"] if f",{each}," in told]


def test_the_order_of_the_rows_does_not_matter(shop):
    shuffled = shop.features.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(shown(shop, features=shuffled), shown(shop))


def test_who_lacks_the_table_cannot_find_a_customer_by_trying_ids(shop):
    ids = ["c001", "c002"]
    one = profiles.pseudonyms(shop.features, ids)
    assert one == profiles.pseudonyms(shop.features.iloc[::-1], ids)
    guessed = shop.features.assign(monetary_total=1.0)
    assert not set(one) & set(profiles.pseudonyms(guessed, ids))


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_segment_of_few_distinct_points_has_a_medoid(size):
    assert medoid(np.zeros((size, 3))) == 0
