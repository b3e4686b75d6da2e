import os
import socket

import pytest

from patronage import tracking
from patronage.errors import ConfigError, MachineError
from patronage.tracking.ui import server_command, server_environment


def options(command):
    return dict(zip(command[4::2], command[5::2], strict=True))


def test_a_server_answers_this_machine_alone(shop_store):
    chosen = options(server_command(shop_store, port=5001))
    assert chosen["--host"] == "127.0.0.1"
    assert chosen["--allowed-hosts"] == "127.0.0.1:5001,localhost:5001"
    assert chosen["--backend-store-uri"] == shop_store.uri
    assert chosen["--artifacts-destination"] == shop_store.artifacts


def test_a_server_runs_no_jobs_and_unpickles_nothing_whatever_the_user_set(monkeypatch):
    monkeypatch.setenv("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "true")
    monkeypatch.setenv("MLFLOW_ALLOW_PICKLE_DESERIALIZATION", "true")
    environment = server_environment()
    assert environment["MLFLOW_SERVER_ENABLE_JOB_EXECUTION"] == "false"
    assert environment["MLFLOW_ALLOW_PICKLE_DESERIALIZATION"] == "false"
    assert environment["MLFLOW_DISABLE_TELEMETRY"] == "true"


def test_serving_becomes_the_server(shop_store, monkeypatch):
    became = []
    monkeypatch.setattr(os, "umask", became.append)
    monkeypatch.setattr(os, "execve", lambda *words: became.append(words[1]))
    tracking.serve(shop_store, port=5001)
    assert became == [0o077, server_command(shop_store, port=5001)]


def test_a_port_that_is_taken_or_none_is_refused_before_anything_is_made(tmp_path):
    store = tracking.local_store(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MachineError, match=f"port {port} cannot be used"):
            tracking.serve(store, port=port)
    with pytest.raises(ConfigError, match="0 to 65535; got 99999"):
        tracking.serve(store, port=99999)
    assert list(tmp_path.iterdir()) == []
