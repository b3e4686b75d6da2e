import pytest

from tests.rules.listed import lists, retailers


def told(features, language="en"):
    scheme = lists().fit(features)
    rows = scheme.rows(features).set_index("customer_id")
    said = scheme.explain(features, language)
    return rows[f"reasons_{language}"].sort_index().tolist(), said


def test_a_problem_is_told_by_its_gravest_signs():
    features = retailers(
        suspended=["yes"], severe=[2.0], credit_score=[45.0], quadrant=[3]
    )
    (reasons,), (said,) = told(features)
    assert reasons == "suspended; severe violations (2); credit below 60 (45)"
    assert said.because == f"{reasons}."
    assert said.next_step == (
        f"the general list is reached when this no longer holds: {reasons}."
    )


def test_of_one_sign_the_quadrant_and_low_scores_follow():
    features = retailers(severe=[1.0], support_score=[20.0], contribution_score=[40.0])
    assert told(features)[0] == ["severe violations (1); low value; support 20"]


def test_core_is_told_by_its_quadrant_and_high_scores():
    features = retailers(quadrant=[3], support_score=[80.0])
    (reasons,), (said,) = told(features)
    assert reasons == "high value; credit 90; support 80"
    assert said.next_step == ""


def test_general_is_told_by_what_keeps_from_core():
    features = retailers(
        quadrant=[2, 3], support_score=[60.0, 80.0], credit_score=[70.0, 80.0]
    )
    reasons, said = told(features)
    assert reasons[0] == "second tier value; support 60 below 80; credit 70 below 75"
    assert said[0].next_step == (
        "the core list is reached with support of 80 in place of 60; credit of 75 in "
        "place of 70."
    )


@pytest.mark.parametrize("quadrant", [2, 3])
def test_who_does_what_is_said_is_core(quadrant):
    features = retailers(
        quadrant=[quadrant, 0], support_score=[60.0, 80.0], credit_score=[70.0, 80.0]
    )
    scheme = lists().fit(features)
    better = features.assign(support_score=80.0, credit_score=75.0)
    assert scheme.predict(features)[0] == 1
    assert scheme.predict(better)[0] == 0


def test_who_is_of_low_value_is_told_which_quadrant_it_takes():
    _, (said,) = told(retailers(quadrant=[0]))
    assert said.next_step == (
        "the core list is reached with the quadrant high value in place of low value."
    )
    _, (unknown,) = told(retailers(quadrant=[-1]))
    assert "in place of no value quadrant yet" in unknown.next_step


def test_three_reasons_at_most_in_either_language():
    features = retailers(
        suspended=["yes", "no"],
        severe=[2.0, 0],
        credit_score=[45.0, 90],
        quadrant=[3, 0],
    )
    chinese, said = told(features, "zh")
    assert chinese[0] == "停用；严重违规 (2)；信用度低于 60 (45)"
    assert said[0].next_step.startswith("消除以下问题后可转入一般客户名单")
    assert all(each.count("；") <= 2 for each in chinese)


def test_rows_stand_by_list_and_hold_the_scores():
    features = retailers(quadrant=[0, 3, 0], severe=[1.0, 0, 0])
    rows = lists().fit(features).rows(features)
    assert rows["list"].tolist() == ["core", "general", "problem"]
    assert rows["customer_id"].tolist() == ["c001", "c002", "c000"]
    assert rows["quadrant"].tolist() == ["high_value", "low_value", "low_value"]
    assert rows["contribution_score"].tolist() == [70, 70, 70]


def test_the_list_that_is_told_to_a_problem_customer_is_the_one_he_reaches():
    features = retailers(quadrant=[3, 0], suspended=["yes", "yes"])
    fitted = lists().fit(features)
    for language, core, general in (
        ("en", "the core list", "the general list"),
        ("zh", "核心客户名单", "一般客户名单"),
    ):
        best, worst = fitted.explain(features, language)
        assert core in best.next_step
        assert general in worst.next_step
    assert fitted.predict(features.assign(suspended="no")).tolist() == [0, 1]
