"""A page of the desk as a person has it before them, and what is held against it: no way out, no error, nothing that axe finds wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from browser.serving import ROOT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / ".screenshots"
WIDTHS = {1440: 900, 390: 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations"
WAIT = 20_000  # a busy machine is slow, and that is no fault of the page


@dataclass
class Watch:
    """What went wrong in a browser window while it was open."""

    home: str
    tried: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def guard(self, route: Route, request: Request) -> None:
        """Lets what goes to the desk pass, and nothing else."""
        if request.url.startswith((self.home, "data:", "blob:")):
            route.fallback()
            return
        self.tried.append(request.url)
        route.abort()

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in self.allowed):
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def check(self) -> None:
        """Fails where the page went out, or complained."""
        assert self.tried == [], f"went out to {self.tried}"
        assert self.errors == [], f"the console has {self.errors}"


def open_page(context: BrowserContext, home: str) -> tuple[Page, Watch]:
    """A window whose every request is watched."""
    watch = Watch(home)
    context.route("**/*", watch.guard)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.on("console", watch.hear)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    return page, watch


def find_violations(page: Page) -> list[str]:
    """What axe finds wrong, a line each: the rule, how often, and where first."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [f"{each['id']} x{len(each['nodes'])}: {each['nodes'][0]['html'][:160]} {tell(each)}" for each in found]


def tell(violation: dict[str, Any]) -> str:
    first = violation["nodes"][0]
    said = [check["message"] for check in (*first["any"], *first["all"], *first["none"])]
    return json.dumps(said[:1], ensure_ascii=False)


def set_theme(page: Page, theme: str) -> None:
    """Light or dark, as the system would say it."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")


def shoot(page: Page, name: str, *, folder: Path = SHOTS) -> list[str]:
    """Screenshots at two widths, light and dark; what axe finds wrong in each, and whether any is too wide."""
    folder.mkdir(exist_ok=True)
    wrong: list[str] = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            set_theme(page, theme)
            page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)
            page.wait_for_timeout(80)
            page.screenshot(path=folder / f"{name}-{width}-{theme}.png")
            wrong += [f"{name} {width} {theme}: {line}" for line in find_violations(page)]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 1:
            wrong.append(f"{name} {width}: {overflow} pixels wider than the window")
    page.set_viewport_size({"width": 1440, "height": 900})
    set_theme(page, "light")
    return wrong


def fetch(page: Page, path: str) -> Any:
    """The answer of the desk to a question, asked as its pages do."""
    return page.evaluate("path => fetch(path).then((answer) => answer.json())", path)
