"""Show the runs in a browser, on this machine only."""

from __future__ import annotations

import os
import socket
import sys

from patronage.errors import ConfigError, MachineError
from patronage.tracking.client import SETTINGS
from patronage.tracking.store import Store, prepare

HOST = "127.0.0.1"
PORT = 5000
CLOSED = {
    "MLFLOW_ALLOW_PICKLE_DESERIALIZATION": "false",
    "MLFLOW_ENABLE_AI_GATEWAY": "false",
    "MLFLOW_MODEL_CATALOG_URI": "",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
}


def serve(store: Store, *, port: int = PORT) -> None:
    """Become the MLflow server of this store until it is stopped.

    Raises
    ------
    ConfigError
        If the port is none.
    MachineError
        If the port is taken.
    """
    _check_port(port)
    prepare(store)
    os.umask(0o077)
    command = server_command(store, port=port)
    os.execve(command[0], command, server_environment())  # noqa: S606


def _check_port(port: int) -> None:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except OverflowError:
        raise ConfigError(f"tracking.port should be 0 to 65535; got {port}.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise MachineError(
            f"port {port} cannot be used: {reason}; choose another with PORT=..."
        ) from error


def server_command(store: Store, *, port: int = PORT) -> list[str]:
    """Return the command of a server that answers this machine alone."""
    options = {
        "--backend-store-uri": store.uri,
        "--registry-store-uri": store.uri,
        "--artifacts-destination": store.artifacts,
        "--host": HOST,
        "--port": str(port),
        "--workers": "1",
        "--allowed-hosts": f"{HOST}:{port},localhost:{port}",
        "--uvicorn-opts": "--log-level warning",
    }
    words = [word for option in options.items() for word in option]
    return [sys.executable, "-m", "mlflow", "server", *words]


def server_environment() -> dict[str, str]:
    """Return the environment in which nothing is run, unpickled or sent away."""
    return {**SETTINGS, **os.environ, **CLOSED}
