"""Times: words marked with [brackets] are the mention; the days are what they say on the day of publication."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts.times import TimeMention, choose_time, find_contradiction, find_times, infer_anchor
from onrecord.facts.times_calendar import add_months, easter, orthodox_easter, part_of, week_days
from onrecord.facts.times_event import agree_on_day, find_told_days, pick_day
from onrecord.facts.times_stamps import is_stamp
from onrecord.facts.times_tense import read_tense
from onrecord.text.parse import parse

THURSDAY = "2016-10-13"
SATURDAY = "1997-02-15"
FRIDAY = "2023-05-26"


def read(text: str, published: str | None) -> list[TimeMention]:
    """The times of a text, read without a parse."""
    sentences = parse(text, needs_parse=lambda words: [False] * len(words))
    return find_times(sentences, published=date.fromisoformat(published) if published else None)


def unmark(marked: str) -> tuple[str, str]:
    """The text without its brackets, and the words that they held."""
    match = re.search(r"\[(.*?)\]", marked)
    assert match is not None, marked
    return marked.replace("[", "").replace("]", ""), match[1]


READ = [
    # weekdays
    (THURSDAY, "A missile fell [on Tuesday] near the port.", "2016-10-11", "2016-10-11"),
    (THURSDAY, "A missile fell [on June 12 last year] near the port.", "2015-06-12", "2015-06-12"),
    (THURSDAY, "A missile fell [on 3 March this year] near the port.", "2016-03-03", "2016-03-03"),
    (THURSDAY, "A missile fell [on 3 March], last year's truce notwithstanding.", "2016-03-03", "2016-03-03"),
    (THURSDAY, "A missile fell [on Thursday] near the port.", "2016-10-13", "2016-10-13"),
    (THURSDAY, "A missile fell [on Friday] near the port.", "2016-10-07", "2016-10-07"),
    (THURSDAY, "He was seized [late on Friday] by gunmen.", "2016-10-07", "2016-10-07"),
    (THURSDAY, "He was seized on [Friday morning] by gunmen.", "2016-10-07", "2016-10-07"),
    (FRIDAY, "[In the early hours of Friday morning], drones struck the depot.", "2023-05-26", "2023-05-26"),
    (THURSDAY, "Shells hit the quay [shortly after noon on Monday].", "2016-10-10", "2016-10-10"),
    (THURSDAY, "He was shot [just before 4 p.m. Tuesday] outside his shop.", "2016-10-11", "2016-10-11"),
    (THURSDAY, "The shop burned [early Sunday].", "2016-10-09", "2016-10-09"),
    (THURSDAY, "[Tuesday]'s raid killed nine.", "2016-10-11", "2016-10-11"),
    (THURSDAY, "The court will hear the case [on Tuesday].", "2016-10-18", "2016-10-18"),
    (THURSDAY, "The march is set for [Saturday].", "2016-10-15", "2016-10-15"),
    (THURSDAY, "The convoy is due to leave [on Thursday].", "2016-10-13", "2016-10-13"),
    (THURSDAY, "[On Monday], the two sides will meet.", "2016-10-17", "2016-10-17"),
    (THURSDAY, "The court will rule on Friday, police said [Monday].", "2016-10-10", "2016-10-10"),
    (THURSDAY, "The general [on Sunday] ordered his men to leave by noon.", "2016-10-09", "2016-10-09"),
    (THURSDAY, "Talks open [next Friday].", "2016-10-14", "2016-10-14"),
    (THURSDAY, "Talks open [this coming Sunday].", "2016-10-16", "2016-10-16"),
    (THURSDAY, "He was freed [last Thursday].", "2016-10-06", "2016-10-06"),
    (THURSDAY, "He was freed [this past Monday].", "2016-10-10", "2016-10-10"),
    (THURSDAY, "The mine went off [on Wednesday last week].", "2016-10-05", "2016-10-05"),
    (THURSDAY, "The mine went off [a week ago Friday].", "2016-09-30", "2016-09-30"),
    (THURSDAY, "Drones came [Tuesday night into Wednesday].", "2016-10-11", "2016-10-12"),
    (THURSDAY, "The siege lasted [from Saturday to Monday].", "2016-10-08", "2016-10-10"),
    (THURSDAY, "It happened [between Friday and Sunday].", "2016-10-07", "2016-10-09"),
    # words for days near publication
    (THURSDAY, "[Today] we moved the prisoners.", "2016-10-13", "2016-10-13"),
    (THURSDAY, "They fled [yesterday].", "2016-10-12", "2016-10-12"),
    (THURSDAY, "They fled [the day before yesterday].", "2016-10-11", "2016-10-11"),
    (THURSDAY, "The funeral is [tomorrow].", "2016-10-14", "2016-10-14"),
    (THURSDAY, "A fire broke out [this morning].", "2016-10-13", "2016-10-13"),
    (THURSDAY, "A fire broke out [last night].", "2016-10-12", "2016-10-13"),
    (THURSDAY, "A fire broke out [late last night].", "2016-10-12", "2016-10-12"),
    (THURSDAY, "A fire broke out [yesterday evening].", "2016-10-12", "2016-10-12"),
    (THURSDAY, "[Overnight], two depots burned.", "2016-10-12", "2016-10-13"),
    (THURSDAY, "Two depots burned [overnight on Oct. 8].", "2016-10-07", "2016-10-08"),
    (THURSDAY, "Two depots burned [overnight into Tuesday].", "2016-10-10", "2016-10-11"),
    (THURSDAY, "Two depots burned [overnight Monday into Tuesday].", "2016-10-10", "2016-10-11"),
    (THURSDAY, "Two depots burned [overnight from Monday to Tuesday].", "2016-10-10", "2016-10-11"),
    (THURSDAY, "Two depots burned [on the night of 8 October].", "2016-10-08", "2016-10-08"),
    (THURSDAY, "Mortars fell [over the past day].", "2016-10-12", "2016-10-13"),
    (THURSDAY, "Mortars fell [over the past week].", "2016-10-06", "2016-10-13"),
    (THURSDAY, "The swap will take place [over the next two days].", "2016-10-13", "2016-10-15"),
    # weeks, months, years
    (THURSDAY, "[Earlier this month] a train left its rails.", "2016-10-01", "2016-10-13"),
    (THURSDAY, "[Earlier this month], the north threatened to fire rockets.", "2016-10-01", "2016-10-13"),
    (THURSDAY, "Clashes began [this week].", "2016-10-10", "2016-10-13"),
    (THURSDAY, "The trial begins [later this month].", "2016-10-13", "2016-10-31"),
    (THURSDAY, "He was taken [last week].", "2016-10-03", "2016-10-09"),
    (THURSDAY, "He was taken [early last week].", "2016-10-03", "2016-10-05"),
    (THURSDAY, "He was taken [late last week].", "2016-10-06", "2016-10-09"),
    (SATURDAY, "He was taken [last week].", "1997-02-03", "1997-02-15"),
    (SATURDAY, "He was taken [last weekend].", "1997-02-08", "1997-02-09"),
    (THURSDAY, "He was taken [at the weekend].", "2016-10-08", "2016-10-09"),
    (THURSDAY, "The village fell [last month].", "2016-09-01", "2016-09-30"),
    (THURSDAY, "The village fell [last year].", "2015-01-01", "2015-12-31"),
    (THURSDAY, "The village fell [earlier this year].", "2016-01-01", "2016-10-13"),
    (THURSDAY, "The village fell [late last year].", "2015-09-01", "2015-12-31"),
    (THURSDAY, "The vote is [next month].", "2016-11-01", "2016-11-30"),
    # so long ago, in the last so long
    (THURSDAY, "He vanished [two days ago].", "2016-10-11", "2016-10-11"),
    (THURSDAY, "He vanished [two weeks ago].", "2016-09-26", "2016-10-02"),
    (THURSDAY, "He vanished [three months ago].", "2016-06-28", "2016-07-28"),
    (THURSDAY, "Six died [in the past 24 hours].", "2016-10-12", "2016-10-13"),
    (THURSDAY, "Six died [over the last three days].", "2016-10-10", "2016-10-13"),
    # dates
    (THURSDAY, "The strike [on May 26, 2013] left two dead.", "2013-05-26", "2013-05-26"),
    (THURSDAY, "The strike [on 26 May 2013] left two dead.", "2013-05-26", "2013-05-26"),
    (THURSDAY, "The strike [on the 3rd of May] left two dead.", "2016-05-03", "2016-05-03"),
    (THURSDAY, "The strike [on May 3] left two dead.", "2016-05-03", "2016-05-03"),
    (SATURDAY, "The guests were seized [on Dec. 17].", "1996-12-17", "1996-12-17"),
    (THURSDAY, "The hearing was moved to [Oct. 26] at his lawyer's request.", "2016-10-26", "2016-10-26"),
    (THURSDAY, "The hearing opens at [1:30 p.m. October 20].", "2016-10-20", "2016-10-20"),
    (THURSDAY, "Two died [on Monday, Oct. 10], in the camp.", "2016-10-10", "2016-10-10"),
    (THURSDAY, "Filed [2016-05-03] from the front.", "2016-05-03", "2016-05-03"),
    (THURSDAY, "Filed [23/05/2016] from the front.", "2016-05-23", "2016-05-23"),
    (THURSDAY, "Fighting raged [May 3-7] in the hills.", "2016-05-03", "2016-05-07"),
    (THURSDAY, "Fighting raged [from May 30 to June 2] in the hills.", "2016-05-30", "2016-06-02"),
    (THURSDAY, "They were held [since September 17].", "2016-09-17", "2016-10-13"),
    (THURSDAY, "It was carried out [two days after May 3].", "2016-05-05", "2016-05-05"),
    (THURSDAY, "Floods came [in the last week of June].", "2016-06-24", "2016-06-30"),
    (THURSDAY, "Floods came [in the first half of 2014].", "2014-01-01", "2014-07-02"),
    (THURSDAY, "Guns fell silent [before dawn on Sunday].", "2016-10-09", "2016-10-09"),
    (THURSDAY, "He was freed [the week of May 3].", "2016-05-02", "2016-05-08"),
    # months and years
    (THURSDAY, "The town was shelled [in June].", "2016-06-01", "2016-06-30"),
    (SATURDAY, "A truce was signed [last December].", "1996-12-01", "1996-12-31"),
    (SATURDAY, "At their meeting [in December] the leaders agreed to talk.", "1996-12-01", "1996-12-31"),
    ("2016-07-06", "His trial is set for [August].", "2016-08-01", "2016-08-31"),
    (THURSDAY, "The girls were taken [in April 2014].", "2014-04-01", "2014-04-30"),
    (THURSDAY, "The [May] launch failed.", "2016-05-01", "2016-05-31"),
    (THURSDAY, "Floods came [in mid-May].", "2016-05-11", "2016-05-20"),
    (THURSDAY, "Floods came [in late March].", "2016-03-21", "2016-03-31"),
    (THURSDAY, "The town fell [in 2014].", "2014-01-01", "2014-12-31"),
    (THURSDAY, "The war has gone on [since 2011].", "2011-01-01", "2016-10-13"),
    (THURSDAY, "The war began [in the 1990s].", "1990-01-01", "1999-12-31"),
    (THURSDAY, "The rebels rose [last spring].", "2016-03-01", "2016-05-31"),
    (THURSDAY, "Shells fell [on Monday and Tuesday] near the quay.", "2016-10-10", "2016-10-11"),
    (THURSDAY, "Shells fell [in May and June] near the quay.", "2016-05-01", "2016-06-30"),
    (THURSDAY, "He fled [the week before last].", "2016-09-26", "2016-10-02"),
    (THURSDAY, "Men set fire to a bridge [on Monday].", "2016-10-10", "2016-10-10"),
    (THURSDAY, "The raid began as planned [on Tuesday].", "2016-10-11", "2016-10-11"),
    (THURSDAY, "A bomb went off [minutes ago].", "2016-10-13", "2016-10-13"),
    (THURSDAY, "They signed [a hundred years ago].", "1916-04-14", "1917-04-13"),
    ("2016-03-29", "The case is heard [in May].", "2016-05-01", "2016-05-31"),
    (THURSDAY, "The fort, dating to [1994], burned.", "1994-01-01", "1994-12-31"),
    (THURSDAY, "It began in [January nineteen ninety-seven].", "1997-01-01", "1997-01-31"),
    # quarters and years of business
    (THURSDAY, "Sales fell in [the second quarter].", "2016-04-01", "2016-06-30"),
    (THURSDAY, "Sales fell in [last year's fourth quarter].", "2015-10-01", "2015-12-31"),
    (THURSDAY, "Sales fell in [Q3 2015].", "2015-07-01", "2015-09-30"),
    (THURSDAY, "Sales fell in [the quarter] ended June 30.", "2016-04-01", "2016-06-30"),
    (THURSDAY, "Sales fell in [fiscal 2014].", "2014-01-01", "2014-12-31"),
    # feasts
    ("2019-04-23", "Bombs tore through churches [on Easter Sunday].", "2019-04-21", "2019-04-21"),
    ("2017-01-05", "A gunman opened fire [on New Year's Eve].", "2016-12-31", "2016-12-31"),
    ("2017-01-05", "They were killed [on Christmas Day].", "2016-12-25", "2016-12-25"),
    ("2016-05-01", "It happened [on Good Friday].", "2016-03-25", "2016-03-25"),
    (THURSDAY, "He had helped to plan the [September 11] attacks.", "2001-09-11", "2001-09-11"),
]


@pytest.mark.parametrize(("published", "marked", "earliest", "latest"), READ)
def test_words_of_time_are_read_as_days(published: str, marked: str, earliest: str, latest: str) -> None:
    """A mention covers the marked words, and its days are those they say."""
    text, words = unmark(marked)
    covering = [m for m in read(text, published) if words.casefold() in text[m.start : m.end].casefold()]
    assert len(covering) == 1, [(text[m.start : m.end], m.rule) for m in read(text, published)]
    mention = covering[0]
    days = mention.interval or mention.named
    assert days == (date.fromisoformat(earliest), date.fromisoformat(latest)), mention
    assert len(text[mention.start : mention.end]) <= len(words) + len("on the "), text[mention.start : mention.end]


CARRIED = [
    ("Sales fell in the second quarter. Profit was $3 million, against $4 million [a year earlier].", "2015-04-01", "2015-06-30"),
    ("Sales fell in the second quarter. Profit rose in [the year-ago quarter].", "2015-04-01", "2015-06-30"),
    ("Drones came overnight on Oct. 8. A school was hit [at around 2:30 a.m.] in the port.", "2016-10-08", "2016-10-08"),
    ("On May 3 he was shot. He had left home [at 11 p.m.] alone.", "2016-05-03", "2016-05-03"),
    ("On May 3 he was shot. [Two days later] he died.", "2016-05-05", "2016-05-05"),
    ("On May 3 he was shot. A message dated May 5 owned to it. Men had come [at around 6 a.m.] on bikes.", "2016-05-03", "2016-05-03"),
    ("Raids have killed 900 people since the coup of [February 2016].", "2016-02-01", "2016-10-13"),
    ("On May 3 he was shot. [The next day] he died.", "2016-05-04", "2016-05-04"),
    ("On May 3 he was shot. [A day earlier] he had fled.", "2016-05-02", "2016-05-02"),
    ("On May 3 he was shot. His brother fell [the same day].", "2016-05-03", "2016-05-03"),
    ("On May 3 he was shot. [That night] his house burned.", "2016-05-03", "2016-05-03"),
    ("On May 3 he was shot. He fell. Men ran. A car left. He had fled a raid [earlier in the day].", "2016-05-03", "2016-05-03"),
    ("On May 3 he was shot. [Hours later], his house burned.", "2016-05-03", "2016-05-03"),
    ("On Tuesday, May 3, he was shot. He was buried the [following Friday].", "2016-05-06", "2016-05-06"),
]


@pytest.mark.parametrize(("marked", "earliest", "latest"), CARRIED)
def test_a_time_may_count_from_the_one_named_before(marked: str, earliest: str, latest: str) -> None:
    """ "Two days later" is counted from the time named before it."""
    text, words = unmark(marked)
    mention = next(m for m in read(text, THURSDAY) if words.casefold() in text[m.start : m.end].casefold())
    assert mention.interval == (date.fromisoformat(earliest), date.fromisoformat(latest))


NO_DATE = [
    ("The truce lasted [three days].", "duration"),
    ("A [10-day] truce was signed.", "duration"),
    ("A [24-hour] curfew began.", "duration"),
    ("Over [the next six hours], tanks pounded the quarter.", "duration"),
    ("Heavy fire went on for [the next two days].", "duration"),
    ("The siege will stay in place for [the next two weeks].", "duration"),
    ("They had [three days] to lay down arms.", "duration"),
    ("They march [every Friday].", "frequency"),
    ("They march on [Fridays].", "frequency"),
    ("A [32-year-old] man was held.", "age"),
    ("A boy [aged 7] was hurt.", "age"),
    ("The blast came [at 3 p.m.] without warning.", "time-of-day"),
    ("The blast came [shortly after noon] without warning.", "time-of-day"),
    ("Attacks have grown [in recent weeks].", "vague"),
    ("He fled [several years ago].", "vague"),
    ("It happened during [Ramadan].", "vague"),
]


@pytest.mark.parametrize(("marked", "kind"), NO_DATE)
def test_durations_ages_and_habits_set_no_date(marked: str, kind: str) -> None:
    """Words of time that name no day are told apart by their kind."""
    text, words = unmark(marked)
    mention = next(m for m in read(text, THURSDAY) if words.casefold() in text[m.start : m.end].casefold())
    assert (mention.kind, mention.interval) == (kind, None)


NEGATIVE = [
    "The rebels may attack again.",
    "Theresa May spoke to the troops.",
    "Troops march on the capital.",
    "The March for Life drew thousands.",
    "A second missile fell.",
    "The Sunday Times printed the letter.",
    "Officers opened fire after Friday prayers.",
    "Some 2,000 people fled.",
    "They need 2014 homes.",
    "He fired a 7.62 rifle and a .22 pistol.",
    "Unit No. 5 was hit.",
    "The side won 3-2.",
    "Call 555-2014 for help.",
    "He was on duty 24/7.",
    "Boko Haram is also known as the August group.",
    "The man drove a Peugeot 2008 through the gate.",
    "April Jones was found in the woods.",
    "He sat down and the sun was out.",
    "Jan Kowal and Mar Ruiz spoke.",
    "He drove a 1987 Ford pickup.",
    "The 1975 played in the square.",
    "Between 1900 and 2000 people fled.",
    "A USA Today poll asked them.",
    "The Today programme asked them.",
    "The activist Sunday Oyelaran was freed.",
    "The September 11 Museum closed.",
    "The wounded were taken to the 7 October Hospital.",
    "Flight 1701 was hit.",
    "Version 10.11.12 was patched.",
    "About 3/4 of the fighters fled.",
    "Prices fall when troops spring a trap.",
    "Shops opened for Black Friday sales.",
    "Three-quarters of the harvest burned.",
    'On "This Week" he spoke of peace.',
]


@pytest.mark.parametrize("text", NEGATIVE)
def test_look_alikes_are_no_dates(text: str) -> None:
    """Verbs, names and numbers that look like times set no date."""
    assert [text[m.start : m.end] for m in read(text, THURSDAY) if m.interval] == []


UNANCHORED = [
    "He was shot on Friday.",
    "He was shot yesterday.",
    "He was shot on Jan. 8.",
    "He was shot last week.",
    "He was shot two days ago.",
    "It fell on 3/5/2016.",
]


@pytest.mark.parametrize("text", UNANCHORED)
def test_without_publication_a_relative_time_sets_no_date(text: str) -> None:
    """Where no year or week can be known, the words are found and set no date."""
    mentions = read(text, None)
    assert mentions
    assert all(m.interval is None for m in mentions)


@pytest.mark.parametrize("words", ["until Friday", "before Tuesday", "after May 3", "by Monday"])
def test_a_bound_is_not_the_day_of_the_event(words: str) -> None:
    """ "Before Tuesday" names Tuesday and does not date the event to it."""
    mention = read(f"The men stayed inside {words}.", THURSDAY)[0]
    assert mention.interval is None
    assert mention.named is not None
    assert mention.bound is not None


KNOWN_FAILURES = [
    ("The rebels fled [days after] the vote of October 3.", "2016-10-04", "2016-10-10"),
    ("Leaders meet separately [Monday] in the capital.", "2016-10-17", "2016-10-17"),
]


@pytest.mark.xfail(strict=True, reason="needs the event that the words count from, or the tense of a bare present verb")
@pytest.mark.parametrize(("marked", "earliest", "latest"), KNOWN_FAILURES)
def test_known_failures(marked: str, earliest: str, latest: str) -> None:
    """Not read yet."""
    text, words = unmark(marked)
    mention = next(m for m in read(text, THURSDAY) if words in text[m.start : m.end])
    assert mention.interval == (date.fromisoformat(earliest), date.fromisoformat(latest))


# The event's word between stars; its time in brackets, none where no time is the event's.
CHOICES = [
    "A missile *hit* a clinic in Dnipro [on Friday].",
    "RIA said on Friday that a man was *arrested* in Sochi.",
    "Police said a missile *hit* Dnipro [on Friday].",
    "Three people were *killed* in the blast, police said Monday.",
    "Three people were *killed* [on Sunday], police said Monday.",
    "[On Friday], gunmen *stormed* the village and killed six people.",
    "[On Friday], gunmen stormed the village and *killed* six people.",
    "Gunmen stormed the village [on Friday], *killing* six people.",
    "The man who was *shot* [in May] died on Tuesday.",
    "The man who was shot in May *died* [on Tuesday].",
    "He was *arrested* [on Tuesday] after a bomb exploded in the market.",
    "He was arrested on Tuesday after a bomb *exploded* in the market.",
    "Militants *attacked* the base [late on Thursday] and police arrested two men on Friday.",
    "Militants attacked the base late on Thursday and police *arrested* two men [on Friday].",
    "The president on Friday condemned the *attack*.",
    "He condemned [Friday]'s *attack*.",
    "[Friday]'s *attack* killed nine people.",
    "Nine people were *killed* in [Tuesday]'s attack.",
    "The group carried out the *attack* [on Monday].",
    "[Overnight], Russian forces *shelled* the town, the governor said.",
    "The governor said Saturday that two people *died* in shelling.",
    "The hostages, *seized* [last week], were freed on Sunday.",
    "The hostages, seized last week, were *freed* [on Sunday].",
    "In July, rebels seized the town of Kobani, which was *bombed* [in 2014].",
    "The trial *opens* [on 3 November], officials announced on Friday.",
    "Two soldiers were *killed* when their vehicle hit a mine [on Wednesday].",
    "It was the third *attack* since January.",
    "Gunmen *killed* nine people [on Monday] in the third attack this month.",
    "Gunmen killed nine people [on Monday] in the third *attack* this month.",
    "Rebels *attacked* the town [this month].",
    "Police [on Monday] *charged* a man with killing a woman in 2015.",
    "Police on Monday charged a man with *killing* a woman [in 2015].",
    "A spokesman told Reuters on Sunday the rebels had *captured* the town.",
    "He was arrested on Tuesday for the *attack*.",
    "The *shooting*, which happened [just before 4 p.m. Thursday], left one dead.",
    # a time at the end of the sentence, behind words that only say what a thing is
    "Gunmen *ambushed* a bus carrying miners to the city [on Monday], killing six, the mayor said.",
    "Soldiers *fired* two rockets believed to be of old make toward the coast [early Tuesday].",
    "A bomber *struck* a checkpoint manned by police in the capital [on Monday].",
    "A drone *hit* a base that houses foreign troops [on Sunday].",
    "Police *arrested* a man convicted in 2015.",
    "Police *arrested* a man suspected of planting a bomb on Tuesday.",
    "The army *shelled* villages sheltering rebels, a monitor said on Sunday.",
    "Three people were *killed* and five hurt when a shell hit a bus in the town of Avdi [on Friday].",
    # a participle's time, and a verb's in the present
    "A *truce* signed with the northern rebels [last May] seems to be holding.",
    "A *truce* agreed by the warring sides [last May] appears to be holding.",
    "The army, which last May signed a truce, *shelled* the town.",
    # what courts and police deal with
    "Two men were charged Monday in the *killing* of a teacher.",
    "Two men were *charged* [Monday] in the killing of a teacher.",
    "A man was arrested Monday in connection with the *bombing*.",
    "He pleaded guilty on Monday to *killing* his neighbour.",
    "Six people were *arrested* in a raid [on Monday].",
    "Six people were arrested in a *raid* [on Monday].",
    "A court jailed a man for the *blowing* up of a bridge near Orlo [in March 2015].",
    "A court *jailed* a man for the blowing up of a bridge near Orlo in March 2015.",
    "A court [on Tuesday] *jailed* a man for killing five people in 2014.",
    "He was *convicted* of murder [in 2012].",
    "The group was blamed for an *attack* on a hotel [in 2014].",
    # a word that tells only what sort of matter, person or proceeding it is
    "The *hostage* crisis worsened on Saturday when police said a minister was missing.",
    "The hostage *crisis* worsened on Saturday when police said a minister was missing.",
    "The hostage *crisis* began [on Saturday] when gunmen stormed a school.",
    "A *murder* suspect was freed on Friday.",
    "A *bombing* inquiry was closed on Friday.",
    "A *bombing* campaign began [on Friday].",
    # what is still to come, and what was only asked for
    "He was *remanded* to appear in court on 12 November.",
    "Soldiers *shelled* the town [on Monday] and plan to withdraw on Friday.",
    "Parliament *ratified* the truce and is due to vote on the budget on Friday.",
    "The army on Friday gave residents two days to *leave* the town.",
    "The two sides met on Saturday for talks on a *ceasefire*.",
    "The minister held a meeting on Saturday but ruled out the use of *force*.",
    "The sides *agreed* [on Monday] to exchange prisoners on Sunday.",
    "Thousands gathered [on Sunday] to *protest* against the killings.",
    "Rebels called a *strike* [on October 20] to protest against the law.",
    # a statement that does the deed, and one that tells of it
    "In a decree issued [on Tuesday] by his office, the governor *imposed* a curfew.",
    "The council, in a statement issued [on Tuesday] by its clerk, condemned the raid and *imposed* a curfew.",
    "The ministry, in a statement released on Tuesday, said troops *killed* five rebels.",
    "In a statement issued on Tuesday, the army *killed* five rebels.",
    # right behind the deed's noun
    "They stepped up patrols after an *attack* [last December], when rebels seized a dam.",
    "They stepped up patrols after an attack [last December], when rebels *seized* a dam.",
    "Reprisals spread [on Tuesday] to Oro, where a mob *killed* two traders.",
    "Men *set* fire to carry off the guns [on Monday], police said.",
    # the day of writing
    "GOMA, 4 October 2016 – Rebels *killed* five people.",
    "GOMA/BENI, 4 October 2016 - The office is dismayed by two *attacks* on camps [over the past week].",
    "Goma (Wire), Oct. 4 -- Rebels *killed* five people [on Monday].",
    "Updated: 4 October 2016. Rebels *killed* five people.",
    "[On 4 October 2016] – his birthday – rebels *killed* five people.",
]


@pytest.mark.parametrize("marked", CHOICES)
def test_an_event_gets_its_own_time(marked: str) -> None:
    """The time of the event, not of its telling, nor of another event in the sentence."""
    match = re.search(r"\[(.*?)\]", marked)
    plain = marked.replace("[", "").replace("]", "")
    text = plain.replace("*", "")
    sentences = parse(text)
    mentions = find_times(sentences, published=date.fromisoformat(THURSDAY))
    home = next(sentence for sentence in sentences if sentence.start <= plain.index("*") < sentence.end)
    chosen = choose_time(mentions, sentence=home, trigger=plain.index("*"), clause=None)
    found = text[chosen.start : chosen.end] if chosen else None
    if match is None:
        assert found is None
    else:
        assert found is not None
        assert match[1].casefold() in found.casefold()


def anchor(text: str) -> date | None:
    """The inferred day of writing."""
    found = infer_anchor(parse(text, needs_parse=lambda words: [False] * len(words)))
    return found[0] if found else None


def test_an_undated_report_takes_the_day_of_its_caption() -> None:
    """The latest full date in a caption is the anchor."""
    text = "Shells hit the town on Friday.\n\nA photo shows the damage on May 26, 2023.\n\nA picture of the briefing on May 24, 2023."
    assert anchor(text) == date(2023, 5, 26)


def test_an_undated_report_takes_the_day_of_its_dateline() -> None:
    """A date in a dateline is the anchor."""
    assert anchor("DUSHANBE, Feb 8, 1997 - Gunmen seized two men on Friday.") == date(1997, 2, 8)


@pytest.mark.parametrize(
    "text",
    [
        "The law dates from the attacks of September 11, 2001. Police arrested a man this week.",
        "He was born on May 3, 1970.",
        "A file photo of the bridge on May 3, 2010.",
        "The treaty of May 3, 1990 ended the war. Fighting began anew in 2012.",
        "Nothing here.",
    ],
)
def test_an_old_date_is_no_anchor(text: str) -> None:
    """A date of the background does not date the report."""
    assert anchor(text) is None


@pytest.mark.parametrize(
    ("marked", "tense"),
    [
        ("The court will rule on [Friday].", "future"),
        ("The court ruled on [Friday].", "past"),
        ("[Friday] the court ruled.", "past"),
        ("The vote was scheduled to end by now, police said [Friday].", "past"),
        ("They agreed to meet on [Friday].", "future"),
        ("Ahead of [Friday]'s vote, troops moved.", "future"),
        ("The unions called a one-hour strike for [Friday].", "future"),
        ("They marched in protest at [Friday]'s killings.", "past"),
    ],
)
def test_tense_is_read_from_the_clause(marked: str, tense: str) -> None:
    """Light cues tell whether a clause looks back or ahead."""
    at = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    assert read_tense(text, at, marked.index("]") - 1) == tense


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
@settings(max_examples=60, deadline=None)
def test_spans_hold_in_any_text(text: str) -> None:
    """Mentions lie in the text, in order, none overlapping."""
    check(text, date(2020, 2, 29))


PIECES = re.findall(
    r"\S+",
    """
    on in at the of Friday May 31 30 2016 last next this week month two days ago after before until from to and - , . noon overnight early late 3 p.m.
    February 29 Easter Christmas since 1990s 2014 second quarter year later earlier that day 9999 1400 30/02/2016 between night into will said
    """,
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_any_run_of_time_words_is_read_without_fault(text: str, published: date) -> None:
    """Whatever the order of the words, intervals are ordered and spans hold."""
    check(text, published)


def check(text: str, published: date | None) -> None:
    sentences = parse(text, needs_parse=lambda words: [False] * len(words))
    end = 0
    for mention in find_times(sentences, published=published):
        assert end <= mention.start <= mention.core < mention.end <= len(text)
        assert mention.interval is None or mention.interval[0] <= mention.interval[1]
        assert mention.named is None or mention.named[0] <= mention.named[1]
        end = mention.end


def test_calendar_steps_hold_at_the_edges() -> None:
    """Months are stepped by their length, feasts fall on Sundays, parts lie in their whole."""
    assert add_months(date(2016, 3, 31), -1) == date(2016, 2, 29)
    assert add_months(date(1, 1, 31), -5) == date(1, 1, 31)
    for year in range(1950, 2050):
        assert easter(year).weekday() == orthodox_easter(year).weekday() == 6
    first, last = part_of(week_days(date(2016, 10, 13)), "early")
    assert (first, last) == (date(2016, 10, 10), date(2016, 10, 12))


ENTRIES = """River Watch, [09.10.2016 22:10]
A bridge fell today.

