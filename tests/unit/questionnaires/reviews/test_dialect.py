"""How a CSV is written, as a page offers it."""

from questionnaires.reviews.dialect import dialect_choice


def test_a_workbook_has_no_such_choice() -> None:
    assert dialect_choice(None, None) is None


def test_what_was_found_is_chosen_and_offered_even_where_it_is_unusual() -> None:
    choice = dialect_choice("cp1255", "\t")

    assert choice is not None
    assert (choice.encoding, choice.delimiter) == ("cp1255", "tab")
    assert choice.encodings[0] == ("cp1255", "cp1255")


def test_what_was_sent_stands_above_what_was_found_unless_it_cannot_be() -> None:
    choice = dialect_choice("utf-8", ",", {"encoding": "nonsense", "delimiter": ";"})

    assert choice is not None
    assert (choice.encoding, choice.delimiter) == ("utf-8", ";")
