"""Every notebook runs from top to bottom, and its two files say the same."""

from pathlib import Path

import jupytext
import nbformat
import pytest
from commands import ROOT, Job
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def executed(path: Path, where: Path) -> list[dict]:
    """What the cells of a notebook put out."""
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(where)}}
    NotebookClient(notebook, timeout=120, resources=place).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def look_at(monkeypatch, data: Path, runs: Path) -> None:
    monkeypatch.setenv("PATRONAGE_PATHS_DATA", str(data))
    monkeypatch.setenv("PATRONAGE_PATHS_RUNS", str(runs))
    monkeypatch.delenv("PATRONAGE_SOURCE", raising=False)


def content(notebook: nbformat.NotebookNode) -> list[tuple]:
    return [
        (cell.cell_type, cell.source, cell.metadata.get("tags", []))
        for cell in notebook.cells
    ]


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


@every_notebook
def test_a_notebook_reads_the_last_job(path, cdnow_job: Job, monkeypatch, tmp_path):
    look_at(monkeypatch, cdnow_job.data, cdnow_job.runs)
    outputs = executed(path, tmp_path)
    shown = "".join(output["data"]["text/plain"] for output in outputs)
    assert cdnow_job.job in shown
    assert any("image/png" in output["data"] for output in outputs)
    assert list(tmp_path.iterdir()) == []


@every_notebook
def test_before_any_job_a_notebook_says_what_to_run(path, monkeypatch, tmp_path):
    look_at(monkeypatch, tmp_path / "data", tmp_path / "runs")
    with pytest.raises(CellExecutionError, match="run `make run` first"):
        executed(path, tmp_path)
    assert list(tmp_path.iterdir()) == []
