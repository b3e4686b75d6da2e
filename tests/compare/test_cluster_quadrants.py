import numpy as np
import pandas as pd
import pytest

from patronage import compare, profiles
from patronage.segments import SegmentName

QUADRANTS = profiles.declared_names(
    "loyalty",
    [
        SegmentName(key="none", en="No loyalty", zh="忠诚缺失型"),
        SegmentName(key="inertia", en="Inertia", zh="缓慢忠诚型"),
        SegmentName(key="latent", en="Latent loyalty", zh="潜在忠诚型"),
        SegmentName(key="true", en="True loyalty", zh="完全忠诚型"),
    ],
)


def segments(*labels):
    ids = [f"c{i}" for i in range(len(labels))]
    return pd.DataFrame({"customer_id": ids, "segment": labels})


SHARES = [f"share_S0{i}" for i in range(1, 5)]
LIFTS = [f"lift_S0{i}" for i in range(1, 5)]


def test_quadrants_of_a_cluster_with_a_majority_and_of_a_mixed_one():
    clusters = segments(0, 0, 0, 0, 1, 1, 1, 1)
    quadrants = segments(3, 3, 0, 1, 0, 1, 2, 3)
    mix = compare.quadrant_mix(clusters, quadrants, QUADRANTS)
    assert mix[SHARES].to_numpy().tolist() == [[0.25, 0.25, 0, 0.5], [0.25] * 4]
    assert mix["purity"].tolist() == [0.5, 0.25]
    assert mix["entropy"].to_numpy() == pytest.approx([0.75, 1])
    assert mix["majority_en"].tolist() == ["True loyalty", "mixed"]
    assert mix["majority_zh"].tolist() == ["完全忠诚型", "混合"]


def test_a_cluster_whose_customers_have_no_quadrant_is_not_labelled():
    mix = compare.quadrant_mix(segments(0, 1), segments(0, -1), QUADRANTS)
    assert mix["majority_en"].tolist() == ["No loyalty", ""]
    assert mix["customers"].tolist() == [1, 0]
    assert np.isnan(mix.loc[1, "purity"])


def test_empty_quadrants_keep_their_column():
    mix = compare.quadrant_mix(segments(0, 0), segments(0, 0), QUADRANTS)
    assert mix.loc[0, ["share_S03", "share_S04"]].tolist() == [0, 0]
    assert mix.loc[0, "entropy"] == 0


def test_loyalty_that_is_not_measurable_leaves_names_alone():
    mix = compare.quadrant_mix(segments(0, 1), segments(-1, -1), QUADRANTS)
    told = pd.DataFrame(
        {"segment": [0, 1], "column": "recency_days", "eta2": 0.5, "z": [1.0, -1.0]}
    )
    names = profiles.cluster_names(told, {}, scheme="kmeans", quadrants=mix)
    assert names["name_en"].tolist() == ["lapsing", "recent"]


def test_loyalty_without_names_leaves_labels_empty():
    mix = compare.quadrant_mix(segments(0, 1), segments(-1, -1), QUADRANTS.head(0))
    assert mix["majority_en"].tolist() == ["", ""]


def memberships(*rows):
    p = np.array(rows)
    ids = np.repeat([f"c{i}" for i in range(len(p))], 4)
    quadrant = np.tile(np.arange(4), len(p))
    table = {"customer_id": ids, "segment": quadrant, "probability": p.ravel()}
    return pd.DataFrame(table).query("probability > 0")


SURE, TORN = [0, 0, 0, 1.0], [0.6, 0.4, 0, 0]


def test_the_profile_of_a_cluster_is_the_mean_membership():
    told = memberships(SURE, TORN, TORN)
    mix = compare.quadrant_mix(segments(0, 0, 1), segments(3, 0, 0), QUADRANTS, told)
    expected = [[0.3, 0.2, 0, 0.5], [0.6, 0.4, 0, 0]]
    assert mix[SHARES].to_numpy() == pytest.approx(np.array(expected))
    assert mix["customers"].tolist() == [2, 1]
    assert mix["majority_en"].tolist() == ["True loyalty", "No loyalty"]


def test_memberships_without_doubt_say_what_segments_say():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 4, 200)
    clusters, quadrants = segments(*rng.integers(0, 3, 200)), segments(*labels)
    soft = compare.quadrant_mix(
        clusters, quadrants, QUADRANTS, memberships(*np.eye(4)[labels])
    )
    hard = compare.quadrant_mix(clusters, quadrants, QUADRANTS)
    pd.testing.assert_frame_equal(soft, hard)


