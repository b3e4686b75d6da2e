import pandas as pd
import pytest

from benchmarks import features_agreement, features_pandas, features_sql, order_lines
from benchmarks.features_work import Task

LAST_DAY = 19_722


@pytest.fixture(scope="module")
def lines(tmp_path_factory) -> Task:
    folder = tmp_path_factory.mktemp("lines")
    path = folder / "lines.parquet"
    order_lines.generate(path, 3_000)
    return Task(
        rows=str(path), data="", out=str(folder / "out"), as_of=LAST_DAY, window=720
    )


def test_order_lines_stand_in_no_order_and_share_what_is_of_their_order(lines):
    rows = pd.read_parquet(lines.rows)
    assert len(rows) == 3_000
    assert not rows["customer_id"].is_monotonic_increasing
    per_order = rows.groupby("order_id")[["customer_id", "ordered_at", "store"]]
    assert per_order.nunique().eq(1).all(axis=None)


@pytest.mark.parametrize(("as_of", "window"), [(LAST_DAY, 720), (19_500, 245)])
def test_the_query_makes_what_the_definitions_say(lines, tmp_path, as_of, window):
    made = {}
    for way, write in (
        ("sql", features_sql.describe),
        ("pandas", features_pandas.write),
    ):
        out = str(tmp_path / f"{way}.parquet")
        write(Task(**lines.__dict__ | {"out": out, "as_of": as_of, "window": window}))
        made[way] = features_agreement.read(out)
    assert len(made["sql"].columns) >= 50
    assert features_agreement.problems(made["pandas"], made["sql"], "sql") == []
