"""Letters: one text, given as plain text and as a page."""

from foundation.mail.letters import Letter, Places

LETTER = Letter(
    subject="A firm <accepted>",
    paragraphs=("Glow & Sons would like to talk.", "Nothing is disclosed yet."),
    facts=(("Budget", "up to $40,000"),),
    action="See the request",
    link="https://audit.example/introductions/1?a=1&b=2",
)


def test_the_text_has_all_that_the_letter_says():
    assert LETTER.text == (
        "Glow & Sons would like to talk.\n\nNothing is disclosed yet.\n\nBudget: up to $40,000\n\n"
        "See the request:\nhttps://audit.example/introductions/1?a=1&b=2\n"
    )


def test_the_page_escapes_whatever_it_was_given():
    assert "<h1>A firm &lt;accepted&gt;</h1>" in LETTER.html
    assert "<p>Glow &amp; Sons would like to talk.</p>" in LETTER.html
    assert 'href="https://audit.example/introductions/1?a=1&amp;b=2"' in LETTER.html


def test_a_letter_without_facts_and_link_has_neither():
    plain = Letter("Withdrawn", ("The company took its request back.",))

    assert "<table>" not in plain.html
    assert "<a " not in plain.html
    assert plain.text == "The company took its request back.\n"


def test_things_with_a_page_each_are_links_on_the_page_and_addresses_in_the_text():
    due = Places((("AC-01 <b>", "https://audit.example/1"), ("AC-02", "https://audit.example/2")), "Overdue", more=3)
    letter = Letter("Due", (due, "Look."))

    assert letter.text == (
        "Overdue\n- AC-01 <b>\n  https://audit.example/1\n- AC-02\n  https://audit.example/2\n- and 3 more\n\nLook.\n"
    )
    assert "<p>Overdue</p>" in letter.html
    assert '<li><a href="https://audit.example/1">AC-01 &lt;b&gt;</a></li>' in letter.html
    assert "<li>and 3 more</li>" in letter.html


def test_things_that_are_all_named_have_no_more():
    letter = Letter("Due", (Places((("AC-01", "https://audit.example/1"),)),))

    assert letter.text == "- AC-01\n  https://audit.example/1\n"
    assert "more" not in letter.html
