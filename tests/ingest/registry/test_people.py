import duckdb
import pytest

from patronage.ingest.registry.people import PERSON, known, person


@pytest.mark.parametrize(
    "written",
    [" ann lee ", "ANN  LEE", "Ａｎｎ\u3000Lee", "ann\tlee", "an\u200bn l\xadee\x00"],
)
def test_one_person_written_in_many_ways(written):
    assert person(written) == "ann lee"


def test_a_capital_with_a_dot_is_its_small_letter():
    assert person("İnci") == person("inci")


def test_other_names_are_other_people():
    assert len({person(name) for name in ("Ann", "Anna", "Änn", "An n")}) == 4


def test_what_nobody_can_see_is_nobody():
    assert person(" \u200b\xad\u3000") == ""


def test_sql_knows_people_only_while_it_is_asked_to():
    query = f"SELECT {PERSON}(' ＡNN')"
    with duckdb.connect() as connection:
        with known(connection):
            assert connection.execute(query).fetchall() == [("ann",)]
        with pytest.raises(duckdb.CatalogException):
            connection.execute(query)
