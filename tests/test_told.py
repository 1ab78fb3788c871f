"""Tolls, places, days and voices that whole reports give to a deed, each to its own."""

from __future__ import annotations

import pytest
from reading import ARMED, read_claim

from onrecord import Report, extract


def test_drones_that_were_shot_down_are_nobody_hurt() -> None:
    text = "Rebel forces launched drones at Odesa, the air force said; ten were shot down."
    claims = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert all(claim.toll is None for claim in claims)
    assert [claim.attribution[-1].name for claim in claims] == ["air force", "air force"]


def test_the_dead_of_a_raid_are_its_own_beside_those_it_took() -> None:
    claims = extract(Report(id="r", text="Gunmen attacked a village, killing nine people and abducting dozens more, the mayor said.")).claims
    assert [claim.toll.killed.best if claim.toll and claim.toll.killed else None for claim in claims] == [9, None]


def test_no_casualties_are_those_of_what_was_told_last() -> None:
    text = (
        "Rebel artillery struck a market in Kherson, killing two people. "
        "Air defences downed 15 drones over the Belgorod region overnight, the army said. No casualties were reported."
    )
    claim = read_claim(text)
    assert claim.event_type.value == "interception"
    assert claim.place is not None
    assert claim.place.toponym == "Belgorod region"


def test_a_toll_is_that_of_the_attack_and_not_of_the_attackers() -> None:
    text = (
        "Seven people died when a car bomb exploded at a hotel in Mogadishu. Four attackers were shot dead by soldiers. "
        "The ministry put the death toll at nine."
    )
    assert read_claim(text).event_type.value == "bombing"


def test_victims_of_whom_no_death_is_told_are_not_counted_dead() -> None:
    text = f"{ARMED}Bandits abducted 43 people in Doba. Police confirmed the attack but put the number of victims at 28."
    assert read_claim(text).toll is None


def test_a_sum_over_a_war_is_of_no_single_raid() -> None:
    text = (
        "An air strike killed 12 people in Homs on Friday, medics said. Rebels attacked a tank with rockets near Idlib, their commander said.\n\n"
        "More than 41,000 people have been killed since the war began, the health ministry said."
    )
    last = extract(Report(id="r", text=text, published="2024-05-10")).claims[-1]
    assert (last.event_type.value, last.place, last.when) == ("killing", None, None)


def test_an_attack_held_against_others_is_no_sum_of_them() -> None:
    claim = read_claim("A missile strike killed 12 people in Homs in the deadliest attack on the city since the war began, officials said.")
    assert claim.toll is not None
    assert not claim.toll.running_total


def test_a_state_before_a_deed_is_no_place_of_it_where_another_place_follows() -> None:
    place = read_claim("The commander was killed in a US drone strike in Baghdad.").place
    assert place is not None
    assert place.name == "Baghdad"


def test_a_town_after_its_country_is_the_place() -> None:
    place = read_claim("A car bomb killed 15 people in Syria's Manbij on Monday.").place
    assert place is not None
    assert place.name == "Manbij"


def test_a_village_is_not_the_city_of_its_name_elsewhere() -> None:
    place = read_claim("Gunmen abducted a farmer in the village of Kut in Armenia.").place
    assert place is not None
    assert (place.toponym, place.country) == ("Kut", "AM")


def test_what_went_before_does_not_move_the_day_of_what_comes_next() -> None:
    text = (
        "Rebels on Monday freed two soldiers whom they had abducted nine days earlier near Tame, the army said.\n\n"
        "Hours later a pipeline was blown up near Saravena."
    )
    claim = extract(Report(id="r", text=text, published="2024-05-10")).claims[-1]
    assert claim.when is not None
    assert claim.when.earliest == "2024-05-06"


def test_who_is_suspected_in_a_headline_does_not_speak() -> None:
    claim = read_claim("Chad says 40 soldiers killed in attack on base; Boko Haram suspected")
    assert [voice.name for voice in claim.attribution] == ["Chad"]


def test_killings_that_nobody_confirmed_are_not_told_again() -> None:
    assert "confirmed" not in read_claim(f"{ARMED}Authorities have not confirmed the killings.").exact


def test_who_says_it_before_what_went_on_meanwhile_is_its_voice() -> None:
    claim = read_claim(
        "An airstrike killed 20 people in Beirut on Saturday, Lebanon's health ministry said, as the attacks on the capital continued."
    )
    assert [voice.name for voice in claim.attribution] == ["Lebanon's health ministry"]


