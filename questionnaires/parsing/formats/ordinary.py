"""Tells XML parts written the usual way, which may be read by patterns instead of event by event."""

import re
from xml.parsers import expat

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["'](?i:utf-8)["']|<\?xml(?:(?!encoding)[^>])*\?>""")


def is_ordinary(content: bytes) -> bool:
    """Whether a part is well-formed UTF-8 without comment, CDATA, document type or processing instruction.

    In such a part a `<` begins a tag wherever it stands, so that patterns find elements without error.
    """
    if not content.startswith(b"<") or b"<!" in content or content.find(b"<?", 2) >= 0:
        return False
    if content.startswith(b"<?") and not _DECLARED.match(content):
        return False
    try:
        expat.ParserCreate().Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True


def between(content: bytes, tag: bytes) -> tuple[int, int] | None:
    """Give where the content of an element without attributes begins and ends; None unless there is just one."""
    start = content.find(b"<" + tag + b">") + len(tag) + 2
    end = content.find(b"</" + tag + b">", start)
    if start < len(tag) + 2 or end < 0 or content.find(b"<" + tag, end) >= 0 or content.count(b"<" + tag, 0, end) != 1:
        return None
    return start, end


def plain_entities(text: bytes) -> str:
    """Decode a text whose only references are the five that XML itself knows."""
    shown = text.decode()
    if "&" not in shown:
        return shown
    for reference, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        shown = shown.replace(reference, mark)
    return shown
