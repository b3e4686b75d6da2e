import pytest

from patronage.compare.decisions import summary
from patronage.compare.league import scorecards
from patronage.compare.score import Score, scorecard
from patronage.segments import Purpose

GINI, AUC = "future/gini", "future/retention_auc"
WHY = Purpose(
    objective="O.", decision="Who is called.", owner="Ann", actions={"a": "b"}
)


def told(schemes, references=()):
    tables = {name: scorecard(scores) for name, scores in schemes.items()}
    tables |= {name: scorecard(scores) for name, scores in dict(references).items()}
    return [
        each.en for each in summary(scorecards(tables), dict.fromkeys(schemes, WHY))
    ]


def score(metric, value, half=0.02):
    return [Score(metric, value, value - half, value + half)]


def deciles(value):
    return {"past spend deciles": score(GINI, value)}


def test_the_first_is_named_with_those_who_are_not_clearly_behind():
    first, *_ = told(
        {"a": score(GINI, 0.5), "b": score(GINI, 0.52), "c": score(GINI, 0.1)}
    )
    assert first.startswith(
        "Where to spend money and attention (ranking of future spend, Gini): b 0.52"
    )
    assert "a is not clearly behind" in first
    assert " c " not in first


@pytest.mark.parametrize(
    ("decile", "words"),
    [(0.1, "better than"), (0.5, "not clearly other than"), (0.9, "worse than")],
)
def test_it_is_said_whether_past_spend_alone_would_do(decile, words):
    first, *_ = told({"a": score(GINI, 0.5)}, deciles(decile))
    assert f"{words} past spend deciles, {decile:.2f}" in first


def test_what_does_not_beat_chance_is_said_so():
    first, *_ = told({"a": score(GINI, 0.01)})
    assert "no better than chance" in first
    first, *_ = told({"a": score(AUC, 0.51)})
    assert "no better than chance" in first


def test_a_reference_is_never_the_answer():
    sentences = told({"a": score(GINI, 0.2)}, deciles(0.9))
    assert ": a 0.20" in sentences[0]
    assert sentences[-1].startswith("a (Who is called): no scheme is clearly better")


def test_a_scheme_that_is_first_at_nothing_is_told_so():
    sentences = told({"a": score(GINI, 0.2), "b": score(GINI, 0.9)})
    assert (
        "a (Who is called): wherever it is measured, another is clearly better."
        in sentences
    )


def test_the_share_who_change_for_no_reason_is_told_from_least_to_most():
    sentences = told(
        {"a": [Score("flapping/steady", 0.25)], "b": [Score("flapping/steady", 0.01)]}
    )
    assert "1.0% (b) to 25.0% (a) change segment" in sentences[1]


def test_what_is_not_measured_is_not_told():
    assert told({"a": [Score("size/k", 3.0)]}) == []


def test_of_what_is_promised_it_counts_who_changes_for_no_reason_if_that_is_known():
    fixed = [Score("stability/ari", 1.0), Score("flapping/steady", 0.5, 0.4, 0.6)]
    loose = [Score("stability/ari", 0.8), Score("flapping/steady", 0.02, 0.01, 0.03)]
    first, *_ = told({"a": fixed, "b": loose})
    assert first.startswith(
        "What is promised for months (share moved without a reason): b 0.02"
    )
    first, *_ = told({"a": fixed})
    assert "too many change without cause" in first
    first, *_ = told({"a": fixed[:1], "b": loose[:1]})
    assert first.startswith(
        "What is promised for months (same segments again, ARI): a 1.00"
    )


def test_a_scheme_that_places_nobody_is_told_so():
    placed = [Score("coverage/placed", 1.0), *score(GINI, 0.5)]
    nobody = [Score("coverage/placed", 0.0), *score(GINI, 0.0)]
    assert "b (Who is called): it can place nobody here." in told(
        {"a": placed, "b": nobody}
    )


def test_what_is_not_known_of_a_scheme_is_not_held_against_it():
    *_, last = told({"a": score(GINI, 0.5), "b": [Score("size/k", 3.0)]})
    assert last == "b (Who is called): nothing is known of it for any of these."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Score(GINI, 0.3, -0.1, 0.7), "0.70], perhaps no better than chance."),
        (Score(GINI, -0.01, -0.1, 0.1), "0.10], no better than chance."),
        (
            Score("flapping/steady", 0.0, 0.0, 0.56),
            "0.56], perhaps too many change without cause.",
        ),
        (Score("stability/ari", 0.5, 0.4, 0.6), "0.60], not stable."),
    ],
)
def test_it_is_said_how_sure_a_weakness_is(found, said):
    first, *_ = told({"a": [found]})
    assert first.endswith(said)


def test_who_places_nobody_is_never_the_best():
    nobody = [Score("coverage/placed", 0.0), *score(GINI, 0.0)]
    first, *_ = told({"a": score(GINI, -0.3), "b": nobody})
    assert ": a -0.30" in first


def test_one_scheme_alone_is_no_range():
    sentences = told({"a": [Score("flapping/steady", 0.25)]})
    assert not any(" to " in each for each in sentences)


def test_nothing_is_less_than_nothing():
    first, *_ = told({"a": score(GINI, -0.001, 0.0005)})
    assert "-0.00" not in first
