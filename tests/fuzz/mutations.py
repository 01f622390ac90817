"""Ways to spoil a file: bytes anywhere, the markup of one part of a container, or the container itself."""

import re
from collections.abc import Callable
from random import Random

from tests.unit.questionnaires.parsing.zips import parts_of, zipped

_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_VALUE = re.compile(rb'"[^"]*"|(?<=>)[^<>]+(?=<)')
_NUMBER = re.compile(rb"\d+")
_ELEMENT = re.compile(rb"<([\w:]+)[^<>]*>[^<>]*</\1>|<[^<>]*/>")
Change = Callable[[bytes, Random], bytes]
NASTY = (
    b"", b"0", b"-1", b"9" * 12, b"9" * 5000, "\u00b2".encode(), b"1e999", b"nan", b"A0", b"XFD1048576",
    b"A1:XFD1048576",
    b"ZZZZ99999999999", b"\x00", b"\xff\xfe", b"&x;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<a>" * 300, b"]]>", b'"',
    b",",
    b"\r", b"\n" * 50, b"a" * 40_000, b" " * 40_000, b"=cmd", b"[" * 3000, b"{", "\u202e\ufeff".encode(),
    b"\xed\xa0\x80",
    b"OFFSET(A1,0,0,9,9)", b"Questions!A:XFD", b"../../x", b"inlineStr", b"hidden",
)  # fmt: skip


def spoilt(content: bytes, random: Random) -> bytes:
    """Spoil a file once to three times; a container mostly inside its parts, so that it still opens."""
    times = random.randint(1, 3)
    if content.startswith(b"PK") and random.random() < 0.85:
        parts = parts_of(content)
        for _ in range(times):
            _spoil_part(parts, random)
        return _bytes(zipped(parts), random) if random.random() < 0.1 else zipped(parts)
    for _ in range(times):
        content = _bytes(content, random)
    return content


def _spoil_part(parts: dict[str, bytes], random: Random) -> None:
    name, other = random.choice(sorted(parts)), random.choice(sorted(parts))
    chance = random.random()
    if chance < 0.03:
        del parts[name]
    elif chance < 0.06:
        parts[name], parts[other] = parts[other], parts[name]
    else:
        parts[name] = random.choice(IN_MARKUP)(parts[name], random)


def _bytes(content: bytes, random: Random) -> bytes:
    return random.choice(IN_BYTES)(content, random)


def _slice(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.choice((1, 2, 8, 64, 512)))


def _flip(content: bytes, random: Random) -> bytes:
    start, _ = _slice(content, random)
    return content[:start] + bytes((random.randrange(256),)) + content[start + 1 :]


def _cut(content: bytes, random: Random) -> bytes:
    start, end = _slice(content, random)
    return content[:start] + content[end:]


def _repeat(content: bytes, random: Random) -> bytes:
    start, end = _slice(content, random)
    return content[:end] + content[start:end] * random.choice((1, 2, 40)) + content[end:]


def _insert(content: bytes, random: Random) -> bytes:
    start, end = _slice(content, random)
    return content[:start] + random.choice(NASTY) + content[random.choice((start, end)) :]


def _truncate(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _at_match(pattern: re.Pattern[bytes], change: Change) -> Change:
    """Give a change of one place in the markup that a pattern finds."""

    def changed(content: bytes, random: Random) -> bytes:
        found = [match.span() for match in pattern.finditer(content)]
        if not found:
            return content
        start, end = random.choice(found)
        return content[:start] + change(content[start:end], random) + content[end:]

    return changed


def _none(text: bytes, random: Random) -> bytes:
    return b""


def _twice(text: bytes, random: Random) -> bytes:
    return text * 2


def _nasty(text: bytes, random: Random) -> bytes:
    word = random.choice(NASTY)
    return b'"' + word + b'"' if text.startswith(b'"') else word


def _swap_tags(content: bytes, random: Random) -> bytes:
    found = [match.span() for match in _TAG.finditer(content)]
    if len(found) < 2:
        return content
    (start, end), (other, last) = sorted(random.sample(found, 2))
    return content[:start] + content[other:last] + content[end:other] + content[start:end] + content[last:]


IN_BYTES: tuple[Change, ...] = (_flip, _cut, _repeat, _insert, _insert, _truncate)
IN_MARKUP: tuple[Change, ...] = (
    _at_match(_TAG, _none),
    _at_match(_TAG, _twice),
    _at_match(_ELEMENT, _twice),
    _at_match(_ELEMENT, _none),
    _at_match(_ATTRIBUTE, _none),
    _at_match(_ATTRIBUTE, _twice),
    _at_match(_VALUE, _nasty),
    _at_match(_VALUE, _nasty),
    _at_match(_NUMBER, _nasty),
    _swap_tags,
    _bytes,
)
