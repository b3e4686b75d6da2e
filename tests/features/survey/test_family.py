import numpy as np
import pytest
from features.survey.surveys import AS_OF, BOUGHT, days_ago, survey_of
from worlds import batch_of

from patronage.errors import ConfigError
from patronage.features.survey import SurveyFeatures

RNG = np.random.default_rng(5)
KINDS = ("preference", "recommendation", "satisfaction", "trust")
ANN = [
    {"kind": "recommendation", "pomp": 90.0, "day": days_ago(10)},
    {"kind": "satisfaction", "pomp": 75.0, "day": days_ago(30)},
    {"kind": "satisfaction", "pomp": 25.0, "day": days_ago(300)},
    {"kind": "satisfaction", "pomp": 50.0, "day": days_ago(99), "subject": "Mart"},
]


def answer(kind: str, pomp: float) -> dict:
    return {"kind": kind, "pomp": pomp, "day": AS_OF}


def describe(answers: dict[str, list[dict]], **settings) -> dict[str, np.ndarray]:
    return SurveyFeatures(**settings)(survey_of(answers))


def test_attitude_is_the_weighted_mean_of_its_parts():
    points = dict(zip(KINDS, (80.0, 60.0, 40.0, 20.0), strict=True))
    values = describe({"ann": [answer(*pair) for pair in points.items()]})
    assert values["survey_attitude"][0] == pytest.approx(
        0.35 * 80 + 0.25 * 60 + 0.25 * 40 + 0.15 * 20
    )
    assert values["survey_answers"][0] == 4
    assert values["survey_age_days"][0] == 0


def test_parts_that_are_missing_pass_their_weight_on():
    values = describe({"ann": [answer("preference", 80), answer("satisfaction", 20)]})
    assert values["survey_attitude"][0] == pytest.approx((0.35 * 80 + 0.25 * 20) / 0.6)
    assert np.isnan(values["survey_trust"][0])


@pytest.mark.parametrize(
    ("kinds", "known"),
    [
        (("preference",), False),
        (("recommendation", "trust"), False),
        (("preference", "trust"), True),
        (("recommendation", "satisfaction"), True),
    ],
)
def test_half_of_the_weight_must_be_answered(kinds, known):
    values = describe({"ann": [answer(kind, 50) for kind in kinds]})
    assert np.isfinite(values["survey_attitude"][0]) == known


def test_a_survey_of_one_question_is_given_all_the_weight():
    values = describe({"ann": [answer("like", 70)]}, weights={"like": 1})
    assert values["survey_attitude"].tolist() == [70]
    assert values["survey_like"].tolist() == [70]
    assert "survey_trust" not in values


def test_who_did_not_answer_has_no_attitude():
    values = describe({"ann": ANN, "bob": []})
    assert values.pop("survey_answers").tolist() == [3, 0]
    assert np.isnan([value[1] for value in values.values()]).all()


def test_a_source_without_feedback_has_no_columns():
    assert SurveyFeatures()(batch_of({"ann": BOUGHT}).at(AS_OF, 90)) == {}


def test_the_order_of_answers_changes_no_bit():
    rows = [
        {
            "kind": KINDS[RNG.integers(4)],
            "pomp": float(RNG.integers(0, 101)),
            "day": days_ago(int(RNG.integers(0, 800))),
            "subject": (None, "own", "Mart", "Corner")[RNG.integers(4)],
        }
        for _ in range(40)
    ]
    first = describe({"ann": rows})
    again = describe({"ann": [rows[i] for i in RNG.permutation(40)]})
    assert np.isfinite(first["survey_attitude"]).all()
    for name, values in first.items():
        assert values.tobytes() == again[name].tobytes(), name


def test_answers_of_others_change_no_bit():
    others = {"al": [answer("trust", 3)], "zoe": [answer("preference", 99)] * 9}
    alone, among = describe({"ann": ANN}), describe({"ann": ANN} | others)
    for name, values in alone.items():
        assert values[0].tobytes() == among[name][1].tobytes(), name


def test_answers_after_as_of_are_invisible():
    later = {"kind": "satisfaction", "pomp": 0.0, "day": AS_OF + 1}
    before, after = describe({"ann": ANN}), describe({"ann": [*ANN, later]})
    for name, values in before.items():
        assert values.tobytes() == after[name].tobytes(), name


def test_answers_before_the_window_count():
    old = answer("trust", 70) | {"day": days_ago(200)}
    values = describe({"ann": [old]})
    assert values["survey_trust"].tolist() == [70]
    assert values["survey_age_days"].tolist() == [200]


def test_all_columns_are_declared():
    family = SurveyFeatures()
    declared = {column.name for column in family.columns}
    assert set(family(survey_of({"ann": ANN}))) <= declared
    calibrated = family.learned["survey_attitude_calibrated"]
    assert set(calibrated.get_feature_names_out()) <= declared


@pytest.mark.parametrize("weights", [{}, {"trust": 0}, {"trust": -1, "like": 2}])
def test_weights_that_weigh_nothing_are_refused(weights):
    with pytest.raises(ConfigError, match=r"survey\.weights should be above 0; got"):
        SurveyFeatures(weights=weights)