def test_the_order_of_rows_changes_no_bit():
    rng = np.random.default_rng(0)
    clusters = segments(*rng.integers(0, 3, 200))
    told = memberships(*rng.dirichlet([1] * 4, 200))
    nobody = segments()
    one = compare.quadrant_mix(clusters, nobody, QUADRANTS, told)
    other = compare.quadrant_mix(
        clusters.iloc[::-1], nobody, QUADRANTS, told.sample(frac=1, random_state=1)
    )
    pd.testing.assert_frame_equal(one, other)


def test_lift_is_the_share_over_the_share_among_all():
    mix = compare.quadrant_mix(segments(0, 0, 1, 1), segments(3, 3, 3, 0), QUADRANTS)
    expected = [[0, 4 / 3], [2, 2 / 3]]
    assert mix[["lift_S01", "lift_S04"]].to_numpy() == pytest.approx(np.array(expected))


def test_an_empty_quadrant_has_no_lift_and_divides_by_nothing():
    mix = compare.quadrant_mix(segments(0, 1), segments(3, -1), QUADRANTS)
    assert mix[["lift_S01", "lift_S02"]].isna().all().all()
    assert mix.loc[0, "lift_S04"] == 1


def on_axes(*points, cuts=(0.5, 0.5)):
    ids = [f"c{i}" for i in range(len(points))]
    table = pd.DataFrame(points, columns=["attitude", "repeat"])
    table = table.assign(customer_id=ids)
    return compare.CutAxes(table, dict(zip(("attitude", "repeat"), cuts, strict=True)))


def mix_on_axes(clusters, quadrants, axes):
    return compare.quadrant_mix(clusters, quadrants, QUADRANTS, axes=axes)


def test_the_centre_of_a_skewed_cluster_can_lie_in_another_quadrant():
    axes = on_axes((0.4, 0.4), (0.4, 0.4), (1.0, 1.0), (0.9, 0.9))
    mix = mix_on_axes(segments(0, 0, 0, 1), segments(0, 0, 3, 3), axes)
    assert mix["majority_en"].tolist() == ["No loyalty", "True loyalty"]
    assert mix["centroid_quadrant_en"].tolist() == ["True loyalty", "True loyalty"]
    assert mix["centroid_quadrant_zh"].tolist() == ["完全忠诚型"] * 2
    assert mix["reversed"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((0.1, 0.1), "No loyalty"),
        ((0.1, 0.5), "Inertia"),
        ((0.5, 0.1), "Latent loyalty"),
        ((0.5, 0.5), "True loyalty"),
    ],
)
def test_the_first_axis_goes_from_inertia_to_latent_and_a_cut_is_high(point, name):
    mix = mix_on_axes(segments(0), segments(0), on_axes(point))
    assert mix["centroid_quadrant_en"].tolist() == [name]


def test_a_cluster_without_a_majority_cannot_be_reversed():
    axes = on_axes((0.1, 0.1), (0.1, 0.9), (0.9, 0.1))
    mix = mix_on_axes(segments(0, 0, 0), segments(0, 1, 2), axes)
    assert mix["majority_en"].tolist() == ["mixed"]
    assert mix["reversed"].tolist() == [False]


def test_a_cluster_that_the_axes_do_not_know_has_no_centre():
    axes = on_axes((0.9, 0.9), (np.nan, 0.9))
    mix = mix_on_axes(segments(0, 1), segments(3, 3), axes)
    assert mix["centroid_quadrant_en"].tolist() == ["True loyalty", ""]
    assert not mix["reversed"].any()


def test_below_fifty_customers_no_claim_is_made():
    clusters = segments(*[0] * 50, *[1] * 49)
    mix = compare.quadrant_mix(clusters, segments(*[0] * 99), QUADRANTS)
    assert mix["small"].tolist() == [False, True]


def test_an_empty_quadrant_has_a_row():
    sizes = compare.quadrant_sizes(segments(*[0] * 60, 3, -1), QUADRANTS)
    assert sizes["customers"].tolist() == [60, 0, 0, 1]
    assert sizes["small"].tolist() == [False, True, True, True]
    assert sizes["share"].sum() == pytest.approx(1)
    assert compare.quadrant_sizes(segments(-1), QUADRANTS)["share"].tolist() == [0] * 4


def test_columns_that_both_look_at_are_said_once_and_in_order():
    shared = compare.circularity(["b", "a", "c", "b"], ["c", "b", "x"])
    assert shared == ["b", "c"]
    assert compare.circularity(["a"], ["b"]) == []
