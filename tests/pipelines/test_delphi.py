"""A panel that is asked in rounds: what it hears, and when it has ended."""

import csv

import pytest
from commands import command
from hydra import compose, initialize_config_dir

from patronage import config
from patronage.config.settings import register
from patronage.errors import ConfigError, InputError, QualityError
from pipelines import delphi

CANARY = "kanarienvogel"
ITEMS = ["arpu", "credit", "influence"]
EXPERTS = [f"{CANARY}-{number}" for number in range(6)]
# What each round makes of the same judgement: opinions close in.
OFFSETS = {1: 20, 2: 8, 3: 3, 4: 1}


def scores(number, experts=EXPERTS):
    """The file of a round: around 60, 30 and 10."""
    lines = [
        f"{expert},{item},{middle + OFFSETS[number] * (place % 3 - 1) / 2}"
        for place, expert in enumerate(experts)
        for item, middle in zip(ITEMS, (60, 30, 10), strict=True)
    ]
    return "\n".join(["expert,item,score", *lines, ""])


@pytest.fixture
def panel(tmp_path):
    """Write a panel's rounds, and return how the command is told of them."""

    def write(*texts):
        (tmp_path / "given").mkdir(exist_ok=True)
        for number, text in enumerate(texts, start=1):
            (tmp_path / f"given/round_{number}.csv").write_text(text)
        return tmp_path

    return write


def settings(folder):
    return [
        f"delphi.folder={folder / 'given'}",
        f"paths.data={folder / 'data'}",
        f"paths.runs={folder / 'runs'}",
        "source=cdnow",
    ]


def asked(folder, *overrides):
    register()
    conf = str(config.root() / "conf")
    told = [*settings(folder), "tracking.enabled=false", *overrides]
    with initialize_config_dir(conf, version_base="1.3"):
        delphi.run(compose("config", overrides=told))


def made(folder):
    return folder / "data/processed/cdnow/delphi/weights"


def table(folder, name):
    return list(csv.DictReader((made(folder) / name).open(encoding="utf-8-sig")))


def test_a_round_is_fed_back_and_another_is_asked_for(panel, capsys):
    folder = panel(scores(1), scores(2))
    asked(folder)
    names = ["convergence.csv", "feedback_1.csv", "feedback_2.csv"]
    assert sorted(path.name for path in made(folder).iterdir()) == names
    first, second = (table(folder, name) for name in names[1:])
    assert [row["item"] for row in second] == ITEMS
    assert [row["mean"] for row in second] == ["60", "30", "10"]
    assert [row["iqr"] for row in first] == ["15", "15", "15"]
    assert [row["iqr"] for row in second] == ["6", "6", "6"]
    said = capsys.readouterr().out
    assert "round 3 of 4 is needed: hand the feedback of round 2" in said
    assert "kendall_w" in said
    assert "nan" not in said


def test_after_four_rounds_there_are_weights(panel, capsys):
    folder = panel(*map(scores, OFFSETS))
    asked(folder)
    weights = {
        row["item"]: float(row["weight"]) for row in table(folder, "weights.csv")
    }
    assert weights == {"arpu": 0.6, "credit": 0.3, "influence": 0.1}
    assert (
        "all 4 rounds are held, and the panel has converged" in capsys.readouterr().out
    )


def test_who_agrees_early_may_stop_early(panel, capsys):
    folder = panel(scores(3), scores(4))
    asked(folder, "delphi.early_stop=true")
    assert (made(folder) / "weights.csv").exists()
    assert "converged after round 2" in capsys.readouterr().out
    asked(folder, "delphi.early_stop=false", "language=zh")
    assert not (made(folder) / "weights.csv").exists()
    assert "需要进行第 3 轮（共 4 轮）" in capsys.readouterr().out


def test_who_has_left_is_counted_and_not_named(panel, capsys):
    asked(panel(scores(1), scores(2), scores(3, EXPERTS[:5])))
    said = capsys.readouterr().out
    assert "left before the last round: 1" in said
    assert CANARY not in said


def test_the_run_is_tracked_and_names_no_expert(panel):
    folder = panel(*map(scores, OFFSETS))
    done = command("delphi", *settings(folder))
    assert done.returncode == 0, done.stderr
    assert "compare the schemes" in done.stdout
    written = [
        path
        for part in ("runs", "data")
        for path in (folder / part).rglob("*")
        if path.is_file()
    ]
    assert {"convergence.csv", "weights.csv"} <= {path.name for path in written}
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]


WRONG = scores(2).replace("credit,34.0", "credit,340", 1)


@pytest.mark.parametrize(
    ("texts", "overrides", "error", "words"),
    [
        (
            [scores(1), WRONG],
            [],
            InputError,
            r"round 2, line 9: .*from 0 to 100; got '340'",
        ),
        ([scores(1) + "x,arpu\n"], [], InputError, "3 fields in each line.*line 20"),
        (["who,item,score\n"], [], InputError, "round_1.csv' .* missing: expert"),
        ([], [], InputError, r"a file per round, round_1\.csv, .*; it has none"),
        ([scores(1, EXPERTS[:4])], [], QualityError, "5 experts or more .* has 4"),
        ([scores(1)], ["delphi.items=[arpu]"], ConfigError, "two or more"),
        ([scores(1)] * 2, ["delphi.n_rounds=1"], QualityError, "got 1, 2"),
    ],
)
def test_what_cannot_be_is_one_sentence(panel, texts, overrides, error, words):
    folder = panel(*texts)
    with pytest.raises(error, match=words) as found:
        asked(folder, *overrides)
    assert "\n" not in str(found.value)
    assert not made(folder).exists()


@pytest.mark.parametrize("name", ["round_3.csv", "round_two.csv", "round_02.csv"])
def test_rounds_follow_each_other(panel, name):
    folder = panel(scores(1))
    (folder / "given" / name).write_text(scores(2))
    with pytest.raises(InputError, match=f"it has .*{name}"):
        asked(folder)
