"""Every page of the desk: axe finds nothing wrong in light and in dark, nothing is wider than a telephone, and nothing goes out to the web."""

from __future__ import annotations

import pytest
from browser.pages import Watch, fetch, find_violations, shoot
from browser.serving import Desk
from playwright.sync_api import Page, expect

PAGES = [
    ("events", "/", "canvas"),
    ("reports", "/reports", "main a[href^='/reports/']"),
    ("review", "/review", ".queue li"),
    ("add", "/add", "form"),
    ("withhold", "/withhold", "form"),
    ("samples", "/samples", "form"),
    ("login", "/login", "h1"),
    ("none", "/nowhere", "h1"),
]


@pytest.mark.parametrize(("name", "path", "ready"), PAGES, ids=[name for name, _, _ in PAGES])
def test_a_page_is_sound_in_light_and_dark_wide_and_narrow(desk: Desk, page: Page, name: str, path: str, ready: str) -> None:
    page.goto(desk.home + path)
    page.wait_for_selector(ready)
    if name == "events":
        page.wait_for_timeout(1500)  # the map draws itself
    assert shoot(page, name) == []


def test_the_page_of_an_event_is_sound(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    row = next(each for each in fetch(page, "/api/events?limit=50")["items"] if each["killed_low"] and each["disputed"])
    page.goto(f"{desk.home}/events/{row['id']}")
    expect(page.get_by_role("heading", name="What is told")).to_be_visible()
    assert shoot(page, "event") == []


def test_the_page_of_a_report_is_sound_with_a_claim_chosen(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    found = next(each for each in fetch(page, "/api/reports?limit=100")["items"] if "words-lost" in each["problems"])
    page.goto(f"{desk.home}/reports/{found['id']}")
    page.locator(".claims ol > li > button").first.click()
    expect(page.get_by_role("group", name="Verdict")).to_be_visible()
    assert shoot(page, "report") == []


def test_the_palette_and_the_list_of_keys_are_sound(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.home}/review")
    page.wait_for_selector(".queue li")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert find_violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("hospital")
    expect(page.get_by_role("option").first).to_be_visible()
    page.screenshot(path=".screenshots/palette-1440-light.png")
    assert find_violations(page) == []


def test_the_colours_follow_the_switch_and_stay(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.home}/add")
    switch = page.get_by_role("button", name="Colours")
    switch.click()
    switch.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    expect(switch).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    switch.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_the_pages_work_with_the_network_cut_off_and_load_nothing_from_outside(desk: Desk, page: Page, watch: Watch) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    for path in ("/", "/reports", "/review"):
        page.goto(desk.home + path)
        page.wait_for_load_state("networkidle")
    assert seen
    assert [url for url in seen if not url.startswith((desk.home, "data:", "blob:"))] == []
    assert watch.tried == []


def test_a_page_says_that_the_desk_does_not_answer_and_tries_again(desk: Desk, page: Page, watch: Watch) -> None:
    watch.allowed += ["ERR_FAILED"]
    page.route("**/api/queue*", lambda route: route.abort())
    page.goto(f"{desk.home}/review")
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    page.unroute("**/api/queue*")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".queue li")
