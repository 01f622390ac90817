"""Where the files that are not code live: templates, static files and seed data."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_assets"
_CHECKOUT = Path(__file__).parent.parent


def asset(*parts: str) -> Path:
    """Give the path of `templates/…`, `static/…` or `seed_data/…`; it may not exist.

    An installed wheel carries these folders in `foundation/_assets`, a checkout beside `auditmatch.py`.

    >>> asset("seed_data", "criteria.csv").name
    'criteria.csv'
    """
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
