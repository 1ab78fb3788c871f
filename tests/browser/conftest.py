"""The desk in a real Chromium: one browser and one record for all, a copy of it with a desk of its own for each module."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.pages import AXE, WAIT, Watch, open_page
from browser.serving import ROOT, Desk, run_onrecord, serve
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bench.chromium import SWITCHES, find_chromium

BUILT = ROOT / "src" / "onrecord" / "desk" / "static" / "index.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine; skips where there is none, or where the pages were not built."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium here: `make test` as root installs it, or apt-get install chromium; ONRECORD_CHROMIUM names another")
    if not BUILT.exists() or not AXE.exists():
        pytest.skip("the pages of the desk are not built: make web")
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(program), args=list(SWITCHES))
        yield started
        started.close()


@pytest.fixture(scope="package")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk-settings")


@pytest.fixture(scope="package")
def sample_record(tmp_path_factory: pytest.TempPathFactory, settings: Path) -> Path:
    """The record of our own pages, made once; or one that is there already, to save the minute that it takes."""
    if there := os.environ.get("ONRECORD_SAMPLE_RECORD"):
        return Path(there)
    made = tmp_path_factory.mktemp("desk-sample") / "sample.db"
    run_onrecord("add", str(ROOT / "samples" / "record"), "--into", str(made), settings=settings)
    with sqlite3.connect(made) as connection:  # all in one file, to be copied
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return made


@pytest.fixture(scope="module")
def desk(sample_record: Path, settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a copy of the record."""
    copy = tmp_path_factory.mktemp("desk") / "desk.db"
    shutil.copy(sample_record, copy)
    with serve(copy, settings, free_port()) as running:
        yield running


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def context(browser: Browser, desk: Desk) -> Iterator[BrowserContext]:
    """A window that has come in by the printed address."""
    made = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = made.new_page()
    page.goto(desk.entry)
    page.close()
    yield made
    made.close()


@pytest.fixture
def watched(context: BrowserContext, desk: Desk) -> Iterator[tuple[Page, Watch]]:
    """A page, and what it did wrong; checked at the end."""
    page, watch = open_page(context, desk.home)
    yield page, watch
    page.close()
    context.unroute_all()
    watch.check()


@pytest.fixture
def page(watched: tuple[Page, Watch]) -> Page:
    return watched[0]


@pytest.fixture
def watch(watched: tuple[Page, Watch]) -> Watch:
    return watched[1]
