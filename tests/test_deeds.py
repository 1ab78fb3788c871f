"""Which words tell a deed, which only speak of one, and which tell none: denials, claims, plans, looks back, and what is no violence."""

from __future__ import annotations

import pytest
from reading import ARMED, events_of, read_claim

from onrecord import Report, extract


@pytest.mark.parametrize(
    "text", ["Floods killed 20 people and displaced thousands in Sindh.", "Cyclone Ana killed three soldiers in their barracks."]
)
def test_what_nature_did_is_no_event(text: str) -> None:
    assert extract(Report(id="r", text=text, published="2024-05-10")).claims == ()


def test_denying_help_for_rebels_denies_no_deed() -> None:
    text = f"{ARMED}Rebels shelled the market of Tame on Tuesday. Rwanda denies backing the rebels."
    assert all(claim.polarity == "positive" for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims)


def test_what_a_strike_answers_was_before_it() -> None:
    text = "The navy launched missile strikes on rebel bases across Yemen early on Friday in response to the group's attacks on Red Sea shipping."
    days = [claim.when and claim.when.earliest for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims]
    assert days == ["2024-05-10", None]


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


def test_talks_on_a_ceasefire_are_no_agreement() -> None:
    claims = extract(Report(id="r", text="Israel strikes central Beirut, killing 20, as ceasefire talks advance", published="2024-05-10")).claims
    assert [claim.event_type.value for claim in claims] == ["killing"]


def test_shelling_that_hits_is_shelling() -> None:
    claim = read_claim("Shelling hit homes in Myawaddy, wounding a 9-year-old girl.")
    assert claim.event_type.value == "shelling"
    assert [party.name for party in claim.recipients] == ["9-year-old girl"]


def test_an_explosion_made_on_purpose_by_the_police_is_no_attack() -> None:
    text = f"{ARMED}A controlled explosion was carried out near the shrine."
    assert read_claim(text).event_type.value == "interception"


def test_a_claim_of_one_deed_is_none_of_another_beside_it() -> None:
    text = f"{ARMED}The Quiet Front claimed responsibility for the attack but withdrew the claim, saying its website had been hacked."
    claims = {claim.event_type.value: claim.responsibility for claim in extract(Report(id="r", text=text, published="2024-05-10")).claims}
    assert claims["cyber_attack"] is None


def test_a_report_that_nobody_could_confirm_is_no_telling_of_its_own() -> None:
    text = "Rebels attacked a police post with drones, a local channel said. The Irrawaddy Current could not independently confirm the report."
    assert len(extract(Report(id="r", text=text, published="2024-05-10")).claims) == 1


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
        "The war epic, in which rebels storm a castle and slaughter its defenders, opened on Friday.",
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


def test_a_raid_hours_after_an_attack_is_another_deed() -> None:
    text = "The air force destroyed 47 targets of militants in the hours after a deadly attack on the headquarters of a firm."
    targets = [[party.name for party in claim.recipients] for claim in events_of(text)]
    assert targets == [["47 targets"], ["headquarters of a firm"]]


def test_people_killed_in_protests_were_killed() -> None:
    text = "At least 11 people were killed in Venezuela in protests against the count, a rights group said on Tuesday."
    claims = extract(Report(id="r", text=text, published="2024-07-31")).claims
    assert "killing" in {claim.event_type.value for claim in claims}


def test_nobody_admitting_a_deed_is_no_claim_of_it() -> None:
    claim = read_claim("No one has admitted planting the bomb, which exploded beside a school bus in Quetta, wounding five children.")
    assert claim.responsibility is not None
    assert claim.responsibility.status == "none_claimed"


def test_nobody_being_behind_an_attack_is_nobodys_deed() -> None:
    claim = read_claim(f"{ARMED}No group immediately said it was behind the attack.")
    assert claim.responsibility is not None
    assert claim.responsibility.status == "none_claimed"
    assert "group" not in {party.name for party in claim.actors}


def test_that_nobody_claims_it_is_said_of_the_first_deed_of_a_report_of_one_story() -> None:
    text = (
        "A roadside bomb hit a convoy near Doba, killing nine people, the army said.\n\n"
        "Gunmen then opened fire on the escort, a spokesman said. Soldiers fought them for an hour.\n\nNo group claimed responsibility."
    )
    assert read_claim(text).event_type.value == "bombing"


