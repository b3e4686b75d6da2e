import numpy as np
import pytest
from clustering.ruspini import RUSPINI
from sklearn.datasets import make_blobs, make_moons

from patronage.agreement import adjusted_rand_index, contingency
from patronage.clustering import RepeatableClusterer, Ward
from patronage.clustering.neighbours import Neighbours
from patronage.clustering.placement import NearestCentroid


def test_ruspini_is_as_in_r():  # METHODS F.8: hclust, ward.D2
    fitted = Ward(4).fit(RUSPINI)
    heights = [556.8412, 276.6744, 276.3419, 73.9158, 53.8370]
    assert fitted.heights_[:5] == pytest.approx(heights, abs=2e-4)
    assert sorted(np.bincount(fitted.labels_)) == [15, 17, 20, 23]


def test_the_larger_number_only_divides_the_smaller():
    matrix, _ = make_blobs(400, 3, centers=6, cluster_std=2.0, random_state=0)
    coarse, fine = Ward(3).fit(matrix).labels_, Ward(5).fit(matrix).labels_
    assert ((contingency(fine, coarse) > 0).sum(axis=1) == 1).all()


def test_round_groups_are_placed_by_centroid_and_bent_ones_by_neighbours():
    blobs, _ = make_blobs(600, 2, centers=3, cluster_std=0.5, random_state=0)
    moons, _ = make_moons(600, noise=0.02, random_state=0)
    assert isinstance(Ward(3).fit(blobs).placer_, NearestCentroid)
    bent = Ward(2).fit(moons)
    assert isinstance(bent.placer_, Neighbours)
    centroid = NearestCentroid(
        centroids=np.array([moons[bent.labels_ == c].mean(axis=0) for c in (0, 1)])
    )
    by_centroid = (centroid.place(moons).label == bent.labels_).mean()
    assert bent.agreement_ > max(by_centroid, 0.95)


def test_a_sample_is_enough_for_many():
    matrix, kind = make_blobs(5000, 4, centers=4, random_state=3)
    fitted = RepeatableClusterer(Ward(sample_size=400), n_clusters=4).fit(matrix)
    assert adjusted_rand_index(contingency(fitted.labels_, kind)) > 0.95
    assert fitted.agreement_ >= 0.95


def test_repeating_every_customer_changes_nothing():
    once = RepeatableClusterer(Ward(), n_clusters=4).fit(RUSPINI).labels_
    both = np.vstack([RUSPINI, RUSPINI])
    twice = RepeatableClusterer(Ward(), n_clusters=4).fit(both).labels_
    assert (twice == np.tile(once, 2)).all()


def cloud(n=500):
    rng = np.random.default_rng(0)
    return np.vstack([rng.normal(size=(n, 2)), rng.normal([1.5, 0], size=(n, 2))])


def test_twins_do_not_vote_for_one_another():
    matrix, k = cloud(), 9
    once, twice = Ward(k).fit(matrix), Ward(k).fit(np.vstack([matrix, matrix]))
    assert isinstance(once.placer_, Neighbours)
    assert once.agreement_ < 0.99
    assert twice.agreement_ == pytest.approx(once.agreement_)
    elsewhere = matrix[:200] + 0.05
    same = contingency(once.predict(elsewhere), twice.predict(elsewhere))
    assert ((same > 0).sum(axis=1) <= 1).all()


@pytest.mark.parametrize("k", [3, 4, 5])
def test_one_far_customer_is_not_outvoted(k):
    far = np.vstack(
        [
            np.random.default_rng(0).normal(size=(200, 2)),
            np.random.default_rng(1).normal([3, 0], size=(200, 2)),
            [[9.0, 9.0]],
        ]
    )
    fitted = RepeatableClusterer(Ward(), n_clusters=k).fit(far)
    assert np.bincount(fitted.labels_).min() == 1
