"""Configurations that would run, write, read or swallow more than they should."""

import itertools
import string
from pathlib import Path

import duckdb
import pytest
from commands import command
from faults.corpus import fault
from faults.shop import commanded
from hypothesis import given
from hypothesis import strategies as st
from omegaconf import OmegaConf

from patronage import errors
from patronage.config import configured, instantiate
from patronage.config.overrides import check_overrides
from patronage.config.resolvers import check_resolvers
from patronage.ingest import sql
from patronage.io.databases import postgres

MOST_BYTES = 300_000_000
MOST_SECONDS = 2
REFUSED = (errors.ConfigError, errors.IntegrityError)
# {canary} is a file that none of them may make.
LOGS = "{{_target_: logging.FileHandler, filename: {canary}}}"
RUNS = "{{_target_: os.system, command: touch {canary}}}"


def _growing(name: str, twice: str) -> str:
    """A value of ten signs, and thirty more of which each has the last one twice."""
    lines = [f"{name}0: aaaaaaaaaa"]
    lines += [f"{name}{n + 1}: {twice.format(f'{name}{n}')}" for n in range(30)]
    return "\n".join(lines)


YAMLS = {
    "a target": "_target_: os.system\ncommand: touch {canary}",
    "a target in a setting": f"_target_: patronage.rules.ShareTiers\nx: {RUNS}",
    "a target in a list": f"_target_: patronage.rules.ShareTiers\nx: [[{RUNS}]]",
    "a target in arguments": (
        f"_target_: sklearn.pipeline.FeatureUnion\n_args_: [{RUNS}]"
    ),
    "a module that ours imports": "_target_: patronage.config.command.os.system",
    "a module that another imports": "_target_: sklearn.utils._joblib.joblib.load",
    "a function of ours": "_target_: patronage.io.load_model",
    "a function of another": "_target_: sklearn.datasets.load_files",
    "a target by interpolation": "_target_: ${{.x}}\nx: os.system",
    "a target that is no text": "_target_: [os.system]",
    "a partial call": "_target_: sklearn.cluster.KMeans\n_partial_: true",
    "a call by another key": "_target_: sklearn.cluster.KMeans\n_call_: fit",
    "a target that is decoded": (
        "x: ${{oc.decode:'{{_target_: os.system}}'}}\n_target_: sklearn.cluster.KMeans"
    ),
    "a target that is created": "x: ${{oc.create:{{_target_:os.system}}}}",
    "a resolver within another": "x: ${{oc.select:nothing,${{oc.decode:1}}}}",
    "a resolver that is spelled by another": "x: ${{${{y}}:1}}\ny: oc.decode",
    "the environment in a name": "name: ${{oc.env:HOME}}",
    "the environment, spaced out": "name: ${{ oc.env : HOME}}",
    "what Hydra knows": "x: ${{hydra:runtime.cwd}}",
    "a resolver that is not there": "x: ${{shell:id}}",
    "a tag that calls": "x: !!python/object/apply:os.system [touch {canary}]",
    "a tag that makes": "x: !!python/object/new:logging.FileHandler [{canary}]",
    "a tag that names": "x: !!python/name:os.system",
    "a callback": f"# @package _global_\nhydra: {{{{callbacks: {{{{x: {LOGS}}}}}}}}}",
    "a callback by its package": (
        "# @package hydra.callbacks.x\n_target_: logging.FileHandler\n"
        "filename: {canary}"
    ),
    "a log file": (
        "# @package hydra.job_logging.handlers.file\nclass: logging.FileHandler\n"
        "filename: {canary}"
    ),
    "another folder of outputs": "# @package hydra.run\ndir: {canary}",
    "another folder of sweeps": "# @package hydra.sweep\ndir: {canary}",
    "a variable of the environment": "# @package hydra.job.env_set\nLD_PRELOAD: x",
    "another launcher": f"# @package hydra.launcher\n_target_: {LOGS}",
    "an option of Hydra": "defaults: [{{override /hydra/job_logging: none}}]",
    "an option outside the folder": "defaults: [../../outside]",
    "a name that leads out": "name: ../../../canary",
    "an absolute name": "name: {canary}",
    "a list for a mapping": "- 1\n- 2",
    "no YAML": "a: [",
    "no text": "a: \udcff",
    "YAML without an end": "a: &a [*a]",
    "interpolations that grow": _growing("v", "${{{{..{0}}}}}${{{{..{0}}}}}"),
    "interpolations that grow from the root": _growing("v", "${{{{rules.{0}}}}}" * 9),
    "lists that grow": _growing("v", "[${{{{..{0}}}}},${{{{..{0}}}}}]"),
    "a value that is a part of itself": "a: x${{.b}}\nb: y${{.a}}",
    "more interpolations than are quick to read": "a: '" + "${{seed}}" * 1100 + "'",
    "deep YAML": "a: " + "[" * 5000,
    "deep YAML with an alias": "a: &a 1\nb: " + "[" * 5000 + "*a",
}
OVERRIDES = [
    "hydra.run.dir={canary}",
    " hydra.run.dir={canary}",
    "++hydra.callbacks.x={{_target_:logging.FileHandler,filename:{canary}}}",
    "hydra/launcher=joblib",
    "+rules@hydra.callbacks=tier3",
    "+rules@x:hydra.callbacks=tier3",
    "~hydra.sweep",
    "hydra.mode=MULTIRUN",
    "hydra.searchpath=[pkg://antigravity]",
    "hydra.searchpath=[file:///tmp,pkg://antigravity]",
    "--experimental-rerun={canary}",
    "--experimental-re={canary}",
    "--config-path=/tmp",
    "-cp/tmp",
    "--config-dir=/tmp",
    "--config-name=x",
    "--shell-completion",
]
SETTINGS = [
    "rules._target_=os.system",
    "++rules.x._target_=os.system",
    "++rules.x=[{{_target_:os.system}}]",
    "++rules.x='${{oc.create:{{_target_:os.system}}}}'",
    "rules='${{oc.create:{{_target_:os.system}}}}'",
    "++source.files.x='${{oc.select:nothing,{{_target_:os.system}}}}'",
    "rules=../../canary",
    "source.name=../canary",
    "source.name={canary}",
    "rules.name=..",
    "schemes=[../canary]",
    "job=../canary",
    'job="it\'s"',
    "source.name=" + "x" * 300,
]