def test_whom_a_denial_blames_denies_nothing() -> None:
    claims = extract(
        Report(id="r", text=f"{ARMED}The Northern Front denied responsibility and blamed the Harbour Legion.", published="2024-05-10")
    ).claims
    told = {party.name: claim.responsibility for claim in claims[2:] for party in claim.actors}
    assert told["Harbour Legion"] is None


def test_what_an_illness_cost_is_no_toll_of_the_soldiers_who_clean() -> None:
    text = "Cholera kills 24 in Lusaka; army deployed to clean markets\n\nProtesters marched against the closure of schools; no one was hurt."
    claims = extract(Report(id="r", text=text, published="2024-02-02")).claims
    assert [(claim.event_type.value, claim.toll) for claim in claims if claim.event_type.value != "protest"] == [("deployment", None)]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("A tractor hit an anti-tank mine in a field near Izium, wounding the driver.", "tractor"),
        ("A farmer stepped on a mine outside Sloviansk and lost a leg.", "farmer"),
        ("A woman was injured when she stepped on a pressure IED.", "woman"),
        ("A truck drove over an improvised explosive device near Djibo, killing two.", "truck"),
        ("A car detonated a mine near Kherson; its driver survived.", "car"),
        ("Her car triggered a mine left over from the war, the mayor said.", "car"),
    ],
)
def test_who_meets_a_mine_is_no_doer(text: str, whom: str) -> None:
    (claim,) = extract(Report(id="r", text=text, published="2024-05-10")).claims
    assert claim.event_type.value == "bombing"
    assert claim.actors == ()
    assert whom in [party.name for party in claim.recipients]


def test_who_lays_a_mine_is_its_doer() -> None:
    claim = read_claim(f"{ARMED}The rebels detonated a mine under an army truck on Tuesday.")
    assert [party.name for party in claim.actors] == ["rebels"]


def test_a_mine_of_gold_is_no_weapon() -> None:
    assert events_of("The company hit a gold mine in Ghana on Tuesday.") == []
    (claim,) = events_of("Air strikes hit a gold mine at Songo on Tuesday.")
    assert claim.event_type.value == "air_strike"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Serviceman Arsen Petrov received a shrapnel wound on Tuesday.", "Serviceman Arsen Petrov"),
        ("Two policemen sustained bullet injuries in an attack on a post on Tuesday.", "Two policemen"),
        ("A child received injuries when a mortar shell fell in Poonch on Tuesday.", "child"),
        ("Two soldiers suffered gunshot wounds in Hangu on Tuesday.", "Two soldiers"),
    ],
)
def test_who_bears_the_wounds_did_not_deal_them(text: str, whom: str) -> None:
    (claim,) = events_of(text)
    assert claim.actors == ()
    assert whom in [party.name for party in claim.recipients]
    assert claim.toll is not None
    assert claim.toll.injured is not None


def test_a_bomb_that_was_planted_and_went_off_is_one() -> None:
    (claim,) = events_of("An explosive device planted under a bridge was set off in Arauca on Tuesday.")
    assert (claim.event_type.value, claim.stage) == ("bombing", "happened")


def test_what_a_drone_was_used_for_happened() -> None:
    (claim,) = events_of("The militants used a drone to drop grenades on a base in Borno on Tuesday.")
    assert (claim.event_type.value, claim.stage) == ("air_strike", "happened")


def test_who_holds_hostages_is_their_captor() -> None:
    (claim,) = events_of("Gunmen held 30 passengers hostage on a train on Tuesday.")
    assert [party.name for party in claim.actors] == ["Gunmen"]


def test_who_loses_her_life_is_no_doer() -> None:
    (claim,) = events_of("A woman lost her life in shelling in Nikopol on Tuesday.")
    assert claim.actors == ()
    assert [party.name for party in claim.recipients] == ["woman"]


