import pandas as pd
import pytest
import small_shop

from patronage import Study, io
from patronage.errors import ConfigError, InputError, PatronageError
from patronage.study.frame_source import FrameSource
from patronage.study.ingesting import ingest_source
from patronage.study.workplace import Workplace
from patronage.tables import LEDGER


def orders(*times: str, **columns: list) -> pd.DataFrame:
    rows = {"who": ["a"] * len(times), "day": pd.to_datetime(times), "paid": 5.0}
    return pd.DataFrame({**rows, **columns})


def read(frame: pd.DataFrame, **settings: str) -> tuple[pd.DataFrame, list[str]]:
    """The ledger of a frame, and what became of its rows."""
    told = {"currency": "EUR", "name": "shop", "time_zone": None, **settings}
    columns = {n: told[n] for n in told if n not in ("currency", "name", "time_zone")}
    place = Workplace.of(None)
    source = FrameSource(
        transactions=frame,
        columns={**small_shop.COLUMNS, **columns},
        currency=told["currency"],
        name=told["name"],
        time_zone=told["time_zone"],
    ).write(place.path)
    folder = io.Folder(place.path, source.name)
    accounting = ingest_source(source, folder, n_jobs=1)
    return io.read(LEDGER, folder), accounting.sentences()


def ledger(frame: pd.DataFrame, **settings: str) -> pd.DataFrame:
    return read(frame, **settings)[0]


@pytest.mark.parametrize(
    ("frame", "settings", "error", "sentence"),
    [
        (orders("2024-01-01").head(0), {}, InputError, "should have rows; got none"),
        (orders("2024-01-01"), {"amount": "pad"}, InputError, "did you mean 'paid'"),
        (orders("2024-01-01"), {"amounts": "paid"}, ConfigError, "mean 'amount'"),
        (orders("2024-01-01 10:00"), {}, ConfigError, "should have a zone; got none"),
        (orders("2024-01-01", day=["x"]), {}, InputError, "pandas.to_datetime"),
        (orders("2024-01-01"), {"currency": "euro"}, ConfigError, "capital letters"),
        (orders("2024-01-01"), {"name": "../x"}, ConfigError, "plain file name"),
        (orders("2024-01-01"), {"time_zone": "Mars"}, ConfigError, "'Mars' is not a"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(frame, settings, error, sentence):
    with pytest.raises(error, match=sentence) as caught:
        ledger(frame, **settings)
    assert "\n" not in str(caught.value)


def test_columns_that_are_needed_are_named():
    with pytest.raises(ConfigError, match="customer_id, amount should each name"):
        Study.from_frame(orders("2024-01-01"), ordered_at="day", currency="EUR")


def test_a_column_that_is_there_twice_is_refused():
    frame = orders("2024-01-01")
    twice = pd.concat([frame, frame[["paid"]]], axis=1)
    with pytest.raises(InputError, match="'paid' is there 2 times"):
        ledger(twice)


def test_days_need_no_zone_and_rows_of_a_day_are_one_order():
    found = ledger(orders("2024-01-01", "2024-01-01", "2024-01-02"))
    assert found["order_no"].tolist() == [0, 0, 1]
    assert "order_hour" not in found


def test_times_are_read_in_the_zone_given():
    found = ledger(orders("2024-01-01 23:30"), time_zone="Asia/Shanghai")
    assert found["ordered_at"].tolist() == [pd.Timestamp("2024-01-01 15:30", tz="UTC")]
    assert f"{found['order_day'][0]:%Y-%m-%d}" == "2024-01-01"


def test_times_that_carry_a_zone_keep_it_and_their_days():
    frame = orders("2024-01-01 23:30", "2024-01-02 08:30")
    frame["day"] = frame["day"].dt.tz_localize("Asia/Shanghai")
    found = ledger(frame)
    assert [f"{each:%d}" for each in found["order_day"]] == ["01", "02"]
    assert found["order_no"].tolist() == [0, 1]


@pytest.mark.parametrize("ids", [[17850, 7], [17850.0, 7.0], ["17850", "7"]])
def test_ids_are_text_however_they_are_held(ids):
    found = ledger(orders("2024-01-01", "2024-01-02", who=ids))
    assert found["customer_id"].tolist() == ["17850", "7"]


def test_rows_that_break_the_contract_are_counted():
    frame = pd.concat([orders("2024-01-01")] * 99 + [orders("2024-01-02", paid=[None])])
    _, said = read(frame)
    assert any("1 rows rejected for amount_null" in each for each in said)


def test_too_many_such_rows_stop_it():
    frame = orders("2024-01-01", "2024-01-02", paid=[None, None])
    with pytest.raises(PatronageError, match="amount_null"):
        ledger(frame)


def test_more_columns_may_be_named():
    frame = orders("2024-01-01", "2024-01-02", kind=["tea", None], n=[2, 3])
    found = ledger(frame, category="kind", quantity="n")
    assert found["category"].fillna("").tolist() == ["tea", ""]
    assert found["quantity"].tolist() == [2, 3]


def test_columns_may_go_by_numbers():
    frame = orders("2024-01-01", "2024-01-02")
    names = {"customer_id": "who", "ordered_at": "day", "amount": "paid"}
    numbers = {name: i for i, name in enumerate(frame.columns)}
    given = {name: numbers[of] for name, of in names.items()}
    numbered = frame.set_axis(list(numbers.values()), axis=1)
    study = Study.from_frame(numbered, **given, currency="EUR")
    assert len(study.ledger) == 2
    texts = {name: str(each) for name, each in given.items()}
    with pytest.raises(InputError, match="is there 0 times"):
        Study.from_frame(numbered, **texts, currency="EUR")
