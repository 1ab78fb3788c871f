"""What a deed takes from those told around it, place, day and type, and what it leaves to them."""

from __future__ import annotations

import pytest
from reading import ARMED, events_of, read_claim

from onrecord import Claim, Report, extract
from onrecord.facts.kinds import kind_of


def read_all(text: str, published: str = "2024-05-10") -> list[Claim]:
    return list(extract(Report(id="r", text=text, published=published, outlet="Example Post")).claims)


def told(claims: list[Claim], words: str) -> Claim:
    """The claim whose sentence has the words."""
    return next(claim for claim in claims if words in claim.exact)


ROUND_UP = (
    "Two killed, three wounded in weekend shootings, police say\n\n"
    "Two people were killed and three others were wounded in separate shootings across the city over the weekend, police said.\n\n"
    "About 2:15 a.m. Saturday, a woman was sitting in a car in the Englewood neighborhood when a gunman opened fire, striking her in the head.\n\n"
    "On Sunday afternoon, two teenagers were shot at a playground.\n\n"
    "In the latest shooting, a man, 42, walked into a hospital with a gunshot wound to the hand."
)


@pytest.mark.parametrize("words", ["separate shootings", "two teenagers", "In the latest"])
def test_one_shooting_of_a_round_up_gives_its_place_to_no_other(words: str) -> None:
    assert told(read_all(ROUND_UP), words).place is None


def test_a_town_that_comes_under_fire_is_the_place_and_one_of_an_older_deed_is_not() -> None:
    claims = read_all(
        "The governor of Russia’s Belgorod region said on Telegram that the town of Shebekino had come under uninterrupted shelling overnight.\n\n"
        "A dormitory caught fire after being hit by a Grad rocket.\n\n"
        "Meanwhile, a woman in Kursk was fined after she wrote that the Bucha massacre had been carried out by Russian soldiers."
    )
    place = told(claims, "dormitory").place
    assert place is not None
    assert place.name == "Shebekino"
    assert [voice.name for voice in told(claims, "massacre").attribution] == ["woman in Kursk"]


def test_where_a_victim_is_from_is_not_where_he_was_killed() -> None:
    place = read_claim(f"{ARMED}Police tweeted that one of the slain was involved in the killing of a labourer from Bihar last month.").place
    assert place is None or place.name != "Bihār"


def test_what_a_strike_answers_keeps_its_place_and_day() -> None:
    claims = events_of(
        'The ministry said it had carried out a "massive retaliatory strike" in response to what it called a terrorist attack in Bryansk on May 2.'
    )
    strike, attack = claims
    assert strike.place is None or strike.place.name != "Bryansk"
    assert strike.when is None or strike.when.exact != "on May 2"
    assert (attack.stage, attack.place and attack.place.name) == ("happened", "Bryansk")


def test_what_came_before_a_deed_does_not_place_it() -> None:
    claims = read_all(
        "Two bombs killed 20 people in Jolo on Sunday, the army said.\n\nThe bombing came days after voters in Sulu rejected the law in a plebiscite."
    )
    assert [claim.place and claim.place.name for claim in claims] == ["Jolo"]


def test_an_accusation_is_of_the_report_s_deed_and_not_of_the_attackers_past() -> None:
    claims = read_all(
        "At least 17 people were killed when gunmen stormed parliament in Tehran on Wednesday.\n\n"
        "The ministry said the attackers had fought for the group in Mosul before returning home. The Guards blamed Saudi Arabia for the assault."
    )
    assert told(claims, "blamed").when is not None
    assert told(claims, "blamed").event_type == told(claims, "stormed").event_type


def test_a_bare_strike_is_from_the_air_where_the_same_side_s_last_one_was() -> None:
    claims = read_all(
        "In Syria, coalition forces conducted seven strikes using attack, bomber and remotely piloted aircraft.\n\n"
        "In Iraq, coalition forces conducted 11 strikes. Near Mosul, two strikes struck a large ISIL tactical unit, destroying a mortar."
    )
    assert {claim.event_type.value for claim in claims} == {"air_strike"}


@pytest.mark.parametrize(
    "words",
    [
        "A strike, as defined in the releases, refers to one or more events in one place that have a single effect.",
        "So having a single aircraft deliver a single weapon against a lone vehicle is one strike.",
        "The strikes were part of the operation to help the army.",
        'Mourners chanted "Death to the rebels" as the coffins were carried through the streets.',
        "The attackers arrived in a van that had been stolen from a company.",
    ],
)
def test_what_a_word_means_and_what_only_belongs_to_a_deed_is_none(words: str) -> None:
    assert events_of(words) == []


