import pytest

from patronage import profiles
from tests.profiles.comparisons import comparison
from tests.profiles.hostile import HIDDEN, NAMES


def test_the_description_tells_decisions_league_and_notes():
    told = profiles.comparison_markdown(comparison())
    assert told.startswith("# shop · 2 schemes\n\n**Source** A shop  \n**Data** 8 rows")
    parts = ["- Where to spend: kmeans.", "| kmeans | clusters | 2 |", "- One horizon."]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert r".63 \[.59, .67\] · 1=" in told


@pytest.mark.parametrize("name", NAMES)
def test_names_add_no_markup(name):
    plain = profiles.comparison_markdown(comparison(first="plain", summary=["x"]))
    told = profiles.comparison_markdown(comparison(first=name, summary=[name]))
    assert "<" not in told
    assert "](" not in told.replace(r"\](", "")
    assert len(told.splitlines()) == len(plain.splitlines())
    assert not HIDDEN & set(told)
