"""No count of people from 1 to 5, nor one that can be worked out from what is printed (papers.md section 7).

The reader is taken to know this module, every total, and the sum of any list of parts even where none is printed.
A field that counts people says so (``people: part | total | lone``). What is hidden is ``NOT_SHOWN``.

A list of parts
* Its counts from 1 to 5 are hidden. Where each may be ticked beside others, so are those that leave 1 to 5 of all.
* They hide one another when their sum leaves each of them open: more than one each, less than five each, and above 5
  together. Otherwise one more count is hidden with them: the first by its label. Its size plays no part in the choice,
  and the sums that call for it come in pairs, so neither the choice nor the need for it gives a count away.
* Noughts are shown. Where nothing is left to hide behind, the whole list is hidden, noughts too.
A total
* A total from 1 to 5, or one that falls short of the total around it by 1 to 5, is hidden with all that is under it.
  So is a total of some of the people where a list of all of them hides something: it may be what that list hides.
* A list that falls short of its total by 1 to 5 is hidden whole, and with it any total inside another.
* A count for itself is hidden from 1 to 5, and where it is more than the total beside it by 1 to 5.
Words
* In a record that holds a list or a total, text that tells such a count is hidden too (``disclosure.told_counts``).
  Elsewhere words are left alone: what a caller says of two young people is no table.

Columns of a table of lists are not lists: only the sum of each row is taken to be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from disclosure.told_counts import MOST_HIDDEN, Telling, is_small, sums_that_tell, tells
from forms import Field
from inconfidence.core.values import Choice

NOT_SHOWN = Choice("not_shown", "not shown")
NOTHING: frozenset[int] = frozenset()
NOBODY: frozenset[str] = frozenset()
# Below this many people there is at most one count that is neither of few nor of all but few.
FEWEST_TO_COMPARE = 2 * (MOST_HIDDEN + 1) + 1


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a group: the total over it, whether a list beside it hides something, whether all is hidden.

    ``totals`` are the record's, for its words; None where it holds no table and its words are left alone.
    """

    total: int | None
    hiding: bool
    closed: bool
    totals: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class _Parts:
    """One list of parts: the field its counts stand in, the counts by their place, and the places that are hidden.

    ``whole`` when nothing in it could be shown.
    """

    name: str
    counts: Mapping[int, int]
    hidden: frozenset[int] = NOTHING
    whole: bool = False