def test_bodies_with_wounds_are_no_injured() -> None:
    toll = events_of("The bodies of 20 people were found with gunshot wounds, the office said.")[0].toll
    assert toll is not None
    assert (toll.killed is not None and toll.killed.best, toll.injured) == (20, None)


def test_people_treated_in_a_hospital_are_injured() -> None:
    toll = events_of("Five others were being treated in a hospital.")[0].toll
    assert toll is not None
    assert toll.injured is not None
    assert toll.injured.best == 5


@pytest.mark.parametrize("words", ["The police placed the toll at 27.", "The police revised the number of dead to 26."])
def test_who_gives_a_toll_anew_is_its_voice(words: str) -> None:
    assert [voice.name for voice in events_of(words)[0].attribution] == ["police"]


def test_who_is_suspected_did_it_by_the_word_of_who_suspects_them() -> None:
    claim = events_of("The Northern Front said it was ready for talks. The army suspects the Harbour faction of the rebels.")[-1]
    assert [actor.name for actor in claim.actors] == ["Harbour faction"]
    assert [voice.name for voice in claim.attribution] == ["army"]


def test_many_arrested_over_an_attack_did_not_all_do_it() -> None:
    claims = read_all("Iran says it has arrested 41 people over twin attacks in Tehran")
    assert [actor.name for claim in claims if claim.event_type.value == "attack" for actor in claim.actors] == []


def test_battles_that_a_region_has_seen_are_a_trend_of_no_day() -> None:
    claim = events_of("The region has seen turf battles between the Harbour Cartel and the Valley Cartel.")[0]
    assert (claim.generic, claim.place, claim.when) == (True, None, None)


def test_them_who_are_rescued_are_not_the_rescuers() -> None:
    claims = events_of("Gunmen abducted four nurses. Our men have been drafted into the forest to rescue them.")
    assert "Our men" not in {party.name for claim in claims for party in claim.recipients}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Taliban forces", "armed_group"),
        ("large ISIL tactical unit", "armed_group"),
        ("Israeli army unit", "military"),
        ("group of Italian businessmen", "civilian"),
        ("group of gunmen", "armed_group"),
        ("wedding party", "civilian"),
        ("search party", "military"),
        ("opposition party", "politician"),
    ],
)
def test_a_group_is_of_the_kind_of_whom_it_consists(words: str, kind: str) -> None:
    assert kind_of(words).value == kind


LOCAL = (
    "TULSA, Okla. — Two men have been arrested in connection with a shooting at a Tulsa apartment complex that left three people dead.\n\n"
    "A 3-year-old boy who was in the apartment was not hurt.\n\n"
    "The brothers were booked into the Harper County jail on complaints of murder.\n\n"
    '"This was a targeted attack," Capt. Mike Williams said. Robbery is believed to be the motive.\n\n'
    "One of the victims, Rebeika Powell, died at a hospital on Monday morning."
)


def test_where_somebody_is_jailed_and_when_somebody_dies_is_not_the_attack_s() -> None:
    claims = read_all(f"{ARMED}{LOCAL}", published="2014-03-03")
    attack = told(claims, "targeted attack")
    assert attack.place is None or "Harper" not in attack.place.toponym
    assert attack.when is None or attack.when.exact != "on Monday morning"


def test_a_building_that_a_shooting_was_at_is_not_whom_it_was_done_to() -> None:
    shooting = next(claim for claim in read_all(LOCAL) if claim.event_type.value == "shooting")
    assert not any("complex" in party.name for party in shooting.recipients)


@pytest.mark.parametrize("words", ["not hurt", "Robbery"])
def test_somebody_unhurt_and_a_motive_are_no_deeds(words: str) -> None:
    assert not any(words in claim.exact for claim in read_all(LOCAL))


def test_a_deed_told_two_clauses_down_is_another() -> None:
    claims = read_all(
        f"{ARMED}The government hanged six rebel prisoners on Sunday, in the first executions since the president vowed a tougher line after "
        "a truck bomb killed 64 people in Kabul last month."
    )[-2:]
    assert [(claim.event_type.value, claim.toll is not None, claim.attribution) for claim in claims] == [
        ("killing", False, ()),
        ("bombing", True, ()),
    ]
    assert claims[0].place is None or claims[0].place.name != "Kabul"


