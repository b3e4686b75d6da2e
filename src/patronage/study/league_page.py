"""A comparison as a page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import profiles

if TYPE_CHECKING:
    from patronage.compare import Comparison
    from patronage.profiles.wording import Language


def league_page(
    found: Comparison,
    described: Sequence[profiles.Described],
    language: Language,
    **about: Any,
) -> profiles.ComparisonPage:
    """Return what is told of schemes side by side, in a language.

    `described` are the same schemes as profiles tell them; `about` says how good the
    data are and how it was computed, as `ComparisonPage` has it.
    """
    told = replace(described[0], language=language)
    why = {each.name: each.purpose for each in found.schemes}
    say = told.wording.say
    *where, _ = told.about
    compared = (say("Schemes", "方案"), say(", ", "、").join(why))
    customers = (say("Customers", "客户"), told.wording.count(len(told.features)))
    return profiles.ComparisonPage(
        title=f"{told.source} · {say('schemes compared', '方案比较')}",
        scorecards=found.scorecards,
        league=found.league,
        associations=found.associations,
        crosswalk=found.crosswalk,
        names=found.names,
        wording=told.wording,
        sizes=pd.concat([each.profile for each in described], ignore_index=True),
        summary=found.summary(language),
        purposes={name: each for name, each in why.items() if each is not None},
        about=[*where, customers, compared],
        notes=[f"{each.scheme}: {note}" for each in described for note in each.notes],
        **about,
    )
