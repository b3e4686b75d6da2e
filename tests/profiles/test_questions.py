import numpy as np
import pandas as pd

from patronage.profiles.questions import questions


def asked(**columns):
    return questions(pd.DataFrame(columns), list(columns))


def test_a_number_is_asked_as_it_is_and_infinity_is_not_known():
    (question,) = asked(frequency=[1, np.inf, None])
    assert question.column == "frequency"
    np.testing.assert_array_equal(question.values, [1, np.nan, np.nan])


def test_ordered_levels_are_asked_by_position():
    grades = pd.Categorical(["low", None, "high"], ["low", "high"], ordered=True)
    (question,) = asked(grade=grades)
    assert question.levels == ("low", "high")
    np.testing.assert_array_equal(question.values, [0, np.nan, 1])


def test_each_unordered_text_is_a_question_of_its_own():
    found = asked(region=pd.Categorical(["north", "south", None, "north"]))
    assert {each.level: each.values.tolist() for each in found} == {
        "north": [1, 0, 0, 1],
        "south": [0, 1, 0, 0],
    }


def test_of_many_texts_the_twenty_most_frequent_are_asked():
    towns = [f"t{i:02d}" for i in range(30)] + ["t29", "t28"]
    found = [each.level for each in asked(town=towns)]
    assert len(found) == 20
    assert {"t28", "t29", "t00"} <= set(found)
    assert "t27" not in found


def test_columns_that_the_table_lacks_are_not_asked():
    assert questions(pd.DataFrame({"a": [1]}), ["b"]) == []