def test_who_is_blamed_in_a_headline_does_not_speak() -> None:
    assert read_claim("Rebels blamed for massacre of 18 in Ituri").attribution == ()


def test_the_army_that_speaks_is_not_the_one_it_fights() -> None:
    text = "Nine soldiers were killed when National Liberation Army (ELN) fighters attacked their outpost with explosives, the army said."
    assert [voice.name for voice in read_claim(text).attribution] == ["army"]


def test_early_on_the_next_weekday_is_half_the_world_away() -> None:
    when = read_claim("North Korea launched a missile over Japan early Saturday morning, officials said.").when  # published on a Friday
    assert when is not None
    assert when.earliest == "2024-05-11"


def test_a_village_in_a_country_that_the_report_does_not_name_has_no_point() -> None:
    text = "Fifty men were ambushed at Akom village in Wapenamanda district of Papua New Guinea on Sunday, police said."
    place = read_claim(text).place
    assert place is not None
    assert (place.toponym, place.lat) == ("Akom", None)


def test_the_number_of_a_block_or_a_house_is_no_year() -> None:
    for where in ("in the 1200 block of Lagrange Street", "in the 1900 and 2000 blocks of Oak Street", "at 2000 Elm Street"):
        when = read_claim(f"{ARMED}A man was shot dead {where}.").when
        assert when is None or when.exact == "on Monday"


def test_who_claims_an_attack_is_its_doer_and_says_so() -> None:
    text = "A bomb went off in Mogadishu on Tuesday, killing five people. "
    for words in (
        "Al-Shabaab claimed the attack.",
        "The attack was claimed by al-Shabaab.",
        "Al-Shabaab took responsibility on its Telegram channel.",
        "The Islamist group al-Shabaab said it was behind the bombing.",
    ):
        claim = read_claim(f"{text}{words}")
        assert claim.event_type.value == "bombing"
        assert claim.responsibility is not None
        assert claim.responsibility.status == "claimed"
        assert [party.name.lower() for party in claim.actors] == ["al-shabaab"], words
        assert claim.recipients == ()


def test_who_has_not_claimed_an_attack_has_not() -> None:
    text = "A bomb went off in Mogadishu on Tuesday, killing five people. Al-Shabaab has not claimed the attack."
    assert all(claim.responsibility is None for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims)


def test_an_attack_is_claimed_in_the_sentence_that_tells_it() -> None:
    claim = read_claim("Two dockers were shot dead at the seaport of Bosaso in February in an attack claimed by Al-Shabaab.")
    assert claim.responsibility is not None
    assert claim.responsibility.by == "Al-Shabaab"
    assert [party.name for party in claim.actors] == ["Al-Shabaab"]


def test_a_body_is_called_by_the_name_that_follows_its_noun() -> None:
    claim = read_claim("The jihadist group Ansar attacked an army base in Sarh on Tuesday, killing nine soldiers.")
    assert [(party.name, party.kind.value) for party in claim.actors] == [("Ansar", "armed_group")]


def test_men_of_a_body_are_called_by_it() -> None:
    claim = read_claim("Members of the Ansar brigade fled. Operatives of Amotekun killed two soldiers in Owo on Sunday.")
    assert [party.name for party in claim.actors] == ["Operatives of Amotekun"]


def test_those_who_tell_are_not_those_who_were_freed() -> None:
    text = f"{ARMED}Rebels abducted two nurses in Numbi on Saturday. Civil society sources indicate that they were freed on Monday."
    assert [party.name for party in read_claim(text).recipients] != ["Civil society sources"]


def test_no_casualties_beside_an_object_deny_no_deed() -> None:
    claim = read_claim("Guided aerial bombs hit a grain elevator in Vovchansk, no casualties.")
    assert claim.polarity == "positive"
    assert [party.name for party in claim.recipients] == ["grain elevator"]


def test_no_civilians_killed_is_no_killing_of_civilians() -> None:
    text = "A U.S. air strike in Jilib killed a senior official on March 10, the command said. The army believes no civilians were killed or injured."
    for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims[1:]:
        assert claim.polarity == "negative"
    assert extract(Report(id="r", text="Rebels shelled Tame. Not a single soldier was killed.")).claims[-1].toll is None


