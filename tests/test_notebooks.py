"""Every notebook runs from top to bottom, and its two files say the same."""

import ast
from pathlib import Path

import jupytext
import nbformat
import pytest
from commands import ROOT, Job
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import patronage

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
READER = ROOT / "notebooks" / "read_a_run.ipynb"
STUDIES = [path for path in NOTEBOOKS if path != READER]
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every_study = pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)


def executed(path: Path, where: Path, **parameters: object) -> list[dict]:
    """What the cells of a notebook put out, with parameters other than its own."""
    notebook = nbformat.read(path, as_version=4)
    own = next(cell for cell in notebook.cells if "parameters" in tags(cell))
    own.source += "".join(f"\n{name} = {value!r}" for name, value in parameters.items())
    place = {"metadata": {"path": str(where)}}
    NotebookClient(notebook, timeout=120, resources=place).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def tags(cell: nbformat.NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def look_at(monkeypatch, data: Path, runs: Path) -> None:
    monkeypatch.setenv("PATRONAGE_PATHS_DATA", str(data))
    monkeypatch.setenv("PATRONAGE_PATHS_RUNS", str(runs))
    monkeypatch.delenv("PATRONAGE_SOURCE", raising=False)


def content(notebook: nbformat.NotebookNode) -> list[tuple]:
    return [(cell.cell_type, cell.source, tags(cell)) for cell in notebook.cells]


def test_there_are_notebooks_in_pairs():
    texts = sorted((ROOT / "notebooks").glob("*.py"))
    assert [path.stem for path in NOTEBOOKS] == [path.stem for path in texts] != []


@every_notebook
def test_text_and_notebook_are_in_step(path):
    text = jupytext.read(path.with_suffix(".py"), fmt="py:percent")
    assert content(nbformat.read(path, as_version=4)) == content(text)


@every_notebook
def test_notebooks_are_kept_without_results(path):
    cells = nbformat.read(path, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)


def test_the_reader_reads_the_last_job(cdnow_job: Job, monkeypatch, tmp_path):
    look_at(monkeypatch, cdnow_job.data, cdnow_job.runs)
    outputs = executed(READER, tmp_path)
    shown = "".join(output["data"]["text/plain"] for output in outputs)
    assert cdnow_job.job in shown
    assert any("image/png" in output["data"] for output in outputs)
    assert list(tmp_path.iterdir()) == []


def test_before_any_job_the_reader_says_what_to_run(monkeypatch, tmp_path):
    look_at(monkeypatch, tmp_path / "data", tmp_path / "runs")
    with pytest.raises(CellExecutionError, match="run `make run` first"):
        executed(READER, tmp_path)
    assert list(tmp_path.iterdir()) == []


@every_study
def test_a_study_uses_public_names_alone(path):
    tree = ast.parse(path.with_suffix(".py").read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named = {alias.name for node in found for alias in node.names if _ours(node.module)}
    modules = [node.module for node in found if _ours(node.module)]
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert {*modules} == {"patronage"}
    assert not [a.name for node in plain for a in node.names if _ours(a.name)]
    assert named <= {*patronage.__all__}


@every_study
def test_a_study_runs_without_a_warning_and_shows_a_figure(path, tmp_path):
    outputs = executed(path, tmp_path)
    assert [each for each in outputs if each.get("name") == "stderr"] == []
    pictures = [each for each in outputs if "image/png" in each.get("data", {})]
    assert len(pictures) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@every_study
def test_a_study_runs_on_another_source(path, tmp_path):
    other = {"SOURCE": "complete_journey", "AS_OF": "2017-09-30"}
    outputs = executed(path, tmp_path, **other)
    assert any("image/png" in each.get("data", {}) for each in outputs)


def _ours(module: str | None) -> bool:
    return (module or "").split(".")[0] == "patronage"
