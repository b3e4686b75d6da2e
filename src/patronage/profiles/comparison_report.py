"""Schemes side by side as a page that needs nothing beside itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.profiles.association_figure import association_matrix
from patronage.profiles.comparison_tables import (
    purposes_table,
    references_table,
    segments_table,
)
from patronage.profiles.crosswalk_markup import crosswalks
from patronage.profiles.figure_markup import drawn
from patronage.profiles.league_table import grouped_tables, league_table, n_references
from patronage.profiles.league_words import RANKS
from patronage.profiles.making import making
from patronage.profiles.markup import (
    answered,
    chapters,
    document,
    listed,
    paragraph,
    table,
    under,
)
from patronage.profiles.measures import index
from patronage.profiles.scorecard_table import meanings
from patronage.profiles.shaded_markup import shaded_table

if TYPE_CHECKING:
    from patronage.profiles.comparison_page import ComparisonPage


def comparison_report(page: ComparisonPage) -> str:
    """Return a self-contained HTML page; a browser asks nothing of any network."""
    say = page.wording.say
    figures = {each.caption: each.figure for each in page.figures}
    metrics = set(page.scorecards.dropna(subset="value")["metric"])
    computed = making(
        page.made, meanings(metrics, page.wording), page.settings, page.wording
    )
    parts = [
        (say("Which scheme for which decision", "哪个方案用于哪项决策"), _first(page)),
        (say("The league", "方案排名"), _league(page)),
        (say("Keep in mind", "注意事项"), listed(page.notes)),
        (say("Why each scheme exists", "各方案的目的"), table(purposes_table(page))),
        (say("What any scheme has to beat", "方案须超越的参照"), _references(page)),
        (say("Figures", "图"), drawn(figures)),
        (say("Segments of each scheme", "各方案的细分"), _segments(page)),
        (say("All measures", "全部指标"), _measures(page)),
        (say("How alike the schemes are", "方案之间的相似程度"), _alike(page)),
        (
            say("Who is where in the other schemes", "客户在其他方案中的分布"),
            _where(page),
        ),
        (say("How it was computed", "计算方法"), computed),
    ]
    return document(
        page.title,
        [answered(page.facts), *chapters(parts, contents=say("Contents", "目录"))],
        language=page.wording.language,
    )


def _first(page: ComparisonPage) -> str:
    said = listed(page.summary)
    return f'<div class="verdict">{said}</div>' if said else ""


def _league(page: ComparisonPage) -> str:
    told = league_table(page.scorecards, page.league, page.wording)
    body = table(told, kind="scores", quiet=n_references(page.league))
    return body + paragraph(page.wording.say(*RANKS), kind="aside") if body else ""


def _references(page: ComparisonPage) -> str:
    return table(references_table(page), kind="scores")


def _segments(page: ComparisonPage) -> str:
    return "".join(
        under(scheme, table(segments_table(page, scheme), kind="numbers"))
        for scheme in page.schemes
    )


def _measures(page: ComparisonPage) -> str:
    quiet = n_references(page.league)
    return "".join(
        under(question, table(told, kind="scores", quiet=quiet))
        for question, told in grouped_tables(page.scorecards, page.league, page.wording)
    )


def _alike(page: ComparisonPage) -> str:
    if page.associations.empty:
        return ""
    said = page.wording.say(
        "Below the diagonal AMI (adjusted mutual information), above it Cramér's V:"
        " 0 is unrelated, 1 the same groups.",
        "对角线下方为 AMI（调整互信息），上方为 Cramér's V：0 为无关，1 为相同分组。",
    )
    found = association_matrix(page.associations)
    names = [str(name) for name in found]
    told = shaded_table(
        found.to_numpy(float),
        lambda value: index(value, page.wording),
        sides=names,
        heads=names,
    )
    return paragraph(said) + told


def _where(page: ComparisonPage) -> str:
    told = crosswalks(page)
    said = page.wording.say(
        "Of the customers of each row whom both schemes place, the share in each"
        " column. Schemes of more than 12 segments are left out.",
        "两个方案均已归类的客户中，每行客户在各列的占比；超过 12 个细分的方案从略。",
    )
    return paragraph(said) + told if told else ""
