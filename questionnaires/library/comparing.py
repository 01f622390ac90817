"""Whether two approved answers say the same, or what cannot both hold. Pure."""

from questionnaires.controls.records import Sensitivity
from questionnaires.library.records import LibraryAnswer

_OPENNESS = {Sensitivity.PUBLIC: 0, Sensitivity.NDA: 1, Sensitivity.INTERNAL: 2}


def folded(text: str | None) -> str:
    """Fold a text for comparison: case, white space and a full stop at the end do not count.

    >>> folded(" Every  night. ") == folded("every night")
    True
    """
    return " ".join((text or "").casefold().split()).rstrip(".")


def strictest(*levels: Sensitivity) -> Sensitivity:
    """Give the one that fewest may read; public when none is given."""
    return max(levels, key=_OPENNESS.__getitem__, default=Sensitivity.PUBLIC)


def products_meet(one: LibraryAnswer, other: LibraryAnswer) -> bool:
    """Tell whether there is a product for which both hold; one that names none holds for all."""
    mine, theirs = ({name.casefold().strip() for name in each.product} for each in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def say_the_same(one: LibraryAnswer, other: LibraryAnswer) -> bool:
    """Tell whether verdict and explanation read alike."""
    return folded(one.answer) == folded(other.answer) and folded(one.explanation) == folded(other.explanation)


def contradict(one: LibraryAnswer, other: LibraryAnswer) -> bool:
    """Tell whether two answers to the same question cannot both hold.

    Two verdicts that differ cannot, nor two texts that differ; a verdict and a text are not comparable, and answers
    about different products may both hold.
    """
    if (one.word is None) != (other.word is None) or not products_meet(one, other):
        return False
    return folded(one.answer) != folded(other.answer)


def makes_needless(kept: LibraryAnswer, new: LibraryAnswer) -> bool:
    """Tell whether a kept answer says the same as a new one, to at least as many buyers and for as many products."""
    names = {name.casefold().strip() for name in kept.product}
    reaches = not names or (bool(new.product) and {name.casefold().strip() for name in new.product} <= names)
    return say_the_same(kept, new) and reaches and _OPENNESS[kept.sensitivity] <= _OPENNESS[new.sensitivity]
