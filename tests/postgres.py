"""A PostgreSQL server of one's own, from the binaries that Debian installs."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from adbc_driver_postgresql import dbapi

BINARIES = "/usr/lib/postgresql/*/bin/initdb"
PASSWORD = "s3cret/pass"
IN_ADDRESS = "s3cret%2Fpass"


@dataclass(frozen=True)
class Server:
    """A server on loopback that knows one user, `reader`."""

    port: int

    def address(self, password: str = IN_ADDRESS) -> str:
        return f"postgresql://reader:{password}@127.0.0.1:{self.port}/postgres"

    def run(self, *statements: str) -> None:
        with dbapi.connect(self.address(), autocommit=True) as connection:
            for statement in statements:
                with connection.cursor() as cursor:
                    cursor.execute(statement)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server with an empty database; it ends, and is gone, with the block."""
    binaries = _binaries()
    # The server refuses to be root, and must reach its folder.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory() as made:
        folder, port = Path(made), _free_port()
        (folder / "password").write_text(PASSWORD)
        if user:
            for path in (folder, folder / "password"):
                shutil.chown(path, user)

        def call(program: str, *arguments: str) -> None:
            subprocess.run(
                [binaries / program, "--pgdata", folder / "data", *arguments],
                user=user,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                check=True,
            )

        access = [f"--pwfile={folder / 'password'}", "--auth=scram-sha-256"]
        plain = ["--username=reader", "--encoding=UTF8", "--locale=C", "--no-sync"]
        call("initdb", *access, *plain)
        listen = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k ''"
        call("pg_ctl", "start", "--wait", f"--log={folder / 'log'}", "-o", listen)
        try:
            yield Server(port)
        finally:
            call("pg_ctl", "stop", "--mode=immediate")


def _binaries() -> Path:
    found = sorted(Path("/").glob(BINARIES.removeprefix("/")))
    if found:
        return found[-1].parent
    reason = "no PostgreSQL server is installed (Debian's package postgresql)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
