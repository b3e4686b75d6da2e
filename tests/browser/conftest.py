"""A job's runs behind a real MLflow server, and a browser to look at them."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from patronage import tracking
from patronage.tracking.ui import server_command, server_environment

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ASSISTANT_SEEN = "mlflow.assistant.fab.autoOpenedOnFirstLoad_v1"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Runs of one job and the address of the server that shows them."""

    store: tracking.Store
    job: str
    port: int

    @property
    def schemes(self):
        return tracking.runs(self.store, job=self.job)["name"].tolist()

    def link(self, view):
        return tracking.link(self.store, job=self.job, view=view, port=self.port)


@pytest.fixture(scope="session")
def logged(journey_job):
    """The store and job to look at: those of the main job."""
    return journey_job.store, journey_job.job


@pytest.fixture(scope="session")
def shown(logged, tmp_path_factory):
    store, job = logged
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            server_command(store, port=port),
            env=server_environment(),
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server, log)
        yield Shown(store=store, job=job, port=port)
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server, log):
    for _ in range(120):
        if server.poll() is not None:
            break
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the MLflow server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page that notes what fails and who else is asked."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(60_000)
    context.add_init_script(f"localStorage.setItem('{ASSISTANT_SEEN}', 'true')")
    opened = context.new_page()
    opened.faults = []
    opened.outside = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("response", lambda answer: note_fault(opened, answer))
    opened.on("request", lambda request: note_outside(opened, request))
    yield opened
    context.close()


def note_fault(page, answer):
    """Note answers that fail; the login API is missing where there is no login."""
    if answer.status >= 400 and not answer.url.endswith("/users/current"):
        page.faults.append(f"{answer.status} {answer.url}")


def note_outside(page, request):
    if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        page.outside.append(request.url)


@pytest.fixture
def keep(page, request, tmp_path):
    """Keep a picture of the page, in PATRONAGE_SCREENSHOTS if that is set."""
    folder = Path(os.environ.get("PATRONAGE_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    yield
    page.screenshot(path=folder / f"{request.node.name}.png")