@pytest.fixture
def canary(tmp_path) -> Path:
    return tmp_path / "canary"


@pytest.fixture
def refused(canary, tmp_path):
    """Compose with a yaml of rules; it is refused in one sentence, and no more."""

    def compose(content: str) -> str:
        folder = tmp_path / "conf/rules"
        folder.mkdir(parents=True)
        written = content.encode("utf-8", "surrogateescape")
        (folder / "evil.yaml").write_bytes(written)
        (tmp_path / "outside.yaml").write_text("secret: hunter2")
        path = f"hydra.searchpath=[file://{tmp_path}/conf]"
        with pytest.raises(REFUSED) as caught:
            instantiate(configured([path, "rules=evil"]).source)
        assert not canary.exists()
        sentence = str(caught.value)
        assert sentence.isprintable()
        assert "hunter2" not in sentence
        return sentence

    return compose


@fault(105)
@pytest.mark.parametrize("content", YAMLS.values(), ids=YAMLS)
def test_a_hostile_yaml_is_refused_before_it_does_anything(content, canary, refused):
    assert refused(content.format(canary=canary))


@fault(105)
@pytest.mark.parametrize("override", OVERRIDES)
def test_hydra_itself_is_not_for_a_command_line_to_change(override, canary):
    with pytest.raises(REFUSED) as caught:
        check_overrides([override.format(canary=canary)])
    assert str(caught.value).isprintable()


@fault(105)
@pytest.mark.parametrize("override", SETTINGS)
def test_an_override_can_do_no_more_than_a_yaml(override, canary):
    with pytest.raises(REFUSED) as caught:
        instantiate(configured([override.format(canary=canary)]).source)
    assert not canary.exists()
    assert str(caught.value).isprintable()