def test_a_sum_since_a_truce_is_of_no_single_day_and_has_its_voice() -> None:
    claim = read_claim(
        "Soldiers shelled Sotk on Friday. Since the truce, according to the Ministry, 58 servicemen have been killed in border incidents."
    )
    assert claim.toll is not None
    assert claim.toll.running_total
    assert claim.when is None
    assert claim.place is None
    assert [voice.name for voice in claim.attribution] == ["Ministry"]


def test_a_crimes_month_is_not_that_of_the_charge_nor_a_promises_that_of_the_deed() -> None:
    claim = read_claim(f"{ARMED}Two men have appeared in court in Goroka charged with the armed hold-up of a bank in March.")
    assert claim.when is None
    claim = read_claim(f"{ARMED}The governor promised in March to send 60 soldiers to protect the town.")
    assert claim.stage == "planned"


def test_crowds_that_throw_fire_riot() -> None:
    claim = read_claim("Around 30 youths hurled petrol bombs at a police station in Lyon overnight. Police fired tear gas.")
    types = {claim.event_type.value for claim in extract(Report(id="r", text=f"{ARMED}Youths hurled petrol bombs at a police station.")).claims}
    assert "riot" in types
    assert "bombing" not in types
    assert claim.event_type.value == "crackdown"


def test_who_treated_the_wounded_is_none_of_them() -> None:
    claim = read_claim(f"{ARMED}A nurse said she's treated seven people with chop wounds.")
    assert claim.toll is None or claim.toll.injured is None or claim.toll.injured.best != 1


def test_a_curfew_on_a_town_is_done_to_nobody() -> None:
    claim = read_claim(f"{ARMED}The governor has imposed a dusk-to-dawn curfew on Doba town.")
    assert claim.recipients == ()
    assert claim.when is None or claim.when.exact != "dusk"


def test_what_was_weeks_before_is_not_of_the_day_told() -> None:
    text = "Bandits killed five people in Kainuk on Saturday. "
    claim = read_claim(f"{text}The latest killings come barely two weeks after a police reservist was shot dead in Lodwar.")
    assert claim.when is None


def test_who_turns_himself_in_is_held() -> None:
    claim = read_claim(f"{ARMED}The suspected attacker has turned himself in, police said.")
    assert claim.event_type.value == "arrest"
    assert claim.actors == ()
    assert [party.name for party in claim.recipients] == ["suspected attacker"]


def test_a_capital_may_be_called_by_its_people() -> None:
    claim = read_claim("At least 41 women were killed on Tuesday in a riot at a prison northwest of the Honduran capital, a police official said.")
    assert claim.place is not None
    assert claim.place.name == "Tegucigalpa"


def test_a_name_with_a_prefix_is_one() -> None:
    claim = read_claim(f"{ARMED}Five people were killed in Solingen when neo-Nazis set fire to their home.")
    assert [party.name for party in claim.actors] == ["neo-Nazis"]


def test_the_nth_homicide_of_a_year_is_a_running_sum() -> None:
    claim = read_claim(f"{ARMED}It was the city's 27th homicide of 2023.")
    assert claim.toll is not None
    assert claim.toll.killed is not None
    assert (claim.toll.killed.best, claim.toll.running_total) == (27, True)


def test_who_was_seen_dead_killed_nobody() -> None:
    claim = read_claim(f"{ARMED}A girl said she saw 30 people dead on the spot.")
    assert claim.actors == ()


def test_an_arrest_after_a_shooting_does_not_say_who_shot() -> None:
    claims = extract(Report(id="r", text=f"{ARMED}Teenager arrested after shooting in Malmo", published="2024-05-10")).claims
    assert all("Teenager" not in [party.name for party in claim.actors] for claim in claims)


def test_gunmen_in_a_studio_are_no_film() -> None:
    text = (
        "Gunmen storm TV studio in Guayaquil during live broadcast\n\nHooded men burst into the studios of a television channel. Police said they "
        "had arrested 13 armed gangsters in the studio and seized explosives, the director said. Gunmen have murdered soldiers."
    )
    types = {claim.event_type.value for claim in extract(Report(id="r", text=text, published="2024-01-09")).claims}
    assert {"attack", "arrest"} & types


