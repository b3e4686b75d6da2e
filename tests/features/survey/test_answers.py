import numpy as np
import pytest
from features.survey.surveys import AS_OF, days_ago, survey_of

from patronage.features.survey.answers import Answers
from patronage.features.survey.decay import Decay

PARTS = ("preference", "satisfaction", "trust")


def answers_of(*rows: dict) -> Answers:
    return Answers.of(survey_of({"ann": list(rows)}).history, PARTS, Decay())


def scores_of(*rows: dict) -> dict[str, float]:
    return {part: score[0] for part, score in answers_of(*rows).scores()}


def told(pomp: float, **other) -> dict:
    return {"kind": "satisfaction", "pomp": pomp, "day": AS_OF} | other


def test_a_part_is_the_mean_of_its_answers():
    assert scores_of(told(80), told(40))["satisfaction"] == 60


def test_a_younger_answer_weighs_more():
    score = scores_of(told(90), told(60, day=days_ago(180)))["satisfaction"]
    assert score == pytest.approx((90 + 60 / 2) / 1.5)


def test_answers_of_more_than_two_years_ago_do_not_count():
    answers = answers_of(told(90, day=days_ago(731)), told(50, day=days_ago(730)))
    assert answers.count.tolist() == [1]
    assert answers.youngest_day.tolist() == [days_ago(730)]


def test_the_best_competitor_is_subtracted():
    own, weak, strong = (
        told(80, subject="own"),
        told(20, subject="Corner"),
        told(60, subject="Mart"),
    )
    assert scores_of(own, weak, strong)["satisfaction"] == (80 - 60 + 100) / 2


def test_a_competitor_is_judged_by_all_answers_about_him():
    own = told(80)
    rivals = [told(100, subject="Mart"), told(0, subject="Mart")]
    assert scores_of(own, *rivals, told(55, subject="Corner"))["satisfaction"] == 62.5


def test_a_preference_among_brands_is_relative_already():
    own = told(80, kind="preference", subject="own")
    rival = told(60, kind="preference", subject="Mart")
    assert scores_of(own, rival)["preference"] == 80


def test_what_is_said_of_competitors_alone_says_nothing_of_us():
    answers = answers_of(told(60, subject="Mart"))
    assert np.isnan(dict(answers.scores())["satisfaction"]).all()
    assert answers.count.tolist() == [0]
    assert np.isnan(answers.youngest_day).all()


def test_price_tolerance_counts_as_trust():
    both = told(70, kind="trust"), told(50, kind="price_tolerance")
    assert scores_of(*both)["trust"] == 60


def test_other_kinds_and_answers_off_the_scale_do_not_count():
    rows = told(10, kind="complaint"), told(-0.001), told(40)
    assert answers_of(*rows).count.tolist() == [1]


def test_undated_answers_count_as_of_today_where_none_has_a_date():
    assert scores_of(told(80, day=0), told(40, day=0))["satisfaction"] == 60
    assert np.isnan(answers_of(told(80, day=0)).youngest_day).all()


def test_undated_answers_do_not_count_beside_dated_ones():
    dated = told(40, day=days_ago(360))
    assert scores_of(told(80, day=0), dated)["satisfaction"] == 40
