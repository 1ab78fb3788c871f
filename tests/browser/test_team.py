"""A desk that others reach: people sign in, code a sample each by themselves, withhold names, and an owner lets others in and ends their sessions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import free_port
from browser.pages import fetch, open_page, shoot
from browser.serving import Desk, run_onrecord, serve
from playwright.sync_api import Browser, Page, expect

PASSWORD = "quiet river under stone"
ELSEWHERE = "127.0.0.2"  # this machine by an address that is not the usual one: to the desk, others


@pytest.fixture(scope="module")
def team(sample_record: Path, settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with an owner, Ana, and a reviewer, Ben."""
    copy = tmp_path_factory.mktemp("team") / "desk.db"
    shutil.copy(sample_record, copy)
    for name, role in (("Ana", "owner"), ("Ben", "reviewer")):
        run_onrecord("account", "add", name, "--role", role, "--in", str(copy), settings=settings, given=PASSWORD + "\n")
    with serve(copy, settings, free_port(), "--host", ELSEWHERE) as running:
        yield running


class Windows:
    """A browser window a person, each signed in as they would."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser = browser
        self.desk = desk
        self.opened = []

    def sign_in(self, name: str) -> Page:
        context = self.browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page, watch = open_page(context, self.desk.home)
        watch.allowed += ["401", "403"]
        self.opened.append((context, watch))
        page.goto(f"{self.desk.home}/samples")
        expect(page).to_have_url(re.compile("/login"))
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page).to_have_url(re.compile("/samples$"))
        return page

    def close(self) -> None:
        for context, watch in self.opened:
            context.close()
            watch.check()


@pytest.fixture
def windows(browser: Browser, team: Desk) -> Iterator[Windows]:
    made = Windows(browser, team)
    yield made
    made.close()


def test_who_signs_in_on_the_way_to_the_first_page_sees_its_events(browser: Browser, team: Desk) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page, watch = open_page(context, team.home)
    watch.allowed += ["401"]
    page.goto(team.home)
    expect(page).to_have_url(re.compile("/login"))
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("grid", name="Events")).to_be_visible()
    context.close()
    watch.check()


def test_a_wrong_password_is_refused_and_said(browser: Browser, team: Desk) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page, watch = open_page(context, team.home)
    watch.allowed += ["401"]
    page.goto(team.home)
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert shoot(page, "login-refused") == []
    context.close()
    watch.check()


def code_all(page: Page, event_type: str) -> None:
    """Codes every claim of the sample the same way."""
    form = page.get_by_role("form", name="Code this claim")
    for left in (2, 1):
        expect(page.get_by_text(f"{left} left for you")).to_be_visible()
        form.get_by_label("Is claim").select_option("yes")
        form.get_by_label("Event type").select_option(event_type)
        form.get_by_label("Killed").fill("none")
        form.get_by_role("button", name="Keep and go on").click()
    expect(form).to_have_count(0)


def test_two_people_code_a_sample_without_seeing_each_other_and_then_see_how_far_they_agree(windows: Windows) -> None:
    ana = windows.sign_in("Ana")
    ana.get_by_label("Name").fill("First of October")
    ana.get_by_label("Claims").fill("2")
    ana.get_by_role("button", name="Draw", exact=True).click()
    ana.get_by_role("link", name="First of October").click()
    assert shoot(ana, "coding") == []
    code_all(ana, "shelling")
    ben = windows.sign_in("Ben")
    ben.get_by_role("link", name="First of October").click()
    expect(ben.get_by_text("so that nobody sways you").or_(ben.get_by_text("shown when"))).to_be_visible()
    expect(ben.get_by_role("heading", name="Agreement")).to_have_count(0)
    code_all(ben, "bombing")
    expect(ben.get_by_role("heading", name="Agreement")).to_be_visible()
    expect(ben.get_by_role("row", name=re.compile("Event type"))).to_contain_text("not reliable")
    expect(ben.get_by_text("shelling").first).to_be_visible()
    assert shoot(ben, "agreement") == []


def test_a_name_is_withheld_and_published_again(windows: Windows) -> None:
    page = windows.sign_in("Ben")
    page.get_by_role("link", name="Withhold").click()
    page.get_by_label("The name").fill("Ahmed Shekarau")
    page.get_by_label("Why").fill("he asked for it")
    page.get_by_role("button", name="Withhold", exact=True).click()
    expect(page.get_by_text("Ahmed Shekarau")).to_be_visible()
    assert shoot(page, "withheld") == []
    event = next(each for each in fetch(page, "/api/events?limit=50&words=Shekarau")["items"])
    written = page.evaluate("path => fetch(path).then((answer) => answer.text())", f"/api/events/{event['id']}/export?withhold=1")
    assert "Shekarau" not in written
    page.get_by_role("button", name="Publish again: Ahmed Shekarau").click()
    expect(page.get_by_text("Nothing is withheld")).to_be_visible()


def test_a_spot_is_told_no_finer_than_a_region(windows: Windows) -> None:
    page = windows.sign_in("Ben")
    event = next(each for each in fetch(page, "/api/events?limit=50")["items"] if each["lat"] is not None)
    page.goto(f"{windows.desk.home}/withhold?event={event['id']}")
    expect(page.get_by_label("Id of the event or claim")).to_have_value(event["id"])
    page.get_by_label("Told no finer than").select_option("region")
    page.get_by_label("Why").fill("a shelter")
    page.get_by_role("button", name="Withhold", exact=True).click()
    expect(page.get_by_text("told no finer than region")).to_be_visible()
    page.get_by_role("button", name="Publish again: the spot").click()
    expect(page.get_by_text("Nothing is withheld")).to_be_visible()


def test_an_owner_makes_an_account_and_ends_a_session(windows: Windows) -> None:
    ana = windows.sign_in("Ana")
    ana.get_by_role("link", name="Accounts").click()
    form = ana.get_by_role("form", name="New account")
    form.get_by_label("Name").fill("Cem")
    form.get_by_label("Role").select_option("viewer")
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Make account").click()
    expect(ana.get_by_text("Cem can sign in now")).to_be_visible()
    cem = windows.sign_in("Cem")
    expect(cem.get_by_role("link", name="Review")).to_have_count(0)
    ana.reload()
    ana.get_by_role("button", name="End the session of Cem").click()
    expect(ana.get_by_role("button", name="End the session of Cem")).to_have_count(0)
    cem.goto(f"{windows.desk.home}/reports")
    expect(cem).to_have_url(re.compile("/login"))
    assert shoot(ana, "accounts") == []
    ana.get_by_role("row", name=re.compile("Cem")).get_by_role("button", name="Remove…").click()
    ana.get_by_role("button", name="Remove Cem").click()
    expect(ana.get_by_text("Cem was removed")).to_be_visible()
