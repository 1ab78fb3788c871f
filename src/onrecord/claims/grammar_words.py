"""Verbs and nouns by what they do to the words around them: lists that the readings of ``grammar`` share."""

from __future__ import annotations

SUBJECT = {"nsubj", "csubj"}
PASSIVE_SUBJECT = {"nsubjpass", "csubjpass"}
RELATIVE_WORDS = {"who", "which", "that", "whom", "whose"}
# Verbs that carry a noun which names the deed: "carried out a raid".
LIGHT_VERBS = frozenset(
    """carry conduct launch stage mount commit perform undertake execute make do begin start unleash wage perpetrate initiate resume
    continue lead order coordinate orchestrate suffer face see witness report announce impose declare sign reach strike hold open fly
    deliver face issue receive take use fire throw lob hurl trade exchange fight have get extend enforce schedule reschedule set postpone plan
    prepare plot attempt threaten foil thwart prevent repel secure lay""".split()
)
# Verbs whose subject undergoes the deed their object names: "came under fire", "suffered an attack".
UNDERGO_VERBS = frozenset("suffer face sustain experience receive undergo survive".split())
# Verbs whose subject does the deed that their object names.
PERFORM_VERBS = frozenset(
    """carry conduct launch stage mount commit perform undertake execute make do begin start unleash wage perpetrate initiate resume
    continue lead order coordinate orchestrate plan prepare plot attempt threaten fly impose declare sign reach strike hold secure
    announce fire throw lob hurl trade exchange fight use lay issue""".split()
)
# Nouns whose owner does the deed: "Turkey's airstrikes".
OWNED_DEEDS = frozenset(
    """attack assault strike airstrike raid invasion offensive incursion shelling bombardment bombing ambush drill exercise test launch
    deployment withdrawal retreat crackdown sanction embargo protest demonstration march sit-in mobilisation mobilization surrender
    siege threat annexation counteroffensive""".split()
)
# Nouns whose owner undergoes the deed: "the girls' release".
SUFFERED_DEEDS = frozenset(
    """release killing murder death arrest detention abduction kidnapping assassination trial conviction rescue execution extradition
    surrender hearing arraignment indictment sentence deportation disappearance torture beating rape evacuation displacement""".split()
)
# Nouns of what two sides do: "a ceasefire *between* the army and the rebels", "clashes *between* rival gangs".
MUTUAL = frozenset(
    """ceasefire truce armistice agreement deal accord treaty pact swap exchange clash fighting battle firefight gunfight gunbattle skirmish
    shootout shoot-out fight""".split()
)
# How many words after such a noun its "between" may stand.
SIDES_WITHIN = 8
# Verbs that say a deed was not so, or not theirs.
DENIALS = frozenset("deny reject dismiss".split())
TARGET_PREPOSITIONS = frozenset("of on against at upon into targeting".split())
# Verbs that always have somebody who undergoes them.
HARMING = frozenset(
    """kill wound injure arrest detain abduct kidnap evacuate behead murder assassinate hospitalise hospitalize displace jail rescue free
    release swap behead hang charge indict remand""".split()
)
# Verbs of harm to things, which do nothing themselves.
STRIKING = frozenset("attack hit strike target shell bomb torch raid storm destroy damage loot burn ransack vandalise vandalize cut sever".split())
# Verbs whose object is to do what stands after it.
CONTROLLING = frozenset(
    "urge ask order force allow tell persuade enable send deploy call help push pressure invite instruct require command lead appeal".split()
)
# Nouns whose owner is to do what stands after them.
# Whose object is said not to have done what stands after "of".
CLEARING = frozenset("acquit clear exonerate absolve".split())
# Who does these to a plot has no part in it.
FOILING = frozenset("foil thwart prevent avert disrupt uncover".split())
INTENTS = frozenset("attempt plan plot bid threat effort vow decision order pledge promise offer intention conspiracy".split())
# What a court does that has convicted somebody.
PASSING_SENTENCE = frozenset("sentence order jail fine rule condemn imprison".split())
# Verbs whose object is said to have done what stands after "of", "for" or "with".
JUDGING = frozenset(
    """accuse charge arrest convict sentence suspect blame condemn jail imprison indict detain fine sanction punish sue prosecute
    execute denounce criticise criticize""".split()
)
# Verbs of what is done with a weapon from afar or beforehand.
SENDING = frozenset("launch fire shoot plant place lay drop detonate throw lob hurl send release set build".split())
# Verbs whose other side stands behind "with": "farmers clashed *with herders*".
FIGHTING = frozenset("clash skirmish scuffle brawl".split())
# What is claimed, taken or denied for a deed.
OWNERSHIP = frozenset("responsibility credit involvement role part complicity blame".split())
# Verbs that keep their object from doing what stands behind "from".
PREVENTING = frozenset("stop prevent keep block bar deter hinder discourage prohibit".split())
# What deeds come in: "a *wave* of strikes".
QUANTITIES = frozenset("dozen hundred thousand score series wave number spate string round couple handful volley barrage half majority".split())
CAPTIVE = frozenset({"hostage", "captive", "prisoner"})
HOLDING = frozenset({"hold", "keep", "take", "seize"})
# Verbs whose subject undergoes the deed: "she *pleaded* guilty", "he *faces* charges".
UNDERGONE = frozenset("plead face stand come appear".split())
# What others hold of the word before: "men *believed* to be rebels".
HELD_TO_BE = frozenset("believe think suspect presume know rumour rumor assume understand say report".split())
# What somebody fires, at others.
GUNS = frozenset("gun pistol rifle shotgun handgun revolver firearm weapon".split())

# What is left of a shot: "shell *casings*".
SPENT = frozenset("casing hole fragment shard".split())
