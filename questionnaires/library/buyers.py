"""Whether a text names a buyer. Pure."""

import re
from collections.abc import Iterable

SHORTEST = 3
"""Letters of a name that is looked for; shorter ones stand in too many words."""
_FORMS = re.compile(
    r"[\s,]+(?:inc|llc|llp|ltd|limited|plc|corp|corporation|company|co|gmbh|ag|se|bv|nv|sa|sas|srl|spa|pty|ab|as|oy)\.?$",
    re.IGNORECASE,
)


class Buyers:
    """Names of buyers, looked for as whole words, with and without their legal form."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = sorted({short for name in names if len(short := _short(name)) >= SHORTEST}, key=len, reverse=True)
        spelt = "|".join(r"\s+".join(map(re.escape, name.split())) for name in wanted)
        self._pattern = re.compile(rf"(?<!\w)(?:{spelt})(?!\w)", re.IGNORECASE) if wanted else None

    def named_in(self, *texts: str | None) -> str | None:
        """Give the first buyer's name that stands in a text, as it stands there; None when none does.

        >>> Buyers(["Globex Ltd."]).named_in("Will you notify GLOBEX within a day?")
        'GLOBEX'
        >>> Buyers(["Globex"]).named_in("Is the globexation process documented?") is None
        True
        """
        if self._pattern is None:
            return None
        found = (self._pattern.search(text) for text in texts if text)
        return next((one[0] for one in found if one), None)


def _short(name: str) -> str:
    text = name.strip()
    while (shorter := _FORMS.sub("", text).strip(" ,.")) != text:
        text = shorter
    return text
