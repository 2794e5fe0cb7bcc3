"""Made-up people, streets and organisations, many of whose names are everyday words."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SURNAMES = (
    "Page", "Street", "Young", "Long", "Rose", "Hope", "Grace", "Green", "Brown", "White", "Black", "Gray", "Park",
    "Hill", "Wood", "Field", "Brook", "Bridge", "Church", "Hall", "Baker", "Cook", "Carter", "Mason", "Taylor",
    "Smith", "King", "Knight", "Bishop", "Pope", "Winter", "Summers", "May", "March", "Day", "Friday", "Price",
    "Rich", "Power", "Read", "Rest", "Marks", "Bell", "Bird", "Fox", "Wolf", "Lamb", "Rice", "Stone", "Banks",
    "Waters", "Rivers", "Lake", "Ford", "Marsh", "Moss", "Heath", "Gates", "Lane", "Way", "Close", "Court",
    "Castle", "House", "Homes", "Case", "Chance", "Moody", "Sharp", "Strong", "Swift", "Small", "Short", "Little",
    "Best", "Good", "Love", "Joy", "Adeyemi", "Okafor", "Osei-Tutu", "Begum", "Rahman", "Hussain", "Khan", "Patel",
    "Singh", "Kaur", "Yıldız", "Demir", "Grünfeld", "Halberstam", "Kowalski", "Wójcik", "Nowak", "Popescu",
    "Ivanova", "Ткаченко", "Nguyễn", "Wang", "Chen", "O’Brien", "O’Connor", "Kerrigan", "Llewellyn",
    "Hartmann-Lewis", "Carvalho", "da Silva", "Warsame", "Mohamed", "Tesfaye", "Bankole", "Boateng", "Asante",
    "Murphy", "Jones", "Evans", "Lindqvist", "van den Berg", "Ng", "Li",
)  # fmt: skip
GIVEN = (
    "Grace", "Hope", "Rose", "Will", "Mark", "May", "April", "June", "Summer", "Autumn", "Jack", "Bill", "Art",
    "Faith", "Joy", "Ivy", "Daisy", "Lily", "Heather", "Dawn", "Frank", "Grant", "Guy", "Miles", "Rich", "Rob",
    "Sue", "Pat", "Penny", "Olive", "Amber", "Ruby", "Chance", "Destiny", "Precious", "Blessing", "Comfort",
    "Mercy", "Patience", "Ahmed", "Fatima", "Aisha", "Mehmet", "Ayşe", "Oluwaseun", "Temitope", "Chidi", "Ngozi",
    "Rivka", "Yosef", "Moshe", "Łukasz", "Zofia", "Оленка", "Hương", "Wei", "Siobhán", "Ciarán", "Beatriz", "João",
    "Priya", "Arjun", "Harpreet", "Jean-Luc", "Tobias", "Shirin", "Farida", "Godfrey", "Aaron", "Hannah",
    "Marguerite", "Gareth", "Kai", "Ava", "Leo", "Mia", "Zoë", "Noah", "Ella", "Sam", "Jo", "Al", "Max", "Tariq",
    "Yusuf", "Amina", "Kwame", "Esi", "Zara", "Omar",
)  # fmt: skip
NICKNAMES = (
    "Ace", "Tiny", "Red", "Smiley", "Junior", "Jay", "Blue", "Sunny", "Little Man", "Books", "Chip", "Bear",
    "Lucky", "Kay", "Temi", "Seun", "Mo", "Shadow", "Ghost", "Youngs", "Sparks", "Doc", "Legs", "Boss", "Angel",
    "Smoke",
)  # fmt: skip
STREETS = (
    "Page Street", "Long Lane", "Rose Gardens", "Hope Street", "Young Road", "Church Hill", "Park Road",
    "Mill Lane", "Station Road", "High Street", "Green Lanes", "Grace Close", "Market Place", "Foundry Road",
    "Kestrel Parade", "Academy Way", "Guildhall Square", "Queen’s Drive", "St John’s Grove", "The Avenue",
    "Winter Terrace", "Canal Walk",
)  # fmt: skip
ORGANISATIONS = (
    "Mill Lane Youth Centre", "Thornmere Buses", "Parade Pharmacy", "Hope Street Church", "Long Lane Library",
    "Larkmere Homes", "Kestrel Park Academy", "Thornmere Community Mosque", "Young Carers Together", "Green Grocers",
    "Page & Sons", "Rose Garden Café", "The Corner Shop", "Residents’ Association", "Thornmere Otters Swimming Club",
    "Street Kitchen", "Grace and Faith Centre", "Yıldız Food & Wine", "Canal Boat Project", "Housing", "Park Surgery",
)  # fmt: skip
ROLES = (
    "Head teacher", "Estate caretaker", "Shop owner", "Pharmacist", "Swimming coach", "Youth worker", "Imam",
    "Bus operations manager", "Street lighting manager", "Chair of a residents’ association", "School nurse",
    "Community kitchen manager", "Safer neighbourhoods sergeant", "Librarian", "Housing officer", "Park keeper",
)  # fmt: skip
AREAS = ("TM1 1AA", "TM1 2AB", "TM4 2RB", "TM4 2QF", "TM5 6JA", "TM5 6JH", "TM7 3LP")
"""A few postcodes for everybody: neighbours share them."""
EXCHANGES = ("020 7946 0{:03}", "07700 900{:03}")
"""Numbers that are given to nobody (Ofcom)."""
EXTENSIONS = (200, 999)
"""Below them are the numbers of the sample's council."""
WITH_NICKNAME, AT_HOME = 0.4, 0.7


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up, with what a record may hold of them."""

    given: str
    surname: str
    nickname: str
    role: str
    organisation: str
    phone: str
    email: str
    address: tuple[str, ...]
    postcode: str

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.given} {self.surname}"


def somebody(random: Random, surname: str = "") -> Person:
    """Return a person; of a family whose ``surname`` is given."""
    given, last = random.choice(GIVEN), surname or random.choice(SURNAMES)
    postcode, organisation = random.choice(AREAS), random.choice(ORGANISATIONS)
    street = f"{random.randint(1, 180)} {random.choice(STREETS)}"
    lines = (street, f"Thornmere {postcode}") if random.random() < AT_HOME else (organisation, street, postcode)
    return Person(
        given,
        last,
        random.choice(NICKNAMES) if random.random() < WITH_NICKNAME else "",
        random.choice(ROLES),
        organisation,
        random.choice(EXCHANGES).format(random.randint(*EXTENSIONS)),
        f"{_letters(given)}.{_letters(last)}@{_letters(organisation)}.example",
        lines,
        postcode,
    )


def _letters(words: str) -> str:
    return "".join(each for each in words.lower() if "a" <= each <= "z") or "office"
