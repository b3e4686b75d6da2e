"""What care is given for is in one list, and nowhere else."""

import ast
import csv
import stat
import zipfile

import pyarrow.parquet as pq
import pytest
from commands import ROOT, command

from tests.pipelines.acted_world import settings

CANARY = "kanarienvogel"
DAY = "2023-10-31"
HEAD = "who,what,since,until,urgent,agreed,note\n"
WHO = "=canary-001"
ROWS = "".join(
    f"{WHO},{CANARY}-{agreed},{since},{until},no,{agreed},{CANARY}-note\n"
    for agreed, since, until in (
        ("yes", "2023-11-01", ""),
        ("no", "2023-11-01", ""),
        ("yes", "2023-09-01", "2023-10-01"),
    )
)
NAMES = {"since": "since", "until": "until", "emergency": "urgent"}
NAMES |= {"customer_id": "who", "occasion": "what", "consent": "agreed"}


def asked(folder, **changes):
    path = folder / "care.csv"
    if not path.exists():
        path.write_text(HEAD + ROWS, encoding="utf-8")
    columns = (f"care.columns.{ours}={theirs}" for ours, theirs in NAMES.items())
    told = {"as_of": f"'{DAY}'", "care": "tobacco_retail", "care.file": path} | changes
    return [*settings(folder), *columns, *(f"{k}={v}" for k, v in told.items())]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The shop after its care list was made, and the whole job."""
    folder = tmp_path_factory.mktemp("shop")
    quick = ["n_bootstraps=2", "n_nulls=2", "selection=silhouette"]
    care = command("care", *asked(folder))
    job = command("run", *settings(folder), *quick, f"as_of='{DAY}'")
    again = command("care", *asked(folder))
    for done in (care, job, again):
        assert done.returncode == 0, done.stderr
    assert care.stdout == again.stdout
    return folder, care.stdout, job.stdout


def contents(path):
    """All that a file says, unpacked."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return f"{table.schema}{table.to_pylist()}".encode()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    return path.read_bytes()


def says(path, word):
    return word.encode() in contents(path)


def care_file(folder):
    return folder / f"data/processed/shop/care/care.{DAY}.csv"


def test_the_list_has_who_agreed_and_is_its_owner_s_alone(made):
    path = care_file(made[0])
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["customer_id"] for row in rows] == [f"'{WHO}"]
    assert [row["occasion"] for row in rows] == [f"{CANARY}-yes"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (path.parent / ".gitignore").read_text() == "*\n"


def test_no_table_model_run_or_artifact_has_a_word_of_it(made):
    folder, _, job = made
    own = {folder / "care.csv", care_file(folder)}
    assert all(says(path, CANARY) for path in own)
    written = [path for path in folder.rglob("*") if path.is_file()]
    assert {".parquet", ".skops", ".db"} <= {path.suffix for path in written}
    assert any(says(path, WHO) for path in written if path.suffix == ".parquet")
    assert {path for path in written if says(path, CANARY)} == own
    assert CANARY not in job


def test_the_terminal_says_counts_and_names_nobody(made):
    said = made[1]
    assert "care: 1 records are due" in said
    assert WHO not in said
    assert f"{CANARY}-note" not in said


def test_no_other_command_and_no_room_reads_the_settings_of_care():
    readers = set()
    for path in [*(ROOT / "pipelines").rglob("*.py"), *(ROOT / "src").rglob("*.py")]:
        names = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        if {"care", "CareList"} & names:
            readers.add(path.name)
    assert readers == {"care.py"}


def test_no_source_names_a_file_of_care():
    files = (ROOT / "conf/care").glob("*.yaml")
    names = [
        line.split()[1].rsplit("/", 1)[-1]
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("file:")
    ]
    assert names
    for source in (ROOT / "conf/source").glob("*.yaml"):
        said = source.read_text(encoding="utf-8")
        assert not [name for name in names if f"/{name}" in said], source.name


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"as_of": "null"}, 2, "as_of should be the day of the care list"),
        ({"care.file": "nowhere.csv"}, 3, "nowhere.csv' should be a file"),
        ({"care.columns.consent": "said"}, 3, "missing: said"),
        ({"care.window_days": 0}, 2, "window_days should be 1 or more; got 0"),
    ],
)
def test_what_makes_no_list_is_one_sentence(tmp_path, changes, code, words):
    done = command("care", *asked(tmp_path, **changes))
    assert done.returncode == code
    (sentence,) = done.stderr.splitlines()
    assert words in sentence


def test_without_a_file_of_care_there_is_no_list(tmp_path):
    done = command("care", *settings(tmp_path), f"as_of='{DAY}'")
    assert done.returncode == 2
    assert "care should name a file of conf/care" in done.stderr
