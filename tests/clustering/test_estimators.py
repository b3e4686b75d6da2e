"""Every estimator of a float matrix keeps scikit-learn's contract."""

from sklearn.cluster import KMeans
from sklearn.utils.estimator_checks import parametrize_with_checks

from patronage.clustering import (
    FixedSelection,
    MissingValues,
    OwnSelection,
    RankNormalizer,
    RedundancyFilter,
    RepeatableClusterer,
    Resampling,
    RobustScaler,
    Selection,
    SilhouetteSelection,
    SkewTransformer,
    StabilitySelection,
    Trials,
    UnitLog,
    Winsorizer,
    YeoJohnson,
)

ONE_POINT = "two clusters of one row: QualityError, for its exit code, not ValueError"
QUICK = {
    "clusterer": KMeans(n_init=1),
    "resampling": Resampling(n_bootstraps=1),
    "trials": Trials(n_nulls=1, n_references=1, n_splits=1),
}
TRANSFORMERS = [
    MissingValues(),
    RankNormalizer(),
    RedundancyFilter(),
    RobustScaler(),
    SkewTransformer(),
    UnitLog(),
    Winsorizer(),
    YeoJohnson(),
]
CLUSTERERS = [
    RepeatableClusterer(KMeans(n_init=1), n_clusters=3),
    FixedSelection(**QUICK, n_clusters=3),
    OwnSelection(**QUICK),
    SilhouetteSelection(**QUICK, k_max=3),
    StabilitySelection(**QUICK, k_max=3),
]


def known_failures(estimator):
    more_than_one = isinstance(estimator, Selection) and not isinstance(
        estimator, FixedSelection
    )
    return {"check_fit2d_1sample": ONE_POINT} if more_than_one else {}


@parametrize_with_checks(
    [*TRANSFORMERS, *CLUSTERERS], expected_failed_checks=known_failures
)
def test_scikit_learn_can_use_it(estimator, check):
    check(estimator)
