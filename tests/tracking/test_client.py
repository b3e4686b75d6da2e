import subprocess
import sys

import pytest

from patronage.errors import TrackingError
from patronage.tracking.client import SETTINGS, answering, connect, trouble


def test_mlflow_is_imported_only_when_a_run_is_logged():
    code = "from patronage import tracking; tracking.log; import sys; "
    code += "sys.exit('mlflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_call_to_a_dead_server_ends_within_15_seconds():
    tries = 1 + int(SETTINGS["MLFLOW_HTTP_REQUEST_MAX_RETRIES"])
    backoff = 2 * int(SETTINGS["MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR"]) + 1
    assert tries * int(SETTINGS["MLFLOW_HTTP_REQUEST_TIMEOUT"]) + backoff <= 15


def test_a_users_own_setting_stays(monkeypatch):
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_TIMEOUT", "3")
    connect("http://127.0.0.1:9")
    from mlflow.environment_variables import MLFLOW_HTTP_REQUEST_TIMEOUT

    assert MLFLOW_HTTP_REQUEST_TIMEOUT.get() == 3


def test_trouble_is_one_sentence_without_the_password():
    error = OSError("http://ann:secret@host/api refused.\nand a traceback")
    assert trouble("http://ann:secret@host", error) == (
        "the tracking store http://host cannot be used: http://host/api refused."
    )


def test_a_failing_store_is_a_tracking_error(client):
    with pytest.raises(TrackingError, match="cannot be used"), answering("sqlite:///x"):
        client.get_run("f" * 32)


def test_a_fault_of_ours_stays_what_it_is(client):
    with pytest.raises(KeyError), answering("sqlite:///x"):
        raise KeyError("ours")
