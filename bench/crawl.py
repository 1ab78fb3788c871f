"""A crawl made up for the bench of bulk: pages without conflict in our own words, and a few of tests/pages with their names and numbers changed."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = 20240913
CONFLICT = 0.05  # share of pages that are changed pages of tests/pages: about what a news crawl holds
CAPTURED = "2024-09-{:02}T{:02}:{:02}:00Z"
SUBJECTS = (
    "The harbour council", "A bakery on Mill Lane", "The city orchestra", "A retired teacher", "The regional library", "The ferry company",
    "A team of botanists", "The women's football side", "The transport office", "A small cinema", "The fish market", "The school board",
    "An amateur astronomer", "The flower show", "The housing co-operative", "A family of beekeepers", "The museum of clocks", "The rowing club",
)  # fmt: skip
ACTS = (
    "opened a new branch", "presented its plans for the coming year", "celebrated its anniversary", "published a report on water quality",
    "raised money for a playground", "welcomed visitors from abroad", "won first prize at the fair", "repaired the old bridge",
    "planted two hundred trees", "changed its timetable", "hired three apprentices", "lowered its prices", "recorded an album",
    "took delivery of a new boat", "put its archive on show", "trained volunteers", "reopened after the renovation", "lost by a single point",
)  # fmt: skip
PLACES = (
    "in Aldport", "near the railway station", "on the east bank", "in the old town", "at the university", "beside the canal", "in Brinmouth",
    "in the valley", "at the county hall", "along the coast road", "in Dunholm", "on the market square",
)  # fmt: skip
TAILS = (
    "The work took longer than anyone had expected", "Tickets are on sale from Tuesday", "Neighbours brought cake and tea",
    "The budget was approved without debate", "Most of the money came from small donations", "Children sang two songs",
    "The weather held until the evening", "A second stage will follow in spring", "Prices have risen by four per cent since last year",
    "The choir will return in the autumn", "More than sixty people applied", "The recipe has not changed for forty years",
    "Engineers checked every bolt", "It was the largest crowd since the opening", "The jury praised the colours", "Nobody missed the old one",
)  # fmt: skip
SAYS = ("said the chair", "a spokeswoman said", "the mayor said", "according to the organisers", "the owner explained", "members agreed")
MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("world", "business", "sport", "culture", "travel", "weather", "opinion"))
NUMBER = re.compile(r"(?<![\w.,:/-])(\d{1,2})(?![\w.,:/-])")
NAME = re.compile(r"\b([A-Z][a-z]{4,})\b")


def make_pages(count: int) -> Iterator[tuple[str, bytes]]:
    """So many pages, each with its address; the same ones every time."""
    dice = random.Random(SEED)
    models = read_models()
    for number in range(count):
        if dice.random() < CONFLICT:
            name, page = dice.choice(models)
            yield f"https://{name}.example/{number}", change(dice, page, number).encode()
        else:
            yield f"https://news{number % 40}.example/local/{number}", make_page(dice, number).encode()


def read_models() -> list[tuple[str, str]]:
    """The pages of tests/pages."""
    files = sorted([*(ROOT / "tests" / "pages").glob("*.html"), *(ROOT / "tests" / "pages").glob("*.txt")])
    return [(file.stem, as_page(file.read_text(encoding="utf-8"))) for file in files]


def as_page(text: str) -> str:
    """A plain text as a page."""
    if "<html" in text[:500].lower() or "<body" in text.lower():
        return text
    title, _, rest = text.strip().partition("\n")
    paragraphs = "".join(f"<p>{part}</p>" for part in rest.split("\n\n"))
    return f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


def change(dice: random.Random, page: str, number: int) -> str:
    """A page with other numbers, and other family names wherever a word of one stands often: another event told in the same way."""
    shift = dice.randrange(1, 9)
    page = NUMBER.sub(lambda match: str(int(match[1]) % 27 + shift), page)
    names = sorted({name for name in NAME.findall(page) if 2 <= page.count(name) <= 9})
    for name in dice.sample(names, min(len(names), 6)):
        page = page.replace(name, make_name(dice))
    return f"{page}\n<!-- {number} -->"


def make_name(dice: random.Random) -> str:
    """A name that nobody bears."""
    return "".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(3)).title()


def make_page(dice: random.Random, number: int) -> str:
    """A page of local news without conflict, with all that stands around the text of a page."""
    title = f"{dice.choice(SUBJECTS)} {dice.choice(ACTS)} {dice.choice(PLACES)}"
    paragraphs = "\n".join(f"<p>{' '.join(make_sentence(dice) for _ in range(dice.randrange(2, 5)))}</p>" for _ in range(dice.randrange(5, 14)))
    day = f"2024-09-{number % 28 + 1:02}"
    links = "".join(f'<li><a href="/local/{dice.randrange(10**6)}">{dice.choice(SUBJECTS)} {dice.choice(ACTS)}</a></li>' for _ in range(12))
    style = "".join(f".c{at}{{margin:{at}px;padding:{at % 7}px;color:#{at:06x}}}" for at in range(60))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Local News {number % 40}</title><style>{style}</style>'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"><meta property="og:site_name" content="Local News {number % 40}"></head>'
        f'<body><nav><ul>{MENU}</ul></nav><main><article><h1>{title}</h1><p class="byline">By {make_name(dice)}</p>{paragraphs}'
        f"</article></main><aside><h2>Read more</h2><ul>{links}</ul></aside><footer>All rights reserved.</footer></body></html>"
    )


def make_sentence(dice: random.Random) -> str:
    """A sentence of local news."""
    who = dice.choice(SUBJECTS)
    if dice.random() < 0.4:
        return f"{dice.choice(TAILS)}, {dice.choice(SAYS)}."
    return f"{who} {dice.choice(ACTS)} {dice.choice(PLACES)} after {dice.randrange(2, 30)} weeks of work."


def write_crawl(path: Path, pages: Iterator[tuple[str, bytes]]) -> None:
    """Pages as one WARC archive, each record compressed by itself, as crawlers write them."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number, (address, page) in enumerate(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            told = {"WARC-Date": CAPTURED.format(number % 30 + 1, number % 24, number % 60)}
            record = writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=headers, warc_headers_dict=told)
            writer.write_record(record)
    unfinished.rename(path)
