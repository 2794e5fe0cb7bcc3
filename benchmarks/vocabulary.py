"""The word lists that families are drawn from. Every word is ours; ``{slot}`` is filled from the list of that name."""

from __future__ import annotations

GIVEN = (
    *(
        "Adaeze",
        "Łukasz",
        "Zoë",
        "Nguyễn",
        "İrem",
        "Siobhán",
        "Márton",
        "Renée",
        "Bogdan",
        "Chidi",
        "Dilara",
        "Eirlys",
    ),
    *("Farida", "Gwilym", "Håkon", "Ifeoma", "Jürgen", "Kwame", "Leïla", "Mihai", "Níamh", "Oluwaseun", "Przemek"),
    *(
        "Quentin",
        "Rukhsana",
        "Søren",
        "Temitope",
        "Umar",
        "Václav",
        "Winifred",
        "Xiomara",
        "Yusuf",
        "Zofia",
        "Bláthnaid",
    ),
)
SURNAMES = (
    *("Adeyemi", "Wójcik", "O’Brien", "Yıldız", "Nwosu", "Llewellyn", "Popescu", "Mensah", "García", "Bjørnson"),
    *("Dvořák", "Okonkwo", "Penhale", "Şahin", "Trần", "Vukić", "Whitlock", "Ahmed", "Baptiste", "Cadogan"),
    *("D’Souza", "Esterly", "Fairley", "Grünwald", "Haidari", "Ilić", "Jagiełło", "Kerrigan"),
)
PLACES = (
    *(
        "Kestrel",
        "Larkmere",
        "Mill",
        "Thorn",
        "Harbour",
        "Cobnut",
        "Quarry",
        "Lavender",
        "Saddler",
        "Gannet",
        "Juniper",
    ),
    *("Fenwick", "Osier", "Plover", "Tanner", "Weaver", "Yarrow", "Ember", "Dunlin", "Bramble", "Vintner", "Orchard"),
)
WAYS = ("Parade", "Lane", "Street", "Rise", "Close", "Gardens", "Wharf", "Row", "Hill", "Terrace", "Court", "Mews")
SAINTS = ("Park", "Green", "Bridge", "St Anne", "St Bede", "Vale", "Grove", "Cross", "Heath", "Field")
CLUBS = ("Swimming Club", "Boxing Gym", "Choir", "Judo Club", "Drama Group", "Football Club", "Youth Band", "Scouts")
CLUB_ROLES = (
    "Swimming coach",
    "Trainer",
    "Choir leader",
    "Caretaker",
    "Treasurer",
    "Referee",
    "Kit manager",
    "Helper",
)
NICKNAME_ENDS = ("o", "y", "-boy", "zi", "ster", "cat", "i", "max", "fox", "bug")
ELDERS = ("Grandfather", "Grandmother", "Great-aunt", "Stepfather", "Lodger", "Uncle", "Stepbrother")
RELATIVES = ("Aunt", "Cousin", "Godmother", "Half-brother", "Stepsister", "Grandmother")
PROFESSIONS = (
    *("School nurse", "Youth worker", "Doctor", "Tutor", "Speech therapist", "Mentor"),
    *("Housing officer", "Counsellor", "Dentist", "Health visitor", "Police officer", "Librarian"),
)
AGENCIES = ("Clinic", "Youth Club", "Surgery", "School")