def suppressed(fields: Mapping[str, Field], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values, frozen, with no count of people from 1 to 5 in them and none to be worked out.

    What is hidden already stays as it is. Values of a form that counts nobody come back as they are.
    """
    counting = {each.people for each in _every(fields)} - {""}
    if not counting:
        return MappingProxyType(dict(values))
    totals = None if counting == {"lone"} else tuple(_totals(fields, values))
    return _group(fields, values, _Around(None, hiding=False, closed=False, totals=totals))


def _judged(parts: _Parts, labels: Sequence[str], total: int | None) -> _Parts:
    """Return the list with what has to be hidden in it; a sum above the total means that several could be ticked."""
    counts, asked = parts.counts, sum(parts.counts.values())
    whole = replace(parts, hidden=frozenset(counts), whole=True)
    several = total if total is not None and asked > total else None
    if total is not None and is_small(total - asked):
        return whole
    small = {place: size for place, count in counts.items() if (size := _smallness(count, several))}
    if not small:
        return parts
    if several is not None and several < FEWEST_TO_COMPARE:
        return whole
    if _hide_one_another(small.values(), several):
        return replace(parts, hidden=frozenset(small))
    others = [place for place, count in counts.items() if place not in small and count not in (0, several)]
    if others:
        first = min(others, key=lambda place: (labels[place], place))
        return replace(parts, hidden=frozenset(small) | {first})
    told = _few_settle(counts, small) if several is None else _end_settles(counts, small)
    return whole if told else replace(parts, hidden=frozenset(small))


def _smallness(count: int, several: int | None) -> int:
    """Return 1 to 5 for a count that has to be hidden, else 0.

    Counted up from none, and for a count that leaves few of all, on from there: 5 leaves one.
    """
    if is_small(count):
        return count
    return MOST_HIDDEN + 1 - (several - count) if several is not None and is_small(several - count) else 0


def _hide_one_another(sizes: Iterable[int], several: int | None) -> bool:
    listed = list(sizes)
    # Of those who gave one answer each, the sum is itself a number of people.
    least = len(listed) + 1 if several is not None else max(len(listed) + 1, MOST_HIDDEN)
    return len(listed) > 1 and least < sum(listed) < MOST_HIDDEN * len(listed) - 1


def _few_settle(counts: Mapping[int, int], small: Mapping[int, int]) -> bool:
    """Return whether the sum of small counts, with noughts only beside them, settles what they are."""
    people = sum(small.values())
    all_fives = people == MOST_HIDDEN * len(small) and len(small) < len(counts)
    return people <= max(len(small) + 1, MOST_HIDDEN) or all_fives


def _end_settles(counts: Mapping[int, int], small: Mapping[int, int]) -> bool:
    """Return the same where several could be ticked: all are about as small, or about as near to all, as can be."""
    few, sizes = {is_small(counts[place]) for place in small}, sum(small.values())
    least = few == {True} and sizes <= len(small) + 1
    return len(small) == 1 or least or (few == {False} and sizes >= MOST_HIDDEN * len(small) - 1)


def _group(
    fields: Mapping[str, Field], values: Mapping[str, Any], around: _Around, hide: frozenset[str] = NOBODY
) -> Mapping[str, Any]:
    """Return a group's values with small counts hidden, and those of the fields in ``hide``."""
    total, small = _own_total(fields, values, around)
    lists = {name: _lists(fields[name], value, total) for name, value in values.items()}
    every = [parts for listed in lists.values() for parts in listed]
    nested_whole = around.total is not None and total is not None and any(parts.whole for parts in every)
    hiding = any(parts.hidden for parts in every)
    inner = replace(around, total=total, hiding=hiding, closed=around.closed or small or nested_whole)
    telling = None if inner.totals is None else Telling(inner.totals, _sums_beside(every))
    return MappingProxyType(
        {
            name: NOT_SHOWN if name in hide else _value(fields[name], value, inner, lists[name], telling)
            for name, value in values.items()
        }
    )


def _own_total(fields: Mapping[str, Field], values: Mapping[str, Any], around: _Around) -> tuple[int | None, bool]:
    """Return the total the lists of a group add up to, and whether all of the group has to be hidden for its sake."""
    own = [values[name] for name, each in fields.items() if each.people == "total" and _is_count(values.get(name))]
    return max(own, default=around.total), any(is_small(each) or _tells_by_itself(each, around) for each in own)


def _tells_by_itself(total: int, around: _Around) -> bool:
    """Return whether a total inside another leaves few out, or may be the very count that a list around it hides."""
    return around.total is not None and (is_small(around.total - total) or (around.hiding and total != around.total))


def _lists(each: Field, value: Any, total: int | None) -> tuple[_Parts, ...]:
    """Return the lists of parts that stand in a field, judged; one with a hidden count in it was judged before."""
    if isinstance(value, Choice):
        return ()
    if each.type == "rows":
        labels = [_label(each, row) for row in value]
        return tuple(_judged(parts, labels, total) for parts in _columns(each, value))
    if each.item and each.item.people == "part" and NOT_SHOWN not in value:
        # Nothing but its place tells one count of a plain list from another.
        return (_judged(_Parts(each.name, _counts(enumerate(value))), [""] * len(value), total),)
    return ()


def _columns(each: Field, rows: Sequence[Mapping[str, Any]]) -> Iterator[_Parts]:
    """Yield the counts of each part; rows of different questions, told apart by a number, add up for themselves."""
    numbers = [name for name, field in each.fields.items() if field.type == "integer" and not field.people]
    keys = [tuple(row.get(name) for name in numbers) for row in rows]
    for name in (name for name, field in each.fields.items() if field.people == "part"):
        for key in dict.fromkeys(keys):
            column = {at: row.get(name) for at, row in enumerate(rows) if keys[at] == key}
            if NOT_SHOWN not in column.values():
                yield _Parts(name, _counts(column.items()))


def _counts(values: Iterable[tuple[int, Any]]) -> Mapping[int, int]:
    return {at: value for at, value in values if _is_count(value)}


def _label(each: Field, row: Mapping[str, Any]) -> str:
    """Return what tells one row from another without its counts."""
    plain = [name for name, field in each.fields.items() if not field.people and not field.fields and not field.item]
    return "\n".join(str(row.get(name, "")) for name in plain)


def _value(each: Field, value: Any, around: _Around, lists: Sequence[_Parts], telling: Telling | None) -> Any:
    if each.people:
        return NOT_SHOWN if _is_count(value) and (around.closed or _tells_alone(each, value, around.total)) else value
    if isinstance(value, Choice):
        return value
    if each.type == "dict":
        return _group(each.fields, value, around)
    if each.type == "rows":
        return tuple(_group(each.fields, row, around, _hidden_at(lists, at)) for at, row in enumerate(value))
    if each.item:
        places = _hidden_places(lists)
        shown = (NOT_SHOWN if at in places else one for at, one in enumerate(value))
        return tuple(_value(each.item, one, around, (), telling) for one in shown)
    return NOT_SHOWN if telling and isinstance(value, str) and tells(value, telling) else value


def _tells_alone(each: Field, value: int, total: int | None) -> bool:
    """Return whether a total, or a count for itself, is small, or holds few more than the total beside it."""
    # A part is hidden with its list, where the others are seen too.
    if each.people == "part":
        return False
    return is_small(value) or (total is not None and each.people == "lone" and is_small(value - total))


def _hidden_at(lists: Sequence[_Parts], at: int) -> frozenset[str]:
    return frozenset(parts.name for parts in lists if at in parts.hidden)


def _hidden_places(lists: Sequence[_Parts]) -> frozenset[int]:
    return frozenset(at for parts in lists for at in parts.hidden)


def _sums_beside(lists: Sequence[_Parts]) -> int:
    """Return, as a set of bits, the sums that would give away what is hidden in the lists of a group."""
    sums = 0
    for parts in lists:
        hidden = sum(parts.counts[at] for at in parts.hidden)
        sums |= sums_that_tell(hidden, [count for at, count in parts.counts.items() if at not in parts.hidden])
    return sums


def _totals(fields: Mapping[str, Field], values: Mapping[str, Any]) -> Iterator[int]:
    for name, value in values.items():
        each = fields[name]
        if each.people == "total" and _is_count(value):
            yield value
        for group in _groups(each, value):
            yield from _totals(each.fields, group)


def _groups(each: Field, value: Any) -> Sequence[Mapping[str, Any]]:
    if not each.fields or isinstance(value, Choice):
        return ()
    return value if each.type == "rows" else (value,)


def _every(fields: Mapping[str, Field]) -> Iterator[Field]:
    for each in fields.values():
        yield each
        yield from [each.item] if each.item else []
        yield from _every(each.fields)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
