"""The forms a person's name is written in, and the names that are planted: of many scripts, short, everyday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.proofs.ways_of_writing import DISGUISED, ENCODED, OF_LETTERS


@dataclass(frozen=True, slots=True)
class Named:
    """A made-up person; ``other_letters`` is the name as other alphabets or keyboards have it."""

    given: str
    surname: str
    other_letters: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Return the name as its owner writes it."""
        return f"{self.given} {self.surname}"


PEOPLE = (
    Named("Rivka", "Grünfeld", ("Rivka Gruenfeld", "Ривка Грюнфельд", "רבקה גרינפלד")),
    Named("Siobhán", "O’Kerrigan", ("Siobhan O'Kerrigan", "Шивон О’Керриган")),
    Named("Mehmet", "Yıldızoğlu", ("Mehmet Yildizoglu", "Мехмет Йылдызоглу")),
    Named("Łukasz", "Wójcicki", ("Lukasz Wojcicki", "Лукаш Вуйцицкий")),
    Named("Оленка", "Ткаченко", ("Olenka Tkachenko",)),
    Named("שושנה", "הלברשטם", ("Shoshana Halberstam",)),
    Named("فاطمة", "بنعلي", ("Fatima Benali", "Fatma Ben Ali")),
    Named("Oluwaseun", "Adéyẹmí", ("Oluwaseun Adeyemi",)),
    Named("Hương", "Nguyễn", ("Huong Nguyen",)),
    Named("Jean-Luc", "Hartmann-Lewis", ("Jean Luc Hartmann Lewis",)),
    Named("Jo", "Ng"),
)
"""Names that are looked for wherever they stand."""
EVERYDAY = (Named("Grace", "Page"), Named("Will", "Young"))
"""Names made of words that stand in every paper: these are looked for where they are written as names."""


def forms_of(person: Named) -> Iterator[tuple[str, str]]:
    """Yield each form of a name: what it is called, and the text."""
    for form, way in {**DISGUISED, **OF_LETTERS, **ENCODED}.items():
        text = way(person.whole)
        if text is not None:
            yield form, text
    yield from _in_order(person)
    yield from (("transliterated", other) for other in person.other_letters)


def _in_order(person: Named) -> Iterator[tuple[str, str]]:
    given, surname = person.given, person.surname
    yield "surname first with comma", f"{surname}, {given}"
    yield "surname first in capitals", f"{surname.upper()} {given}"
    yield "initial with surname", f"{given[0]}. {surname}"
    yield "initial with surname, no dot", f"{given[0]} {surname}"
    yield "surname with initial", f"{surname}, {given[0]}."
    yield "possessive", f"{person.whole}'s"
    yield "possessive in print", f"{person.whole}’s"
    yield "with a middle name", f"{given} Maria {surname}"
    yield "dots for spaces", f"{given}.{surname}".lower()
    yield "hyphens for spaces", f"{given}-{surname}".lower()
    yield "small letters in a sentence", f"it was said that {person.whole} had gone there after school.".lower()
    yield "in a sentence", f"It was said that {person.whole} had gone there after school."
