"""A shop whose champion was published for real, quicker than by retraining."""

import shutil
from pathlib import Path

import pandas as pd
from commands import ROOT, common, places
from filelock import FileLock
from hydra import compose, initialize_config_dir

from patronage import config, io
from patronage.config.settings import register
from patronage.study.champion import FEATURE_MODEL, SCHEME
from patronage.tables import DICTIONARY, FEATURES, NAMES
from pipelines import clustering, features, ingest

AS_OF = "1997-07-31"
FIRST, SECOND = f"{AS_OF}-00000001", f"{AS_OF}-00000002"
QUICK = [
    "source=cdnow",
    "features=[behavioural, value]",
    "horizon_days=30",
    "n_bootstraps=2",
    "n_nulls=2",
    "selection=fixed",
    "selection.n_clusters=3",
    "tracking.enabled=false",
]


def shop_once(factory, worker_id) -> Path:
    """The shop, made once for all tests: copy it before you change it."""
    place = common(factory, worker_id) / "championed"
    with FileLock(place.with_suffix(".lock")):
        if not place.exists():
            cfg = composed(*places(place), f"as_of={AS_OF}")
            for stage in (ingest, features, clustering):
                stage.run(cfg)
            publish(place, FIRST)
            publish(place, SECOND)
    return place


def copy_of(place: Path, folder: Path) -> Path:
    """The shop, to be changed."""
    shutil.copytree(place / "data", folder / "data")
    return folder


def tables(place: Path) -> io.Folder:
    return io.Folder(place / "data", "cdnow")


def versions(place: Path) -> io.Versions:
    return io.Versions(place / "data" / "published" / "cdnow" / "kmeans")


def publish(place: Path, name: str) -> None:
    """Make the shop's clusters champion, as version `name`."""
    store, folder = versions(place), tables(place)
    facts = {
        **io.metadata(FEATURES, folder),
        "features": config.kept(composed().features),
    }
    with store.staged(as_of=AS_OF, digest=name[-8:], facts=facts) as stage:
        model = folder.file("processed", f"{FEATURE_MODEL}.skops")
        shutil.copy(model, stage.model(FEATURE_MODEL))
        shutil.copy(folder.model("kmeans"), stage.model(SCHEME))
        io.write(NAMES, names(), stage)
        io.write(DICTIONARY, io.read(DICTIONARY, folder), stage)
    pointer = store.pointer()
    store.point(name, expected=pointer and pointer.version, facts={})


def names() -> pd.DataFrame:
    """Names whose ids are not the segments' numbers; one looks like a formula."""
    ids = ["S07", "S03", "S12"]
    texts = {"name_en": ["High", "=Mid", "Low"], "name_zh": ["高", "中", "低"]}
    table = {"scheme": "kmeans", "segment": range(3), "segment_id": ids, **texts}
    return pd.DataFrame(table)


def composed(*overrides: str):
    """The configuration of a stage in this process, which tracks nothing."""
    register()
    with initialize_config_dir(str(ROOT / "conf"), version_base="1.3"):
        return compose("config", overrides=[*QUICK, *overrides])
