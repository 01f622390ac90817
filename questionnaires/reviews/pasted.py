"""The way out of a pasted text: it has no cells, so the answers stand under their questions."""

from collections.abc import Iterable


def answered_text(questions: Iterable[tuple[str | None, str, str | None]]) -> bytes:
    """Write (ref, question, answer) as text in UTF-8; a question without an approved answer keeps an empty line.

    >>> print(answered_text([("1", "Is data encrypted?", "Yes."), (None, "Any breach?", None)]).decode(), end="")
    1 Is data encrypted?
    Yes.
    <BLANKLINE>
    Any breach?
    <BLANKLINE>
    """
    paragraphs = [f"{' '.join(filter(None, (ref, question)))}\n{answer or ''}\n" for ref, question, answer in questions]
    return "\n".join(paragraphs).encode()
