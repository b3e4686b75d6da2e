import numpy as np
import pytest

from patronage.clustering.choice import explained, listed, only


@pytest.mark.parametrize(
    ("things", "said"),
    [([3], "3"), ([3, 4], "3 and 4"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_written_as_people_do(things, said):
    assert listed(things) == said


def test_one_sentence_says_the_choice_its_reason_and_what_others_take():
    said = explained(4, "it is best", [("gap", 5), ("prediction strength", 2)])
    assert said == (
        "k = 4: it is best; others would take: gap 5 and prediction strength 2."
    )
    assert explained(4, "it was asked for", []) == "k = 4: it was asked for."


def test_the_only_row_is_near_the_best():
    choice = only({"silhouette": np.array([0.3])}, "it was asked for")
    assert (choice.row, choice.near.tolist()) == (0, [True])
