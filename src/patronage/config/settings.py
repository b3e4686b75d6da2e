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
class Gate:
    """What a challenger must keep up with: METHODS D8.

    It may lie below the champion by `stability`, `silhouette` and `usefulness` at most,
    and move `max_churn` of the customers to another segment. The chance that one which
    is no better is promoted is designed to be `level`. With `strict`, a challenger that
    is not promoted ends the command with exit code 9.
    """

    strict: bool = False
    stability: float = 0.02
    silhouette: float = 0.02
    usefulness: float = 0.005
    max_churn: float = 0.30
    min_share: float = 0.03
    min_customers: int = 30
    level: float = 0.02
    resamples: int = 200


@dataclass
class Drift:
    """When a champion should be trained anew: METHODS D8."""

    feature_psi: float = 0.25
    moderate_psi: float = 0.10
    moderate_features: int = 3
    segment_psi: float = 0.25
    max_age_days: int = 92


@dataclass
class Score:
    """Whom `pipelines.score` scores, and where to beside the table `scores`.

    `to` is a CSV file, `table` a table of the PostgreSQL at `uri`.
    """

    customers: str = "all"
    to: str | None = None
    table: str | None = None
    uri: str | None = None
    fallback: bool = False
    warn_after_days: int = 92
    error_after_days: int = 0


@dataclass
class Retention:
    """What `pipelines.gc` keeps: the newest versions, and all that are in use."""

    keep: int = 5
    dry_run: bool = False


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
    customer: str | None = None  # of pipelines.explain and pipelines.forget
    retrained: str = "clustering"  # the group whose scheme is champion: or rules ...
    version: str | None = None  # of the champion; else the one that is pointed to
    by: str | None = None  # who decides, and why: kept in the history
    why: str = ""
    wait: bool = False  # for the lock, where another process holds it
    export: Export = field(default_factory=Export)
    compare: Compare = field(default_factory=Compare)
    gate: Gate = field(default_factory=Gate)
    drift: Drift = field(default_factory=Drift)
    score: Score = field(default_factory=Score)
    retention: Retention = field(default_factory=Retention)
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
        "retrained should be clustering, quadrants or rules": (
            cfg.retrained in ("clustering", "quadrants", "rules")
        ),
        "score.customers should be all or new": cfg.score.customers in ("all", "new"),
        "gate.max_churn should lie between 0 and 1": 0 <= cfg.gate.max_churn <= 1,
        "gate.level should lie between 0 and 1": 0 < cfg.gate.level < 1,
        "gate.resamples should be 1 or more": cfg.gate.resamples >= 1,
        "drift.max_age_days should be 1 or more": cfg.drift.max_age_days >= 1,
        "retention.keep should be 1 or more": cfg.retention.keep >= 1,
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
