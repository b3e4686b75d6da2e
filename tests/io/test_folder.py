from pathlib import Path

import pytest

from patronage import io
from patronage.errors import ConfigError
from patronage.tables import LEDGER, SEGMENTS

FOLDER = io.Folder(Path("data"), "shop")


def test_every_table_has_one_address():
    assert FOLDER.path(LEDGER) == Path("data/interim/shop/ledger.parquet")


def test_tables_of_schemes_have_one_file_per_scheme():
    wanted = Path("data/processed/shop/segments/kmeans-k4.parquet")
    assert FOLDER.path(SEGMENTS, "kmeans-k4") == wanted


def test_models_and_other_files_stand_beside_the_tables():
    assert FOLDER.model("tier3") == Path("data/processed/shop/models/tier3.skops")
    wanted = Path("data/interim/shop/accounting.json")
    assert FOLDER.file("interim", "accounting.json") == wanted


@pytest.mark.parametrize("name", ["", "..", "../other", "a/b", "a\\b", ".hidden"])
def test_names_cannot_lead_out_of_the_folder(name):
    for place in (
        lambda: io.Folder(Path("data"), name),
        lambda: FOLDER.path(SEGMENTS, name),
        lambda: FOLDER.model(name),
        lambda: FOLDER.file("interim", name),
    ):
        with pytest.raises(ConfigError, match="plain file name"):
            place()


def test_schemes_are_those_with_segments_in_order(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    assert folder.schemes() == []
    for name in ("tier3", "kmeans"):
        path = folder.path(SEGMENTS, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert folder.schemes() == ["kmeans", "tier3"]
