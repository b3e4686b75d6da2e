"""One scheme as a page that needs nothing beside itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.profiles.figure_markup import drawn
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
from patronage.profiles.method import method
from patronage.profiles.playbook_table import playbook_table
from patronage.profiles.scorecard_table import kotler_table, scorecard_tables

if TYPE_CHECKING:
    from patronage.profiles.page import Page


def report(page: Page) -> str:
    """Return a self-contained HTML page; a browser asks nothing of any network."""
    say = page.wording.say
    heads = [say("Segment", "细分"), say("In words", "描述"), say("Action", "行动")]
    computed = making(page.made, method(page.wording), page.settings, page.wording)
    parts = [
        (say("Segments", "细分"), table(page.cards.set_axis(heads, axis=1))),
        (say("What is done for them", "服务方案"), _served(page)),
        (say("How to tell them apart", "如何区分"), _apart(page)),
        (say("Keep in mind", "注意事项"), listed(page.notes)),
        (say("How good it is", "方案质量"), _judged(page)),
        (say("Figures", "图"), drawn(page.figures)),
        (say("Profile", "画像"), table(page.table, kind="numbers")),
        (say("How it was computed", "计算方法"), computed),
    ]
    return document(
        page.scheme,
        [
            paragraph(page.verdict, kind="verdict"),
            answered(page.facts),
            *chapters(parts, contents=say("Contents", "目录")),
        ],
        language=page.wording.language,
    )


def _served(page: Page) -> str:
    say = page.wording.say
    plans = table(playbook_table(page.playbook, page.wording), kind="plans")
    if not plans:
        return ""
    owner = page.purpose.owner if page.purpose else ""
    who = say(f"Carried out by: {owner}", f"执行：{owner}") if owner else ""
    return paragraph(who) + plans + paragraph(page.playbook_note, kind="aside")


def _apart(page: Page) -> str:
    return paragraph(page.fidelity) + table(page.apart)


def _judged(page: Page) -> str:
    wording = page.wording
    tables = [
        under(question, table(told, kind="measures"))
        for question, told in scorecard_tables(page.scorecard, wording)
    ]
    criteria = table(kotler_table(page.kotler, wording), kind="measures")
    useful = wording.say("Is it useful by Kotler's criteria?", "是否符合科特勒标准？")
    return "".join([*tables, under(useful, criteria)])
