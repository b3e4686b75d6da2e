import pandas as pd
import pytest

from patronage.overrides import counts, metrics, sentences

NAMES = pd.DataFrame(
    {
        "scheme": "tier3",
        "segment": [0, 1, 2],
        "segment_id": ["S01", "S02", "S03"],
        "name_en": ["High", "Mid", "Low"],
        "name_zh": ["高", "中", "低"],
    }
)
KEPT = pd.DataFrame(
    {
        "customer_id": ["a", "b", "c", "d"],
        "segment": [0, 0, 1, 1],
        "scheme_segment": [2, 0, -1, 2],
        "state": ["active", "active", "active", "expired"],
    }
)


def test_counts_say_into_which_segment_and_out_of_which():
    table = counts(KEPT, NAMES)
    assert table["active"].tolist() == [2, 1, 0]
    assert table["expired"].tolist() == [0, 1, 0]
    assert table["taken_out"].tolist() == [0, 0, 1]
    assert "customer_id" not in table


def test_metrics_count_what_holds_and_what_holds_no_more():
    assert {m.name: m.value for m in metrics(KEPT)} == {
        "overrides/active": 3,
        "overrides/expired": 1,
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["3 customers stand where a person has put them", "1 override has"]),
        ("zh", ["3 位客户的位置由人工指定", "1 条人工指定已过期"]),
    ],
)
def test_what_must_stand_beside_the_segments_is_said(language, words):
    said = sentences(KEPT, language)
    assert len(said) == len(words)
    assert all(word in told for word, told in zip(words, said, strict=True))


def test_nothing_is_said_where_nothing_was_overridden():
    assert sentences(KEPT.head(0)) == []
