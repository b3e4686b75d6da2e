import re

import pytest

from patronage.errors import InputError
from patronage.ingest.casting.expressions import resolved

COLUMNS = {"who": '"who"', "group by": '"group by"', "row_number": "1", "x_line": "2"}


def asked(*written: str) -> list[str]:
    return list(
        resolved("ledger", dict(zip("abc", written, strict=False)), COLUMNS).values()
    )


def test_a_columns_name_stands_for_the_column():
    assert asked(" who ", "group by", '"who"') == ['"who"', '"group by"', '"who"']
    assert asked("row_number") == ["1"]


@pytest.mark.parametrize(
    "written",
    [
        "NULL",
        "true",
        "1",
        "'who'",
        "upper(who)",
        "who || 'x'",
        "part[2]",
        "a AND NOT b",
        "lower (who)",
    ],
)
def test_anything_else_stays_as_it_is_written(written):
    assert asked(written) == [written]


@pytest.mark.parametrize("written", ["Who", '"WHO"', "order", "at", "金额", '"a ""b"'])
def test_a_name_that_is_exactly_no_column_is_missing(written):
    name = written.strip('"').replace('""', '"')
    with pytest.raises(InputError, match=f"'{re.escape(name)}' is missing"):
        asked(written)


@pytest.mark.parametrize(
    "written",
    [
        "Bottels Sold",
        "Order date",
        "金 额",
        "Yearly Income (k$)",
        "Sub-Type Nam",
        "2nd who",
    ],
)
def test_words_that_are_no_sql_are_meant_as_a_column(written):
    with pytest.raises(InputError, match=f"'{re.escape(written)}' is missing"):
        asked(written)


def test_words_are_compared_with_the_columns_that_are_there():
    with pytest.raises(InputError, match=r"did you mean 'group by'\?"):
        asked("groop by")


def test_all_that_is_missing_is_named_with_what_is_there_and_closest():
    with pytest.raises(InputError) as error:
        asked("WHO", "price", "who")
    assert str(error.value) == (
        "ledger: a column that is named should be there; a's 'WHO' is missing (did "
        "you mean 'who'?), b's 'price' is missing; found: 'who', 'group by'."
    )


def test_of_many_columns_the_nearest_are_named():
    many = {f"column_{i}": "" for i in range(100)} | {"payd": "", "pai": ""}
    with pytest.raises(
        InputError, match=r"nearest: ('[a-z_0-9]+'(, )?){3}\.$"
    ) as error:
        resolved("ledger", {"amount": "paid"}, many)
    assert "'payd', 'pai'" in str(error.value)
