"""From raw features to the tables that schemes see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from patronage import engine, io
from patronage import features as room
from patronage.errors import QualityError
from patronage.study.describing import in_silence
from patronage.tables import (
    DICTIONARY,
    FEATURES,
    OUTCOMES,
    PANEL,
    PANEL_OUTCOMES,
    RAW_FEATURES,
)

if TYPE_CHECKING:
    import pandas as pd

ROWS = ""
Say = Callable[[str], None]
Families = Mapping[str, room.Family]


def write(
    folder: io.Folder,
    families: Families,
    days: Sequence[room.Snapshot],
    facts: engine.Facts,
    *,
    say: Say = in_silence,
) -> None:
    """Write the features of the last day; of several days also the panel.

    What a panel's first day cannot teach is known before anything is written. `say` is
    told what a person should know of them.
    """
    last = days[-1]
    of_panel = _learn(folder, families, days[0])
    model = of_panel if len(days) == 1 else _learn(folder, families, last)
    _tell(model, say)
    counts: Counter[str] = Counter()
    features = _counting(_features(_raw(folder, last), model), counts)
    stream = io.stream(FEATURES, features)
    io.write(FEATURES, stream, folder, metadata=last.settings)
    outcomes = io.stream(OUTCOMES, map(room.outcomes_of, _raw(folder, last)))
    io.write(OUTCOMES, outcomes, folder)
    missing = {name: counts[name] / counts[ROWS] for name in stream.schema.names}
    meanings = room.dictionary(
        families, model, missing=missing, offered=facts.columns, fields=facts.fields
    )
    io.write(DICTIONARY, meanings, folder)
    _tell_lacking(meanings, say)
    io.save_model(folder.file("processed", "feature_model.skops"), model)
    _write_panel(folder, of_panel, days, say)


def _tell(model: room.FeatureModel, say: Say) -> None:
    """Say what tells nothing, and how far the lifetime model can be trusted."""
    for name, reason in model.left_out_.items():
        if reason != room.ABSENT:
            say(f"features: {name} is left out: {reason}")
    for report in model.reports:
        say(report.sentence)
        for warning in report.warnings:
            say(warning)


def _tell_lacking(meanings: pd.DataFrame, say: Say) -> None:
    """Say how many columns there are, and what the others need."""
    present = meanings["missing_share"].notna()
    needs = meanings.loc[~present, "status"].str.extract("^needs (.*)$")[0].dropna()
    lacking = sorted({each for listed in needs for each in listed.split(", ")})
    others = f"; the others need {', '.join(lacking)}" if lacking else ""
    say(f"features: {present.sum()} of {len(meanings)} columns{others}")
    if empty := meanings.loc[meanings["status"] == "empty", "column"].tolist():
        say(f"features: nobody has a value of {', '.join(empty)}")


def tell_unused(files: engine.LedgerFiles, day: room.Snapshot, say: Say) -> None:
    """Say how many rows of the ledger nobody could know on the last day."""
    rows = files.rows_after(day.as_of)
    if rows:
        as_of = day.settings["as_of"]
        say(f"features: {rows:,} rows after {as_of} are not used (after_as_of)")


def _write_panel(
    folder: io.Folder,
    model: room.FeatureModel,
    days: Sequence[room.Snapshot],
    say: Say,
) -> None:
    """What columns learn, they learn on the first day: so that days compare.

    Nor can a day then be told by what was only known after it.
    """
    if len(days) == 1:
        for schema in (PANEL, PANEL_OUTCOMES):
            folder.path(schema).unlink(missing_ok=True)
        return
    first, raw = days[0], io.Frames(RAW_FEATURES, folder)
    about = first.settings | {"as_of": " ".join(d.settings["as_of"] for d in days)}
    io.write(PANEL, io.stream(PANEL, _features(raw, model)), folder, metadata=about)
    outcomes = io.stream(PANEL_OUTCOMES, map(room.outcomes_of, raw))
    io.write(PANEL_OUTCOMES, outcomes, folder)
    say(
        f"features: panel of {len(days)} days; what it learns is of "
        f"{first.settings['as_of']}"
    )


def _learn(
    folder: io.Folder, families: Families, day: room.Snapshot
) -> room.FeatureModel:
    raw = _raw(folder, day)
    if not (raw[["status"]]["status"] == "ok").any():
        raise QualityError(
            f"features: somebody should have bought in the {day.window_days} days up "
            f"to {day.settings['as_of']}; got nobody."
        )
    return room.FeatureModel(room.learned_columns(families)).fit(raw)


def _raw(folder: io.Folder, day: room.Snapshot) -> io.Frames:
    return io.Frames(RAW_FEATURES, folder, date.fromisoformat(day.settings["as_of"]))


def _features(raw: io.Frames, model: room.FeatureModel) -> Iterator[pd.DataFrame]:
    return (model.transform(room.without_outcomes(frame)) for frame in raw)


def _counting(
    frames: Iterator[pd.DataFrame], counts: Counter[str]
) -> Iterator[pd.DataFrame]:
    """Count rows and missing values while frames go by."""
    for frame in frames:
        counts[ROWS] += len(frame)
        counts.update({str(name): int(frame[name].isna().sum()) for name in frame})
        yield frame
