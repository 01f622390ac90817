"""Whether a source covers what a claim asks: every need, bound, scope word and standard, and with which sign."""

from dataclasses import dataclass, field
from functools import cached_property

from questionnaires.answering.bounds import Bound, Kept, check_bounds
from questionnaires.answering.claims import Claim, Need
from questionnaires.answering.knowledge import Passage, Source
from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.reading import Clause, Reading, contains
from questionnaires.answering.words import stems_of


@dataclass(frozen=True, eq=False)
class Support:
    """What one source says to one claim.

    Of most sources nobody asks more than whether they cover the claim: the rest is worked out when it is asked for.
    """

    claim: Claim = field(repr=False)
    source: Source
    passage: Passage
    similarity: float
    missing: tuple[Need, ...]
    """Strong needs that nothing covers."""
    softened: tuple[Need, ...]
    """Needs that nothing covers and whose lack makes an answer partial: that it is written down."""
    anchored: bool
    """Whether the claim has an object of its own, and not only words that fit everywhere."""
    traceless: int
    """How many words that carry a little leave no trace in the evidence."""
    covered: float
    """Share of the claim's weight that is covered, in [0, 1]."""
    specific: float
    """Share of the source's title that the question names, in [0, 1]."""
    lexicon: Lexicon = field(repr=False)
    permission: bool
    """Whether people are asked to be allowed something: then what is blocked is denied."""

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """The claim's numbers with what the evidence makes of them."""
        return check_bounds(self.claim, self.passage.reading, self.source.extra_measures, self.lexicon)

    @cached_property
    def scope(self) -> str | None:
        """The scope word of the question that the evidence does not bear out."""
        return _scope(self.claim, self.passage, self.source, self.lexicon)

    @cached_property
    def sign(self) -> int:
        """+1: the evidence affirms the claim, -1: denies it, 0: cannot be told."""
        return _sign(self.claim, self.passage, self._clause, self.lexicon, permission=self.permission)

    @property
    def future(self) -> bool:
        """Whether the evidence speaks of what is still to come."""
        return self._clause.future if self._clause else False

    @property
    def limited(self) -> bool:
        """Whether the evidence says that it holds for a part only."""
        return self.passage.limited

    @property
    def complete(self) -> bool:
        """Whether the object, every qualifier and every standard of the claim is covered."""
        return self.anchored and not self.missing

    @cached_property
    def full(self) -> bool:
        """Whether bounds and scope are borne out as well."""
        return (
            self.complete
            and not self.softened
            and self.scope is None
            and all(bound.kept is Kept.KEPT for bound in self.bounds)
        )

    @cached_property
    def _clause(self) -> Clause | None:
        return _main_clause(self.claim, self.passage, self.lexicon)


def support_of(
    claim: Claim, source: Source, similarity: float, lexicon: Lexicon, *, permission: bool = False
) -> Support:
    """Hold a claim against a source's best passage; asked for permission, what is blocked is denied."""
    passage = source.passages[0]
    if len(source.passages) > 1:
        passage = max(source.passages, key=lambda p: _fit(claim, p, lexicon))
    uncovered = _uncovered(claim, passage, lexicon)
    lacking = tuple(need for need in uncovered if not need.ignorable or claim.only_ignorable) if uncovered else ()
    softened = tuple(need for need in lacking if need.names <= lexicon.names("softened")) if lacking else ()
    missing = tuple(need for need in lacking if need not in softened) if softened else lacking
    traceless = claim.faint.difference(passage.stems) if claim.faint else claim.faint
    return Support(
        claim=claim,
        source=source,
        passage=passage,
        similarity=similarity,
        missing=missing + _opposed(claim, uncovered, passage, lexicon) if uncovered else missing,
        softened=softened,
        anchored=_anchored(claim, source, passage, lexicon, whole=not lacking) and not _too_many(traceless, claim),
        traceless=len(traceless),
        covered=_share(claim, uncovered),
        specific=_specific(claim, source),
        lexicon=lexicon,
        permission=permission,
    )


def covers(implied: frozenset[str], need: Need, lexicon: Lexicon) -> bool:
    """Tell whether one of a need's names is implied, or composed of what is implied."""
    if not need.names.isdisjoint(implied):
        return True
    composed = lexicon.compositions
    if composed.keys().isdisjoint(need.names):
        return False
    return any(parts <= implied for name in need.names if name in composed for parts in composed[name])


def _uncovered(claim: Claim, passage: Passage, lexicon: Lexicon) -> tuple[Need, ...]:
    """Give the needs of a claim that neither title nor passage covers."""
    return tuple([need for need in claim.needs if not covers(passage.implied, need, lexicon)])


def _anchored(claim: Claim, source: Source, passage: Passage, lexicon: Lexicon, *, whole: bool) -> bool:
    """Tell whether a claim names an object; generic words do when one sentence has two of them and the title one."""
    if claim.has_object:
        return True
    if not whole or len(claim.needs) < 2:
        return False
    title = (lexicon.implied(source.title.names) - lexicon.names("softened")) | source.title.names
    titled = sum(bool(need.names & title) for need in claim.needs)
    said = sum(covers(passage.own, need, lexicon) for need in claim.needs)
    return titled > 0 and (titled > 1 or said > 1)


def _too_many(traceless: frozenset[str], claim: Claim) -> bool:
    """Tell whether more of a claim is lost in faint words than stands in its needs."""
    most = sum(not need.ignorable for need in claim.needs) + len(claim.measures) if len(traceless) > 1 else 1
    return len(traceless) > max(1, most)


