from identities import resolve


def test_customers_with_several_values_of_a_key_are_conflicts(world):
    rows = [["a", "1", "", "L1"], ["b", "1", "", "L2"], ["c", "3", "", "L3"]]
    _, report = resolve(world, rows)
    assert report.conflicts == {"licence": 1}


def test_one_id_with_several_values_is_no_conflict(world):
    rows = [["a", "1", "", ""], ["a", "2", "", ""], ["b", "", "b@x", ""]]
    _, report = resolve(world, rows)
    assert report.conflicts == {}


def test_the_first_ids_of_what_is_too_large_are_shown(world):
    rows = [[f"{who}{i:02}", str(i), "", ""] for i in range(12) for who in "ab"]
    _, report = resolve(world, rows, largest=1)
    assert report.too_many == [f"a{i:02}" for i in range(10)]
    assert (report.customers, report.merged_ids) == (24, 0)
    assert report.sizes == {"2": 12}
