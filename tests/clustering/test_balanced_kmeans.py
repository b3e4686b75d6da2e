import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import BalancedKMeans, RepeatableClusterer
from patronage.clustering.placement import NearestCentroid
from patronage.errors import ConfigError

# One group of 700 and two of 100: without bounds the sizes would be very unequal.
UNEQUAL, _ = make_blobs(
    [700, 100, 100], centers=[[0, 0], [6, 0], [0, 6]], random_state=0
)


def test_sizes_lie_within_the_bounds_for_those_fitted_and_those_placed():
    fitted = RepeatableClusterer(BalancedKMeans(), n_clusters=3).fit(UNEQUAL)
    plain = RepeatableClusterer(KMeans(n_init=5), n_clusters=3).fit(UNEQUAL)
    assert np.bincount(plain.labels_).max() > 600
    assert BalancedKMeans(3).fit(UNEQUAL).sizes_.max() <= 450
    assert BalancedKMeans(3).fit(UNEQUAL).sizes_.min() >= 150
    sizes = np.bincount(fitted.labels_) / 300
    assert sizes.min() >= 0.5 - 0.02
    assert sizes.max() <= 1.5 + 0.02
    assert fitted.agreement_ >= 0.95


def test_the_nearest_centroid_alone_would_break_the_sizes():
    fitted = BalancedKMeans(3).fit(UNEQUAL)
    nearest = NearestCentroid(centroids=fitted.cluster_centers_)
    assert np.bincount(nearest.place(UNEQUAL).label).max() > 450 + 20


def test_newcomers_like_those_fitted_make_sizes_like_theirs():
    many, _ = make_blobs(
        [7000, 1000, 1000], centers=[[0, 0], [6, 0], [0, 6]], random_state=1
    )
    sizes = np.bincount(BalancedKMeans(3).fit(UNEQUAL).predict(many))
    assert sizes.max() / 9000 < 0.55


def test_equal_sizes_can_be_asked_for():
    fitted = BalancedKMeans(4, smallest=1.0, largest=1.0).fit(UNEQUAL)
    assert fitted.sizes_.tolist() == [225] * 4


def test_without_bounds_it_is_k_means():
    free = BalancedKMeans(3, smallest=0.0, largest=3.0).fit(UNEQUAL)
    plain = KMeans(3, n_init=10, random_state=0).fit(UNEQUAL)
    assert sorted(free.sizes_) == sorted(np.bincount(plain.labels_))


def test_the_order_of_the_rows_does_not_matter():
    labels = RepeatableClusterer(BalancedKMeans(), n_clusters=3).fit(UNEQUAL).labels_
    turned = RepeatableClusterer(BalancedKMeans(), n_clusters=3).fit(UNEQUAL[::-1])
    assert (turned.labels_[::-1] == labels).all()


@pytest.mark.parametrize("bounds", [(1.2, 1.5), (0.5, 0.9), (-1.0, 2.0)])
def test_bounds_that_leave_no_room_are_refused(bounds):
    smallest, largest = bounds
    with pytest.raises(ConfigError, match="sizes are bounded"):
        BalancedKMeans(3, smallest=smallest, largest=largest).fit(UNEQUAL)
