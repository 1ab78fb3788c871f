"""Numbers as the news writes them, read as bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts.counts import find_counts, parse_count
from onrecord.facts.numerals import OPENINGS
from onrecord.facts.tolls import find_tolls
from onrecord.text.parse import parse

BOUNDS = [
    ("15", (15, 15, 15)),
    ("1,200", (1200, 1200, 1200)),
    ("12,000 people", (12000, 12000, 12000)),
    ("1.5 million", (1_500_000, 1_500_000, 1_500_000)),
    ("twenty-one", (21, 21, 21)),
    ("two hundred and five", (205, 205, 205)),
    ("two thousand five hundred", (2500, 2500, 2500)),
    ("a hundred", (100, 100, 100)),
    ("a dozen", (12, 12, 12)),
    ("two dozen", (24, 24, 24)),
    ("half a dozen", (6, 6, 6)),
    ("a couple", (2, 2, 2)),
    ("both", (2, 2, 2)),
    ("all five", (5, 5, 5)),
    ("the 11", (11, 11, 11)),
    ("another three", (3, 3, 3)),
    ("three more", (3, 3, 3)),
    ("three others", (3, 3, 3)),
    ("a total of 15", (15, 15, 15)),
    # at least
    ("at least 15", (15, 15, None)),
    ("no fewer than 15", (15, 15, None)),
    ("at least a dozen", (12, 12, None)),
    ("15 or more", (15, 15, None)),
    ("60-plus", (60, 60, None)),
    # more than: the next whole person
    ("more than 15", (16, None, None)),
    ("over 1,200", (1201, None, None)),
    ("upwards of 40", (41, None, None)),
    ("more than two dozen", (25, None, None)),
    ("the more than 200 pupils", (201, None, None)),
    # up to
    ("up to 15", (None, None, 15)),
    ("as many as 15", (None, None, 15)),
    ("no more than 15", (None, None, 15)),
    ("possibly as many as 300", (None, None, 300)),
    ("fewer than 15", (None, None, 14)),
    ("less than a dozen", (None, None, 11)),
    # about
    ("about 15", (None, 15, None)),
    ("some 190 girls", (None, 190, None)),
    ("nearly 300", (None, 300, None)),
    ("an estimated 400", (None, 400, None)),
    ("100 or so", (None, 100, None)),
    ("about a dozen", (None, 12, None)),
    # ranges
    ("12 to 15", (12, None, 15)),
    ("12-15", (12, None, 15)),
    ("12–15 people", (12, None, 15)),
    ("between 12 and 15", (12, None, 15)),
    ("an estimated 12 to 15", (12, None, 15)),
    ("two or three people", (2, None, 3)),
    ("two to three thousand", (2000, None, 3000)),
    # words that only set a floor
    ("dozens", (24, None, None)),
    ("scores", (40, None, None)),
    ("hundreds of people", (200, None, None)),
    ("hundreds more", (200, None, None)),
    ("thousands", (2000, None, None)),
    ("tens of thousands", (20000, None, None)),
    ("hundreds of thousands", (200000, None, None)),
    ("several hundred", (300, None, None)),
    ("several", (3, None, None)),
    ("some", (3, None, None)),
    ("some guards", (3, None, None)),
    ("a few", (3, None, None)),
    ("many", (3, None, None)),
    ("a number of", (3, None, None)),
    ("multiple", (3, None, None)),
    ("soldiers", (2, None, None)),
    # nobody, and one
    ("no one", (0, 0, 0)),
    ("nobody", (0, 0, 0)),
    ("none", (0, 0, 0)),
    ("no casualties", (0, 0, 0)),
    ("a guard", (1, 1, 1)),
    ("one", (1, 1, 1)),
    ("an", (1, 1, 1)),
]

NO_COUNTS = [
    "",
    "the guards",
    "12 km",
    "7-year-old",
    "$12 million",
    "15 percent",
    "one third",
    "the second person",
    "2014",
    "May 20",
    "F-16",
    "12:30",
    "4 p.m.",
]

IN_SENTENCES = [
    "[At least 12] people were hurt.",
    "He met [three] of [the 11] pupils on May 20, 2016.",
    "A 7-year-old girl and [two] 12-year-olds walked 12 km.",
    "Ann Lee, 32, of Quincy paid $400 for [six] tickets at 4 p.m.",
    "The F-16 flew 300 miles at 12:30.",
    "[More than 10,000] have fled since 2014.",
    "In 2015, [2,015] people came.",
    "One day the mayor spoke of [twenty-two] victims.",
    "[Some 40] miners and [a dozen] guards were there.",
    "There were [over 5,000], most of them young, and [1,200].",
    "They won 3-2 after 90 minutes.",
    "[No one] was there.",
    "The shop had some milk and many apples.",
]


@pytest.mark.parametrize(("words", "bounds"), BOUNDS)
def test_words_give_their_bounds(words: str, bounds: tuple[int | None, int | None, int | None]) -> None:
    count = parse_count(words)

    assert count is not None
    assert bounds == (count.low, count.best, count.high)


@pytest.mark.parametrize("words", NO_COUNTS)
def test_measures_times_money_ages_and_labels_are_no_counts(words: str) -> None:
    assert parse_count(words) is None


def unmark(marked: str) -> tuple[str, list[str]]:
    """The text without its brackets, and the bracketed words."""
    return marked.replace("[", "").replace("]", ""), [piece.split("]")[0] for piece in marked.split("[")[1:]]


@pytest.mark.parametrize("marked", IN_SENTENCES[:-1])
def test_counts_are_found_in_sentences(marked: str) -> None:
    text, wanted = unmark(marked)

    found = [text[mention.start : mention.end] for sentence in parse(text) for mention in find_counts(sentence)]

    assert wanted == found


def test_offsets_count_from_the_start_of_the_report() -> None:
    text = "It was quiet.\n\nThen 15 soldiers came, and two more."

    mentions = [mention for sentence in parse(text) for mention in find_counts(sentence)]

    assert [text[mention.start : mention.end] for mention in mentions] == ["15", "two more"]
    assert [mention.additional for mention in mentions] == [False, True]
    assert all(mention.count.exact == text[mention.start : mention.end] for mention in mentions)


def test_sentences_need_no_parse() -> None:
    sentence = parse("About 40 were there.", needs_parse=lambda words: [False] * len(words))[0]

    assert [mention.count.best for mention in find_counts(sentence)] == [40]


@given(st.integers(min_value=0, max_value=10**9))
def test_any_number_in_digits_is_read_as_itself(number: int) -> None:
    count = parse_count(f"{number:,}")

    assert count is not None
    assert count.low == count.best == count.high == number


@given(st.text(alphabet="ab 0123456789,.-–$%'\"to ofdzens\n", max_size=60))
def test_every_span_holds_the_words_of_its_count(text: str) -> None:
    for sentence in parse(text, needs_parse=lambda words: [False] * len(words)):
        for mention in find_counts(sentence):
            assert mention.count.exact == text[mention.start : mention.end]


@pytest.mark.parametrize("digits", ["²", "④", "𝟚", "٣", "१२", "1²", "9" * 5_000, "9" * 400 + " million"])
def test_digits_of_any_script_and_length_break_nothing(digits: str) -> None:
    """A superscript once raised ValueError, as a run of digits longer than Python converts would."""
    for sentence in parse(f"Gunmen killed {digits} men."):
        list(find_counts(sentence))
        find_tolls(sentence)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["killed", "wounded", "at least", "²", "men", "people", "of", "-", "and"])), max_size=12)
)
def test_no_text_breaks_the_reading_of_numbers(words: list[str]) -> None:
    for sentence in parse(" ".join(words)):
        assert all(
            mention.count.exact == sentence.text[mention.start - sentence.start : mention.end - sentence.start] for mention in find_counts(sentence)
        )
        find_tolls(sentence)


@given(st.lists(st.sampled_from([*sorted(OPENINGS), "than", "as", "9", "people"]), min_size=1, max_size=5))
def test_a_text_may_break_off_at_any_word_of_a_count(words: list[str]) -> None:
    text = f"We have already begun taking {' '.join(words)}"
    for sentence in parse(text, needs_parse=lambda sentences: [False] * len(sentences)):
        for mention in find_counts(sentence):
            assert text[mention.start : mention.end] == mention.count.exact
