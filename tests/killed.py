"""A process that adds made-up reports to a record until somebody kills it: ``python killed.py RECORD HOW_MANY``."""

import sys

from made import make_item, read_made

from onrecord.record.add import add_all
from onrecord.record.store import open_record


def make_story(number: int) -> str:
    """A report of its own; every tenth is a later version of the one before it."""
    return f"Shells hit the market of Aldport on day {number}. {number} people died, the mayor said. The mayor of Aldport blamed no one."


def find_address(number: int) -> str:
    return f"https://harbour.example/{number - (number % 10 == 9)}"


def main() -> None:
    record = open_record(sys.argv[1], create=True)
    sys.stdout.write("adding\n")
    sys.stdout.flush()
    items = (make_item(make_story(number), f"{number}.txt", url=find_address(number)) for number in range(int(sys.argv[2])))
    add_all(record, items, lambda _: None, processes=1, read=read_made)
    record.close()


if __name__ == "__main__":
    main()
