import pytest

from patronage.profiles import Wording, in_plain_words

COLUMNS = {"recency_days", "frequency"}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "recency_days is 3", "'Since last purchase' is 3"),
        ("zh", "recency_days为 3", "recency_days为 3"),
        ("zh", "recency_days 为 3；", "“距上次购买” 为 3；"),
        ("en", "my_recency_days, recency_daysx", "my_recency_days, recency_daysx"),
        ("en", "other_name 4", "other_name 4"),
        ("en", "frequency 2; Frequency", "'Repeat purchase days' 2; Frequency"),
    ],
)
def test_only_whole_names_of_columns_become_labels(language, text, told):
    assert in_plain_words(text, COLUMNS, Wording(language=language)) == told
