"""Reading a document of any of the three formats."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from foundation.errors import BadInput
from foundation.limits import MAX_BYTES
from questionnaires.documents.markdown import markdown_blocks
from questionnaires.documents.outline import Block, Outline
from questionnaires.documents.pdf import pdf_blocks
from questionnaires.documents.section import Section
from questionnaires.documents.word import word_blocks
from questionnaires.parsing.formats.archive import open_archive

SUFFIXES = (".md", ".docx", ".pdf")
MOST_SECTIONS = 5_000


def read_document(content: bytes, *, filename: str) -> tuple[Section, ...]:
    """Cut a document into sections; `filename` is its name in its folder, with forward slashes.

    Raises `BadInput` (or its kind `UnreadableQuestionnaire`) naming the file when it is of another format, too large,
    damaged, protected or empty.
    """
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput(f"documents are read as {', '.join(SUFFIXES)}", where=filename)
    if len(content) > MAX_BYTES:
        raise BadInput(f"larger than {MAX_BYTES // 1024**2} MB, the most that a file may be", where=filename)
    blocks = list(_blocks(content, suffix, filename))
    highest = [block for block in blocks if block.level == 1]
    lone = len(highest) == 1 and blocks[0] is highest[0] and not highest[0].text[:1].isdigit()
    title = highest[0].text if lone else PurePosixPath(filename).stem.replace("_", " ").replace("-", " ")
    sections = Outline(filename, title).sections(blocks[1:] if lone else blocks)
    if not sections:
        raise BadInput("there is no text in it", where=filename)
    if len(sections) > MOST_SECTIONS:
        raise BadInput(f"it has more than {MOST_SECTIONS:,} sections; cut it into several files", where=filename)
    return sections


def _blocks(content: bytes, suffix: str, filename: str) -> Iterator[Block]:
    if suffix == ".docx":
        return word_blocks(open_archive(content, filename=filename))
    if suffix == ".pdf":
        return pdf_blocks(content, filename=filename)
    try:
        return markdown_blocks(content.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise BadInput("this is not a text in UTF-8; save it as UTF-8 and try again", where=filename) from wrong