def test_the_dead_of_the_first_months_of_a_year_are_of_no_attack() -> None:
    claims = read_all(
        f"{ARMED}A truck bomb killed 64 people in Kabul on Sunday.\n\nThe U.N. says 600 civilians were killed in the first three months of the year."
    )
    assert claims[-1].when is not None
    assert (claims[-1].when.earliest, claims[-1].when.latest, claims[-1].place) == ("2024-01-01", "2024-03-31", None)


def test_an_accusation_names_no_doer_of_what_others_tell() -> None:
    claims = read_all(
        "Air strikes on Douma on 21 March killed at least 16 civilians.\n\n"
        "A school in Arbin was hit on 19 March. The Observatory blamed a Russian air strike.",
        published="2024-03-22",
    )
    assert claims[0].actors == ()


def test_what_is_threatened_is_not_where_its_condition_is() -> None:
    claims = read_all(f"{ARMED}The gunmen threatened to blow up the theatre unless Russia pulls its troops out of Chechnya.")
    threat = next(claim for claim in claims if claim.stage == "threatened")
    assert threat.place is None or threat.place.name != "Chechnya"


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("The president said the attack had been planned abroad.", "happened"),
        ("The police said that an attack had been planned for Friday.", "planned"),
    ],
)
def test_the_attack_that_had_been_planned_has_happened(words: str, stage: str) -> None:
    assert {claim.stage for claim in events_of(words)} <= {stage}


def test_who_is_ready_to_die_kills_nobody() -> None:
    assert events_of('"We are ready to die," a masked woman told the station.') == []


def test_a_group_with_a_name_and_a_noun_is_called_by_its_name() -> None:
    claim = events_of("Suspicion fell on the Jemaah Islamiyah, the regional network blamed for the 2002 Bali bombings that killed 202.")[0]
    assert [actor.name for actor in claim.actors] == ["Jemaah Islamiyah"]


def test_who_is_among_the_dead_is_not_of_a_raid_that_was_only_mentioned() -> None:
    claims = events_of("The explosives were like those found in a raid in Cilacap this week. A director was among the dead.")
    assert not any("director" in claim.exact and claim.place is not None and claim.place.name == "Cilacap" for claim in claims)


def test_council_members_trade_no_fire() -> None:
    assert read_all("A wildfire destroyed six homes. Council members traded fire over the budget, and one accused the mayor of ambushing him.") == []


@pytest.mark.parametrize(
    ("scene", "day"),
    [
        ("The first happened just before 10 p.m. Friday.\n\nA man was standing on the sidewalk when someone fired shots, killing him.", "2014-02-28"),
        ("Officers were called to the Oak Apartments around 12:30 p.m. Sunday.\n\nThey found four women shot in the head.", "2014-03-02"),
        ("A gunman shot four women at the Oak Apartments, police said. It happened around 12:30 p.m. Saturday.", "2014-03-01"),
    ],
)
def test_a_sentence_that_only_sets_the_scene_gives_the_deed_its_day(scene: str, day: str) -> None:
    claim = read_all(f"Six people were killed in weekend shootings across the city, police said.\n\n{scene}", published="2014-03-03")[-1]
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == (day, day)


def test_the_head_of_a_round_up_has_no_day_of_one_of_its_deeds() -> None:
    text = (
        "Two killed, three wounded in weekend shootings, police say\n\nThe first happened just before 10 p.m. Friday.\n\n"
        "A man was standing on the sidewalk when someone fired shots, killing him."
    )
    assert read_all(text)[0].when is None


def test_what_a_state_vows_after_a_deed_is_no_word_of_its_on_the_deed() -> None:
    for text in (
        f"{ARMED}Egypt vows response after 16 border guards killed in Sinai.",
        f"{ARMED}Egypt on Monday vowed to hunt down gunmen who killed 16 border guards in Sinai.",
    ):
        claim = read_claim(text)
        assert (claim.stage, claim.attribution) == ("happened", ())


def test_a_third_blast_is_not_the_second() -> None:
    claims = events_of("A second explosion rocked a police post in Soledad, wounding five, and a third killed two officers in Santa Rosa del Sur.")
    tolls = [(toll.killed and toll.killed.best, toll.injured and toll.injured.best) for claim in claims if (toll := claim.toll) is not None]
    assert tolls == [(None, 5), (2, None)]


