"""Adding as a person does: a text that is pasted, files, links; how far it is shows as it goes, and what could not be read says what to do."""

from __future__ import annotations

from pathlib import Path

from browser.pages import fetch, shoot
from browser.serving import Desk
from playwright.sync_api import Page, expect

TEXT = "A car bomb exploded outside the town hall of Mardan on Monday, killing four people, police said. Nobody claimed the attack."


def open_add(desk: Desk, page: Page, way: str) -> int:
    page.goto(f"{desk.home}/add")
    page.get_by_role("button", name=way, exact=True).click()
    return int(fetch(page, "/api/me")["record"]["reports"])


def test_a_pasted_text_is_read_and_its_claims_are_in_the_record(desk: Desk, page: Page) -> None:
    before = open_add(desk, page, "Paste text")
    page.get_by_label("Text of the report").fill(TEXT)
    page.get_by_label("Published").fill("2024-10-30")
    page.get_by_label("Outlet").fill("Valley Courier")
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("1 of 1 item")).to_be_visible()
    assert fetch(page, "/api/me")["record"]["reports"] == before + 1
    page.get_by_role("link", name="Review what is new").click()
    expect(page.locator(".queue")).to_be_visible()
    assert any("Mardan" in each["claim"]["exact"] for each in fetch(page, "/api/queue?order=newest&limit=10")["items"])


def test_files_are_read_and_one_that_cannot_be_says_what_to_do(desk: Desk, page: Page, tmp_path: Path) -> None:
    good, known, bad = tmp_path / "raid.txt", tmp_path / "again.txt", tmp_path / "broken.html"
    good.write_text("Gunmen shot dead two guards at a bank in Peshawar on Sunday, the interior ministry said.")
    known.write_text(good.read_text())
    bad.write_bytes(b"")
    open_add(desk, page, "Files or a folder")
    page.get_by_label("Choose files").set_input_files([good, known, bad])
    expect(page.get_by_text("3 files: ")).to_be_visible()
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("not added")).to_be_visible()
    expect(page.get_by_text("broken.html").first).to_be_visible()
    assert shoot(page, "added") == []


def test_links_are_not_fetched_unless_it_is_ticked(desk: Desk, page: Page) -> None:
    before = open_add(desk, page, "Links")
    page.get_by_label("Links, a line each").fill("https://nowhere.example/a-report")
    expect(page.get_by_label("Fetch these links")).not_to_be_checked()
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("Tick “Fetch these links”")).to_be_visible()
    assert fetch(page, "/api/me")["record"]["reports"] == before


def drop(page: Page, where: str, paths: list[Path]) -> None:
    """Lets files and folders of the disk fall on a part of the page, as a hand would."""
    box = page.locator(where).bounding_box()
    assert box is not None
    spot = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    browser = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": step, **spot, "data": data})
    browser.detach()


def test_a_folder_is_dropped_and_its_progress_is_told_as_it_goes(desk: Desk, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "week"
    (folder / "monday").mkdir(parents=True)
    for number in range(3):
        told = f"Shells hit the grain port of Reni on Monday, killing {number + 2} dockers, the harbour office said."
        (folder / "monday" / f"port{number}.txt").write_text(told)
    (folder / ".DS_Store").write_bytes(b"not a report")
    open_add(desk, page, "Files or a folder")
    drop(page, ".drop", [folder])
    expect(page.get_by_text("3 files: ")).to_be_visible()
    told_live: list[str] = []
    page.on("request", lambda request: told_live.append(request.url) if request.url.endswith("/stream") else None)
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("3 of 3 items")).to_be_visible()
    assert len(told_live) == 1, "one stream tells all of it"
