"""Actors and recipients by name: as written, in their shortest full form, and nobody where the words name nobody."""

from __future__ import annotations

from typing import Any

import pytest
from reading import ARMED, events_of, read_claim

from onrecord import Kind, Report, extract


def named(text: str) -> tuple[list[str], list[str]]:
    claim = read_claim(text)
    return [party.name for party in claim.actors], [party.name for party in claim.recipients]


def known_failure(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


# A report, who did it and whom it was done to, in its last claim.
PARTIES = [
    ("The police said on Sunday they had shot dead two robbers.", ["police"], ["two robbers"]),
    ("Gunmen kill dozens at concert hall; Islamic State claims attack", ["Islamic State"], ["dozens"]),
    ("On 10 May 1941 German bombers attacked the harbour, killing 210 people.", ["German bombers"], ["harbour", "210 people"]),
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
    ("Rebels blamed for massacre of 18 in Ituri", ["Rebels"], []),
    ("Seven farmers shot dead in Arauca, army says", [], ["Seven farmers"]),
    ("Two police officers shot in Derry", [], ["Two police officers"]),
    ("14:05 Gunmen have ambushed a convoy of buses in the valley.", ["Gunmen"], ["convoy of buses"]),
    ("Hooded men seized the coordinator of a party on a street in Caracas.", ["Hooded men"], ["coordinator"]),
    ("A bomber blew himself up late on Friday and gunmen then sprayed bathers with bullets.", ["gunmen"], ["bathers"]),
    ("Police shot at a car in Derry on Friday, wounding two men, officials said.", ["Police"], ["car", "two men"]),
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


def test_a_group_is_named_by_what_it_was_called_before() -> None:
    text = "Al Shabaab, an Islamist group, claimed the bombing of a hotel in Mogadishu. Last month the group killed 37 people in a raid on a beach."
    assert [party.name for party in read_claim(text).actors] == ["Al Shabaab"]


def test_they_are_those_of_whom_the_sentence_tells_before_a_name_told_earlier() -> None:
    assert [party.name for party in read_claim(ARMED).actors] == ["Rebels"]


def test_he_who_is_charged_is_he_who_was_arrested() -> None:
    text = (
        "A man stabbed the novelist Omar Vidal on stage on Friday, police said. Police arrested Luis Mateo at the scene. He was charged with assault."
    )
    assert [party.name for party in read_claim(text).recipients] == ["Luis Mateo"]


def test_it_is_the_force_of_a_state_that_was_told_of_and_no_village() -> None:
    text = (
        "A drone strike killed five people at a church in Amhara, a nurse said. The strike hit Zibist on Sunday, she said.\n\n"
        "The Ethiopian military has not commented. It has previously denied hitting civilian targets."
    )
    assert [voice.name for voice in read_claim(text).attribution] == ["Ethiopian military"]


def test_they_of_whom_residents_tell_are_not_the_residents() -> None:
    assert read_claim("Residents said they shot two men dead in the market.").actors == ()
    assert [party.name for party in read_claim("Officials said they had shot two robbers dead.").actors] == ["Officials"]


def test_shelling_that_is_blamed_is_by_those_whose_it_is() -> None:
    text = f"{ARMED}Rebels blew up the dam on Tuesday, the mayor said. The Kremlin blamed Ukrainian shelling."
    names = {party.name for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims for party in claim.actors}
    assert "shelling" not in names


def test_people_taken_since_a_day_are_not_laid_to_the_captors_of_one_deed() -> None:
    text = "Hooded men took four nurses hostage in Doba on Thursday. Seven police officers have been kidnapped since Monday."
    assert events_of(text)[-1].actors == ()


def test_who_speaks_for_a_body_did_not_do_its_deed() -> None:
    text = 'A spokesman for the Northern Army denied involvement in the shelling, suggesting that "a terrorist act" may have been to blame.'
    denied = [claim for claim in events_of(f"Shells hit an academy on Saturday, killing thirty. {text}") if claim.polarity == "negative"]
    assert [[party.name for party in claim.actors] for claim in denied] == [["Northern Army"]]


def test_who_accuses_others_did_not_do_it() -> None:
    text = "Guards boarded navy boats on Monday, the armed forces said, accusing them of beating sailors and of seizing seven rifles."
    assert all("armed forces" not in party.name for claim in events_of(text) for party in claim.actors)


def test_residents_who_tell_of_a_force_did_not_kill() -> None:
    text = "In Kobo, residents told a monitor that Tigrayan forces had killed 23 people. In Chenna, they killed 26 civilians, it said."
    assert all("residents" not in party.name for claim in events_of(text) for party in claim.actors)


def test_a_section_of_a_pipeline_may_be_blown_up() -> None:
    claim = read_claim("Suspected oil thieves have blown up a section of the Trans Niger Pipeline in Bodo, an agency said.")
    assert (claim.event_type.value, [party.name for party in claim.actors]) == ("bombing", ["Suspected oil thieves"])


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("A disturbed 20-year-old stabbed his uncle in Doba on Friday.", ["20-year-old"], ["uncle"]),
        ("A 19-year-old was shot dead in Doba on Friday.", [], ["19-year-old"]),
        ("Police said 22-year-old Karim Duarte shot dead a guard in Doba on Friday.", ["Karim Duarte"], ["guard"]),
        (
            "Police said a grey car pulled alongside and the driver and a passenger in that car opened fire on a family on Friday.",
            ["driver", "passenger"],
            ["family"],
        ),
        ("On Friday a man was held over a teenager from Doba, who was shot dead in May.", [], ["teenager"]),
        ("A gunman fired a pistol at the crowd in Doba on Friday.", ["gunman"], ["crowd"]),
        ("Riverside club: nine shot dead", [], []),
    ],
)  # fmt: skip
def test_people_by_age_alone_and_people_among_things(text: str, actors: list[str], recipients: list[str]) -> None:
    shot = [claim for claim in events_of(text) if claim.event_type.value != "arrest"]
    assert ([party.name for party in shot[0].actors], [party.name for party in shot[0].recipients]) == (actors, recipients)