def test_an_attack_days_before_keeps_its_dead_and_takes_no_day() -> None:
    text = "A man in his 50s was shot dead in Dublin on Monday, days after a gun attack at a boxing weigh-in left one man dead and two injured."
    claims = read_all(text)
    assert [claim.toll and claim.toll.killed and claim.toll.killed.best for claim in claims] == [1, 1]
    assert [claim.when is not None for claim in claims] == [True, False]


def test_a_group_that_states_it_was_behind_a_bombing_claims_it() -> None:
    claim = read_claim(f"{ARMED}The Harbour Front said in a statement posted online that it was behind the Doba bombing.")
    assert claim.responsibility is not None
    assert claim.responsibility.status == "claimed"


def test_a_label_before_a_colon_is_no_deed_of_its_own() -> None:
    claims = read_all("Mali attack: Gunmen storm Radisson hotel in Bamako")
    assert [[actor.name for actor in claim.actors] for claim in claims] == [["Gunmen"]]


@pytest.mark.parametrize(
    "words",
    ["Tribesmen said they saw masked men fleeing towards the hills.", "It was one of the worst clashes since the 1950-53 war ended in an armistice."],
)
def test_attackers_who_flee_and_the_end_of_an_old_war_are_not_told_as_deeds(words: str) -> None:
    assert not {"displacement", "agreement"} & {claim.event_type.value for claim in events_of(words)}


def test_what_aircraft_destroy_they_strike_from_the_air() -> None:
    assert events_of("Israeli aircraft destroyed the vehicle near the crossing on Sunday.")[0].event_type.value == "air_strike"


def test_the_army_is_not_the_school_named_after_it() -> None:
    claims = read_all(
        "Gunmen attacked the Army Public School in Peshawar on Tuesday, killing 141 people.\n\n"
        "A spokesman said the attack was retaliation for the army's offensive in North Waziristan."
    )
    assert "Army Public School" not in {party.name for claim in claims for party in claim.actors}


def test_he_in_a_clause_is_the_nameless_person_of_the_main_one() -> None:
    claims = read_all(
        "Teen dies after weekend shootings\n\nBy DANA KOWALCZYK\n\n"
        "A 17-year-old died Sunday, two days after he was shot on a porch in the 1200 block of Lagrange Street, police said."
    )
    assert not any("KOWALCZYK" in party.name for claim in claims for party in claim.recipients)


def test_the_shot_man_before_whose_verb_his_age_stands_is_shot_and_not_who_is_booked() -> None:
    claim = events_of("A pawnshop owner was booked on suspicion of murder after Calvin Horton Jr., 43, was shot outside a shop on Wednesday night.")[
        -1
    ]
    assert [party.name for party in claim.recipients] == ["Calvin Horton Jr."]


def test_names_have_both_or_neither_of_their_marks() -> None:
    claims = read_all(
        'A security source blamed the "400 Mawozo" gang, which abducted five priests in April.\n\n'
        "At least 628 kidnappings were recorded in the first nine months of this year, according to the Center for Research in Human Rights (CARDH)."
    )
    names = {party.name for claim in claims for party in (*claim.actors, *claim.attribution)}
    assert {'"400 Mawozo" gang', "Center for Research in Human Rights (CARDH)"} <= names
    assert claims[-1].actors == ()


def test_bombs_of_one_church_are_not_at_the_other_nor_where_an_old_one_was() -> None:
    claims = read_all(
        "A family carried out suicide bombings on two churches in Surabaya on Sunday, killing 13 people, police said.\n\n"
        "His wife detonated bombs at the Diponegoro Church, while his sons rode a motorcycle into the Santa Maria Catholic Church.\n\n"
        "In 2002, bombings in Bali left 202 people dead."
    )
    place = told(claims, "Diponegoro").place
    assert place is not None
    assert place.toponym in {"Diponegoro Church", "Surabaya"}


@pytest.mark.parametrize("words", ["The governor has come under heavy fire for the rise in deaths.", "The minister came under fire over the budget."])
def test_who_comes_under_fire_for_something_is_not_shot_at(words: str) -> None:
    assert events_of(words) == []


def test_a_state_that_takes_a_town_has_taken_it() -> None:
    claim = events_of("Russia took Izium on April 1 after weeks of fighting.")[0]
    assert (claim.event_type.value, claim.when and claim.when.earliest) == ("territory_change", "2024-04-01")


def test_them_whom_the_police_push_back_are_others() -> None:
    claims = events_of("In Amman, crowds tried to storm the embassy; Jordanian police pushed them back.")
    assert not any("police" in party.name for claim in claims for party in claim.recipients)


