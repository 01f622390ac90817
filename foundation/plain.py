"""What counts as text: what every database, XML and UTF-8 can hold."""

import re

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of pairs and what Unicode assigns to nobody.

PostgreSQL refuses the first of them, XML and so a workbook most of them; nobody types any of them on purpose.
"""


def only_text(value: str) -> str:
    """Drop what is no text.

    >>> only_text("a\\x00b\\r\\nc")
    'ab\\r\\nc'
    """
    return _NOT_TEXT.sub("", value)
