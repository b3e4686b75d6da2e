"""One retraining: a challenger of one day, judged, and what came of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from patronage.study.champion import Champion
from pipelines import (
    features,
    publishing,
    quadrants,
    schemes,
    terminal,
    workspace,
)
from pipelines.challenge import Challenge
from pipelines.incumbent import Incumbent
from pipelines.retrain_key import retrain_key
from pipelines.retrain_run import RetrainRun
from pipelines.scheme_run import SchemeRun
from pipelines.shared import Shared

if TYPE_CHECKING:
    import pandas as pd

    from patronage import io
    from patronage.config import Config
    from pipelines.publishing import Event

DONE, USEFUL = "already_done", "future/gini"


def retrain(cfg: Config, as_of: str) -> Event:
    """Train a challenger as of a day, promote or keep; return what was decided.

    `cfg` asks for this day. Inputs that are no others than before change nothing.

    Raises
    ------
    QualityError
        If the data come in other units than the champion's: nothing is learned then.
    IntegrityError
        If the champion is not what was published.
    """
    versions, key = workspace.published(cfg), retrain_key(cfg, as_of)
    if (event := publishing.remembered(versions, key)) is not None:
        terminal.say(f"{as_of}: {event['decision']} before, of the same inputs")
        return {**event, "decision": DONE, "was": event["decision"]}
    challenge = _challenge(cfg, versions, as_of)
    event = _event(cfg, challenge, key)
    _settle(cfg, challenge, event)
    RetrainRun(challenge, event).tell()
    return event


def _challenge(cfg: Config, versions: io.Versions, as_of: str) -> Challenge:
    incumbent = _incumbent(cfg, versions, as_of)
    features.run(cfg)
    if incumbent is not None:
        incumbent.check()
    if cfg.retrained != "quadrants":
        quadrants.run(cfg)
    name = schemes.fit(cfg, cfg.retrained)
    ids = [int(entry.facts["next_id"]) for entry in versions.entries()]
    ids += [int(each["next_id"]) for each in versions.history.events() if "key" in each]
    fitted = SchemeRun(Shared(cfg), name)
    return Challenge(cfg, fitted, incumbent, next_id=max(ids, default=1))


def _incumbent(cfg: Config, versions: io.Versions, as_of: str) -> Incumbent | None:
    if versions.pointer() is None:
        return None
    return Incumbent(cfg, Champion(versions.opened()), as_of)


def _settle(cfg: Config, challenge: Challenge, event: Event) -> None:
    """Put the decision into force."""
    if event["decision"] == "promoted":
        publishing.publish(cfg, challenge, event)
    else:
        workspace.published(cfg).history.add(event)


def _event(cfg: Config, challenge: Challenge, key: str) -> Event:
    """What is remembered of a retraining."""
    judged, incumbent = challenge.judgement, challenge.incumbent
    promoted = judged.decision == "promoted"
    before = None if incumbent is None else incumbent.champion.version
    return {
        "kind": "retrained",
        "key": key,
        "as_of": challenge.as_of,
        "decision": judged.decision,
        "version": publishing.version_of(challenge, key) if promoted else before,
        "champion_before": before,
        "next_id": challenge.id_after if promoted else challenge.next_id,
        "failed": judged.gates.loc[~judged.gates["passed"], "gate"].tolist(),
        "reasons": [each.en for each in judged.reasons],
        "reasons_zh": [each.zh for each in judged.reasons],
        **publishing.who_and_when(cfg),
        **_measured(challenge),
        "shares": _shares(challenge, promoted=promoted),
    }


def _measured(challenge: Challenge) -> dict[str, Any]:
    """What a retraining found, in numbers; None where it could not be."""
    incumbent, moved = challenge.incumbent, challenge.moved
    watched = None if incumbent is None else incumbent.watched
    return {
        "customers": len(challenge.fitted.segments),
        "n_segments": len(challenge.names),
        "churn": None if math.isnan(challenge.churn) else challenge.churn,
        "drift": None if watched is None else watched.verdict.en,
        "drift_zh": None if watched is None else watched.verdict.zh,
        "drift_due": None if watched is None else watched.due,
        "psi_max": None if incumbent is None else incumbent.psi_max,
        "moved": None if moved is None else dict(moved.shares),
        "usefulness": _usefulness(challenge.judgement.gates),
    }


def _usefulness(gates: pd.DataFrame) -> dict[str, float] | None:
    """How well both sides rank customers by what they spend next."""
    found = gates.loc[gates["gate"] == USEFUL, ["champion", "challenger"]].dropna()
    if found.empty:
        return None
    return {str(side): float(value) for side, value in found.iloc[0].items()}


def _shares(challenge: Challenge, *, promoted: bool) -> list[dict[str, Any]]:
    """How large each segment of whoever is champion now is; none without one."""
    incumbent = challenge.incumbent
    if promoted:
        placed, names = challenge.placed, challenge.names
    elif incumbent is not None:
        placed, names = incumbent.placed, incumbent.champion.names
    else:
        return []
    shares = placed.loc[placed["segment"] >= 0, "segment"].value_counts(normalize=True)
    told = names.assign(share=names["segment"].map(shares).fillna(0.0))
    rows = told[["segment_id", "name_en", "name_zh", "share"]].to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]
