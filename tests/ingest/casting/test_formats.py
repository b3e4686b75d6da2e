import string

import duckdb
import pytest

from patronage.errors import ConfigError
from patronage.ingest.casting.formats import check, has_zone


def is_known(directive):
    try:
        check("ordered_at", directive)
    except ConfigError:
        return False
    return True


def can_read(directive):
    try:
        duckdb.execute("SELECT try_strptime('x', ?)", [directive])
    except duckdb.InvalidInputException:
        return False
    return True


@pytest.mark.parametrize("prefix", ["%", "%-"])
def test_the_directives_are_those_that_can_be_read(prefix):
    letters = string.ascii_letters + string.digits + string.punctuation.replace("-", "")
    found = {letter for letter in letters if is_known(prefix + letter)}
    assert found == {letter for letter in letters if can_read(prefix + letter)}


@pytest.mark.parametrize("wrong", ["%Q", "%Y-%m-%Q", "%", "%Y%-", "", "%s"])
def test_a_format_that_cannot_be_read_is_refused(wrong):
    with pytest.raises(ConfigError, match=r"time_format of 'ordered_at'.*got '"):
        check("ordered_at", wrong)


def test_a_zone_is_seen_where_there_is_one():
    assert has_zone("%Y-%m-%d %H:%M %z")
    assert has_zone("%Y-%m-%d %H:%M %Z")
    assert not has_zone("%Y-%m-%d %%z")
