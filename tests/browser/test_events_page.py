"""Events: map, time line and table answer to one filter, which the address holds; a dossier shows its values by a rule, and goes into a file."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

from browser.pages import fetch
from browser.serving import Desk
from playwright.sync_api import Page, expect


def total(page: Page) -> str:
    return page.locator("search [role=status] strong").inner_text()


def test_a_filter_holds_for_the_map_the_time_line_and_the_table_and_stands_in_the_address(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    page.wait_for_selector("canvas")
    line = page.get_by_role("region", name="Time line of the events").locator("path.passing")
    before, bars = int(total(page)), line.get_attribute("d")
    page.get_by_role("button", name="Type", exact=True).click()
    page.get_by_role("checkbox", name="Bombing").check()
    expect(page).to_have_url(re.compile(r"type=bombing"))
    after = int(total(page))
    assert 0 < after < before
    assert page.get_by_role("grid", name="Events").get_attribute("aria-rowcount") == str(after + 1)
    assert line.get_attribute("d") != bars
    page.reload()
    page.wait_for_selector("canvas")
    assert int(total(page)) == after


def test_what_the_first_page_asks_is_fetched_beforehand_and_once(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    fetched = page.evaluate("performance.getEntriesByType('resource').map((entry) => [entry.name, entry.initiatorType])")
    for asked in ("/api/index", "/api/me", "/api/meanings"):
        assert [kind for name, kind in fetched if name.endswith(asked)] == ["link"], asked


def test_words_are_looked_for_in_the_reports(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    page.get_by_role("searchbox", name="Words in the reports").fill("pupils")
    expect(page).to_have_url(re.compile(r"words=pupils"))
    expect(page.locator("search [role=status]")).to_contain_text("of")
    assert int(total(page)) >= 1


def test_the_table_is_walked_and_opened_by_keys(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    grid = page.get_by_role("grid", name="Events")
    grid.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/events/\w+"))
    expect(page.get_by_role("heading", name="What is told")).to_be_visible()


def open_disputed(desk: Desk, page: Page) -> str:
    page.goto(desk.home)
    row = next(each for each in fetch(page, "/api/events?limit=50")["items"] if each["killed_low"] and each["disputed"])
    page.goto(f"{desk.home}/events/{row['id']}")
    expect(page.get_by_role("heading", name="Tolls")).to_be_visible()
    return str(row["id"])


def test_a_dossier_shows_the_values_that_a_rule_picks(desk: Desk, page: Page) -> None:
    open_disputed(desk, page)
    with page.expect_response(lambda answer: "rule=lowest" in answer.url):
        page.get_by_text("Lowest", exact=True).click()
    expect(page).to_have_url(re.compile(r"rule=lowest"))


def test_the_exact_words_are_one_click_away_and_lit_in_the_report_s_own_text(desk: Desk, page: Page) -> None:
    open_disputed(desk, page)
    page.locator("section[aria-labelledby=told] summary").first.click()
    page.get_by_title("Show the words in the report").first.click()
    drawer = page.get_by_role("dialog", name="The exact words")
    expect(drawer).to_be_visible()
    expect(drawer.locator("mark").first).to_be_visible()


def test_a_dossier_is_exported_as_one_file_that_asks_for_nothing(desk: Desk, page: Page, tmp_path: Path) -> None:
    open_disputed(desk, page)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save the file").click()
    saved = tmp_path / "dossier.html"
    waiting.value.save_as(saved)
    written = saved.read_text()
    assert "<svg" in written
    assert "<table" in written
    assert re.search(r"<(script|link|img|iframe)\b[^>]*(src|href)=", written) is None
    other = page.context.new_page()
    other.set_content(written)
    expect(other.locator("mark").first).to_be_visible()
    other.close()


def test_whose_borders_the_map_draws_is_a_choice_that_is_kept(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    page.wait_for_selector("canvas")
    page.get_by_role("button", name="View", exact=True).click()
    expect(page.get_by_text("no view is taken")).to_be_visible()
    page.get_by_label("Borders").select_option("none")
    expect(page.get_by_text("No borders, no names")).to_be_visible()
    page.get_by_label("Colours tell").select_option("verification")
    page.reload()
    page.wait_for_selector("canvas")
    page.get_by_text("Legend").click()
    expect(page.get_by_text("check not said").first).to_be_visible()
    page.get_by_role("button", name="View", exact=True).click()
    expect(page.get_by_label("Borders")).to_have_value("none")
    page.get_by_label("Borders").select_option("neutral")
    page.get_by_label("Colours tell").select_option("type")


def find_points(page: Page) -> list[tuple[float, float]]:
    """Where the events stand in the window, on a map that has opened on all of them."""
    columns = fetch(page, "/api/index")
    placed = [(lon, lat) for lon, lat in zip(columns["lon"], columns["lat"], strict=True) if lat is not None]
    box = page.locator("canvas").bounding_box()
    assert box is not None
    lons, lats = zip(*placed, strict=True)
    aside, along = (max(0.02, 0.02 * (max(each) - min(each))) for each in (lons, lats))
    west, north = project(min(lons) - aside, max(lats) + along)
    east, south = project(max(lons) + aside, min(lats) - along)
    scale = min((box["width"] - 80) / (east - west), (box["height"] - 80) / (south - north), 512 * 2.0**7)
    left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    spots = (project(*place) for place in placed)
    return [(left + (x - (west + east) / 2) * scale, top + (y - (north + south) / 2) * scale) for x, y in spots]


def project(lon: float, lat: float) -> tuple[float, float]:
    """A spot on the square of Mercator's map of the world, its sides 1."""
    return (lon + 180) / 360, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def test_events_of_the_map_are_pressed_one_alone_and_several_that_stand_together(desk: Desk, page: Page) -> None:
    page.goto(desk.home)
    page.wait_for_selector("canvas")
    scale = page.locator(".maplibregl-ctrl-scale")
    expect(scale).to_have_text(re.compile(r"\d"))
    page.wait_for_timeout(1500)
    points = find_points(page)
    alone = max(points, key=lambda point: min(math.dist(point, other) for other in points if other != point))
    page.mouse.click(*alone)
    expect(page.get_by_role("heading", name="One event here")).to_be_visible()
    page.keyboard.press("Escape")
    before = scale.inner_text()
    pairs = sorted(combinations(points, 2), key=lambda pair: math.dist(*pair))
    for one, other in pairs[:8]:  # which of the nearest share a circle is the map's affair
        page.mouse.click((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        page.wait_for_timeout(600)
        if scale.inner_text() != before:
            break
    expect(scale).not_to_have_text(before)