def test_two_voices_that_count_in_one_sentence_make_two_claims() -> None:
    claims = events_of("Hospital sources said one person died and 18 were injured, but an eyewitness told the paper he counted seven bodies.")
    told_by = {claim.attribution[0].name: claim.toll for claim in claims if claim.attribution}
    assert [toll and toll.killed and toll.killed.best for toll in told_by.values()] == [1, 7]


def test_the_headline_is_of_the_lead_s_day_and_not_of_an_older_deed_s() -> None:
    claims = read_all(
        "Second apartment block bombed; toll passes 110\n\n"
        "A bomb explosion destroyed an apartment building in southern Moscow early Monday, killing at least 49 people, officials said.\n\n"
        "On Thursday a bomb demolished a block on the river, killing 94."
    )
    assert claims[0].when is not None
    assert claims[0].when.earliest == "2024-05-06"


def test_a_group_s_claim_is_not_of_the_deployment_it_punishes() -> None:
    claims = read_all(
        "At least 39 people were killed when gunmen stormed a mall in Nairobi on Saturday.\n\n"
        "The Harbour Front claimed responsibility, saying it was punishing Kenya for sending troops into Somalia.",
        published="2013-09-22",
    )
    assert {claim.event_type.value for claim in claims if claim.responsibility is not None} == {claims[0].event_type.value}


def test_a_caller_claims_a_deed_for_whom_he_speaks() -> None:
    claim = events_of("An anonymous caller claimed responsibility on behalf of the unknown Valley Liberation Army.")[0]
    assert [actor.name.removeprefix("unknown ") for actor in claim.actors] == ["Valley Liberation Army"]


def test_where_a_gunman_died_of_his_wounds_places_no_other_dead() -> None:
    claims = read_all(
        "At least 39 people were killed when gunmen stormed a mall in Nairobi on Saturday.\n\n"
        "One gunman who was captured died of his wounds at Kenyatta National Hospital, the minister said.\n\n"
        "The Foreign Office confirmed three Britons were among the dead.",
        published="2013-09-22",
    )
    assert not any(claim.place is not None and "Hospital" in claim.place.toponym for claim in claims)
    assert claims[1].event_type.value == "arrest"


@pytest.mark.parametrize("label", ["Boko Haram", "Nigeria"])
def test_what_a_headline_is_about_does_not_speak(label: str) -> None:
    assert read_claim(f"{label}: gunmen kill nine soldiers in Borno").attribution == ()


def test_fighters_counted_beside_the_wounded_are_not_wounded() -> None:
    tolls = [
        claim.toll for claim in events_of("Some 8,000 people, including 3,000 fighters and more than 300 wounded, had left since Thursday, it said.")
    ]
    assert not any(toll and toll.injured and toll.injured.low and toll.injured.low > 301 for toll in tolls)


def test_a_rebel_held_town_counts_nobody() -> None:
    assert not any(claim.toll and claim.toll.displaced for claim in events_of("The evacuation of rebel-held eastern Aleppo was suspended on Friday."))


def test_how_many_is_no_recipient() -> None:
    assert events_of("A car bomb in Buinaksk on May 4 killed 64.")[0].recipients == ()


def test_where_somebody_was_going_who_died_on_the_way_is_not_where_he_was_harmed() -> None:
    claim = read_claim(
        "Militants stormed a post in Kulachi on Monday, killing five, police said.\n\n"
        "A constable hit by a bullet succumbed to his wounds on the way to Peshawar."
    )
    assert claim.place is not None
    assert claim.place.toponym == "Kulachi"


def test_whom_a_disorder_hurt_is_no_deed_of_its_own() -> None:
    (claim,) = events_of("Protesters hurled stones at officers, injuring six.")
    assert claim.event_type.value == "riot"
    assert claim.toll is not None
    assert claim.toll.injured is not None
    assert claim.toll.injured.best == 6


@pytest.mark.parametrize(
    ("words", "event_type"),
    [
        ("Two drones slammed into an oil depot in Engels.", "air_strike"),
        ("A suicide attacker on a motorcycle hit a convoy.", "suicide_bombing"),
        ("A woman was in fair condition on Tuesday after being stabbed in the shoulder.", "killing"),
        ("Mr. Paxley fired at him as well, the affidavit says.", "shooting"),
    ],
)
def test_means_told_by_a_deeds_own_words_stay_whatever_else_the_report_tells(words: str, event_type: str) -> None:
    assert {claim.event_type.value for claim in events_of(words)} == {event_type}
