import numpy as np
import pytest

from patronage.clustering.choice import Choice, explained, listed, only, ties


@pytest.mark.parametrize(
    ("things", "said"),
    [([3], "3"), ([3, 4], "3 and 4"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_written_as_people_do(things, said):
    assert listed(things) == said


def choice(why="it is best", by=""):
    return Choice(row=0, score=np.zeros(1), near=np.ones(1, bool), why=why, by=by)


def test_one_sentence_says_the_choice_its_reason_and_what_others_take():
    said = explained(4, choice(), [("gap", 5), ("prediction strength", 2)])
    assert said == (
        "k = 4: it is best; others would take: gap 5 and prediction strength 2."
    )
    asked = choice("it was asked for")
    assert explained(4, asked, []) == "k = 4: it was asked for."


def test_one_is_no_clusters():
    said = explained(4, choice(), [("gap", 1)])
    assert said == "k = 4: it is best; others would take: gap 1 (no clusters)."


def test_who_takes_the_same_is_no_other():
    said = explained(4, choice(), [("gap", 4), ("BIC", 3)])
    assert said == "k = 4: it is best; others would take: BIC 3; gap agrees."
    both = explained(4, choice(), [("gap", 4), ("BIC", 4)])
    assert both == "k = 4: it is best; gap and BIC agree."


def test_the_criterion_that_decided_does_not_agree_with_itself():
    decided = choice(by="prediction strength")
    same = explained(4, decided, [("gap", 5), ("prediction strength", 4)])
    assert same == "k = 4: it is best; others would take: gap 5."
    alone = explained(4, decided, [("prediction strength", 9)])
    assert alone == "k = 4: it is best; others would take: prediction strength alone 9."


def test_what_could_not_be_fitted_is_said():
    said = explained(4, choice(), [], [7, 8])
    assert said == "k = 4: it is best; 7 and 8 could not be fitted."


def test_one_number_is_no_tie():
    assert ties([3]) == ""
    assert ties([3, 4]) == "; near ties: 3 and 4"


def test_the_only_row_is_near_the_best_and_has_no_rank():
    alone = only({"k": np.array([3])}, "it was asked for")
    assert (alone.row, alone.near.tolist()) == (0, [True])
    assert np.isnan(alone.score).tolist() == [True]