River Watch, [10.10.2016 07:15]
Two died this morning.

River Watch, [10.10.2016 09:30]
Men fled yesterday.
"""


def test_each_entry_of_a_live_blog_is_read_from_its_own_stamp() -> None:
    """ "Today" under a stamp is the stamp's day; the stamps themselves date nothing."""
    times = read(ENTRIES, THURSDAY)
    assert [one.interval[0].day for one in times if one.interval] == [9, 10, 9]
    assert [one.kind for one in times] == ["stamp", "date"] * 3


@pytest.mark.parametrize("line", ["The march began at 16:05", "Two died on 10.10.2016", "They won 3:2", "10:15 a.m. was when he fell"])
def test_a_sentence_with_a_clock_is_no_stamp(line: str) -> None:
    """A stamp is a time and nothing else."""
    assert not is_stamp(line)


def test_a_dateline_of_another_year_contradicts_the_page() -> None:
    """The text's own full date is told where the page was dated anew; a day's difference is not."""
    sentences = parse("GOMA, 4 October 2015 - Rebels killed five people on Monday.", needs_parse=lambda words: [False] * len(words))
    found = find_contradiction(sentences, published=date(2016, 10, 13))
    assert found is not None
    assert found[0] == date(2015, 10, 4)
    assert find_contradiction(sentences, published=date(2015, 10, 5)) is None


