"""What is refused: one sentence, an exit code, and nothing written."""

import pytest
from commands import command, places

CDNOW = "source=cdnow"
MISSING = "source.ledger.columns.amount=dollars"
MISPELT = "source.ledger.columns.amount=sale_value"


def refuse(tmp_path, stage, *overrides):
    done = command(stage, *places(tmp_path), *overrides)
    sentences = [line for line in done.stderr.splitlines() if line.strip()]
    return done.returncode, sentences


@pytest.mark.parametrize(
    ("stage", "overrides", "code", "words"),
    [
        ("ingest", [CDNOW, MISSING], 3, "'dollars' is missing"),
        (
            "ingest",
            [MISPELT],
            3,
            "'sale_value' is missing (did you mean 'sales_value'?)",
        ),
        ("clustering", ["clustering=kmeens"], 2, "kmeens"),
        ("run", ["sede=3"], 2, "sede"),
        ("run", [CDNOW, "window_days=soon"], 2, "window_days"),
        ("run", [CDNOW, "++clustering._target_=os.system"], 8, "os.system"),
        ("run", ["+hydra.callbacks.x._target_=builtins.open"], 8, "hydra.callbacks"),
        ("run", ["experiment=nope"], 2, "nope"),
        ("run", [CDNOW, "seed=-1"], 2, "seed should be 0 or more"),
        ("run", [CDNOW, "tracking.uri=mlruns"], 7, "not a file store; got 'mlruns'"),
        ("profiles", [CDNOW, "schemes=[nope]"], 3, "'nope' is not fitted"),
        ("features", [CDNOW], 3, "run `python -m pipelines.ingest` first"),
    ],
)
def test_one_sentence_and_nothing_written(tmp_path, stage, overrides, code, words):
    returned, sentences = refuse(tmp_path, stage, *overrides)
    assert returned == code
    assert len(sentences) == 1
    assert sentences[0].startswith("patronage: ")
    assert words in sentences[0]
    tables = [path for path in tmp_path.rglob("*") if path.suffix != ".lock"]
    assert not [path for path in tables if path.is_file()]


@pytest.mark.parametrize(
    ("as_of", "code", "words"),
    [
        ("1996-01-01", 4, "before all data"),
        ("2001-01-01", 2, "after the data"),
        ("03/04/1997", 2, "03/04/1997"),
    ],
)
def test_an_impossible_as_of_writes_no_features(tmp_path, as_of, code, words):
    quiet = [CDNOW, "tracking.enabled=false"]
    assert command("ingest", *places(tmp_path), *quiet).returncode == 0
    returned, sentences = refuse(tmp_path, "features", *quiet, f"as_of='{as_of}'")
    assert returned == code
    assert len(sentences) == 1
    assert words in sentences[0]
    assert not list(tmp_path.glob("data/processed/*/*"))


def test_segments_of_other_features_are_not_told_as_if_they_were_of_these(tmp_path):
    quiet = [CDNOW, "tracking.enabled=false", "n_bootstraps=2"]
    for stage in ("ingest", "features", "rules"):
        assert command(stage, *places(tmp_path), *quiet).returncode == 0
    command("features", *places(tmp_path), *quiet, "window_days=90")
    returned, sentences = refuse(tmp_path, "profiles", *quiet, "schemes=[tier3]")
    assert returned == 3
    assert "'tier3' is not fitted on the features that stand in" in sentences[0]
    assert "(fitted: none); run its stage first." in sentences[0]
