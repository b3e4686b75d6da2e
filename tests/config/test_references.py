import pytest

from patronage.config.references import Reference, references, referred
from patronage.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("plain", []),
        ("\\${a}", []),
        ("${a}", ["a"]),
        ("${ ..b.c }x${a[0].d}", ["..b.c", "a[0].d"]),
        ("${oc.select:a}", ["a"]),
        ("${oc.select: '.a' ,${b}${b}}", [".a", "b", "b"]),
        ("${oc.env:HOME,${a}}", ["HOME", "a"]),
    ],
)
def test_every_key_is_found_as_often_as_it_stands(text, keys):
    assert [each.key for each in references(text)] == keys


def test_a_variable_of_the_environment_is_told_from_a_key():
    assert references("${oc.env:HOME}") == (Reference("HOME", is_environment=True),)


@pytest.mark.parametrize(
    "text",
    ["${a.${b}}", "${oc.select:${a}}", "${oc.env:${a}}", "${oc.select:'x${a}'}"],
)
def test_a_key_that_is_made_is_refused(text):
    with pytest.raises(ConfigError, match="should be written out; got"):
        references(text)


@pytest.mark.parametrize("text", ["x", "${a}x", "${a}${b}", "${oc.select:a,${b}}"])
def test_only_what_is_one_interpolation_stands_for_something_else(text):
    assert referred(text) is None


def test_and_that_does():
    assert referred("${..a.b}") == Reference("..a.b")
