import pandas as pd

from patronage import profiles


def told(*rows):
    return pd.DataFrame(rows, columns=["segment", "column", "eta2", "z"])


def test_the_strongest_column_speaks_first():
    found = profiles.traits(
        told((0, "tenure_days", 0.5, 0.7), (0, "recency_days", 0.5, -1.2))
    )
    assert [trait.word.en for trait in found[0]] == ["recent", "long-standing"]


def test_weak_columns_are_silent():
    found = profiles.traits(
        told((0, "recency_days", 0.059, 2.0), (0, "tenure_days", 0.5, 0.49))
    )
    assert [trait.word for trait in found[0]] == [("in the middle", "居中")]


def test_columns_that_say_nearly_the_same_speak_once():
    found = profiles.traits(told((0, "n_orders", 0.5, 1.0), (0, "frequency", 0.5, 1.5)))
    assert [trait.column for trait in found[0]] == ["frequency"]


def test_equal_strength_is_settled_by_name():
    rows = [(0, "weekend_share", 0.5, 1.0), (0, "clumpiness", 0.5, -1.0)]
    expected = ["clumpiness", "weekend_share"]
    for order in (rows, rows[::-1]):
        found = profiles.traits(told(*order))[0]
        assert [trait.column for trait in found] == expected


def test_a_column_that_is_not_known_is_called_by_its_name():
    found = profiles.traits(
        told((0, "dogs_owned", 0.5, 1.0), (1, "dogs_owned", 0.5, -1))
    )
    assert found[0][0].word == ("high dogs owned", "高dogs owned")
    assert found[1][0].word == ("low dogs owned", "低dogs owned")


def test_a_level_is_told_as_the_source_writes_it():
    rows = [(0, "contract >= One year", 0.5, 1.0), (0, "pay_by = Mailed/check", 0.5, 2)]
    found = profiles.traits(told(*rows))[0]
    assert [trait.word for trait in found] == [
        ("pay by: Mailed/check", "pay by：Mailed/check"),
        ("contract ≥ One year", "contract ≥ One year"),
    ]


def test_evenness_is_told_once():
    rows = [(0, "units_cv", 0.5, 1.0), (0, "day_value_cv", 0.5, -0.8)]
    assert [t.word.en for t in profiles.traits(told(*rows))[0]] == ["uneven volume"]


def test_a_silence_of_now_and_the_longest_before_are_not_both_told():
    rows = [(0, "recency_days", 0.5, 1.0), (0, "interpurchase_days_max", 0.5, -0.8)]
    assert [t.word.en for t in profiles.traits(told(*rows))[0]] == ["lapsing"]


def test_missing_numbers_are_no_trait():
    assert profiles.traits(told((0, "frequency", 0.5, float("nan")))) == {0: []}
