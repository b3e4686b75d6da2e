"""One store for all tests (making it takes seconds), an experiment for each."""

from dataclasses import replace

import pytest

from patronage import tracking
from patronage.tracking.client import connect


@pytest.fixture(scope="session")
def shop_store(tmp_path_factory):
    made = tracking.local_store(tmp_path_factory.mktemp("store"))
    tracking.prepare(made)
    return made


@pytest.fixture
def store(shop_store, request):
    return replace(shop_store, experiment=request.node.nodeid, strict=True)


@pytest.fixture
def client(store):
    return connect(store.uri)


@pytest.fixture
def closed_store(store):
    """A server that is not there."""
    return replace(store, uri="http://127.0.0.1:9", strict=False)
