"""A report: text and claims lead to one another, whatever letters stand in between; damage, versions and copies are shown; words set fields."""

from __future__ import annotations

import re
from typing import Any

from browser.pages import fetch
from browser.serving import Desk
from playwright.sync_api import Page, expect

SELECT = """([start, end]) => {
  const find = (offset, isEnd) => {
    for (const piece of document.querySelectorAll('.text [data-start]')) {
      const from = Number(piece.dataset.start);
      const letters = Array.from(piece.textContent);
      if (isEnd ? offset > from && offset <= from + letters.length : offset >= from && offset < from + letters.length)
        return [piece.firstChild, letters.slice(0, offset - from).join('').length];
    }
    throw new Error(`no piece at ${offset}`);
  };
  const range = document.createRange();
  range.setStart(...find(start, false));
  range.setEnd(...find(end, true));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


def reports(page: Page, desk: Desk) -> list[dict[str, Any]]:
    page.goto(f"{desk.home}/add")
    items: list[dict[str, Any]] = fetch(page, "/api/reports?limit=100")["items"]
    return items


def show(page: Page, desk: Desk, name: str) -> dict[str, Any]:
    """Opens a report and returns what the desk says of it."""
    page.goto(f"{desk.home}/reports/{name}")
    expect(page.get_by_role("article", name="Text of the report")).to_be_visible()
    answer: dict[str, Any] = fetch(page, f"/api/reports/{name}")
    return answer


def select_words(page: Page, text: str, words: str) -> None:
    """Selects words in the report as a person would with a mouse."""
    start = text.index(words)
    page.evaluate(SELECT, [start, start + len(words)])
    expect(page.get_by_role("region", name="Selected words")).to_be_visible()


def test_a_claim_that_is_pointed_at_lights_its_words_and_words_choose_their_claim(desk: Desk, page: Page) -> None:
    name = max(reports(page, desk), key=lambda each: each["claims"])["id"]
    told = show(page, desk, name)
    cards = page.locator(".claims ol > li")
    first, last = told["claims"][0]["claim"], told["claims"][-1]["claim"]
    cards.first.hover()
    lit = "".join(page.locator(".text mark.pointed").all_inner_texts())
    assert "".join(lit.split()) == "".join(first["exact"].split())
    page.get_by_role("button", name=f"Claim {len(told['claims'])}:").first.click()
    expect(cards.last.locator("blockquote")).to_have_text(last["exact"])
    words = page.locator(f".text mark[data-claims~='{first['id']}']").first
    there = (words.get_attribute("data-claims") or "").split()
    words.click()
    numbers = [at for at, each in enumerate(told["claims"]) if each["claim"]["id"] in there]
    opened = page.locator(".claims ol > li:has([aria-expanded=true])")
    expect(opened).to_have_count(1)
    assert int(opened.locator(".count").inner_text()) - 1 in numbers


def test_every_span_is_right_after_emoji_and_in_ukrainian_and_arabic_text(desk: Desk, page: Page) -> None:
    names = [each["id"] for each in reports(page, desk)]
    mixed = 0
    for name in names:
        told = fetch(page, f"/api/reports/{name}")
        text = told["report"]["text"]
        if not told["claims"] or not any(0x400 <= ord(letter) < 0x700 or ord(letter) > 0xFFFF for letter in text):
            continue
        mixed += any(ord(letter) > 0xFFFF for letter in text)
        show(page, desk, name)
        for each in told["claims"]:
            claim = each["claim"]
            shown = page.locator(f".text mark[data-claims~='{claim['id']}']").all_inner_texts()
            assert "".join("".join(shown).split()) == "".join(claim["exact"].split())
    assert mixed, "no report of the sample has claims after an emoji"


def test_damage_is_told_and_underlined_where_it_is(desk: Desk, page: Page) -> None:
    name = next(each["id"] for each in reports(page, desk) if "words-lost" in each["problems"])
    show(page, desk, name)
    expect(page.get_by_text("problems in this report")).to_be_visible()
    expect(page.locator(".text mark.problem").first).to_have_attribute("title", re.compile("words seem to be missing"))


def test_versions_of_a_report_are_compared(desk: Desk, page: Page) -> None:
    name = next(each["id"] for each in reports(page, desk) if each["versions"] > 1)
    show(page, desk, name)
    page.get_by_text("2 versions of this report: compare").click()
    expect(page.get_by_role("list", name="What changed from version 1 to version 2")).to_be_visible()
    expect(page.locator(".lines .added").first).to_be_visible()
    expect(page.locator(".lines .removed").first).to_be_visible()


def test_a_copy_says_whose_text_it_is(desk: Desk, page: Page) -> None:
    for each in reports(page, desk):
        group = fetch(page, f"/api/reports/{each['id']}")["copy_group"]
        if group and len(group["reports"]) > 1 and group["origin"] != each["id"]:
            show(page, desk, each["id"])
            page.get_by_text("This text is a copy").click()
            expect(page.get_by_text("Counted as one voice")).to_be_visible()
            return
    raise AssertionError("no report of the sample is a copy")


def test_a_missed_claim_is_added_by_selecting_its_words(desk: Desk, page: Page) -> None:
    name = next(each["id"] for each in reports(page, desk) if "language-unsupported" in each["problems"])
    told = show(page, desk, name)
    words = "четверо поранених"
    select_words(page, told["report"]["text"], words)
    page.get_by_role("button", name="Add a missed claim").click()
    form = page.get_by_role("form", name="Add a missed claim")
    expect(form.locator("blockquote")).to_have_text(words)
    form.get_by_label("What kind of event").select_option("shelling")
    form.get_by_role("button", name="Add claim").click()
    expect(page.locator(".claims ol > li").first.locator("blockquote")).to_have_text(words)
    expect(page.locator(".text mark.chosen")).to_have_text(words)
    expect(page.get_by_text("added by")).to_be_visible()


def test_a_field_is_set_to_the_selected_words_and_undone(desk: Desk, page: Page) -> None:
    name = next(each["id"] for each in reports(page, desk) if each["claims"] > 3 and not each["problems"])
    told = show(page, desk, name)
    claim = told["claims"][0]["claim"]
    words = claim["exact"].split()[0]
    page.get_by_role("button", name="Claim 1:").first.click()
    select_words(page, told["report"]["text"], words)
    page.get_by_label("Set a field of").select_option("weapons")
    form = page.get_by_role("form", name="Set Means")
    expect(form.get_by_label("Means")).to_have_value(", ".join([*claim["weapons"], words]))
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("corrected", exact=True)).to_be_visible()
    assert words in fetch(page, f"/api/reports/{name}")["claims"][0]["claim"]["weapons"]
    page.keyboard.press("u")
    expect(page.get_by_text("corrected", exact=True)).to_have_count(0)


def test_a_refused_verdict_is_taken_back_and_said(desk: Desk, page: Page, watch: Any) -> None:
    watch.allowed += ["500"]
    name = next(each["id"] for each in reports(page, desk) if each["claims"] > 3)
    show(page, desk, name)
    page.get_by_role("button", name="Claim 2:").first.click()
    page.route("**/api/judgements", lambda route: route.fulfill(status=500, json={"error": "the record is locked; try again"}))
    page.keyboard.press("x")
    expect(page.get_by_role("alert")).to_contain_text("nothing has changed: the record is locked")
    expect(page.get_by_role("button", name="Reject")).to_have_attribute("aria-pressed", "false")
