from pathlib import Path

import pandas as pd
import small_shop

from patronage import Study, io
from patronage.study import sourced
from patronage.study.frame_source import FrameSource
from patronage.tables import FEATURES, LEDGER

FRAME = {**small_shop.COLUMNS, "currency": "EUR", "name": "shop"}


def opened(folder: Path, frame: pd.DataFrame, *overrides: str, **settings) -> Study:
    return Study.from_frame(frame, *overrides, folder=folder, **FRAME, **settings)


def made(monkeypatch) -> list[str]:
    """What is made from now on."""
    done = []
    ingest, write = sourced.ingest_source, sourced.feature_tables.write

    def ingested(*arguments, **settings):
        done.append("ledger")
        return ingest(*arguments, **settings)

    def written(*arguments, **settings):
        done.append("features")
        return write(*arguments, **settings)

    monkeypatch.setattr(sourced, "ingest_source", ingested)
    monkeypatch.setattr(sourced.feature_tables, "write", written)
    return done


def test_tables_that_fit_are_used_again_and_others_are_not(tmp_path, monkeypatch):
    frame, done = small_shop.transactions(), made(monkeypatch)
    first = opened(tmp_path, frame, as_of="2024-06-30").features
    assert done == ["ledger", "features"]
    again = opened(tmp_path, frame, as_of="2024-06-30").features
    assert done == ["ledger", "features"]
    pd.testing.assert_frame_equal(first, again)
    assert (opened(tmp_path, frame).features["as_of"] > first["as_of"].max()).all()
    assert done == ["ledger", "features", "features"]
    _ = opened(tmp_path, frame.tail(900), as_of="2024-06-30").features
    assert done == ["ledger", "features", "features", "ledger", "features"]


def test_features_that_somebody_else_has_made_since_are_made_anew(
    tmp_path, monkeypatch
):
    study = opened(tmp_path, small_shop.transactions())
    folder = io.Folder(tmp_path, "shop")
    changed = study.features.head(5)
    io.write(FEATURES, changed, folder, metadata=io.metadata(FEATURES, folder))
    done = made(monkeypatch)
    assert len(opened(tmp_path, small_shop.transactions()).features) == 60
    assert done == ["features"]


def test_a_file_that_has_changed_under_its_name_is_read_again(tmp_path):
    frame = small_shop.transactions()
    source = FrameSource(
        transactions=frame, columns=small_shop.COLUMNS, currency="EUR", name="shop"
    ).write(tmp_path)
    held = Path(next(iter(source.files.values())).path)
    before = len(Study(source, folder=tmp_path).ledger)
    assert len(Study(source, folder=tmp_path).ledger) == before
    pd.read_parquet(held).head(500).to_parquet(held)
    assert len(Study(source, folder=tmp_path).ledger) == 500 < before


def test_tables_stand_where_commands_have_them(tmp_path):
    _ = opened(tmp_path, small_shop.transactions()).features
    folder = io.Folder(tmp_path, "shop")
    assert folder.path(LEDGER).exists()
    assert folder.path(FEATURES).exists()


def test_a_folder_that_nobody_named_goes_with_all_that_came_of_the_study():
    fitted = Study.from_frame(small_shop.transactions(), **FRAME).fit("tier3")
    place = fitted.view.sourced.place.path
    assert len(fitted.profile) == 3
    del fitted
    assert not place.exists()