@fault(105)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"# @package _global_\nhydra: {{{{callbacks: {{{{x: {LOGS}}}}}}}}}", 8),
        (YAMLS["a tag that calls"], 2),
        (YAMLS["a target in a list"], 8),
        ("x: " + "y" * 10_000_000, 2),
        ("x: &x " + "*" * 999_000, 2),
    ],
)
def test_a_command_ends_with_one_sentence_and_leaves_nothing(content, code, tmp_path):
    canary, folder = tmp_path / "canary", tmp_path / "conf/rules"
    folder.mkdir(parents=True)
    (folder / "evil.yaml").write_text(content.format(canary=canary))
    done = command(
        "rules",
        f"hydra.searchpath=[file://{tmp_path}/conf]",
        "rules=evil",
        f"paths.data={tmp_path}/data",
        f"paths.runs={tmp_path}/runs",
    )
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["conf"]


COMPOSED = """
import re, sys, time
from pathlib import Path
from patronage.config import configured
configured()
start = time.process_time()
try:
    configured(sys.argv[1:])
except Exception as error:
    print(type(error).__name__)
print(time.process_time() - start)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def bombs() -> dict[str, str]:
    """A file that is long, one of many values, and a short one that grows."""
    signs = string.ascii_lowercase
    grown = "".join(
        f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
        for last, name in itertools.pairwise(signs)
    )
    return {
        "long": "x: " + "y" * 10_000_000,
        "wide": f"x: [{'1,' * 49_000}1]",
        "growing": f"a: &a [1]\n{grown}",
    }


@fault(105)
@pytest.mark.parametrize("content", bombs().values(), ids=bombs())
def test_a_bomb_is_not_even_unpacked(content, tmp_path):
    folder = tmp_path / "conf/rules"
    folder.mkdir(parents=True)
    (folder / "evil.yaml").write_text(content)
    path = f"hydra.searchpath=[file://{tmp_path}/conf]"
    done = commanded(["-c", COMPOSED, path, "rules=evil"], 60, {})
    name, seconds, peak = done.stdout.split()
    assert name == "ConfigError", done.stderr
    assert float(seconds) < MOST_SECONDS
    assert int(peak) * 1024 < MOST_BYTES


@fault(105)
def test_what_a_text_resolves_to_is_looked_at_again():
    hidden = "${oc.select:nothing,{_target_:os.getcwd}}"
    made = {"_target_": "sklearn.pipeline.FeatureUnion", "transformer_list": [hidden]}
    with pytest.raises(errors.IntegrityError, match=r"got 'os\.getcwd'"):
        instantiate(OmegaConf.create(made))


@fault(105)
def test_the_environment_may_say_where_a_file_is():
    check_resolvers(OmegaConf.create({"files": {"x": {"path": "${oc.env:HOME}/x"}}}))


SIGNS = st.one_of(
    st.sampled_from("\"'`;-)(/*\\\n\r%$[]{}.,="),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
NAMES = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30),
    st.sampled_from(['x" FROM t; DROP TABLE t; --', "x'; DROP TABLE t; --", '"']),
)


@fault(105)
@given(name=NAMES, text=st.one_of(NAMES, st.just("")))
def test_a_name_is_never_read_as_sql_nor_a_value(name, text):
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS kept")
        made = sql.columns({name: sql.literal(text)})
        found = connection.execute(f"SELECT {made}")
        assert [column[0] for column in found.description] == [name]
        assert found.fetchall() == [(text,)]
        again = f"SELECT {sql.names([name])} FROM (SELECT {made})"
        assert connection.execute(again).fetchall() == [(text,)]
        assert connection.execute("SELECT kept FROM t").fetchall() == [(1,)]


@fault(105)
@given(column=NAMES, table=NAMES)
def test_a_query_of_a_server_holds_names_within_quotes(column, table):
    query = postgres._query([(column, "text", 1)], table)
    outside = "".join(query.replace('""', "").split('"')[::2])
    assert set(outside) <= set("SELECT t. AS FROM ORDER BY")
