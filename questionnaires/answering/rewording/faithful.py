"""Whether an endpoint's text may stand for ours: short, plain, opening with our verdict, borne, and to the question."""

import re
from string import ascii_letters, digits

from questionnaires.answering.claims import Claim
from questionnaires.answering.compose import OPENINGS
from questionnaires.answering.knowledge import Source, passages_of
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.question import understand
from questionnaires.answering.reading import read
from questionnaires.answering.rewording.borne import qualifiers_of, unborne
from questionnaires.answering.rewording.errors import NoWording
from questionnaires.answering.rewording.told import Told
from questionnaires.answering.support import Support, covers, support_of
from questionnaires.answering.words import sentences_of, stems_of, tokens_of

MOST_SENTENCES = 3
MOST_CHARACTERS = 600
_PLAIN = frozenset(ascii_letters + digits + " .,;:'()%-/")
_OPENING = re.compile(r"^\s*(yes|no|partly|partially|in part|not applicable|n/a)\b[\s.,:;!–—-]*", re.I)
_SAID = {"partially": "partly", "in part": "partly", "n/a": "not applicable"}


def faithful(text: str, told: Told, lexicon: Lexicon) -> str:
    """Give the endpoint's text as it may stand in the answer, our opening word before it; raises NoWording.

    The opening word is ours in any case; a text that opens with another verdict is refused.
    """
    body = _without_opening(text.strip(), told)
    _refuse_form(text, body, told)
    ours = {tuple(tokens_of(sentence)) for sentence in sentences_of(told.body)}
    for sentence in sentences_of(body):
        fault = None if tuple(tokens_of(sentence)) in ours else unborne(sentence, told.evidence, lexicon)
        if fault:
            raise NoWording(f"a sentence was refused, as {fault}")
    lost = qualifiers_of(told.body, lexicon) - qualifiers_of(body, lexicon)
    if lost:
        raise NoWording(f"it leaves out “{min(lost)}”, which our wording says")
    _refuse_beside_the_question(body, told, lexicon)
    return " ".join(filter(None, (told.opening, body)))


def _without_opening(text: str, told: Told) -> str:
    """Take the opening word off; none at all is fine, as ours goes before."""
    match = _OPENING.match(text)
    if match is None or (match.group(1).lower() == "no" and not re.match(r"\s*no\s*[.,:;!–—-]", text, re.I)):
        return text
    said = match.group(1).lower()
    if _SAID.get(said, said) != OPENINGS[told.verdict].strip(".").lower():
        raise NoWording(f"it opens with “{said}”, and the verdict is {told.verdict.value}")
    rest = text[match.end() :]
    return rest[:1].upper() + rest[1:]


def _refuse_form(text: str, body: str, told: Told) -> None:
    """Refuse what is empty, too long, or written with signs that no cited text has."""
    if not body:
        raise NoWording("its text is empty")
    if len(text) > MOST_CHARACTERS or len(sentences_of(body)) > MOST_SENTENCES:
        raise NoWording(f"its text is longer than {MOST_SENTENCES} sentences or {MOST_CHARACTERS} characters")
    known = _PLAIN.union(told.own, *(f"{source.title.text}{source.text}" for source in told.evidence)) - {"\n"}
    strange = sorted(set(text) - known)
    if strange:
        raise NoWording(f"it has a sign that no citation has (U+{ord(strange[0]):04X})")


def _refuse_beside_the_question(body: str, told: Told, lexicon: Lexicon) -> None:
    """Refuse a text that says less, or something else, to the question than our wording does."""
    claims = understand(told.question, lexicon).claims
    ours, theirs = _as_source(told.body, told, lexicon), _as_source(body, told, lexicon)
    for claim in claims:
        if not _says_as_much(claim, _held(claim, theirs, lexicon), _held(claim, ours, lexicon), lexicon):
            raise NoWording("it does not answer the question as our wording does")


def _held(claim: Claim, source: Source, lexicon: Lexicon) -> Support:
    return support_of(claim, source, 1.0, lexicon)


def _says_as_much(claim: Claim, theirs: Support, ours: Support, lexicon: Lexicon) -> bool:
    """Tell whether a text has the sign, the bounds and the scope of ours and names all that ours names of the claim."""
    if (theirs.sign, theirs.scope) != (ours.sign, ours.scope):
        return False
    if {(b.asked.text, b.kept) for b in theirs.bounds} != {(b.asked.text, b.kept) for b in ours.bounds}:
        return False
    words = set(stems_of(theirs.source.text))
    named = [need for need in claim.needs if covers(ours.passage.implied, need, lexicon)]
    return all(covers(theirs.passage.implied, n, lexicon) or words >= set(stems_of(n.text)) for n in named)


def _as_source(text: str, told: Told, lexicon: Lexicon) -> Source:
    """Read a wording as if it were a source; only its own words count, so no title lends it any."""
    first = told.evidence[0]
    title = read("", lexicon)
    return Source(first.type, first.id, title, passages_of(title, text, lexicon), text, text)