def test_bodies_found_elsewhere_are_of_nobody_told_before() -> None:
    (claim,) = events_of("The bodies of six men with their throats cut were found in Sinaloa on Tuesday.")
    assert claim.actors == ()


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Militiamen killed 20 displaced people at a camp on Tuesday.", ["killing"]),
        ("The rebels shelled a displacement camp on Tuesday.", ["shelling"]),
        ("An imprisoned activist went on hunger strike on Tuesday.", ["protest"]),
        ("Police fired water cannon at a crowd of protesters on Tuesday.", ["crackdown"]),
        ("On Tuesday two factions fought for hours with grenades dropped from drones.", ["armed_clash"]),
        ("An oil refinery caught fire in Ryazan on Tuesday after a drone attack.", ["air_strike"]),
    ],
)
def test_a_sentence_tells_no_more_deeds_than_it_has(text: str, types: list[str]) -> None:
    assert [claim.event_type.value for claim in events_of(text)] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The regime bombed a camp twice, residents said.", ["air_strike"]),
        ("Militants bombed a police post.", ["bombing"]),
        ("A mortar team opened fire on the troops.", ["shelling"]),
        ("Soldiers opened fire with machine guns.", ["shooting"]),
        ("A man lobbed a grenade at a police post.", ["bombing"]),
        ("Fighters lobbed mortar bombs into the camp.", ["shelling"]),
        ("Gunmen hacked nine farmers to death near Oicha.", ["killing"]),
        ("A wounded terrorist was taken prisoner on Sunday.", ["arrest"]),
        ("Two soldiers were captured by the rebels.", ["abduction"]),
        ("A national strike shut the capital on Tuesday.", ["protest"]),
        ("Teachers ended their two-week strike over pay.", []),
        ("The minister shot down the report as nonsense.", []),
    ],
)
def test_the_type_is_what_the_words_say_was_done(text: str, types: list[str]) -> None:
    assert [claim.event_type.value for claim in events_of(text)] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The army raided houses in Tame and arrested five men.", ["arrest"]),
        ("Eight people were detained in house-to-house raids in Tame.", ["arrest"]),
        ("Security forces shot dead two suspects in a raid in Tame on Friday.", ["shooting"]),
        ("Gunmen killed three herders in a raid on Tame.", ["armed_clash"]),
        ("Gunmen raided a village on Monday and police arrested three suspects.", ["armed_clash", "arrest"]),
        ("Rebels stormed the prison in Tame, and two of them were later arrested.", ["armed_clash", "arrest"]),
    ],
)
def test_a_raid_told_for_what_was_done_in_it_is_no_deed_of_its_own(text: str, types: list[str]) -> None:
    assert [claim.event_type.value for claim in events_of(text)] == types


@pytest.mark.parametrize(
    "text",
    [
        "The opposition shot itself in the foot with the motion.",
        "The minister came under fire for his handling of the floods.",
        "The mayor has come under attack over the new bill.",
        "The cricketers came under attack at home for a string of defeats.",
        "Officers were sent to the house at 11:52 p.m. after a child called.",
        "Firefighters and police were sent to the scene.",
        "The accomplices took the bodies away while they retreated.",
        "The prime minister is fighting off a challenge to his budget.",
        "A strike is one or more engagements in about the same place.",
        "A strike may therefore be one aircraft that drops one weapon on a lone vehicle.",
        "Soldiers threw smoke grenades into the yard.",
        "In the novel, rebels kidnap a minister.",
    ],
)
def test_idioms_calls_and_definitions_are_no_deeds(text: str) -> None:
    told = f"{ARMED}{text}"
    assert all(text not in claim.exact for claim in extract(Report(id="r", text=told, published="2024-05-10")).claims)


@pytest.mark.parametrize(
    ("text", "event_type", "polarity"),
    [
        ("Not one shot was fired, the mayor said.", "shooting", "negative"),
        ("Not a single round was fired by our men, she said.", "shooting", "negative"),
        ("A bomb attack was the work of rebels, he said.", "bombing", "positive"),
        ("Police lobbed tear gas shells at the crowd.", "crackdown", "positive"),
        ("Officers fired rubber bullets and tear gas canisters at students.", "crackdown", "positive"),
        ("Troops were sent to the border on Monday.", "deployment", "positive"),
    ],
)
def test_not_one_is_none_and_gas_is_no_shelling(text: str, event_type: str, polarity: str) -> None:
    claim = read_claim(f"{ARMED}{text}")
    assert (claim.event_type.value, claim.polarity) == (event_type, polarity)


def test_two_who_fight_each_other_are_no_third_party() -> None:
    claim = read_claim("Boko Haram and a rival faction have fought each other as well as the army.")
    assert [party.name for party in claim.recipients] == ["army"]


def test_a_missile_is_fired_at_no_angle() -> None:
    claim = read_claim(f"{ARMED}Rebels fired a missile at a steep angle on Monday.")
    assert all("angle" not in party.name for party in claim.recipients)


def test_not_one_but_two_are_two() -> None:
    assert read_claim("Not one but two bombs exploded in the market.").polarity == "positive"
