"""A published model answers for each customer alone, and says what comes next."""

import io as memory
import pickle

import numpy as np
import pandas as pd
import pytest
from faults.corpus import fault
from sklearn.base import BaseEstimator

from patronage.errors import IntegrityError
from patronage.features import FeatureModel
from patronage.segments import UNASSIGNED, Asks, Beside, Membership, SegmentScheme
from patronage.study.score_changes import changes, nobody, only_new, side_by_side
from patronage.study.scoring import RawScorer, Scorer
from patronage.study.signature import Signature
from patronage.tables import SCORE_CHANGES, SCORES

FIXED = ("selection=fixed", "selection.n_clusters=3")


def names(n: int) -> pd.DataFrame:
    """Names of segments whose ids are not their numbers."""
    ids = [f"S{10 * (number + 1)}" for number in range(n)]
    return pd.DataFrame(
        {"scheme": "any", "segment": range(n), "segment_id": ids}
    ).assign(name_en=ids, name_zh=ids)


@pytest.fixture(scope="module")
def tables(shop):
    """Features of the shop, some of them of customers who are not active."""
    features = shop.features.copy()
    features.loc[features.index % 7 == 3, "status"] = "dormant"
    return features


@pytest.fixture(
    scope="module", params=["tier3", "rfm_cells", "kmeans", "gaussian_mixture"]
)
def scorer(request, shop, tables):
    given = () if request.param in {"tier3", "rfm_cells"} else FIXED
    fitted = shop.scheme(request.param, *given).fit(tables)
    return Scorer("2024-10-02-0a1b2c3d", fitted, names(fitted.n_segments_))


def test_a_customer_gets_the_same_alone_in_any_order_and_in_any_batch(scorer, tables):
    whole = scorer(tables)
    assert list(whole.columns) == list(SCORES.required)
    alone = [scorer(tables.iloc[[row]]) for row in range(len(tables))]
    pd.testing.assert_frame_equal(pd.concat(alone, ignore_index=True), whole)
    order = np.random.default_rng(0).permutation(len(tables))
    turned = scorer(tables.iloc[order][tables.columns[::-1]])
    pd.testing.assert_frame_equal(
        turned, whole.iloc[order].reset_index(drop=True), check_exact=True
    )


def test_nobody_gives_a_table_of_the_same_types(scorer, tables):
    none, one = scorer(tables.head(0)), scorer(tables.head(1))
    assert len(none) == 0
    assert none.dtypes.equals(one.dtypes)


def test_who_is_in_no_segment_has_no_names_and_nothing_comes_next(scorer, tables):
    whole = scorer(tables)
    outside = whole["segment"] == UNASSIGNED
    assert outside.sum() == (tables["status"] == "dormant").sum() > 0
    told = ["segment_id", "name_en", "name_zh", "next_segment_id"]
    assert (whole.loc[outside, told] == "").all(axis=None)
    assert whole.loc[outside, "distance"].isna().all()
    assert whole.loc[~outside, "distance"].ge(0).all()
    assert (
        whole.loc[~outside, "next_segment_id"] != whole["segment_id"][~outside]
    ).all()
    assert set(whole.loc[~outside, "segment_id"]) <= set(scorer.names["segment_id"])


def test_a_scorer_can_be_sent_to_another_process(scorer, tables):
    sent = pickle.load(memory.BytesIO(pickle.dumps(scorer)))
    pd.testing.assert_frame_equal(sent(tables), scorer(tables), check_exact=True)


class Coloured(SegmentScheme):
    """By a colour: the known ones are segments, others are the last one."""

    def __init__(self, name="coloured", purpose=None):
        self.name, self.purpose = name, purpose

    def fit(self, features, y=None):
        self.levels_ = sorted(set(features["colour"].dropna()))
        self.n_segments_ = len(self.levels_) + 1
        return self

    @property
    def asks(self):
        return Asks(columns=("colour", "spend"), levels={"colour": self.levels_})

    def membership(self, features):
        places = pd.Index(self.levels_).get_indexer(features["colour"].astype("str"))
        sure = np.ones(len(features))
        return Membership(
            segment=np.where(places < 0, self.n_segments_ - 1, places),
            status=np.full(len(features), "ok"),
            probability=sure,
            margin=sure,
        )


def coloured(colours: list[str | None]) -> pd.DataFrame:
    ids = [f"c{number}" for number in range(len(colours))]
    return pd.DataFrame({"customer_id": ids, "colour": pd.Categorical(colours)}).assign(
        as_of=pd.Timestamp("2024-01-31"), status="ok", spend=1.0
    )


@pytest.fixture
def colours():
    return Coloured().fit(coloured(["red", "blue"]))


@fault(78)
def test_a_category_that_was_not_seen_is_named_and_the_customer_scored(colours):
    found = Scorer("v", colours, names(3))(coloured(["red", "green", None, "blue"]))
    assert found["unseen"].tolist() == ["", "colour", "", ""]
    assert found["segment_id"].tolist() == ["S20", "S30", "S30", "S10"]


