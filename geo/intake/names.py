"""Unit cells, cut into the names that a region knows: exactly, never by likeness.

A cell is read as one run of letters, since a name may be broken over lines and names may stand
on lines of their own. It counts as read where known names and separators fill it in one way only;
where they do in two, or in none, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo.intake.grid import drop_spaces
from geo.intake.known import (
    LEVEL,
    PLACES,
    TAIL,
    TOWN,
    KnownNames,
    Name,
    Token,
    find_general,
    fold,
)

NO_UNIT = re.compile(r"[—―–‒−－\-─━_~～/／\\]+|无")
"""What a cell says where it says that there is none."""
AND_OTHERS = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+)?个?[市区县]?级?(?:相关|有关)?(?:部门|单位|委办局|区|县)?(?:政府)?"
)
SEPARATOR = re.compile(r"[、,;。|/·和及与]|以及|\((?:含|包括)|\)")
HARD_SEPARATOR = re.compile(r"[、,;|，；]")
INCLUDING = re.compile(rf"(各{PLACES}(?:{TAIL})?)\((?:含|包括)(.+)\)")
ENDING = re.compile(
    r"(?:[局委府办会处队院厅部所站区县市镇乡司校行社署团]|街道|中心|集团|平台|单位)[)）]?$"
)
"""How a unit's name ends; what does not is likely to go on in the next line."""
LONGEST_CELL = 4_000


@dataclass(frozen=True)
class Cut:
    """A unit cell, cut. `pieces` put together are its letters; `other`: where there is a second
    way, the names it gives; `is_none`: the cell says that there is no unit."""

    names: tuple[Name, ...] = ()
    pieces: tuple[str, ...] = ()
    is_open: bool = False
    is_none: bool = False
    other: tuple[str, ...] = ()


def cut_cell(text: str, known: KnownNames) -> Cut:
    """The names of a unit cell; none where it is blank."""
    printed = drop_spaces(text)
    if NO_UNIT.fullmatch(printed):
        return Cut(pieces=(printed,), is_none=True)
    if len(printed) > LONGEST_CELL:
        return Cut((Name(printed, "", "unknown"),), (printed,))
    ways = list_ways(printed, known)
    if not ways:
        return cut_by_separators(text, known)
    first = _make_cut(ways[0])
    second = tuple(t.name.printed for t in ways[1] if t.name) if len(ways) > 1 else ()
    return replace(first, other=second)


def _make_cut(tokens: Iterable[Token]) -> Cut:
    tokens = tuple(tokens)
    names = tuple(token.name for token in tokens if token.name)
    is_open = any(token.is_open for token in tokens)
    return Cut(names, tuple(token.printed for token in tokens), is_open)


def list_ways(printed: str, known: KnownNames) -> list[tuple[Token, ...]]:
    """At most two ways to fill `printed` with known names, and what parts them, that differ in
    their names; the one with the longer names first."""
    letters = fold(printed)
    ways: list[list[tuple[Token, ...]]] = [[] for _ in range(len(letters))] + [[()]]
    for at in range(len(letters) - 1, -1, -1):
        found: dict[tuple[str, ...], tuple[Token, ...]] = {}
        for token in list_tokens(printed, letters, at, known):
            for rest in ways[at + len(token.printed)]:
                way = (token, *rest)
                found.setdefault(tuple(t.name.printed for t in way if t.name), way)
                if len(found) == 2:
                    break
        ways[at] = list(found.values())[:2]
    return [way for way in ways[0] if any(token.name for token in way)]


def list_tokens(printed: str, letters: str, at: int, known: KnownNames) -> list[Token]:
    """What may stand at a point, the longest name first."""
    tokens = {
        len(name): Token(
            printed[at : at + len(name)],
            Name(printed[at : at + len(name)], name, known.bases[name]),
        )
        for name in known.by_first.get(letters[at], ())
        if letters.startswith(name, at)
    }
    general = find_general(letters, at, known)
    if general:
        piece = printed[at : at + len(general.printed)]
        assert general.name
        name = replace(general.name, printed=piece)
        tokens.setdefault(len(piece), Token(piece, name, general.is_open))
    found = [tokens[length] for length in sorted(tokens, reverse=True)]
    others = AND_OTHERS.match(letters, at)
    if others and at:
        found.append(Token(printed[at : others.end()], None, True))
    separator = SEPARATOR.match(letters, at)
    if separator:
        found.append(Token(printed[at : separator.end()], None))
    return found


