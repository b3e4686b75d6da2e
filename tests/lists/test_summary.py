import pandas as pd

from patronage.lists import MadeList, list_metrics, list_summary, readable_lists

ROWS = pd.DataFrame(
    {
        "customer_id": ["=a", "b", "c", "d"],
        "score": [4.0, 3.0, 2.0, 1.0],
        "group": ["treat", "control", "treat", "no_action"],
    }
)
MADE = [MadeList("conversion", ROWS, "gain"), MadeList("council", ROWS[:0], "p(true)")]


def test_a_list_is_summed_up_by_its_groups():
    first, empty = list_summary(MADE).to_dict("records")
    assert first == {
        "list": "conversion",
        "customers": 4,
        "treat": 2,
        "control": 1,
        "no_action": 1,
        "total": 6.0,
        "score": "gain",
    }
    assert (empty["customers"], empty["total"]) == (0, 0)


def test_metrics_are_numbers_of_lists_and_tell_of_nobody():
    found = {each.name: each.value for each in list_metrics(MADE)}
    assert found["lists/conversion_treat"] == 2
    assert found["lists/council_total"] == 0
    assert len(found) == 8


def test_a_person_reads_it_in_either_language():
    assert readable_lists(MADE).equals(list_summary(MADE))
    chinese = readable_lists(MADE, "zh")
    assert chinese.loc[0, ["名单", "客户数", "处理组"]].tolist() == ["conversion", 4, 2]
