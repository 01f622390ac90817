"""Letters: one text, given as plain text and as a page."""

from foundation.mail.letters import Letter

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
