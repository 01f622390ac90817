"""Values that no form of ours asks for."""

import uuid

from hypothesis import strategies as st

VALUES = (
    "",
    " ",
    "x" * 30_000,
    "\x00",
    "a\x00b\ud800c\udfff",
    "\u202egnp.exe\u200b\ufeff",
    "9" * 30,
    "9" * 5_000,
    "-1",
    "0",
    "1e400",
    "NaN",
    "-Infinity",
    "٣",
    "½",
    "1,000",
    "0x10",
    "2147483648",
    "9223372036854775808",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-01-01T00:00:00Z",
    "true",
    "null",
    "[]",
    '{"a": ',
    "[" * 5_000,
    '{"credential": {"id": 1, "response": null}}',
    "../../etc/passwd",
    "%00%ff%s%n{0}{{7*7}}${7*7}",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "=1+1|cmd",
    "a@example.com\r\nBcc: b@example.com",
    "a@" + "b." * 200 + "example",
    "https://[::1",
    "http://a:99999/",
    str(uuid.UUID(int=0)),
)
FILES = (
    (b"", "empty.csv"),
    (b"\x00" * 500, "nothing.xlsx"),
    (b"PK\x03\x04", "cut.xlsx"),
    (b"%PDF-1.7", "cut.pdf"),
    (b"\xff\xfe\x00\xd8", "half.csv"),
    (b"[" * 50_000, "deep.json"),
    (b"key,value,as_of\na,b,9999-99-99\n", "rows.csv"),
    (b"\x89PNG\r\n\x1a\n", "picture.png"),
    (b"just words", "\U0001f4a9\x00../" + "n" * 300),
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def values() -> st.SearchStrategy[str]:
    """Draw one value."""
    return st.sampled_from(VALUES) | ANY_TEXT


def spoilt_fields(names: list[str]) -> st.SearchStrategy[dict[str, list[str]]]:
    """Draw up to three fields of a form, each with what it sends: nothing, a value, or two of them."""
    if not names:
        return st.just({})
    return st.dictionaries(st.sampled_from(names), st.lists(values(), max_size=2), min_size=1, max_size=3)


def files() -> st.SearchStrategy[tuple[bytes, str]]:
    """Draw a file."""
    return st.sampled_from(FILES)
