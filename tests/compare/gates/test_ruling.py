import math

from patronage.compare.gates.ruling import Ruling, at_most, cut_off, gates_table
from patronage.said import Said
from patronage.tables import GATES


def test_a_row_tells_the_numbers_and_the_reason_in_both_languages():
    ruling = Ruling(
        gate="churn", passed=False, said=Said("Too many.", "太多。"), challenger=0.4
    )
    table = gates_table([ruling])
    assert tuple(table.columns) == GATES.required
    (row,) = table.to_dict("records")
    assert (row["gate"], row["passed"], row["challenger"]) == ("churn", False, 0.4)
    assert (row["reason_en"], row["reason_zh"]) == ("Too many.", "太多。")
    assert math.isnan(row["champion"])


def test_no_number_seems_to_reach_a_bound_that_it_misses():
    assert (cut_off(0.7499), cut_off(-0.0001)) == ("0.749", "-0.001")
    assert (at_most(0.02004), at_most(30.01, 1)) == ("0.021", "30.1")
    assert (cut_off(0.3), at_most(0.3)) == ("0.300", "0.300")
    assert at_most(0.44 - 0.42) == "0.020"