def test_strikes_in_answer_to_attacks_are_two_stories() -> None:
    text = (
        "The United States and Britain carried out dozens of air strikes across Yemen overnight in response to attacks by Houthi forces on Red Sea "
        "shipping, the two governments said.\n\nA military spokesman for the rebels said that the strikes killed five fighters."
    )
    claims = extract(Report(id="r", text=text, published="2024-01-12")).claims
    assert [party.name for party in claims[0].actors] == ["United States", "Britain"]
    assert claims[-1].event_type.value == "air_strike"


def test_drones_shot_down_are_nobody_shot() -> None:
    text = "The rebels fired a barrage of drones and missiles at ships. British naval forces shot down 21 of them and no one was hurt."
    types = {claim.event_type.value for claim in extract(Report(id="r", text=text, published="2024-01-12")).claims}
    assert "shooting" not in types


def test_those_of_a_part_were_hurt_in_another_deed() -> None:
    text = f"{ARMED}At least 16 people were seriously injured, including two gang members hit during an exchange of fire with police."
    claims = [claim for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims if claim.toll and claim.toll.injured]
    assert all("police" not in [party.name for party in claim.actors] for claim in claims)


def test_blame_for_what_was_not_done_tells_no_deed() -> None:
    text = f"{ARMED}The gang leader blamed the villagers for not stopping a group from blocking a road."
    assert all("villagers" not in [party.name for party in claim.actors] for claim in extract(Report(id="r", text=text)).claims)


def test_a_captive_s_country_is_neither_captive_nor_place() -> None:
    claim = read_claim("Separatist fighters took a New Zealand pilot hostage on Tuesday at an airport in Nduga, police said.")
    assert [party.name for party in claim.recipients] == ["pilot"]
    assert claim.place is not None
    assert claim.place.name == "Nduga"


def test_a_threat_may_have_its_condition() -> None:
    claim = read_claim(f'{ARMED}"We will kill the hostages if our demands are not met," a spokesman for the rebels said.')
    assert claim.stage == "threatened"


def test_a_claim_s_day_is_not_that_of_its_statement_and_its_doer_is_who_claims() -> None:
    text = "Suspected jihadists killed scores of civilians on Saturday near Barsalogho in Burkina Faso, residents said.\n\n"
    claim = extract(Report(id="r", text=f"{text}The group JNIM claimed the attack in a statement on Sunday.", published="2024-08-26")).claims[-1]
    assert [party.name for party in claim.actors] == ["JNIM"]
    assert claim.when is not None
    assert claim.when.earliest == "2024-08-24"


def test_a_toll_s_rise_is_not_the_day_of_the_attack() -> None:
    text = (
        "The death toll from an attack on vehicles in Kurram rose to 42 on Friday after four of the injured died of their wounds, officials said.\n\n"
        "Gunmen ambushed a convoy in the Mandori area on Thursday, the chief secretary said."
    )
    claims = extract(Report(id="r", text=text, published="2024-11-22")).claims
    assert {claim.when.earliest for claim in claims if claim.when} == {"2024-11-21"}


def test_groups_before_their_attacks_and_hours_are_no_targets() -> None:
    claim = read_claim(f"{ARMED}Since March, 46 people have been killed by Hezbollah attacks, officials said.")
    assert [party.name for party in claim.recipients] == ["46 people"]
    claim = read_claim(f'{ARMED}"I heard shooting at five, then explosions," a resident said.')
    assert claim.recipients == ()


def test_who_appears_in_court_is_tried_and_no_rocket_s_origin_is_where_it_hit() -> None:
    claim = read_claim(f"{ARMED}A 15-year-old boy appeared at Belfast Youth Court on Tuesday charged with rioting.")
    assert claim.actors == ()
    claim = extract(Report(id="r", text="12 killed as rocket from Lebanon hits football pitch", published="2024-05-10")).claims[-1]
    assert claim.place is None


def test_a_claim_that_was_withdrawn_was_made() -> None:
    text = (
        "At least 26 people were killed when terrorists opened fire near Pahalgam on Tuesday. Soldiers and police searched for the gunmen.\n\n"
        "The Resistance Front claimed responsibility on social media, but withdrew the claim days later, saying its account had been hacked."
    )
    claims = extract(Report(id="r", text=text, published="2025-05-23")).claims
    assert [claim.event_type.value for claim in claims if claim.responsibility] == ["shooting"]


def test_the_capital_is_the_one_that_its_sentence_names() -> None:
    text = (
        "A court in Vilnius on Friday sentenced a teenager to three years in prison for setting fire to a store in the capital in May last year, an "
        "attack that prosecutors say was ordered by Russian military intelligence. Moscow denies Russian involvement."
    )
    claims = extract(Report(id="r", text=text, published="2024-05-31")).claims
    assert {claim.place.country for claim in claims if claim.place and claim.place.toponym == "capital"} == {"LT"}


