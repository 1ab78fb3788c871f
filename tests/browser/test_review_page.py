"""Reviewing by keys alone: what is decided shows at once, is in the record, and can be taken back; what is refused is put back and said."""

from __future__ import annotations

import re
from typing import Any

from browser.pages import Watch, fetch
from browser.serving import Desk
from playwright.sync_api import Page, expect


def begin(page: Page, desk: Desk, order: str = "uncertain") -> None:
    page.goto(f"{desk.home}/review?order={order}")
    expect(page.locator(".queue [aria-current]")).to_be_visible()


def left(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".top .left").inner_text()))


def queued(page: Page, order: str = "uncertain") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = fetch(page, f"/api/queue?order={order}&limit=20")["items"]
    return items


def press_and_keep(page: Page, key: str) -> dict[str, Any]:
    """Presses a key that decides, and returns what the record made of it."""
    with page.expect_response("**/api/judgements") as waiting:
        page.keyboard.press(key)
    made: dict[str, Any] = waiting.value.json()
    return made


def test_claims_are_accepted_rejected_and_undone_by_keys(desk: Desk, page: Page) -> None:
    begin(page, desk)
    before, first = left(page), queued(page)[0]["claim"]["id"]
    made = press_and_keep(page, "a")
    assert made["judgement"]["verb"] == "accept"
    assert made["claims"][first]["verdict"] == "accept"
    expect(page.locator(".queue li").first).to_contain_text("accepted")
    assert left(page) == before - 1
    assert press_and_keep(page, "x")["judgement"]["verb"] == "reject"
    expect(page.locator(".review > [role=status]")).to_contain_text("Rejected.")
    assert press_and_keep(page, "u")["judgement"]["verb"] == "undo"
    expect(page.locator(".queue li").nth(1)).not_to_contain_text("rejected")
    press_and_keep(page, "u")
    expect(page.locator(".queue li").first).not_to_contain_text("accepted")
    assert left(page) == before
    assert queued(page)[0]["claim"]["id"] == first


def test_j_and_k_walk_the_queue_and_change_nothing(desk: Desk, page: Page) -> None:
    begin(page, desk)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".queue li").nth(2).locator("button")).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    expect(page.locator(".queue li").nth(1).locator("button")).to_have_attribute("aria-current", "true")


def test_the_queue_has_three_orders(desk: Desk, page: Page) -> None:
    begin(page, desk)
    for name, order in (("Most disputed", "disputed"), ("Newest first", "newest"), ("Most uncertain", "uncertain")):
        page.get_by_role("button", name=name).click()
        expect(page).to_have_url(re.compile(f"order={order}"))
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".queue li").first).to_be_visible()


def test_a_verdict_that_the_record_refuses_is_put_back_and_said(desk: Desk, page: Page, watch: Watch) -> None:
    watch.allowed += ["500"]
    begin(page, desk)
    before = left(page)
    page.route("**/api/judgements", lambda route: route.fulfill(status=500, json={"error": "the disk is full; free some space"}))
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("the disk is full")
    expect(page.locator(".queue li").first).not_to_contain_text("accepted")
    expect(page.locator(".queue li").first.locator("button")).to_have_attribute("aria-current", "true")
    assert left(page) == before


def test_a_field_is_corrected_by_keys_alone(desk: Desk, page: Page) -> None:
    begin(page, desk)
    page.keyboard.press("e")
    chosen = page.get_by_role("form", name="Set Type").get_by_label("Type")
    expect(chosen).to_be_focused()
    chosen.select_option("sabotage")
    page.keyboard.press("Tab")
    with page.expect_response("**/api/judgements") as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.json()["judgement"]["new"] == '"sabotage"'
    expect(page.locator(".queue [aria-current]")).to_contain_text("Sabotage")
    press_and_keep(page, "u")
    expect(page.locator(".queue [aria-current]")).not_to_contain_text("Sabotage")


def test_words_are_found_without_a_mouse_and_bear_out_a_value(desk: Desk, page: Page) -> None:
    begin(page, desk)
    item = queued(page)[0]
    word = item["claim"]["exact"].split()[-2]
    page.get_by_role("button", name="All fields").click()
    page.get_by_role("button", name="Set Who did it").click()
    form = page.get_by_role("form", name="Set Who did it")
    form.get_by_label("Words of the report").fill(word)
    expect(page.locator(".text mark.picked")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(page.locator("dd", has_text=word).first).to_be_visible()
    press_and_keep(page, "u")


def test_a_note_is_kept(desk: Desk, page: Page) -> None:
    begin(page, desk)
    page.keyboard.press("n")
    page.get_by_label("Note on this claim").fill("Ask the desk in Quetta.")
    with page.expect_response("**/api/judgements") as waiting:
        page.get_by_role("button", name="Keep note").click()
    assert waiting.value.json()["judgement"]["verb"] == "note"


def test_two_events_are_merged_and_parted_again(desk: Desk, page: Page) -> None:
    begin(page, desk)
    events = fetch(page, "/api/events?limit=50")["items"]
    mine = queued(page)[0]["event"]
    other = next(each for each in events if each["id"] != mine)
    page.get_by_role("button", name="Same as another event").click()
    form = page.get_by_role("form", name="Merge two events")
    form.get_by_label("Which event is it too?").fill(other["id"])
    form.get_by_role("radio").first.check()
    form.get_by_label("Why").fill("the same bomb")
    with page.expect_response("**/api/judgements") as waiting:
        form.get_by_role("button", name="They are one event").click()
    assert waiting.value.ok
    assert len(fetch(page, "/api/events?limit=50")["items"]) == len(events) - 1
    expect(form).to_have_count(0)
    press_and_keep(page, "u")
    assert len(fetch(page, "/api/events?limit=50")["items"]) == len(events)


def test_a_claim_is_split_off_its_event(desk: Desk, page: Page) -> None:
    begin(page, desk)
    page.get_by_role("button", name="Tells another event").click()
    form = page.get_by_role("form", name="Split an event")
    expect(form.get_by_role("checkbox").first).to_be_visible()
    assert form.locator("input:checked").count() == 1
    form.get_by_label("Why").fill("told of another day")
    with page.expect_response("**/api/judgements") as waiting:
        form.get_by_role("button", name="Split them off").click()
    assert waiting.value.json()["judgement"]["verb"] == "split"
    expect(form).to_have_count(0)
    press_and_keep(page, "u")


def test_single_keys_can_be_switched_off(desk: Desk, page: Page) -> None:
    begin(page, desk)
    page.keyboard.press("?")
    page.get_by_label("Single keys decide").uncheck()
    page.keyboard.press("Escape")
    before = left(page)
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert left(page) == before
    page.evaluate("localStorage.clear()")


def test_the_palette_finds_events_goes_to_pages_and_does_things(desk: Desk, page: Page) -> None:
    begin(page, desk)
    page.keyboard.press("Control+k")
    page.keyboard.type("show the keys")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("hospital")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/(events|reports)/\w+"))
    page.keyboard.press("Control+k")
    page.keyboard.type("withhold")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/withhold$"))