def told_day(text: str, published: str) -> date | None:
    """The day of the deed that one report is about."""
    sentences = parse(text, needs_parse=lambda words: [False] * len(words))
    day = date.fromisoformat(published)
    picked = pick_day(find_told_days(sentences, find_times(sentences, published=day), published=day), published=day)
    return picked.day if picked else None


DEEDS = [
    ("A man was shot dead on Sunday night. Police said Tuesday that they held a youth.", "2016-10-09"),
    ("A youth was charged in court on Wednesday. The shooting happened on Sunday near the quay.", "2016-10-09"),
    ("A woman was shot last night in her car.", "2016-10-12"),
    ("A man was shot. Nobody saw it.", "2016-10-13"),
]


@pytest.mark.parametrize(("text", "day"), DEEDS)
def test_the_day_of_a_deed_is_not_that_of_court_or_telling(text: str, day: str) -> None:
    """The deed's day is read near its own words; publication stands in where no words tell one."""
    assert told_day(text, THURSDAY) == date.fromisoformat(day)


def test_reports_agree_on_the_day_that_words_tell_most_plainly() -> None:
    """One report that tells the day outweighs two that only appeared later."""
    texts = ["A man was shot dead on Sunday night.", "A man was shot.", "A man was shot."]
    sentences = [parse(text, needs_parse=lambda words: [False] * len(words)) for text in texts]
    day = date.fromisoformat(THURSDAY)
    picked = [pick_day(find_told_days(one, find_times(one, published=day), published=day), published=day) for one in sentences]
    agreed = agree_on_day(picked)
    assert agreed is not None
    assert agreed.day == date(2016, 10, 9)
    assert agree_on_day([]) is None
