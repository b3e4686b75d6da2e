from patronage.quadrants.state_findings import four_states, too_few


def test_four_states_pass_by_more_than_ten():
    three, two, one = four_states({1: 900.0, 2: 300, 3: 111, 4: 100}, 500)
    assert [each.status for each in (three, two, one)] == ["passed"] * 3
    assert three.value == 11
    assert three.en == (
        "Four states describe the axes better than three (BIC lower by 11)."
    )
    assert "两种" in two.zh


def test_fewer_states_that_are_as_good_are_said():
    three, two, one = four_states({1: 900.0, 2: 90, 3: 110, 4: 100}, 500)
    assert [each.status for each in (three, two, one)] == [
        "warning",
        "warning",
        "passed",
    ]
    assert "no better than three (BIC lower by 10 only)" in three.en
    assert "no better than two (BIC higher by 10): the quadrants are drawn by" in two.en
    assert "drawn by the cuts" not in three.en
    assert "象限由切点划定" in two.zh
    assert "仅低 10" in three.zh


def test_what_cannot_be_told_is_said():
    found = too_few(12, 50)
    assert "Only 12 customers have both axes (at least 50 should)" in found.en
    assert "12 位" in found.zh
