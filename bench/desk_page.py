"""The first page of the desk in a real browser: until its events are to be seen, and from a filter's click to the frame that shows it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.chromium import SWITCHES, find_chromium
from bench.desk import keep_record, open_desk
from bench.desk_record import EVENTS

FEW = 10_000  # events of the record whose first page is timed
LOADS = 7
CLICKS = 12
# The first frame after the table has a row, in milliseconds since the address was asked for.
SEEN = """
new MutationObserver((_, observer) => {
  if (!document.querySelector('[role=grid] [role=row] [role=gridcell]')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.seen = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# From the click on a box of the filter to the frame that shows what passes: the work before it and its drawing.
CLICK = """
(box) => new Promise((resolve) => {
  requestAnimationFrame(() => {
    const start = performance.now();
    box.click();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
})
"""


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """``paint``: the first of anything; ``useful``: of the table's rows; both at 10,000 events, in a browser that has kept the page's files.

    ``cold_useful``: in one that has not. ``filter``: from a click to the next frame, at 50,000 events.
    """
    with open_page(FEW) as (context, address):
        loads = [time_load(context, address) for _ in range(LOADS)]
    with open_page(EVENTS) as (context, address):
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Type", exact=True).click()
        page.wait_for_selector("canvas")
        page.wait_for_timeout(2000)
        clicks = list(time_clicks(page))
    firsts, usefuls = zip(*loads, strict=True)
    return {
        "events": float(FEW),
        "cold_useful_ms": usefuls[0],
        "paint_ms": statistics.median(firsts[1:]),
        "useful_ms": statistics.median(usefuls[1:]),
        "filter_events": float(EVENTS),
        "filter_ms": statistics.median(clicks),
        "filter_slowest_ms": max(clicks),
    }


@contextmanager
def open_page(events: int) -> Iterator[tuple[BrowserContext, str]]:
    """A browser window that has come in, and the address of the first page."""
    program = find_chromium()
    if program is None:
        raise SystemExit("no Chromium here: `make chromium` as root installs it; ONRECORD_CHROMIUM names another")
    with open_desk(keep_record(events)) as (_, port, cookie), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(SWITCHES))
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
        yield context, f"http://127.0.0.1:{port}/"
        browser.close()


def time_load(context: BrowserContext, address: str) -> tuple[float, float]:
    """Milliseconds until the first paint, and until the first frame with rows of the table."""
    page = context.new_page()
    page.add_init_script(SEEN)
    page.goto(address)
    page.wait_for_function(f"() => window.seen && ({PAINTED})()")
    times = float(page.evaluate(PAINTED)), float(page.evaluate("window.seen"))
    page.close()
    return times


def time_clicks(page: Page) -> Iterator[float]:
    """Milliseconds of each turn of one box after another."""
    boxes = page.get_by_role("checkbox").all()
    for turn in range(CLICKS):
        yield float(page.evaluate(CLICK, boxes[turn // 2 % len(boxes)].element_handle()))
        page.wait_for_timeout(1000)  # until the map, too, is at rest
