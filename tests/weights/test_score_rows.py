import pandas as pd
import pytest

from patronage.errors import InputError
from patronage.weights.score_rows import read_scores

ITEMS = ["value", "credit"]


def texts(*rows):
    """A file of rows, the first in its second line."""
    lines = range(2, len(rows) + 2)
    return pd.DataFrame(rows, columns=["expert", "item", "score"], index=lines)


A = [("ann", "value", "80"), ("ann", "credit", "20.5")]
B = [("bob", "credit", "0"), ("bob", "value", "100")]


def read(*rounds):
    return read_scores(rounds, items=ITEMS, scale=(0, 100))


def test_scores_are_sorted_by_round_expert_and_item():
    told = read(texts(*B, *A), texts(*A))
    assert told["round"].tolist() == [1, 1, 1, 1, 2, 2]
    assert told["expert"].tolist() == ["ann", "ann", "bob", "bob", "ann", "ann"]
    assert told["item"].tolist() == ITEMS * 3
    assert told["score"].tolist() == [80, 20.5, 100, 0, 80, 20.5]


@pytest.mark.parametrize(
    ("rounds", "words"),
    [
        ([[*A, *B[:1], ("bob", "value", "101")]], "1, line 5: .*0 to 100; got '101'"),
        ([[*A, *B[:1], ("bob", "value", "much")]], "1, line 5: .* got 'much'"),
        ([[*A, *B[:1], ("bob", "value", "")]], "1, line 5: .* got ''"),
        ([[*A, *B[:1], ("bob", "value", "nan")]], "1, line 5: .* got 'nan'"),
        ([[*A, *A[:1]]], "1, line 4: an expert should score 'value' once"),
        ([[*A, *B[:1]]], "1, line 4: .* every item; 'bob' lacks value"),
        ([[*A, *B, ("", "value", "1")]], "1, line 6: an expert should have a name"),
        (
            [[*A, *B, ("bob", "credits", "1")]],
            r"1, line 6: .* value, credit; got 'credits' \(did you mean 'credit'\?\)",
        ),
        (
            [[*A, *B], [*A, ("bobb", "value", "1"), ("bobb", "credit", "1")]],
            r"round 2, line 4: .* first round; got 'bobb' \(did you mean 'bob'\?\) "
            r"\(and 1 more\)",
        ),
    ],
)
def test_a_line_that_is_no_score_is_one_sentence(rounds, words):
    with pytest.raises(InputError, match=words) as found:
        read(*(texts(*rows) for rows in rounds))
    assert "\n" not in str(found.value)