def test_a_month_s_clashes_elsewhere_are_no_place_of_the_news() -> None:
    text = (
        "At least 160 people were killed in attacks on villages in Plateau State on Sunday, the chairman said. Houses were razed by the gunmen.\n\n"
        "Troops had been sent after the raids.\n\nIn May, more than 100 people died in clashes between herders and farmers in Mangu."
    )
    claims = extract(Report(id="r", text=text, published="2023-12-26")).claims
    assert [claim.place.name for claim in claims if claim.place and claim.place.name == "Mangu"] == ["Mangu"]


def test_a_denial_of_one_deed_is_none_of_the_other_that_is_owned_up_to() -> None:
    text = f"{ARMED}Rebels denied killing civilians but said they had attacked the base."
    denied, owned = extract(Report(id="r", text=text, published="2024-05-10")).claims[-2:]
    assert (denied.event_type.value, denied.polarity, denied.responsibility and denied.responsibility.status) == ("killing", "negative", "denied")
    assert (owned.event_type.value, owned.polarity, owned.responsibility and owned.responsibility.status) == ("attack", "positive", "claimed")


def test_what_another_deed_is_counted_from_is_not_of_that_later_day() -> None:
    told = "A strike killed nine children in Goma on Friday. A week after the strike that killed nine children, families buried the last of them."
    days = {claim.when.earliest for claim in extract(Report(id="r", text=told, published="2024-05-20")).claims if claim.when}
    assert days == {"2024-05-17"}


def test_a_deed_that_is_remembered_years_later_is_not_of_the_reports_day() -> None:
    told = "Gunmen shot dead two guards in Goma on Friday. Thousands marked the tenth anniversary of the bombing of the embassy."
    (bombing,) = [claim for claim in extract(Report(id="r", text=told, published="2024-05-20")).claims if claim.event_type.value == "bombing"]
    assert bombing.when is None


def test_the_day_of_a_later_death_is_not_that_of_the_blast() -> None:
    claim = read_claim("The explosion wounded 22 people, one of whom died in hospital on Saturday.")
    assert claim.when is None


def test_one_in_three_is_a_share() -> None:
    text = f"{ARMED}One in three of those killed was a child."
    assert all("One in three" not in claim.exact for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims)
    assert read_claim("Gunmen killed one in three days of fighting.").toll is not None


@pytest.mark.parametrize(
    "text",
    [
        "Israel neither confirmed nor denied it hit the convoy.",
        "Israel would neither confirm nor deny that it hit the convoy.",
        "The army declined to confirm or deny that it had bombed the depot.",
        "The ministry did not deny that soldiers had fired at the crowd.",
        "The ministry has not denied bombing the depot.",
        "The minister never denied that the police had shot the student.",
    ],
)
def test_what_is_not_denied_is_no_denial(text: str) -> None:
    (claim,) = [each for each in extract(Report(id="r", text=f"{ARMED}{text}", published="2024-05-10")).claims if each.exact == text]
    assert (claim.polarity, claim.certainty, claim.attribution, claim.responsibility) == ("positive", "hedged", (), None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police denied shooting protesters in the square.", [("shooting", "negative")]),
        ("The commander admitted killing villagers and burning huts.", [("killing", "positive"), ("sabotage", "positive")]),
        ("The army confirmed the air strike but denied killing civilians.", [("air_strike", "positive"), ("killing", "negative")]),
    ],
)
def test_what_is_denied_or_admitted_is_the_deed(text: str, told: list[tuple[str, str]]) -> None:
    claims = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert [(claim.event_type.value, claim.polarity) for claim in claims] == told


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Reuters reported, citing three people familiar with the matter, that gunmen had shot a mayor.", ["Reuters", "three people"]),
        ("The report, seen by AFP, says mercenaries killed at least 300 villagers in March.", ["report"]),
        ("The Free Youth said on a forum that it had bombed the bridge.", ["Free Youth"]),
        ("At first police said five people had died in the blast.", ["police"]),
    ],
)
def test_who_tells_it_however_the_sentence_runs(text: str, voices: list[str]) -> None:
    assert [voice.name for voice in read_claim(text).attribution] == voices
