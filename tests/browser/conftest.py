"""A job's runs behind a real MLflow server, and a browser to look at them."""

import importlib.util
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import common, run_once
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
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>"""
EASY = (
    "source=cdnow",
    "as_of='1997-09-30'",
    "selection=fixed",
    "selection.n_clusters=3",
    "schemes=[kmeans,tier3,rfm_cells]",
    "n_bootstraps=2",
    "n_nulls=9",
    "compare.resamples=20",
)
ASSISTANT_SEEN = "mlflow.assistant.fab.autoOpenedOnFirstLoad_v1"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Runs of one job and the address of the server that shows them."""

    store: tracking.Store
    job: str
    port: int

    @property
    def schemes(self):
        names = tracking.runs(self.store, job=self.job)["name"].tolist()
        return [name for name in names if name != "comparison"]

    def link(self, view):
        return tracking.link(self.store, job=self.job, view=view, port=self.port)

    def run(self, name):
        """The page of one scheme's run."""
        found = tracking.runs(self.store, job=self.job).set_index("name")
        experiment = tracking.prepare(self.store)
        return f"experiments/{experiment}/runs/{found.loc[name, 'run_id']}"

    def page(self, name):
        return f"http://127.0.0.1:{self.port}/#/{name}"


@pytest.fixture(scope="session")
def comparing(tmp_path_factory, worker_id):
    """Compare schemes in a language, once."""

    def job(language):
        folder = common(tmp_path_factory, worker_id) / f"compared-{language}"
        return run_once(folder, *EASY, f"language={language}", stage="compare")

    return job


@pytest.fixture(scope="session")
def shown(comparing, tmp_path_factory):
    """A comparison in English."""
    yield from served(comparing("en"), tmp_path_factory)


@pytest.fixture(scope="session")
def compared(comparing, tmp_path_factory):
    """A comparison in Chinese."""
    yield from served(comparing("zh"), tmp_path_factory)


def served(done, tmp_path_factory):
    store, port = done.store, free_port()
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
        yield Shown(store=store, job=done.job, port=port)
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
def chromium(tmp_path_factory):
    """A browser that has the font of our figures, as users in China have one."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not installed; on Debian: apt-get install chromium")
    places = importlib.util.find_spec("mplfonts").submodule_search_locations
    fonts = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    fonts.write_text(FONTS.format(Path(places[0]) / "fonts"))
    own = os.environ | {"FONTCONFIG_FILE": str(fonts)}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=QUIET, env=own)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page that notes what fails and who else is asked."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(60_000)
    # A frame in a sandbox, such as that of a report, has no storage.
    context.add_init_script(
        f"if (window === top) localStorage.setItem('{ASSISTANT_SEEN}', 'true')"
    )
    opened = context.new_page()
    opened.faults = []
    opened.outside = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda message: note_complaint(opened, message))
    opened.on("response", lambda answer: note_fault(opened, answer))
    opened.on("request", lambda request: note_outside(opened, request))
    yield opened
    context.close()


def note_fault(page, answer):
    """Note answers that fail; the login API is missing where there is no login."""
    if answer.status >= 400 and not answer.url.endswith("/users/current"):
        page.faults.append(f"{answer.status} {answer.url}")


def note_complaint(page, message):
    """Note errors of the console; failed answers are noted with their address."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        page.faults.append(message.text)


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
