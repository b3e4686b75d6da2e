from patronage.rules import NumberedNames


def test_names_count_from_one_with_keys_that_sort():
    names = NumberedNames(n=10, key="grade", en="Grade {}", zh="第{}级")
    assert len(names) == 10
    assert [names[0].key, names[-1].key] == ["grade01", "grade10"]
    assert [(n.en, n.zh) for n in names[1:3]] == [
        ("Grade 2", "第2级"),
        ("Grade 3", "第3级"),
    ]
    assert len({name.key for name in names}) == 10