def test_without_a_measure_nothing_comes_next(colours):
    found = Scorer("v", colours, names(3))(coloured(["red"]))
    assert found["next_segment_id"].tolist() == [""]
    assert found["distance"].isna().all()


def signature(scheme: SegmentScheme) -> Signature:
    told = {"column": ["colour", "spend"], "unit": ["categorical", "EUR"]}
    dictionary = pd.DataFrame(told).assign(status="present")
    return Signature.of(scheme, FeatureModel({}).fit(coloured(["red"])), dictionary)


def test_the_order_of_columns_and_columns_beside_them_do_not_matter(colours):
    table = coloured(["red"]).assign(more=1)
    signature(colours).check(table[table.columns[::-1]])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.drop(columns="spend"), "got no 'spend'"),
        (lambda t: t.rename(columns={"colour": "color"}), "got no 'colour'"),
        (
            lambda t: t.assign(spend="much"),
            "'spend' as a category in place of a number",
        ),
        (lambda t: t.assign(colour=3.0), "'colour' as a number in place of a category"),
    ],
)
def test_other_features_than_those_of_training_are_refused(colours, change, said):
    with pytest.raises(IntegrityError, match=said):
        signature(colours).check(change(coloured(["red"])))


def test_a_column_of_which_nothing_is_known_has_no_kind(colours):
    signature(colours).check(coloured(["red"]).assign(spend=None))


class Doubled(BaseEstimator):
    """A learned column: twice the spend, and what is left over if it is there."""

    inputs = ("spend",)
    optional = ("left",)

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return 2 * X["spend"].to_numpy()


def test_what_the_feature_model_reads_is_asked_for_and_not_what_it_makes():
    model = FeatureModel({"doubled": Doubled()}).fit(coloured(["red"]))
    fitted = Coloured().fit(coloured(["red"]))
    told = pd.DataFrame({"column": ["left"], "unit": ["EUR"], "status": ["needs x"]})
    assert set(Signature.of(fitted, model, told).kinds) == {"colour", "spend"}
    told["status"] = "present"
    assert set(Signature.of(fitted, model, told).kinds) == {"colour", "spend", "left"}


def test_raw_features_are_checked_transformed_and_scored(colours):
    model = FeatureModel({"doubled": Doubled()}).fit(coloured(["red"]))
    scorer = Scorer("v", colours, names(3))
    whole = RawScorer(scorer, model, signature(colours))
    features = coloured(["red", "green"])
    raw = features.assign(future_orders=np.nan, future_amount=np.nan)
    pd.testing.assert_frame_equal(whole(raw), scorer(features), check_exact=True)
    with pytest.raises(IntegrityError, match="no 'spend'"):
        whole(raw.drop(columns="spend"))


def listed(**segments: str) -> pd.DataFrame:
    """Scores of some customers, by id."""
    return (
        nobody(SCORES)
        .reindex(range(len(segments)))
        .assign(
            customer_id=list(segments),
            segment_id=list(segments.values()),
            model_version="v",
        )
    )


def cut(table: pd.DataFrame, size: int) -> list[pd.DataFrame]:
    return [table.iloc[at : at + size] for at in range(0, len(table), size)]


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3), (3, 1), (9, 9)])
def test_changes_are_those_of_the_whole_tables_however_they_are_cut(sizes):
    before = listed(a="S1", b="S1", c="S2", e="", g="S1", h="S3")
    after = listed(b="S1", c="S1", d="S2", e="S1", f="", h="S3")
    pairs = side_by_side(cut(before, sizes[0]), cut(after, sizes[1]))
    found = pd.concat(changes(pairs), ignore_index=True)
    assert list(found.columns) == list(SCORE_CHANGES.required)
    assert list(zip(found["customer_id"], found["change"], strict=True)) == [
        ("a", "gone"),
        ("c", "moved"),
        ("d", "new"),
        ("e", "moved"),
        ("f", "new"),
        ("g", "gone"),
    ]
    assert found["segment_id_after"].tolist() == ["", "S1", "S2", "S1", "", ""]


@pytest.mark.parametrize("size", [1, 2, 9])
def test_who_had_a_score_keeps_it_and_who_is_gone_is_not_listed(size):
    before, after = listed(a="S1", b="S1", c="S2"), listed(b="S9", c="S9", d="S9")
    found = pd.concat(only_new(side_by_side(cut(before, 2), cut(after, size))))
    assert found["customer_id"].tolist() == ["b", "c", "d"]
    assert found["segment_id"].tolist() == ["S1", "S2", "S9"]


def test_a_first_score_has_everybody_new_and_nobody_else():
    found = pd.concat(changes(side_by_side([], [listed(a="S1")])))
    assert found["change"].tolist() == ["new"]
    assert list(side_by_side([], [])) == []


def test_beside_says_nothing_by_default(colours):
    found = colours.beside(coloured(["red", "blue"]))
    assert isinstance(found, Beside)
    assert found.segment.tolist() == [UNASSIGNED, UNASSIGNED]
