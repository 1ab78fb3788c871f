"""Actors and recipients by name: as written, in their shortest full form, and nobody where the words name nobody."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord import Claim, Report, extract


def read_claim(text: str) -> Claim:
    """The last claim of a report."""
    return extract(Report(id="r", text=text, published="2024-05-10", outlet="Example Post")).claims[-1]


def named(text: str) -> tuple[list[str], list[str]]:
    claim = read_claim(text)
    return [party.name for party in claim.actors], [party.name for party in claim.recipients]


def known_failure(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


# A report, who did it and whom it was done to, in its last claim.
PARTIES = [
    ("The police said on Sunday they had shot dead two robbers.", ["police"], ["two robbers"]),
    ("Gunmen kill dozens at concert hall; Islamic State claims attack", ["Islamic State"], ["dozens"]),
    ("On 10 May 1941 German bombers attacked the harbour, killing 210 people.", ["German bombers"], ["harbour"]),
    ("Monastery siege ends after police officer, three gunmen killed", [], ["three gunmen"]),
    ('A spokesman, Ana Duarte, accused the army of "deliberately bombing worshippers".', ["army"], ["worshippers"]),
    ("A faction calling itself the Harbour Legion abducted two nurses.", ["Harbour Legion"], ["two nurses"]),
    ("A militia called the Northern Front shelled the port.", ["Northern Front"], ["port"]),
    ("A group known as Ansar al-Din abducted two nurses.", ["Ansar al-Din"], ["two nurses"]),
    ("Army: rebels killed two soldiers in Arauca", ["rebels"], ["two soldiers"]),
    ("Police: gunman killed three guards", ["gunman"], ["three guards"]),
    ("Colombia: rebels free two soldiers", ["rebels"], ["two soldiers"]),
    ("KARACHI: Gunmen shot dead two teachers on Monday.", ["Gunmen"], ["two teachers"]),
    ("Khartoum, 20 January - Gunmen shot dead two teachers.", ["Gunmen"], ["two teachers"]),
    ("Two soldiers were killed in violence orchestrated by a warlord, the mayor said.", ["warlord"], ["Two soldiers"]),
    ("Rebels blamed for massacre of 18 in Ituri", ["Rebels"], ["18"]),
    ("Seven farmers shot dead in Arauca, army says", [], ["Seven farmers"]),
    ("Two police officers shot in Derry", [], ["Two police officers"]),
    ("14:05 Gunmen have ambushed a convoy of buses in the valley.", ["Gunmen"], ["convoy of buses"]),
    ("Hooded men seized the coordinator of a party on a street in Caracas.", ["Hooded men"], ["coordinator"]),
    ("A bomber blew himself up late on Friday and gunmen then sprayed bathers with bullets.", ["gunmen"], ["bathers"]),
    ("Police shot at a car in Derry on Friday, wounding two men, officials said.", ["Police"], ["car"]),
    ("Forty prisoners swapped at border bridge", [], ["Forty prisoners"]),
    ("Synagogue, churches attacked in Derbent; at least 15 police, civilians dead", [], ["churches"]),
    ("Rebels attacked in Goma on Monday, killing two.", ["Rebels"], ["two"]),
    ("Bandits shelled a village and set homes ablaze.", ["Bandits"], ["homes"]),
    ("Around 20 men in uniform attacked the residence of a judge with rifles.", ["20 men"], ["residence"]),
    ("Two cables cut in raid; Norway's defence minister suspects sabotage", [], ["Two cables"]),
    ("Gunmen took staff hostage in a bank.", ["Gunmen"], ["staff"]),
    ("Two teachers gunned down in a market in Jos", [], ["Two teachers"]),
    ("Armed men on a motorbike gunned down a reporter in Jos.", ["Armed men"], ["reporter"]),
    ("Soldiers detained a man said to be a lieutenant of the cartel.", ["Soldiers"], ["man"]),
    ("Fighting between the Chadian army and Zaghawa rebels reached the town of Tine on Tuesday.", ["Chadian army", "Zaghawa rebels"], []),
    ("Junta air attacks killed 1,700 civilians, a monitor said.", ["Junta"], ["1,700 civilians"]),
    ("Miners feared trapped after rebel shelling of the pit", ["rebel"], ["pit"]),
    ("Two security sources said four guards died in the attack on the camp. The mission accused the rebels of abducting them.", ["rebels"], []),
    ("The Northern Front abducted four aid workers.", ["Northern Front"], ["four aid workers"]),
    ("Masked gunmen shot a priest and two nuns.", ["Masked gunmen"], ["priest", "two nuns"]),
    ("Rebels ambushed a Kenyan army patrol.", ["Rebels"], ["Kenyan army patrol"]),
    ("Soldiers abducted Ana Duarte, a reporter, on Monday. They beat her with rifles.", ["Soldiers"], ["Ana Duarte"]),
    ("One of the schoolgirls was killed by the kidnappers.", ["kidnappers"], ["One of the schoolgirls"]),
    ("Dozens of villagers were abducted by bandits.", ["bandits"], ["Dozens of villagers"]),
    ("Russian missiles struck a hospital in Ukraine. Russia denied it.", ["Russia"], ["hospital"]),
    ("A priest was shot dead by gunmen near the market in Jos.", ["gunmen"], ["priest"]),
    ("A bomb exploded near a police station in Jos.", [], []),
    ("It was shelled by government forces in the night, the mayor of the town said.", ["government forces"], []),
    ("Police arrested the former minister Ana Duarte.", ["Police"], ["Ana Duarte"]),
    ("The victim, Lena Okafor, was shot dead by two gunmen.", ["two gunmen"], ["Lena Okafor"]),
    ("A judge jailed a baker for driving a van into a crowd, killing two people.", ["baker"], ["two people"]),
    ("Villagers accused the escort of having shot at shepherds.", ["escort"], ["shepherds"]),
    ("The ministry blamed the bombing of the bridge on the Northern Front.", ["Northern Front"], ["bridge"]),
    ("The ministry blamed the Northern Front for the raid on the army barracks.", ["Northern Front"], ["army barracks"]),
    ("The Northern Front was behind the bombing of the bridge.", ["Northern Front"], ["bridge"]),
    ("The army said that it had shelled a barracks.", ["army"], ["barracks"]),
    ("Three soldiers died in clashes between the Northern Front and the Harbour Legion.", ["Northern Front", "Harbour Legion"], ["Three soldiers"]),
    ("An attempt by the militia to bomb a bridge was foiled.", ["militia"], ["bridge"]),
    ("Gunmen using pistols fitted with silencers shot dead a lawyer in Basra.", ["Gunmen"], ["lawyer"]),
    ("Hundreds of prisoners set fire to a bakery during the riot.", ["Hundreds of prisoners"], ["bakery"]),
    ("Units of the Fifth Brigade shelled the market.", ["Units of the Fifth Brigade"], ["market"]),
    ("The army sent two hundred soldiers to Doba.", ["army"], []),
    ("The governor denied that anybody had been abducted.", [], []),
    ("After rebels shelled the port, hundreds of families fled.", [], ["hundreds of families"]),
    ("The army evacuated forty nurses from the besieged town.", ["army"], ["forty nurses"]),
    ("Two villagers were killed in Sudanese army air strikes, the mayor said.", ["Sudanese army"], ["Two villagers"]),
    ("The commander was killed in a US drone strike in Baghdad.", ["US"], ["commander"]),
    ("A drone launched by the Northern Front struck a tanker off Hodeidah.", ["Northern Front"], ["tanker"]),
    ("ISIL claimed responsibility for the bombing of a mosque in Kunduz that killed 50.", ["ISIL"], ["mosque"]),
    ("The militia's fighters shot dead two aid workers in Ituri.", ["militia's fighters"], ["two aid workers"]),
    ("A man stabbed two people in Haifa before being shot by police.", ["police"], ["man"]),
    ("Attackers believed to be from the gang killed two nurses in Beni.", ["Attackers"], ["two nurses"]),
    ("Two engineers were held hostage by separatists in Aden.", ["separatists"], ["Two engineers"]),
    ("Several men traded gunfire outside a bank in Tulsa, police said.", ["Several men"], []),
    ("Herders clashed with militiamen near Jos.", ["Herders", "militiamen"], []),
    ("The Front fired a volley of rockets at an army base in response to the assassination of a commander in Beirut.", [], ["commander"]),
    ("A ceasefire failed as both sides traded artillery fire around El Fasher.", [], []),
    ("In Jalalabad, unknown men shot dead a tribal elder.", ["unknown men"], ["tribal elder"]),
    ("Floods displaced thousands in Sindh, where troops shot two looters.", ["troops"], ["two looters"]),
]
# Retellings: who did it and to whom by the last sentence, where an earlier one names them.
RETOLD = [
    # one of a series that one side carries out
    (
        "Coalition jets carried out two strikes on rebel positions near Palmyra on Friday. Near Rawah, one strike destroyed a rebel tank.",
        ["Coalition jets"],
        ["rebel tank"],
    ),
    # two sides strike: nobody knows whose the third was
    (
        "Coalition jets carried out two strikes on rebel positions near Palmyra. "
        "Russian jets carried out three strikes on rebel positions near Rawah. Near Homs, one strike destroyed a rebel tank.",
        [],
        ["rebel tank"],
    ),
    # who suffered in one telling did not suffer in every other
    ("Rebels killed two nurses in Jos on Friday. The Northern Front claimed responsibility for the attack.", ["Northern Front"], []),
]


KNOWN_FAILURES = [
    (
        "a group's short name is not led back to its full one",
        "The Free Harbour Legion is a rebel group. The Legion captured the town of Sake from the army.",
        ["Free Harbour Legion"],
        ["Sake"],
    ),
]


@pytest.mark.parametrize(("text", "actors", "recipients"), [*PARTIES, *(known_failure(*row) for row in KNOWN_FAILURES)])
def test_who_did_it_and_to_whom(text: str, actors: list[str], recipients: list[str]) -> None:
    assert named(text) == (actors, recipients)


@pytest.mark.parametrize(("text", "actors", "recipients"), RETOLD)
def test_a_retelling_takes_the_doer_only_where_it_must_be_the_same(text: str, actors: list[str], recipients: list[str]) -> None:
    assert named(text) == (actors, recipients)


KINDS = [
    ("Rebels ambushed soldiers near the dam.", "armed_group", "military"),
    ("Police shot a protester.", "police", "civilian"),
    ("Gunmen abducted two nurses.", "armed_group", "medical"),
    ("Soldiers shelled a school.", "military", "infrastructure"),
]


@pytest.mark.parametrize(("text", "actor", "recipient"), KINDS)
def test_of_what_kind_they_are(text: str, actor: str, recipient: str) -> None:
    claim = read_claim(text)

    assert ([party.kind.value for party in claim.actors], [party.kind.value for party in claim.recipients]) == ([actor], [recipient])


def test_a_name_is_the_words_at_its_span() -> None:
    for text, actors, recipients in PARTIES:
        claim = read_claim(text)
        assert [party.name for party in (*claim.actors, *claim.recipients)] == [*actors, *recipients]
        for party in (*claim.actors, *claim.recipients):
            assert party.start is not None
            assert text[party.start : party.end] == party.name


NOBODY = [
    "It exploded near the gate, killing two soldiers.",
    "Nobody was shot by the soldiers.",
    "This killed two soldiers at the camp, after a bomb exploded.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_name_nobody_are_nobody(text: str) -> None:
    claims = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert claims
    names = {party.name.lower() for claim in claims for party in (*claim.actors, *claim.recipients)}

    assert not names & {"it", "nobody", "this", "they", "he"}


def test_each_party_is_named_once() -> None:
    claim = read_claim("Soldiers of the Northern Front attacked a bus, and the Northern Front killed the driver.")

    assert claim.actors and claim.recipients
    for parties in (claim.actors, claim.recipients):
        assert len({party.name for party in parties}) == len(parties)


def test_a_name_broken_by_a_tab_is_as_the_report_has_it() -> None:
    text = "1\tRebels shelled the port. 1\t"
    for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims:
        for party in (*claim.actors, *claim.recipients):
            assert party.start is not None
            assert text[party.start : party.end] == party.name


# Whose deed it is tells what it is called.
TYPES = [
    ("Rebels captured Bukavu on Friday.", "territory_change"),
    ("Rebels captured two soldiers on Friday.", "abduction"),
    ("Soldiers captured two militants near Bamako.", "arrest"),
    ("Protesters clashed with police in Dhaka.", "riot"),
    ("Insurgents clashed with police in Dhaka.", "armed_clash"),
    ("Rebel forces launched twelve drones at the port.", "air_strike"),
    ("Rebels have taken the town of Masisi.", "territory_change"),
]


@pytest.mark.parametrize(("text", "event_type"), TYPES)
def test_who_did_it_to_whom_tells_the_type(text: str, event_type: str) -> None:
    assert read_claim(text).event_type.value == event_type


@pytest.mark.parametrize(
    "text", ["Floods killed 20 people and displaced thousands in Sindh.", "Cyclone Ana killed three soldiers in their barracks."]
)
def test_what_nature_did_is_no_event(text: str) -> None:
    assert extract(Report(id="r", text=text, published="2024-05-10")).claims == ()


def test_a_state_before_a_deed_is_no_place_of_it_where_another_place_follows() -> None:
    place = read_claim("The commander was killed in a US drone strike in Baghdad.").place
    assert place is not None
    assert place.name == "Baghdad"


# Sentences, and the deeds told in them with whom they befell, in text order.
SEVERAL = [
    (
        "A soldier was stabbed to death at a bus stop in Haifa; the attacker was shot dead at the scene.",
        [("killing", ["soldier"]), ("shooting", ["attacker"])],
    ),
    (
        "The army struck a weapons depot near Baalbek, hours after rockets were fired at Haifa.",
        [("attack", ["weapons depot"]), ("shelling", ["Haifa"])],
    ),
    ("Rebel forces launched drones at Odesa, the air force said; ten were shot down.", [("air_strike", ["Odesa"]), ("interception", ["ten"])]),
    ("Troops took up positions around the port. Soldiers took the bridge at dawn.", [("territory_change", ["bridge"])]),
]


@pytest.mark.parametrize(("text", "told"), SEVERAL)
def test_deeds_of_one_sentence_are_told_apart(text: str, told: list[tuple[str, list[str]]]) -> None:
    claims = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert [(claim.event_type.value, [party.name for party in claim.recipients]) for claim in claims] == told


def test_drones_that_were_shot_down_are_nobody_hurt() -> None:
    text = "Rebel forces launched drones at Odesa, the air force said; ten were shot down."
    claims = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert all(claim.toll is None for claim in claims)
    assert [claim.attribution[-1].name for claim in claims] == ["air force", "air force"]


# Sentences, and the day that each of their claims has.
DAYS = [
    ("The rebels said on Wednesday they had captured the town of Kunduz.", [None]),
    ("Police have arrested four suspects in connection with the killing of two nurses in Bannu last week.", [None, "last week"]),
    ("Six people have been sentenced to death over the 2019 bombing of a church in Colombo.", [None]),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_a_day_is_that_of_the_deed_it_is_said_of(text: str, days: list[str | None]) -> None:
    claims = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert [claim.when.exact if claim.when else None for claim in claims] == days


def test_nobody_admitting_a_deed_is_no_claim_of_it() -> None:
    claim = read_claim("No one has admitted planting the bomb, which exploded beside a school bus in Quetta, wounding five children.")
    assert claim.responsibility is not None
    assert claim.responsibility.status == "none_claimed"


def test_the_dead_of_a_raid_are_its_own_beside_those_it_took() -> None:
    claims = extract(Report(id="r", text="Gunmen attacked a village, killing nine people and abducting dozens more, the mayor said.")).claims
    assert [claim.toll.killed.best if claim.toll and claim.toll.killed else None for claim in claims] == [9, None]


def test_a_group_is_named_by_what_it_was_called_before() -> None:
    text = "Al Shabaab, an Islamist group, claimed the bombing of a hotel in Mogadishu. Last month the group killed 37 people in a raid on a beach."
    assert [party.name for party in read_claim(text).actors] == ["Al Shabaab"]


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


ARMED = "Gunmen shot dead nine tourists in Doba on Monday, police said. Rebels are active in the area, where they have killed soldiers.\n\n"


def test_nobody_being_behind_an_attack_is_nobodys_deed() -> None:
    claim = read_claim(f"{ARMED}No group immediately said it was behind the attack.")
    assert claim.responsibility is not None
    assert claim.responsibility.status == "none_claimed"
    assert "group" not in {party.name for party in claim.actors}


def test_they_are_those_of_whom_the_sentence_tells_before_a_name_told_earlier() -> None:
    assert [party.name for party in read_claim(ARMED).actors] == ["Rebels"]


def test_that_nobody_claims_it_is_said_of_the_first_deed_of_a_report_of_one_story() -> None:
    text = (
        "A roadside bomb hit a convoy near Doba, killing nine people, the army said.\n\n"
        "Gunmen then opened fire on the escort, a spokesman said. Soldiers fought them for an hour.\n\nNo group claimed responsibility."
    )
    assert read_claim(text).event_type.value == "bombing"


def test_denying_help_for_rebels_denies_no_deed() -> None:
    text = f"{ARMED}Rebels shelled the market of Tame on Tuesday. Rwanda denies backing the rebels."
    assert all(claim.polarity == "positive" for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims)


def test_what_a_strike_answers_was_before_it() -> None:
    text = "The navy launched missile strikes on rebel bases across Yemen early on Friday in response to the group's attacks on Red Sea shipping."
    days = [claim.when and claim.when.earliest for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims]
    assert days == ["2024-05-10", None]


def test_he_who_is_charged_is_he_who_was_arrested() -> None:
    text = (
        "A man stabbed the novelist Omar Vidal on stage on Friday, police said. Police arrested Luis Mateo at the scene. He was charged with assault."
    )
    assert [party.name for party in read_claim(text).recipients] == ["Luis Mateo"]


def test_a_town_after_its_country_is_the_place() -> None:
    place = read_claim("A car bomb killed 15 people in Syria's Manbij on Monday.").place
    assert place is not None
    assert place.name == "Manbij"


def test_whom_a_denial_blames_denies_nothing() -> None:
    claims = extract(
        Report(id="r", text=f"{ARMED}The Northern Front denied responsibility and blamed the Harbour Legion.", published="2024-05-10")
    ).claims
    told = {party.name: claim.responsibility for claim in claims[2:] for party in claim.actors}
    assert told["Harbour Legion"] is None


def test_who_is_suspected_in_a_headline_does_not_speak() -> None:
    claim = read_claim("Chad says 40 soldiers killed in attack on base; Boko Haram suspected")
    assert [voice.name for voice in claim.attribution] == ["Chad"]


def test_killings_that_nobody_confirmed_are_not_told_again() -> None:
    assert "confirmed" not in read_claim(f"{ARMED}Authorities have not confirmed the killings.").exact


def test_it_is_the_force_of_a_state_that_was_told_of_and_no_village() -> None:
    text = (
        "A drone strike killed five people at a church in Amhara, a nurse said. The strike hit Zibist on Sunday, she said.\n\n"
        "The Ethiopian military has not commented. It has previously denied hitting civilian targets."
    )
    assert [voice.name for voice in read_claim(text).attribution] == ["Ethiopian military"]


def test_what_is_planned_for_a_weekday_is_planned_for_the_next() -> None:
    claim = read_claim(f"{ARMED}Police fired tear gas at protesters. Activists plan another march on Thursday.")
    assert claim.stage == "planned"
    assert claim.when is not None
    assert claim.when.earliest == "2024-05-16"


def test_a_device_that_the_police_make_harmless_is_no_bombing_of_theirs() -> None:
    assert read_claim("Police detonated an explosive device left by the attackers.").event_type.value == "interception"


def test_a_denial_by_nobody_is_left_out() -> None:
    text = f"{ARMED}The rebels accused the army of using civilians as human shields, which the army denies."
    assert all(claim.attribution for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims if claim.polarity == "negative")


def test_a_village_is_not_the_city_of_its_name_elsewhere() -> None:
    place = read_claim("Gunmen abducted a farmer in the village of Kut in Armenia.").place
    assert place is not None
    assert (place.toponym, place.country) == ("Kut", "AM")


def test_they_of_whom_residents_tell_are_not_the_residents() -> None:
    assert read_claim("Residents said they shot two men dead in the market.").actors == ()
    assert [party.name for party in read_claim("Officials said they had shot two robbers dead.").actors] == ["Officials"]


def test_who_says_it_before_what_went_on_meanwhile_is_its_voice() -> None:
    claim = read_claim(
        "An airstrike killed 20 people in Beirut on Saturday, Lebanon's health ministry said, as the attacks on the capital continued."
    )
    assert [voice.name for voice in claim.attribution] == ["Lebanon's health ministry"]


def test_talks_on_a_ceasefire_are_no_agreement() -> None:
    claims = extract(Report(id="r", text="Israel strikes central Beirut, killing 20, as ceasefire talks advance", published="2024-05-10")).claims
    assert [claim.event_type.value for claim in claims] == ["killing"]


def test_shelling_that_is_blamed_is_by_those_whose_it_is() -> None:
    text = f"{ARMED}Rebels blew up the dam on Tuesday, the mayor said. The Kremlin blamed Ukrainian shelling."
    names = {party.name for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims for party in claim.actors}
    assert "shelling" not in names


def test_shelling_that_hits_is_shelling() -> None:
    claim = read_claim("Shelling hit homes in Myawaddy, wounding a 9-year-old girl.")
    assert claim.event_type.value == "shelling"
    assert [party.name for party in claim.recipients] == ["9-year-old girl"]


def test_victims_of_whom_no_death_is_told_are_not_counted_dead() -> None:
    text = f"{ARMED}Bandits abducted 43 people in Doba. Police confirmed the attack but put the number of victims at 28."
    assert read_claim(text).toll is None


def test_an_explosion_made_on_purpose_by_the_police_is_no_attack() -> None:
    text = f"{ARMED}A controlled explosion was carried out near the shrine."
    assert len(extract(Report(id="r", text=text, published="2024-05-10")).claims) == 2


def test_who_is_blamed_in_a_headline_does_not_speak() -> None:
    assert read_claim("Rebels blamed for massacre of 18 in Ituri").attribution == ()


def test_a_claim_of_one_deed_is_none_of_another_beside_it() -> None:
    text = f"{ARMED}The Quiet Front claimed responsibility for the attack but withdrew the claim, saying its website had been hacked."
    claims = {claim.event_type.value: claim.responsibility for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims}
    assert claims["cyber_attack"] is None


def test_a_report_that_nobody_could_confirm_is_no_telling_of_its_own() -> None:
    text = "Rebels attacked a police post with drones, a local channel said. The Irrawaddy Current could not independently confirm the report."
    assert len(extract(Report(id="r", text=text, published="2024-05-10")).claims) == 1


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


def test_what_went_before_does_not_move_the_day_of_what_comes_next() -> None:
    text = (
        "Rebels on Monday freed two soldiers whom they had abducted nine days earlier near Tame, the army said.\n\n"
        "Hours later a pipeline was blown up near Saravena."
    )
    claim = extract(Report(id="r", text=text, published="2024-05-10")).claims[-1]
    assert claim.when is not None
    assert claim.when.earliest == "2024-05-06"


def test_a_deed_named_for_the_time_of_others_is_no_telling_of_its_own() -> None:
    text = "Junta air attacks have killed 1,700 civilians since the coup of February 2021, a monitor said. No ship had been attacked since May."
    last = read_claim(f"{ARMED}{text}")
    assert (last.event_type.value, last.when and (last.when.earliest, last.when.latest)) == ("air_strike", ("2021-02-01", "2024-05-10"))


def test_things_that_are_denied_to_be_out_of_hand_are_no_denied_deed() -> None:
    text = f"{ARMED}Gunmen killed two guards in Jos. The governor denied that the violence was out of control."
    assert all(claim.polarity == "positive" for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims)


def test_raiders_who_leave_give_up_no_ground() -> None:
    text = f"{ARMED}The fighters burned down shops before withdrawing around noon, a resident said."
    kinds = [claim.event_type.value for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims]
    assert "territory_change" not in kinds


def test_who_is_picked_up_for_questioning_is_arrested() -> None:
    claim = read_claim(f"{ARMED}Two suspects were picked up for questioning, an officer said.")
    assert (claim.event_type.value, [party.name for party in claim.recipients]) == ("arrest", ["Two suspects"])


def test_a_ship_that_fighters_sank_was_attacked() -> None:
    claim = read_claim(f"{ARMED}The rebels said they had sunk a patrol boat off the port.")
    assert (claim.event_type.value, [party.name for party in claim.actors]) == ("attack", ["rebels"])


def test_the_sea_gives_up_no_hostages() -> None:
    text = f"{ARMED}Rebels abducted four sailors from a ship. Six crew rescued from sea after attack on ship"
    assert [claim.event_type.value for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims].count("release") == 0


def events_of(text: str) -> list[Claim]:
    return [claim for claim in extract(Report(id="r", text=f"{ARMED}{text}", published="2024-05-10")).claims if claim.start >= len(ARMED)]


def test_people_taken_since_a_day_are_not_laid_to_the_captors_of_one_deed() -> None:
    text = "Hooded men took four nurses hostage in Doba on Thursday. Seven police officers have been kidnapped since Monday."
    assert events_of(text)[-1].actors == ()


def test_a_captive_that_is_let_go_was_not_abducted_that_day() -> None:
    kinds = [claim.event_type.value for claim in events_of("Rebels handed over 14 captured policemen to the Red Cross on Thursday.")]
    assert kinds == ["release"]


@pytest.mark.parametrize(
    "text",
    [
        "A film alleged that an officer met the gunmen; he has denied it.",
        "The army denied having troops in the enclave.",
        "A local branch praised the gunmen but stopped short of claiming the attack.",
        "The officer was expelled from the ruling party.",
        "The government had agreed to hold talks.",
        "Police expect to find more bodies in the bush.",
        "A tank was trying to evacuate wounded soldiers, the army said.",
        "The minister visited the wounded at a hospital in the capital.",
    ],
)
def test_what_is_no_deed_is_no_claim(text: str) -> None:
    assert events_of(text) == []


def test_counted_cases_of_rape_are_told_and_charge_nobody() -> None:
    assert [claim.event_type.value for claim in events_of("The office documented 18 cases of rape by soldiers.")] == ["sexual_violence"]


def test_things_that_blow_up_in_a_war_are_bombs() -> None:
    claim = events_of("Hundreds of pagers used by the rebels blew up on Tuesday.")[-1]
    assert (claim.event_type.value, claim.actors) == ("bombing", ())


def test_that_nobody_said_they_did_it_is_told() -> None:
    claim = events_of("No group has said it carried out the attack.")[-1]
    assert claim.responsibility is not None
    assert claim.responsibility.status == "none_claimed"


def test_a_gun_that_did_not_fire_was_an_attempt() -> None:
    claim = events_of("A man aimed a handgun at the judge and pulled the trigger, but the weapon did not fire.")[-1]
    assert (claim.event_type.value, claim.stage) == ("shooting", "attempted")


def test_the_army_that_speaks_is_not_the_one_it_fights() -> None:
    text = "Nine soldiers were killed when National Liberation Army (ELN) fighters attacked their outpost with explosives, the army said."
    assert [voice.name for voice in read_claim(text).attribution] == ["army"]


def test_who_speaks_for_a_body_did_not_do_its_deed() -> None:
    text = 'A spokesman for the Northern Army denied involvement in the shelling, suggesting that "a terrorist act" may have been to blame.'
    denied = [claim for claim in events_of(f"Shells hit an academy on Saturday, killing thirty. {text}") if claim.polarity == "negative"]
    assert [[party.name for party in claim.actors] for claim in denied] == [["Northern Army"]]


def test_a_raid_hours_after_an_attack_is_another_deed() -> None:
    text = "The air force destroyed 47 targets of militants in the hours after a deadly attack on the headquarters of a firm."
    targets = [[party.name for party in claim.recipients] for claim in events_of(text)]
    assert targets == [["47 targets"], ["headquarters of a firm"]]


def test_people_killed_in_protests_were_killed() -> None:
    text = "At least 11 people were killed in Venezuela in protests against the count, a rights group said on Tuesday."
    claims = extract(Report(id="r", text=text, published="2024-07-31")).claims
    assert "killing" in {claim.event_type.value for claim in claims}
