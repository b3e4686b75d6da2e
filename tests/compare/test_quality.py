import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_iris

from patronage import compare

IRIS = load_iris(as_frame=True)
IDS = [f"c{i:03d}" for i in range(150)]
MATRIX = IRIS.data.set_axis(IDS)


def segments(labels):
    return pd.DataFrame({"customer_id": IDS, "segment": labels})


def quality_of(labels, matrix=MATRIX, **settings):
    found = compare.quality(matrix, segments(labels), seed=0, **settings)
    return {metric.name: metric.value for metric in found}


def two_groups():
    from sklearn.cluster import KMeans

    return KMeans(2, n_init=5, random_state=0).fit_predict(IRIS.data)


def test_quality_of_two_groups_of_iris():
    # METHODS F.8
    assert quality_of(two_groups()) == {
        "quality/silhouette": pytest.approx(0.6810461692),
        "quality/calinski_harabasz": pytest.approx(513.92454598),
        "quality/davies_bouldin": pytest.approx(0.4042928, abs=1e-7),
    }


def test_rows_are_joined_by_customer_not_by_place():
    shuffled = MATRIX.sample(frac=1, random_state=0)
    assert quality_of(two_groups(), shuffled) == quality_of(two_groups())


def test_customers_without_a_segment_do_not_count():
    labels = two_groups()
    apart = np.where(np.arange(150) < 5, -1, labels)
    kept = compare.quality(MATRIX[5:], segments(labels)[5:], seed=0)
    assert quality_of(apart) == {metric.name: metric.value for metric in kept}


@pytest.mark.parametrize("labels", [np.zeros(150), np.full(150, -1), np.arange(150)])
def test_one_segment_or_none_or_singletons_have_no_quality(labels):
    assert quality_of(labels.astype(int)) == {}


def test_the_sample_keeps_a_tiny_segment_and_depends_on_the_seed_alone():
    labels = np.where(np.arange(150) < 3, 1, 0)
    first = quality_of(labels, sample=20)
    assert first == quality_of(labels, sample=20)
    assert np.isfinite(first["quality/silhouette"])


def test_a_sample_is_close_to_the_whole():
    whole, part = quality_of(two_groups()), quality_of(two_groups(), sample=100)
    assert part["quality/silhouette"] == pytest.approx(
        whole["quality/silhouette"], abs=0.03
    )


def test_a_matrix_without_columns_measures_nothing():
    assert quality_of(two_groups(), MATRIX[[]]) == {}


def test_the_silhouette_has_the_interval_of_a_mean():
    silhouette = compare.quality(MATRIX, segments(two_groups()), seed=0)[0]
    assert silhouette.low < silhouette.value < silhouette.high < silhouette.low + 0.15
