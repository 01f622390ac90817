"""A source's own words as the organisation says them to a buyer: in the first person plural, ending in a full stop."""

import re
from collections.abc import Sequence

_US = r"(?:the|our) (?:company|organi[sz]ation|firm|business|vendor|service provider)"
_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|incorporated|llc|llp|ltd|limited|plc|corp|corporation|co|gmbh|ag|se|bv|b\.v|sa|s\.a|oy|ab|pty)\.?$",
    re.I,
)
_IRREGULAR = {"has": "have", "is": "are", "does": "do", "was": "were"}
_AS_IT_IS = r"(?:can|may|must|will|shall|should|would|could|might|had|did)"
_ITS = re.compile(r"\bits\b")
_JOINED = re.compile(r" and ([a-z]+s)(?= (?:it|its|them|the|their|a|an|all|any|each|every|no|our|these|those)\b)")
"""A second verb of the same subject: `… and stores them`."""
_NO_VERB = frozenset(
    {"process", "access", "business", "address", "employees", "systems", "policies", "services", "devices", "laptops"}
    | {"users", "servers", "products", "offices", "contractors", "customers", "records", "sites", "assets", "networks"}
)
"""Words behind a name that end like a verb and are none: `company laptops`."""


def ours(text: str, own_names: Sequence[str] = ()) -> str:
    """Turn `The company keeps …`, the organisation's own name and `The company's …` at a sentence's start into ours.

    >>> ours("The company never shares data. Acme takes copies and stores them. Acme's staff may ask.", ("Acme Ltd",))
    'We never share data. We take copies and store them. Our staff may ask.'
    """
    if not text.strip():
        return ""
    names = "|".join([*map(re.escape, _called(own_names)), _US])
    start = rf"(?P<start>^|(?<=[.!?]\s))(?:{names})"
    text = re.sub(rf"{start}['’]s\s", "Our ", text, flags=re.IGNORECASE)
    verb = rf"\s+(?P<adverb>(?:never|always|also|only|not|[a-z]+ly)\s+)?(?P<verb>has|is|does|was|{_AS_IT_IS}|[a-z]+s)\b"
    return stopped(re.sub(rf"{start}{verb}(?P<rest>[^.!?]*)", _first_person, text, flags=re.IGNORECASE))


def stopped(text: str) -> str:
    """End a sentence with a full stop and begin it with a capital."""
    text = text.strip().rstrip(";")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _called(own_names: Sequence[str]) -> list[str]:
    """Give the names with and without their legal form, longest first."""
    names = {name for one in own_names for name in (one.strip(), _LEGAL_FORM.sub("", one.strip())) if name}
    return sorted(names, key=len, reverse=True)


def _first_person(match: re.Match[str]) -> str:
    """Give `We` with the verb's plural form, also of a second verb that is joined by `and`."""
    verb = match["verb"].lower()
    if verb in _NO_VERB:
        return match[0]
    rest = _JOINED.sub(lambda joined: f" and {_plural(joined[1])}", match["rest"])
    return f"We {match['adverb'] or ''}{_plural(verb)}{_ITS.sub('our', rest)}"


def _plural(verb: str) -> str:
    if verb in _IRREGULAR or re.fullmatch(_AS_IT_IS, verb):
        return _IRREGULAR.get(verb, verb)
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("shes", "ches", "sses", "xes", "zzes", "oes")) else verb[:-1]
