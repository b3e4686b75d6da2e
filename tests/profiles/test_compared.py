from patronage import profiles
from patronage.loggable import Figure, Note, Table, Text
from tests.profiles.comparisons import comparison


def names_of(items, kind):
    return [item.name for item in items if isinstance(item, kind)]


def test_every_figure_has_its_table_and_the_page_comes_last():
    items = list(profiles.compared(comparison()))
    assert isinstance(items[0], Note)
    figures = names_of(items, Figure)
    assert figures == ["league.png", "associations.png", "crosswalk.png"]
    tables = names_of(items, Table)
    assert {name.replace(".png", ".csv") for name in figures} <= set(tables)
    assert names_of(items, Text) == ["comparison.md", "report.html"]


def test_a_scheme_alone_has_nothing_to_be_held_against():
    page = comparison()
    alone = comparison(
        league=page.league[page.league["scheme"] != "value"],
        associations=page.associations.head(0),
        crosswalk=page.crosswalk.head(0),
    )
    items = list(profiles.compared(alone))
    assert names_of(items, Figure) == ["league.png"]
    assert "Who is where" not in items[-1].content
