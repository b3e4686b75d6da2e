from contextlib import contextmanager

import pytest
from faults.corpus import fault

from patronage import config, io
from patronage.errors import MemoryShortError
from patronage.study import ingesting
from patronage.tables import LEDGER


@pytest.fixture
def threads(monkeypatch):
    """How many threads were tried; more than one need more memory than there is."""
    tried, connect = [], io.connect

    @contextmanager
    def scarce(*, threads, temp):
        tried.append(threads)
        if threads > 1:
            raise MemoryShortError("DuckDB: out of memory.")
        with connect(threads=threads, temp=temp) as connection:
            yield connection

    monkeypatch.setattr(ingesting.io, "connect", scarce)
    return tried


def ingest(tmp_path, n_jobs):
    source = config.instantiate(config.configured(["source=cdnow"]).source)
    folder = io.Folder(tmp_path, "cdnow")
    ingesting.ingest_source(source, folder, n_jobs=n_jobs)
    return folder


@fault(85)
def test_without_memory_for_several_threads_one_does_it(tmp_path, threads):
    folder = ingest(tmp_path, 4)
    assert threads == [4, 1]
    assert folder.path(LEDGER).exists()


def test_one_thread_that_has_too_little_is_not_tried_again(tmp_path, monkeypatch):
    def refuse(**_):
        raise MemoryShortError("DuckDB: out of memory.")

    monkeypatch.setattr(ingesting.io, "connect", refuse)
    with pytest.raises(MemoryShortError):
        ingest(tmp_path, 1)
