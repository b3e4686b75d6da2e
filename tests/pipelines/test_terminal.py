import pandas as pd

from pipelines import terminal


def test_elsewhere_than_on_a_terminal_there_are_plain_lines(capsys):
    assert list(terminal.progress([1, 2], "counting", 2)) == [1, 2]
    with terminal.working("thinking"):
        pass
    terminal.say("[not markup]")
    assert capsys.readouterr().out.splitlines() == [
        "counting ...",
        "thinking ...",
        "[not markup]",
    ]


def test_a_table_shows_every_cell(capsys):
    terminal.show(pd.DataFrame({"segment": ["True loyalty"], "n": [7]}), "loyalty")
    out = capsys.readouterr().out
    assert all(word in out for word in ("loyalty", "segment", "True loyalty", "7"))
