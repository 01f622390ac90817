"""Documents cut into sections by their headings, whatever they are written in."""

import io
import zipfile

import pytest

from foundation.errors import BadInput
from questionnaires.documents.read import read_document
from questionnaires.documents.section import Section
from tests.unit.questionnaires.parsing.test_pdf_files import pdf

MARKDOWN = """---
owner: someone
---
# Access policy

Who may enter what.

## Sign-in
**Second factor.** Everyone uses a [second factor](https://example.com/mfa).
- Sessions end after `30` minutes
- Keys are *never* shared

```
password = "in code, no sentence"
```

### Guests
Guests have no account.

## Sign-in
> a quote from elsewhere

Said again.
"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def told(sections: tuple[Section, ...]) -> list[tuple[str, str, str]]:
    return [(one.slug, one.heading, one.text) for one in sections]


def test_markdown_is_cut_at_its_headings_and_loses_its_marks() -> None:
    sections = read_document(MARKDOWN.encode(), filename="policies/access.md")

    assert told(sections) == [
        ("beginning", "", "Who may enter what."),
        (
            "sign-in",
            "Sign-in",
            "Second factor: Everyone uses a second factor.\nSessions end after 30 minutes\nKeys are never shared",
        ),
        ("guests", "Sign-in > Guests", "Guests have no account."),
        ("sign-in-2", "Sign-in", "Said again."),
    ]
    assert {one.title for one in sections} == {"Access policy"}
    assert sections[1].id == "policies/access.md#sign-in"


def test_markdown_may_underline_its_headings() -> None:
    assert told(read_document(b"Backups\n-------\nThey run daily.\n", filename="a.md")) == [
        ("backups", "Backups", "They run daily.")
    ]


def test_a_document_without_headings_is_one_section_named_after_its_file() -> None:
    (section,) = read_document(b"Backups run daily.", filename="backup_policy.md")

    assert (section.title, section.heading, section.slug) == ("backup policy", "", "beginning")


def test_word_is_cut_at_paragraphs_in_a_heading_style_and_keeps_table_rows() -> None:
    row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Critical", "within 7 days"))
    body = (
        paragraph("Patching", "Heading1")
        + paragraph("Fixes are installed in time.")
        + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
        + paragraph("Exceptions", "Heading2")
        + paragraph("None.")
    )

    sections = read_document(docx(body), filename="patching.docx")

    assert [one.title for one in sections] == ["Patching", "Patching"]
    assert told(sections) == [
        ("beginning", "", "Fixes are installed in time.\nCritical: within 7 days"),
        ("exceptions", "Exceptions", "None."),
    ]


def test_a_pdf_is_cut_at_numbered_and_short_lines_and_says_the_page() -> None:
    content = pdf(("1. Purpose", "Keys are kept apart from data."), ("1.1 Rotation", "Keys change yearly."))

    sections = read_document(content, filename="keys.pdf")

    assert [(one.heading, one.text, one.page) for one in sections] == [
        ("1. Purpose", "Keys are kept apart from data.", 1),
        ("1. Purpose > 1.1 Rotation", "Keys change yearly.", 2),
    ]


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"\xff\xfe\x00", "a.md", "UTF-8"),
        (b"", "a.md", "no text"),
        (b"# Only a heading", "a.md", "no text"),
        (b"not a zip", "a.docx", "ZIP|zip|damaged|Word"),
        (b"not a pdf", "a.pdf", "damaged"),
        (b"text", "a.txt", "documents are read as"),
    ],
)
def test_what_cannot_be_read_names_the_file(content: bytes, name: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem) as refused:
        read_document(content, filename=name)

    assert name in str(refused.value)