def _share(claim: Claim, uncovered: tuple[Need, ...]) -> float:
    """Share of the claim's weight that stands outside of what is uncovered."""
    whole = claim.weight
    return (whole - sum(need.weight for need in uncovered)) / whole if whole else 0.0


def _fit(claim: Claim, passage: Passage, lexicon: Lexicon) -> tuple[float, int, float]:
    """Order passages: most covered with the title, most measures kept, most covered by the sentence itself."""
    own = sum(need.weight for need in claim.needs if covers(passage.own, need, lexicon))
    kept = sum(bound.kept is not Kept.SILENT for bound in check_bounds(claim, passage.reading, (), lexicon))
    return _share(claim, _uncovered(claim, passage, lexicon)), kept, own


def _specific(claim: Claim, source: Source) -> float:
    """Share of the title's own names that the claim asks about; ignorable ones count only when it has no others."""
    title = source.title.telling
    return len([name for name in title if name in claim.implied]) / len(title) if title else 0.0


def _opposed(claim: Claim, uncovered: tuple[Need, ...], passage: Passage, lexicon: Lexicon) -> tuple[Need, ...]:
    """Give ignorable needs that the passage is not silent about but puts something else in their place."""
    opposites = lexicon.opposites
    return tuple(
        need
        for need in uncovered
        if need.ignorable
        and any((passage.own & opposites[name]) - claim.names for name in need.names if name in opposites)
    )


def _scope(claim: Claim, passage: Passage, source: Source, lexicon: Lexicon) -> str | None:
    """Name the scope word that a limited statement cannot bear out."""
    if not claim.universal:
        return None
    said = stems_of(passage.reading.text)
    asked = stems_of(claim.text)
    places = lexicon.names("places")
    wanted = claim.names & places
    if wanted and (source.names & places) - wanted:
        return _scope_word(asked, lexicon)
    if not contains(said, lexicon.wordings("narrowing")):
        return None
    narrow = [phrase for phrase in lexicon.wordings("narrowing") if not contains(asked, (phrase,))]
    if not contains(said, tuple(narrow)):
        return None
    if contains(said, lexicon.wordings("universal_asked")) and not contains(said, lexicon.wordings("limits")):
        return None
    return _scope_word(asked, lexicon)


def _scope_word(asked: Phrase, lexicon: Lexicon) -> str:
    """Give the word of the question that asks for all of something."""
    return next(" ".join(p) for p in lexicon.wordings("universal_asked") if contains(asked, (p,)))


def _main_clause(claim: Claim, passage: Passage, lexicon: Lexicon) -> Clause | None:
    """Give the clause of the passage that covers most of the claim; the first one when none does."""
    reading = passage.reading
    if len(reading.clauses) < 2:
        return reading.clauses[0] if reading.clauses else None
    return max(reading.clauses, key=lambda clause: _clause_weight(claim, reading, clause, lexicon))


def _clause_names(reading: Reading, clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.implied(term.name for term in reading.terms if clause.start <= term.at < clause.end)


def _clause_weight(claim: Claim, reading: Reading, clause: Clause, lexicon: Lexicon) -> float:
    names = _clause_names(reading, clause, lexicon)
    return sum(need.weight for need in claim.needs if covers(names, need, lexicon))


def _sign(claim: Claim, passage: Passage, clause: Clause | None, lexicon: Lexicon, *, permission: bool) -> int:
    """Tell whether the passage affirms or denies the claim; 0 when the words do not let us tell."""
    if clause is None:
        return claim.sign if claim.certain else 0
    reading = passage.reading
    blocked = (clause.soft + _denied_behind(claim, reading, clause, lexicon)) % 2 == 1
    said = -clause.sign if permission and blocked else clause.sign
    if not claim.certain or (claim.soft != blocked and not permission) or _torn(claim, reading, clause, said, lexicon):
        return 0
    if said < 0 and not _denial_is_about(claim, passage, clause, lexicon):
        return 0
    return said * claim.sign


def _denied_behind(claim: Claim, reading: Reading, clause: Clause, lexicon: Lexicon) -> int:
    """Count the active negating words of a clause with something of the claim behind them."""
    if not clause.active:
        return 0
    wanted = frozenset().union(*(need.names for need in claim.strong))
    places = [term.at for term in reading.terms if term.at < clause.end and lexicon.implied((term.name,)) & wanted]
    first = [at for at in places if at >= clause.start][:1]
    return sum(any(at < place for place in first) for at in clause.active)


def _torn(claim: Claim, reading: Reading, main: Clause, said: int, lexicon: Lexicon) -> bool:
    """Tell whether another clause of other sign holds a strong need that the main clause does not."""
    others = [clause for clause in reading.clauses if clause is not main and clause.sign != said]
    if not others:
        return False
    names = _clause_names(reading, main, lexicon)
    rest = [need for need in claim.strong if not covers(names, need, lexicon)]
    return any(covers(_clause_names(reading, clause, lexicon), need, lexicon) for clause in others for need in rest)


def _denial_is_about(claim: Claim, passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether a negated clause denies the claim itself, and not something beside it.

    A sentence of one clause speaks of the source's subject, so that its title counts as well; clauses that all deny
    (`Never sold, no advertising`) deny together.
    """
    reading = passage.reading
    sign = clause.sign
    alike = [_clause_names(reading, one, lexicon) for one in reading.clauses if one.sign == sign]
    names = passage.implied if len(reading.clauses) == 1 else frozenset().union(*alike)
    if all(covers(names, need, lexicon) for need in claim.strong):
        return True
    stems = stems_of(" ".join(reading.tokens[clause.start : clause.end]))
    return contains(stems, lexicon.wordings("denials"))