def cut_by_separators(text: str, known: KnownNames) -> Cut:
    """A cell that known names do not fill: part by part, and each unknown part as it is printed."""
    tokens: list[Token] = []
    for part in split_parts(text):
        if HARD_SEPARATOR.fullmatch(part):
            tokens.append(Token(part, None))
        else:
            tokens += cut_part(part, known)
    return _make_cut(share_ends(tokens, known))


def split_parts(text: str) -> list[str]:
    """`text` at its separators, which stand between the parts; none inside of brackets parts."""
    parts, depth = [""], 0
    for letter in text:
        depth = max(0, depth + (letter in "(（") - (letter in ")）"))
        if depth == 0 and HARD_SEPARATOR.fullmatch(letter):
            parts += [letter, ""]
        else:
            parts[-1] += letter
    return [drop_spaces(part) and part for part in parts if drop_spaces(part)]


def cut_part(part: str, known: KnownNames) -> list[Token]:
    printed = drop_spaces(part)
    ways = list_ways(printed, known)
    if ways:
        return list(ways[0])
    others = next((m for m in AND_OTHERS.finditer(fold(printed)) if m.end() == len(printed)), None)
    if others and others.start():
        inner = part[: _find_letter(part, others.start())]
        return [*cut_part(inner, known), Token(printed[others.start() :], None, True)]
    including = INCLUDING.fullmatch(fold(printed))
    if including:
        inner = printed[including.start(2) : including.end(2)]
        opening = Token(printed[including.end(1) : including.start(2)], None)
        inside = cut_by_separators(inner, known)
        names = [Token(n.printed, n, n.basis == "open") for n in inside.names]
        if "".join(n.printed for n in inside.names) != "".join(inside.pieces):
            names = _restore(inside)
        everyone = cut_part(printed[: including.end(1)], known)
        return [*everyone, opening, *names, Token(printed[-1], None)]
    return cut_lines(part, known)


def _restore(cut: Cut) -> list[Token]:
    """The tokens of a cut, from its pieces and names, which stand in the same order."""
    waiting, tokens = list(cut.names), []
    for piece in cut.pieces:
        is_name = bool(waiting) and waiting[0].printed == piece
        tokens.append(Token(piece, waiting.pop(0) if is_name else None))
    return tokens


def _find_letter(text: str, number: int) -> int:
    """Where in `text` the letter of this number stands, spaces not counted."""
    positions = [at for at, letter in enumerate(text) if drop_spaces(letter)]
    return positions[number]


def cut_lines(part: str, known: KnownNames) -> list[Token]:
    """By lines: as many of them together as known names fill; an unknown line goes on in the next
    where it does not end as a name ends."""
    lines = [drop_spaces(line) for line in part.split() if drop_spaces(line)]
    tokens: list[Token] = []
    waiting, at = "", 0
    while at < len(lines):
        ends = range(len(lines), at, -1)
        found = next(((e, w) for e in ends if (w := list_ways("".join(lines[at:e]), known))), None)
        if found and not waiting:
            at, ways = found
            tokens += ways[0]
            continue
        waiting += lines[at]
        at += 1
        if ENDING.search(waiting) or at == len(lines):
            tokens.append(Token(waiting, Name(waiting, "", "unknown")))
            waiting = ""
    return tokens


def share_ends(tokens: Sequence[Token], known: KnownNames) -> list[Token]:
    """Unknown names that are known with the tail of a later one or the head of an earlier one:
    甲、乙区政府, 市甲局、乙局."""
    shared = list(tokens)
    tail = head = ""
    for at in range(len(shared) - 1, -1, -1):
        name = shared[at].name
        if name is None:
            continue
        found = re.search(rf"(?:{LEVEL}|{TOWN})?(?:{TAIL})$", fold(name.printed))
        if name.basis == "unknown" and not found:
            shared[at] = _complete(shared[at], (f"{{}}{part}" for part in _list_tails(tail)), known)
        tail = found.group() if found else tail
    for at, token in enumerate(shared):
        if token.name is None:
            continue
        if token.name.basis == "unknown" and head:
            shared[at] = _complete(token, (f"{head}{{}}",), known)
        head = token.printed[0] if token.printed[0] in "市省区县州" else head
    return shared


def _list_tails(tail: str) -> list[str]:
    """A tail with and without the level before it: 区政府 and 政府."""
    bare = re.sub(rf"^(?:{LEVEL}|{TOWN})", "", tail)
    return [*dict.fromkeys((tail, bare))] if tail else []


def _complete(token: Token, forms: Iterable[str], known: KnownNames) -> Token:
    assert token.name
    for form in forms:
        spelling = form.format(fold(token.name.printed))
        if known.find(spelling):
            name = Name(token.name.printed, spelling, known.find(spelling))
            return Token(token.printed, name)
    return token
