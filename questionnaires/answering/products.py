"""Which sources hold for a question that names a product: that product's own and those of all products."""

import re
from collections.abc import Iterable, Sequence

from questionnaires.answering.knowledge import Knowledge, Source
from questionnaires.answering.retrieve import Candidate


def known_products(knowledge: Knowledge) -> frozenset[str]:
    """Give every product that a control or an approved answer speaks of."""
    controls = {name for control in knowledge.controls for name in control.product}
    return frozenset(controls | {name for answer in knowledge.answers for name in answer.product})


def products_named(text: str, products: Iterable[str]) -> frozenset[str]:
    """Give the products that a question names, in lower case; a longer name wins over one inside it.

    >>> sorted(products_named("Is Atlas Pro hosted in the EU?", ("Atlas", "Atlas Pro", "Borealis")))
    ['atlas pro']
    """
    rest, named = text.casefold(), set()
    for product in sorted({one.casefold().strip() for one in products} - {""}, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(product)}(?!\w)"
        if re.search(pattern, rest):
            named.add(product)
            rest = re.sub(pattern, " ", rest)
    return frozenset(named)


def of_named_products(
    text: str, candidates: Sequence[Candidate], sources: Sequence[Source], products: Iterable[str]
) -> list[Candidate]:
    """Leave out the candidates that hold for other products only; a question that names none keeps all."""
    named = products_named(text, products)
    return [one for one in candidates if not named or _holds(sources[one.index], named)]


def _holds(source: Source, named: frozenset[str]) -> bool:
    return not source.product or any(one.casefold().strip() in named for one in source.product)
