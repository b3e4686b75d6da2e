"""The made-up retailers of tobacco (data/sample), with schemes that are fitted once."""

from pathlib import Path

import pandas as pd
from commands import ROOT, places
from filelock import FileLock
from hydra import compose, initialize_config_dir

from patronage.config.settings import register
from pipelines import features, ingest, rules

SAMPLE = ROOT / "data/sample/tobacco_retail"
DAY = "2025-12-31"
FITTED = ("tier3", "tier8", "grade10", "trial_loyal")
MADE = Path("data/processed/tobacco_retail")


def settings(folder: Path, *overrides: str) -> list[str]:
    """The overrides of every command on the retailers."""
    schemes = f"schemes=[{','.join(FITTED)}]"
    return ["experiment=tobacco_retail", *places(folder), schemes, *overrides]


def composed(folder: Path, *overrides: str):
    """The configuration of a stage in this process, which tracks nothing."""
    register()
    told = [*settings(folder), "tracking.enabled=false", *overrides]
    with initialize_config_dir(str(ROOT / "conf"), version_base="1.3"):
        return compose("config", overrides=told)


def fit(folder: Path, *overrides: str, schemes: tuple[str, ...] = FITTED) -> None:
    """Make the features of a day, and fit schemes on them."""
    features.run(composed(folder, *overrides))
    for name in schemes:
        rules.run(composed(folder, *overrides, f"rules={name}"))


def fitted_once(folder: Path) -> Path:
    """Take the sample in and fit the schemes, unless another worker has."""
    done = folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            ingest.run(composed(folder))
            fit(folder)
            done.touch()
    return folder


def planted() -> pd.Series:
    """Why each retailer who was planted was, by customer."""
    table = pd.read_csv(SAMPLE / "planted.csv", keep_default_na=False)
    return table.set_index("customer")["why"]


def tracked_text(folder: Path) -> dict[Path, str]:
    """All that was tracked and is text, and what the store itself holds."""
    files = [path for path in (folder / "runs").rglob("*") if path.is_file()]
    return {
        path: path.read_bytes().decode("utf-8", errors="replace")
        for path in files
        if path.suffix != ".png"
    }


def named(folder: Path) -> list[Path]:
    """The tracked files that name a customer."""
    whom = pd.Series(tracked_text(folder))
    return [*whom.index[whom.str.contains(r"\bR\d{3}\b")]]


def artifact(folder: Path, name: str) -> pd.DataFrame:
    """The one tracked table of a name."""
    (path,) = (folder / "runs").rglob(name)
    return pd.read_csv(path)
