"""Which categories are in scope?"""

from werkzeug.datastructures import MultiDict

from foundation.criteria import Category


def categories_from(arguments: MultiDict[str, str]) -> tuple[Category, ...]:
    """Read the ticked categories from a page's address; where nobody chose (`chosen` is missing), all five.

    Security is always among them, as the controls of every report are judged by it; unknown words are passed over.
    """
    if "chosen" not in arguments:
        return tuple(Category)
    ticked = set(arguments.getlist("categories")) | {Category.SECURITY.value}
    return tuple(category for category in Category if category.value in ticked)