def test_who_only_speaks_of_a_deed_is_not_the_he_of_it() -> None:
    text = "Sgt. Ana Duarte of the Doba Police Department said a man was shot on Friday. His own gun went off, shooting him in the leg, Duarte said."
    assert all(party.name != "Ana Duarte" for claim in events_of(text) for party in claim.recipients)


def test_a_court_sentences_those_whom_it_convicts() -> None:
    claims = events_of(
        "A court in Doba convicted Karim Duarte and nine others of insulting a judge on Friday, sentencing them to three years in jail."
    )
    assert [[party.name for party in claim.actors] for claim in claims] == [["court"]]


def test_a_deed_that_counts_its_victims_is_not_by_whoever_did_another() -> None:
    claims = events_of("A panel began on Friday to look into the slayings of 14 women in the capital.")
    assert [claim.actors for claim in claims] == [()]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("The first victim was pronounced dead in Doba on Friday.", ["first victim"]),
        ("Two men are dead in Doba after an attack on Friday.", ["Two men"]),
        ("Soldiers found Karim Duarte suffering from a gunshot wound in Doba on Friday.", ["Karim Duarte"]),
        ("A judge issued a warrant on Friday for the arrest of Karim Duarte.", ["Karim Duarte"]),
    ],
)
def test_the_dead_the_found_and_the_wanted(text: str, recipients: list[str]) -> None:
    claims = events_of(text)
    assert [[party.name for party in claim.recipients] for claim in claims] == [recipients]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Men dressed as police burst into a hall in Doba and opened fire on Friday.", ["Men"]),
        ("Attackers disguised as soldiers stormed a police station in Doba on Friday.", ["Attackers"]),
        ("Gangs known locally as bandits have killed thousands.", ["Gangs"]),
        ("Residents heard shelling near the airport on Friday.", []),
        ("Villagers accused soldiers of burning homes in Doba.", ["soldiers"]),
        ("Soldiers dressed in black stormed a police station in Doba on Friday.", ["Soldiers"]),
    ],
)
def test_the_doer_is_who_did_it_however_the_parser_hangs_it(text: str, actors: list[str]) -> None:
    assert [[party.name for party in claim.actors] for claim in events_of(text)] == [actors]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("They beheaded a German hostage in Doba in February.", ["German hostage"]),
        ("Gunmen in Doba took nine teachers hostage on Friday.", ["nine teachers"]),
        ("Guerrillas blew up a power pylon in Doba on Friday.", ["power pylon"]),
        ("Soldiers in Doba buried the men they killed on Friday.", ["men"]),
    ],
)
def test_captives_pylons_and_those_of_a_bare_clause_are_who_it_was_done_to(text: str, recipients: list[str]) -> None:
    assert [[party.name for party in claim.recipients] for claim in events_of(text)] == [recipients]


@pytest.mark.parametrize(
    "text",
    [
        "The gunmen carried off hundreds of rifles from the barracks in Doba.",
        "Officers recovered nine shell casings in Doba.",
        "No weapon has been recovered in Doba.",
        "Police in Doba are looking for two men who fled in a white car.",
        "Police said he had turned the gun on himself in Doba.",
    ],
)
def test_things_are_not_abducted_nor_is_who_is_hunted_driven_out(text: str) -> None:
    assert events_of(text) == []


def test_a_countrys_worst_attack_is_not_its_own() -> None:
    assert all(party.name != "Spain" for claim in events_of("It was Spain's worst attack since May.") for party in claim.actors)


def test_a_town_and_a_relative_that_were_hurt_are_of_the_kinds_of_those_hurt() -> None:
    (claim,) = events_of("Warplanes bombed the town of Doba on Friday, killing a mother and two sons.")
    assert [(party.name, party.kind) for party in claim.recipients if party.name == "Doba"] == [("Doba", Kind.OTHER)]
    assert all(party.kind is not Kind.RELATIVE for party in claim.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "The boy was taken to a hospital in Doba by ambulance on Friday after he was shot.",
        "A memorial was lit on Friday for a girl who was shot and killed in Doba.",
    ],
)
def test_what_helps_or_mourns_does_nothing(text: str) -> None:
    assert [party.name for claim in events_of(text) for party in claim.actors] == []


def test_a_surname_that_looks_like_a_word_is_a_person() -> None:
    claims = events_of("Gen. Ana Duarte hopes to find Christopher Howes. Howes had worked for a charity when he was abducted in Doba in March.")
    assert [[party.name for party in claim.recipients] for claim in claims if claim.event_type.value == "abduction"] == [["Christopher Howes"]]