SLOTS = {
    "time": ("since September", "since half term", "for a month", "since the clocks went back", "all this term"),
    "who": ("two older boys", "a man on a moped", "three lads", "a girl of perhaps 17", "somebody in a grey car"),
    "wait": ("at the bus stop", "by the underpass", "outside the chip shop", "near the lock-ups", "on the footbridge"),
    "thing": ("new trainers", "a second telephone", "a watch", "a puffer jacket", "a games console", "headphones"),
    "mark": ("a bruise on one wrist", "a cut lip", "a burnt hand", "a swollen ankle", "scratches on the neck"),
    "quote": ("it will be finished soon", "nobody can help", "it is only a favour", "they know where we live"),
    "street": PLACES,
    "way": WAYS,
    "colour": ("red", "navy", "mustard", "bottle green", "purple", "grey", "checked", "striped", "orange", "white"),
    "wear": ("coat", "hooded top", "rucksack", "cap", "scarf", "blazer", "tracksuit", "raincoat"),
    "hair": ("short hair", "long braids", "a shaved head", "curly hair", "a fringe", "a ponytail", "cornrows"),
    "build": ("Slight", "Tall", "Small", "Broad", "Thin", "Sturdy", "Quick", "Stooped"),
    "job": ("care assistant", "cleaner", "night porter", "baker", "driver", "ward clerk", "cook", "packer"),
    "tongue": ("Yoruba", "Polish", "Turkish", "Welsh", "Twi", "Romanian", "Vietnamese", "Portuguese", "Irish"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "sport": ("swimming", "boxing", "football", "choir", "judo", "drama", "band", "chess"),
}
SUMMARIES = (
    "A child is met {wait} by {who}, has {thing} nobody gave; {number} lessons were missed {time}.",
    "Seen {wait} with {who} {time}; carries {thing}, and came home at {clock} on a {day}.",
    "Stopped coming to {sport} {time}. Waits {wait} for {who}. Has {thing} and said: “{quote}”.",
    "A worry about errands for {who} near {street} {way}; {mark} and {thing} were noticed.",
)
KNOWN_AT_HOME = (
    "The mother is a {job} and may not know.",
    "At home {tongue} is spoken.",
    "A relative in {street} {way} was told.",
)
SEEN = (
    "Every {day} about {clock} I see {who} {wait}. The child goes along and has {thing} now",
    "There was {mark}, and when I asked the answer was “{quote}”. That was on {day} near {street} {way}",
    "It has been so {time}: no more {sport}, always {thing} in hand, and {who} waiting {wait}",
)
SEEN_NOTES = (
    "“{quote}” are the child’s own words, as remembered.",
    "Written down at {clock} on {day}.",
    "Seen {number} times by the caller’s count.",
)
WHERE = (
    "Between {street} {way} and number {number}, {wait}, mostly on a {day}.",
    "In the early evening {wait}, then towards {street} {way}.",
    "Outside {sport} at {clock}, and again {wait} near {street} {way}.",
)
WHERE_NOTES = (
    "{street} {way} is lit on one side only.",
    "Number {number} was named twice.",
    "Asked again on {day}.",
)
WORRY = (
    "Somebody makes this child hold things: {thing}, {mark}, and fear of {who}, {number} days now.",
    "That {who} will not let go, and that “{quote}” is a threat, said on {day} at {clock}.",
    "A gentle child who has stopped talking and gave up {sport}: {number} weeks now, for fear of {who}.",
)
WORRY_NOTES = (
    "No worry about care at home was voiced; {sport} goes on on a {day}.",
    "The caller will ring again after {day} at {clock}.",
    "Possible exploitation; {who} to be asked about at {street} {way}.",
)
ACCOUNTS = {"seen": (SEEN, SEEN_NOTES), "where": (WHERE, WHERE_NOTES), "worry": (WORRY, WORRY_NOTES)}
LOOKS = ("{build}, {hair}.", "In a {colour} {wear}.", "{hair}, {colour} {wear}.", "{build}, in {colour}.")
FAMILY_NOTES = ("Works as a {job}.", "Speaks {tongue}.", "Is out on {day}, from {clock}.", "Takes a child to {sport}.")
CONSENT_TAKEN = (
    "By telephone on {day} at {clock}",
    "In writing, {number} minutes after the form",
    "In person, {wait}",
)
BEST_TIMES = ("Text first, then ring after {clock}.", "On {day}, never before {clock}.", "Any {day}, {wait}.")
CONNECTIONS = ("Has taught {sport} for {number} terms.", "Lives at {number} {street} {way}.", "Keeps the keys {wait}.")
EARLIER = ("None {time}.", "One on a {day}, about {thing}.", "{number} weeks ago.")
REASONS = (
    "Signs of exploitation: {thing}, {mark}, fear of {who}, and the words “{quote}”.",
    "Met {wait} by {who}; {mark} was seen, and the child said: “{quote}”.",
)
OVERSIGHT = (
    "Agreed. Visit on {day} after {clock}; {tongue} interpreter.",
    "Agreed. Ask in {street} {way} about {thing}, by {day}.",
)
