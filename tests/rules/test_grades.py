import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError, QualityError
from tests.rules.rule_worlds import (
    assert_each_alone,
    assert_exhaustive,
    composed,
    customers,
)

SCHEMES = [composed(name) for name in ("grade10", "grade10_grid", "grade30")]


def businesses(volume, price, market="C"):
    return customers(
        volume_per_month=np.array(volume, float), unit_price=np.array(price, float)
    ).assign(market=market)


def test_composite_grades_hold_equally_many_the_best_first():
    features = businesses(range(100), range(100))
    grades = composed("grade10").fit(features).predict(features)
    assert grades.tolist() == np.repeat(range(9, -1, -1), 10).tolist()


def test_weight_one_grades_by_scale_alone():
    rng = np.random.default_rng(0)
    features = businesses(range(100), rng.permutation(100))
    grades = composed("grade10", "rules.grading.weight=1").fit(features)
    assert (np.diff(grades.predict(features)) <= 0).all()


def test_customers_are_ranked_within_their_market():
    features = businesses(
        [*range(50), *range(1000, 1050)], [*range(50)] * 2, ["C"] * 50 + ["X"] * 50
    )
    grades = composed("grade10").fit(features).predict(features)
    assert (grades[:50] == grades[50:]).all()


def test_the_corners_of_the_map_have_its_grades():
    volume, price = np.meshgrid(range(10), range(10), indexing="ij")
    features = businesses(volume.ravel(), price.ravel())
    grades = composed("grade10_grid").fit(features).predict(features) + 1
    assert grades.reshape(10, 10)[[9, 9, 0, 0], [9, 0, 9, 0]].tolist() == [1, 2, 9, 10]
    thirty = composed("grade30").fit(features).predict(features) + 1
    assert set(thirty) == set(range(1, 31))


rows = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 9), st.none()),
        st.integers(0, 9),
        st.sampled_from("CX"),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=30)
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
@given(rows)
def test_everybody_has_one_grade_or_none_whoever_else_is_asked(scheme, rows):
    features = businesses(*map(list, zip(*rows, strict=True)))
    if features["volume_per_month"].isna().all():
        with pytest.raises(QualityError, match="no customer has volume_per_month"):
            scheme.fit(features)
        return
    fitted = scheme.fit(features)
    assert_exhaustive(fitted.assign(features), fitted.n_segments_)
    assert_each_alone(fitted, features)
    assert len(fitted.explain(features, "zh")) == len(features)
    before = fitted.predict(features).tolist()
    dearer = features.assign(unit_price=features["unit_price"] * 1024)
    assert scheme.fit(dearer).predict(dearer).tolist() == before


def test_a_market_that_the_fit_has_not_seen_has_no_grade():
    fitted = composed("grade10").fit(businesses(range(20), range(20)))
    stranger = businesses([3], [3], "X")
    assert fitted.assign(stranger)["status"].tolist() == ["unknown"]
    assert "no grade" in fitted.explain(stranger)[0].because


def test_both_ranks_and_the_distance_are_said():
    features = businesses(range(100), range(100))
    told = composed("grade10").fit(features).explain(features.iloc[[88]])[0]
    assert told.because == (
        "scale ranks at 88.5 % and structure at 88.5 %; 88.5 points of combined rank "
        "make Grade 2: from 80.5 and below 90.5."
    )
    assert told.next_step == "2 more points of combined rank reach Grade 1."
    grid = composed("grade10_grid").fit(features).explain(features.iloc[[78]])[0]
    assert grid.because == ("band 2 of 5 by scale and 1 of 2 by structure: Grade 3.")
    assert grid.next_step == "1.5 more points of scale rank reach Grade 1."


def test_grades_without_names_are_refused():
    with pytest.raises(ConfigError, match="each of the 8 grades needs a name; got 10"):
        composed("grade10", "rules.grading.n_grades=8").fit(
            businesses(range(9), range(9))
        )


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_the_next_grade_is_another_and_not_far(scheme):
    rng = np.random.default_rng(0)
    features = businesses(rng.permutation(200), rng.permutation(200))
    fitted = scheme.fit(features)
    own, found = fitted.predict(features), fitted.beside(features)
    assert (found.segment != own).all()
    assert ((found.segment >= 0) & (found.segment < fitted.n_segments_)).all()
    assert ((found.distance >= 0) & (found.distance <= 0.2)).all()
    assert fitted.beside(features.assign(unit_price=np.nan)).segment.max() == -1


def test_the_next_composite_grade_is_the_one_beyond_the_nearest_edge():
    features = businesses(range(100), range(100))
    found = composed("grade10").fit(features).beside(features)
    assert found.segment[[99, 90, 89, 12, 0]].tolist() == [1, 1, 0, 9, 8]
    assert found.distance[[99, 90, 89, 12, 0]] == pytest.approx(
        [0.09, 0, 0.01, 0.02, 0.1]
    )
