"""Words for making copies and look-alikes: leads, local paragraphs, credits, footers, moulds, and words that mean the same. All invented."""

from __future__ import annotations

LEADS = (
    (
        "What we know so far",
        "Officials were piecing together the sequence of events on Thursday, with several accounts in conflict and families asking for answers.",
    ),
    (
        "Questions grow",
        "A fresh account of this week's events has emerged, and it raises as many questions as it settles, according to people briefed on it.",
    ),
    ("The latest", "Here is what has been established about the incident that has dominated headlines since the weekend, and what remains open."),
    (
        "In brief",
        "Investigators returned to the scene on Friday morning as leaders called for calm and promised that those responsible would be found.",
    ),
)
LOCAL = (
    "Readers in the Harbor County area with relatives in the region can call the county's assistance line, which is staffed from eight until six.",
    "A former resident of Millbrook who now works there as a nurse told this newspaper by "
    "telephone that her street was calm but that shops had shut early.",
    "The Millbrook chapter of the Red Cross is collecting blankets and batteries at the fire hall on Dunmore Road through Sunday evening.",
    "State Senator Paula Winship, whose district includes the county, called for a hearing and said that she had written to the department twice.",
    "Our columnist Reg Tarrow visited the area in 2014 and found a place that had hoped, after years of trouble, to be left alone.",
    "A vigil will be held on the steps of St. Brendan's on Saturday at seven; the organisers ask people to bring a lantern and no banners.",
)
CREDITS = (
    ("By Staff and Wire Reports", "Copyright 2024 Harbor County Record. Wire services contributed to this report."),
    ("From our correspondents", "Additional reporting by the foreign desk."),
    ("Agencies", "With material from news agencies."),
    ("(AP) - Special to the Ledger", "The Associated Press contributed to this report."),
    ("Staff report", "Reporting by Tom Hale; editing by Ines Moreau. (Reuters)"),
)
FOOTERS = (
    "Sign up for our morning letter and never miss a story. You can leave the list at any "
    "time. Support independent reporting by becoming a member today.",
    "This newspaper is a member of the Press Standards Board. If you have a complaint about "
    "our journalism, write to the reader's editor within four months.",
    "Follow us for more, and tell us what you saw: our tip line is open day and night and we protect the people who talk to us.",
)
MOULDS = (
    "Officers were called to the {block} block of {street} shortly before {hour} p.m. Thursday "
    "after neighbors reported gunfire. They found a man, {age}, with a wound "
    "to the leg. He was taken to Mercy Hospital in stable condition. {suspect} Anyone with "
    "information is asked to call the department's tip line at extension {age}.",
    "A {age}-year-old driver died when a car left the road near {street} at about {hour} a.m. "
    "Friday, the sheriff's office said. {suspect} The road was closed for "
    "{hour} hours. The name is withheld until the family has been told. Deputies ask anyone who saw the crash to call investigators.",
)
STREETS = (
    "Alder Street",
    "Quarry Lane",
    "Fenwick Avenue",
    "Old Mill Road",
    "Pine Court",
    "Station Parade",
    "Wexford Drive",
    "Harbor View",
    "Tanner's Row",
    "Bluff Street",
)
SUSPECTS = (
    "Detectives looked through film from a pharmacy across the way and believe that the shots came from a grey van that had circled twice.",
    "A woman who was hanging out laundry heard shouting about money, then saw two teenagers run between the garages and over a fence.",
    "Nobody nearby would speak with officers, and a dog had to be led away before the yard could be searched for casings.",
    "Frost had formed overnight, and a plough crew that had passed a few minutes earlier noticed nothing out of the ordinary on the bend.",
    "Witnesses disagree on whether a second vehicle was there; one remembers a horn, another only the sound of glass.",
    "The victim told paramedics that he had been repairing a bicycle and did not see who had come up the alley behind him.",
)
OTHER_WORDS = {
    "said": "stated",
    "killed": "slain",
    "killing": "slaying",
    "injured": "hurt",
    "wounded": "hurt",
    "attack": "assault",
    "attackers": "assailants",
    "people": "persons",
    "police": "officers",
    "soldiers": "troops",
    "after": "following",
    "before": "ahead of",
    "about": "roughly",
    "near": "close to",
    "also": "too",
    "fired": "launched",
    "began": "started",
    "started": "began",
    "hit": "struck",
    "struck": "hit",
    "arrested": "detained",
    "houses": "homes",
    "home": "house",
    "children": "minors",
    "several": "a number of",
    "many": "numerous",
    "because": "since",
    "but": "yet",
    "town": "locality",
    "government": "authorities",
    "statement": "communique",
    "told": "informed",
    "denied": "rejected",
    "least": "the minimum",
    "while": "as",
    "last": "past",
    "died": "perished",
    "dead": "lifeless",
    "used": "employed",
    "according": "going by",
}
