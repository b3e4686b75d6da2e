"""The tables of a comparison beside its league, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from patronage.profiles.league_table import league_table, n_references
from patronage.profiles.league_words import REFERENCE, REFERENCES
from patronage.profiles.page import purpose_in_words

if TYPE_CHECKING:
    from patronage.profiles.comparison_page import ComparisonPage


SIZES = ["size", "share", "revenue_share"]


def purposes_table(page: ComparisonPage) -> pd.DataFrame:
    """Return why each scheme exists: objective, decision, owner."""
    told = [
        {
            page.wording.say("Scheme", "方案"): scheme,
            **dict(purpose_in_words(page.purposes[scheme], page.wording)),
        }
        for scheme in page.schemes
        if scheme in page.purposes
    ]
    return pd.DataFrame(told)


def references_table(page: ComparisonPage) -> pd.DataFrame:
    """Return what each reference is, and what it scores where schemes are told."""
    say = page.wording.say
    known = page.league[page.league["kind"] == REFERENCE]
    if known.empty:
        return known
    every = league_table(page.scorecards, page.league, page.wording)
    scores = every.tail(n_references(page.league)).reset_index(drop=True)
    name, _, _, *measures = scores.columns
    meaning = [
        say(*REFERENCES[each][1]) if each in REFERENCES else ""
        for each in known["scheme"]
    ]
    told = scores[[name, *measures]]
    return told.assign(**{name: scores[name] + " · " + meaning})


def segments_table(page: ComparisonPage, scheme: str) -> pd.DataFrame:
    """Return the segments of a scheme: name, customers, shares."""
    wording = page.wording
    of, names = page.sizes, page.names
    if of.empty:
        return of
    sizes = of.loc[of["scheme"] == scheme, ["segment", *SIZES]]
    named = names[names["scheme"] == scheme].merge(sizes, on="segment", how="left")
    told = {
        wording.say("Segment", "细分"): named[wording.say("name_en", "name_zh")],
        wording.say("Customers", "客户数"): [
            wording.count(int(n)) for n in named["size"].fillna(0)
        ],
        wording.say("Share", "占比"): named["share"].map(wording.percent),
    }
    if named["revenue_share"].notna().any():
        shares = named["revenue_share"].astype(float)
        told[wording.share_of_value] = shares.map(wording.percent)
    return pd.DataFrame(told)
