from dataclasses import replace

import pandas as pd
import pytest

from patronage import profiles
from patronage.profiles.markdown import escaped
from patronage.segments import Purpose

PAGE = profiles.Page(
    scheme="loyalty",
    purpose=Purpose(
        objective="Keep them", decision="Whom", owner="CRM", actions={"true": "Call"}
    ),
    cards=pd.DataFrame(
        {"segment": ["True"], "summary": ["9 · 1%"], "action": ["Call"]}
    ),
    table=pd.DataFrame(),
    wording=profiles.Wording(),
    notes=["Mind the gap."],
)


def test_the_page_is_a_table_between_purpose_and_notes():
    assert profiles.markdown(PAGE) == (
        "# loyalty\n\n"
        "**Objective** Keep them  \n**Decision** Whom  \n**Owner** CRM\n\n"
        "| Segment | In words | Action |\n| --- | --- | --- |\n"
        "| True | 9 · 1% | Call |\n\n"
        "- Mind the gap.\n"
    )


def test_without_purpose_and_notes_the_table_stands_alone():
    bare = profiles.markdown(replace(PAGE, purpose=None, notes=()))
    assert bare.startswith("# loyalty\n\n| Segment")
    assert bare.endswith("Call |\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<script>", "&lt;script&gt;"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("![x](y)", r"!\[x\](y)"),
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("two\n\nlines", "two lines"),
        ("\\", "\\\\"),
    ],
)
def test_names_add_no_markup(text, shown):
    assert escaped(text) == shown


def test_verdict_rules_and_fidelity_are_told():
    told = profiles.markdown(
        replace(
            PAGE,
            purpose=None,
            verdict="Natural groups.",
            apart=pd.DataFrame({"Segment": ["True"], "Rule": ["Orders > 3"]}),
            fidelity="Up to three questions.",
        )
    )
    assert told == (
        "# loyalty\n\n**What they are** Natural groups.\n\n"
        "| Segment | In words | Action |\n| --- | --- | --- |\n"
        "| True | 9 · 1% | Call |\n\nUp to three questions.\n\n"
        "| Segment | Rule |\n| --- | --- |\n| True | Orders &gt; 3 |\n\n"
        "- Mind the gap.\n"
    )
