import numpy as np
import pytest

from patronage.clustering.segment_stability import (
    carried_over,
    stability_table,
    stability_word,
)


@pytest.mark.parametrize(
    ("jaccard", "word"),
    [
        (0.599, "dissolved"),
        (0.60, "doubtful"),
        (0.75, "stable"),
        (0.85, "highly stable"),
        (1.0, "highly stable"),
        (np.nan, "not measured"),
    ],
)
def test_the_words_are_those_of_the_manual(jaccard, word):
    assert stability_word(jaccard) == word


def test_the_table_has_a_row_per_segment():
    table = stability_table(np.array([0.9, 0.5]))
    assert table.to_dict("list") == {
        "segment": [0, 1],
        "jaccard": [0.9, 0.5],
        "word": ["highly stable", "dissolved"],
    }


def test_a_cluster_keeps_its_jaccard_under_another_number():
    counts = np.array([[0, 8], [9, 1]])
    assert carried_over(np.array([0.7, 0.9]), counts).tolist() == [0.9, 0.7]


def test_a_cluster_that_continues_none_was_not_found_again():
    counts = np.array([[5, 0, 0], [0, 5, 0]])
    assert carried_over(np.array([0.7, 0.9]), counts).tolist() == [0.7, 0.9, 0]
