"""Names that are more than text stay text: on terminals, in notes, on pages."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest
from faults.corpus import fault
from faults.payloads import HIDDEN, PAYLOADS
from markdown_it import MarkdownIt
from rich.console import Console

from patronage import profiles
from patronage.plain import plain, without_secrets
from patronage.segments import Purpose
from pipelines import card_text, terminal
from tests.profiles.comparisons import comparison
from tests.profiles.hostile import Markup
from tests.profiles.test_data_quality import (
    ACCOUNTING,
    CONFLICTS,
    PENDING,
    QUALITY,
)

FORGED = "patronage: all is well"
WORSE = [*PAYLOADS, "".join(PAYLOADS)]
every_payload = pytest.mark.parametrize("payload", WORSE, ids=ascii)


def assert_lines(printed: str, count: int) -> None:
    """So many lines, none of them forged, and no sign that steers a terminal."""
    assert printed.endswith("\n")
    lines = printed.removesuffix("\n").split("\n")
    assert len(lines) == count, printed
    assert not any(line.lstrip().startswith(FORGED) for line in lines)
    assert not (HIDDEN - {"\n"}) & {*printed}


@fault(107)
@every_payload
def test_a_table_at_the_terminal_has_no_more_lines_than_rows(payload, capsys):
    table = pd.DataFrame({"segment": ["x", "y"], "n": ["1", "2"]})
    terminal.show(table, "title")
    count = capsys.readouterr().out.count("\n")
    short = payload[:40]
    terminal.show(table.replace("x", short).rename(columns={"n": short}), short)
    assert_lines(capsys.readouterr().out, count)


@fault(107)
@every_payload
def test_bars_and_waiting_take_no_markup_from_names(payload, monkeypatch):
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, markup=False, width=400)
    monkeypatch.setattr(terminal, "console", console)
    with terminal.working(payload):
        pass
    assert list(terminal.progress([1], payload, 1)) == [1]
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    assert not (HIDDEN - {"\n", "\r"}) & {*bare}
    assert without_secrets(plain(payload))[:60] in bare


@fault(107)
@every_payload
def test_a_card_has_a_line_for_each_thing_told(payload, capsys):
    short = payload[:16]
    card_text.show([card_text.Section(payload, [(short, "a"), ("b", short)])])
    assert_lines(capsys.readouterr().out, 4)


def page(text: str) -> profiles.Page:
    """A page on which this text stands wherever a name of others may."""
    frame = pd.DataFrame({"Segment": [text, "plain"], "Rule": ["plain", text]})
    return profiles.Page(
        scheme=text,
        about=[("Source", text), (text, "x")],
        purpose=Purpose(objective=text, decision=text, owner=text, actions={"a": text}),
        cards=pd.DataFrame({"segment": [text], "summary": [text], "action": [text]}),
        table=frame,
        apart=frame.rename(columns={"Rule": text}),
        wording=profiles.Wording(),
        notes=[text, f"{text}: a note."],
        verdict=text,
        fidelity=text,
    )


def compared(text: str) -> profiles.ComparisonPage:
    return comparison(first=text, summary=[text, f"x {text}"], said=text)


def shape(markdown: str) -> list[str]:
    """What a reader of Markdown makes of a text, but for the text itself."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    inline = (each for token in reader.parse(markdown) for each in _within(token))
    return [kind for kind in inline if kind != "text"]


def _within(token):
    return [token.type, *(each.type for each in token.children or ())]


@fault(107)
@pytest.mark.parametrize(
    ("page", "told"),
    [(page, profiles.markdown), (compared, profiles.comparison_markdown)],
    ids=["scheme", "comparison"],
)
def test_notes_of_runs_take_no_markup_from_names(page, told):
    wanted = [kind for kind in shape(told(page("plain"))) if kind != "text_special"]
    for payload in WORSE:
        written = told(page(payload))
        found = [kind for kind in shape(written) if kind != "text_special"]
        assert found == wanted, payload
        assert not re.search(r"(?i)\bhttps?://|\bwww\.|<", written), payload
        assert not (HIDDEN - {"\n"}) & {*written}


@fault(107)
@every_payload
def test_the_page_on_data_quality_takes_no_markup_from_names(payload):
    def told(text):
        return profiles.data_quality(
            QUALITY.assign(table=text, column=text, block=text, owner=text),
            ACCOUNTING
            | {"currency": text, "by_reason": {text: 1}, "warnings": [text]}
            | {"others": {text: ACCOUNTING["others"]["customers crm"]}}
            | {"identity": {"ids": 2, "conflicts": {text: 4}}},
            CONFLICTS.assign(field=text, rule=text),
            PENDING.assign(customer_id=text, field=text, new_value=text, maker=text),
            title=text,
        )

    made = told(payload)
    assert Markup(made).shape == Markup(told("plain")).shape
    assert Markup(made).comments == []
    assert not (HIDDEN - {"\n"}) & {*made}
