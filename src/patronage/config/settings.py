"""The root of the configuration, typed: a typo fails at composition."""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from patronage.errors import ConfigError

MISSING: Any = "???"  # OmegaConf's mark, written out so that --help is fast
NAME = re.compile(r"(?!\.)[^/\\'\"\0-\x1f\x7f]{1,100}")


class Language(Enum):
    """The language of segment names, figures and reports."""

    en = "en"
    zh = "zh"


@dataclass
class Paths:
    """Where files are; a relative path starts at the project's root."""

    data: str = "data"
    runs: str = "runs"


@dataclass
class Tracking:
    """Where runs are tracked; without `uri`, in an SQLite file in `paths.runs`."""

    enabled: bool = True
    uri: str | None = None
    experiment: str = "patronage"
    port: int = 5000
    strict: bool = False


@dataclass
class Export:
    """Which table `pipelines.export` writes, for whom, and where to."""

    table: str = "customers"
    scheme: str | None = None
    role: str = ""
    to: str = ""


@dataclass
class Compare:
    """How schemes are held against each other.

    `by` is the metric that orders the league; customers are drawn again `resamples`
    times for its intervals. Who changes segment is looked at over `gap_days`, among
    customers whose features stay within `steady_within` standard deviations.
    """

    by: str = "future/gini"
    resamples: int = 200
    gap_days: int = 30
    steady_within: float = 0.25


@dataclass
class Config:
    """Root scalars, and one key per group of `conf/`."""

    seed: int = 0
    as_of: Any = None  # a day, a list of days or a range: see features.calendar
    before: str | None = None  # the two days of pipelines.migrate
    after: str | None = None
    horizon_days: int = 90
    window_days: int = 360
    language: Language = Language.en
    n_jobs: int = 2
    n_bootstraps: int = 20
    n_nulls: int = 99
    job: str | None = None
    schemes: list[str] = MISSING
    path: str | None = None
    overrides: str | None = None  # a CSV of who a person has put where
    customer: str | None = None  # whose card pipelines.explain prints
    export: Export = field(default_factory=Export)
    compare: Compare = field(default_factory=Compare)
    paths: Paths = field(default_factory=Paths)
    tracking: Tracking = field(default_factory=Tracking)
    source: Any = MISSING
    features: Any = MISSING
    preprocessing: Any = MISSING
    selection: Any = MISSING
    clustering: Any = MISSING
    quadrants: Any = MISSING
    rules: Any = MISSING
    policy: Any = MISSING
    review: Any = MISSING
    lists: Any = MISSING
    playbook: Any = MISSING
    economics: Any = MISSING
    supply: Any = MISSING
    feedback: Any = MISSING
    care: Any = None
    delphi: Any = MISSING
    engine: Any = MISSING
    search: Any = MISSING


def register() -> None:
    """Let `config.yaml` extend the typed root, and nothing change Hydra."""
    from hydra.core.config_store import ConfigStore

    from patronage.config.loader import install

    install()
    ConfigStore.instance().store(name="base_config", node=Config)


def check_settings(cfg: Config) -> None:
    """Refuse root scalars that no stage can work with.

    Raises
    ------
    ConfigError
        Naming each of them and its value.
    """
    rules = {
        "seed should be 0 or more": cfg.seed >= 0,
        f"before should be a day before after, not {cfg.before} and {cfg.after}": (
            _in_order(cfg.before, cfg.after)
        ),
        "n_jobs should not be 0": cfg.n_jobs != 0,
        "n_bootstraps should be 1 or more": cfg.n_bootstraps >= 1,
        "compare.resamples should be 1 or more": cfg.compare.resamples >= 1,
        "compare.gap_days should be 1 or more": cfg.compare.gap_days >= 1,
        "compare.steady_within should be 0 or more": cfg.compare.steady_within >= 0,
        "schemes should name one at least": len(cfg.schemes) > 0,
        "paths.data should name a folder": bool(cfg.paths.data),
        "paths.runs should name a folder": bool(cfg.paths.runs),
        "tracking.experiment should have a name": bool(cfg.tracking.experiment),
    }
    broken = [rule for rule, kept in rules.items() if not kept]
    names = [cfg.clustering.name, cfg.quadrants.name, cfg.rules.name]
    used = dict.fromkeys([cfg.source.name, *names, *cfg.schemes, cfg.job or "none"])
    if wrong := [repr(name) for name in used if not NAME.fullmatch(str(name))]:
        broken.append(f"names should be plain file names, not {', '.join(wrong)}")
    if len(set(names)) < len(names):
        broken.append(f"schemes should have different names, not {', '.join(names)}")
    if broken:
        raise ConfigError(f"{'; '.join(broken)}.")


def _in_order(before: str | None, after: str | None) -> bool:
    """Compare days as they are written, year first."""
    return before is None or after is None or before < after
