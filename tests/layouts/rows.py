"""Layouts that are odd in their rows: titles, follow-ups, blocks before and after the questions, gaps, merges."""

from tests.layouts.page import Book, Page
from tests.layouts.texts import ACCESS, DATA, GUIDANCE, OPEN, OPERATIONS, STATEMENTS

YES_NO = ("Yes", "No")


def _form(book: Book, name: str = "Form") -> Page:
    page = book.page(name)
    page.line("ID", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    return page


def sig_like_400_rows_with_section_rows(book: Book) -> None:
    page = _form(book)
    texts = (*ACCESS, *DATA, *OPERATIONS, *OPEN)
    for part in range(1, 26):
        page.title(f"{chr(64 + part)}. Part number {part}", over="A:D", bold=True)
        page.ask_all([f"{text} ({part})" for text in texts], f"{chr(64 + part)}.")


def section_rows_alone_in_the_first_column(book: Book) -> None:
    page = _form(book)
    page.title("Access control", bold=True)
    page.ask_all(ACCESS, "1.")
    page.title("Data protection", bold=True)
    page.ask_all(DATA, "2.")


def section_rows_with_numbers(book: Book) -> None:
    page = _form(book)
    for number, (name, texts) in enumerate((("Access control", ACCESS), ("Data protection", DATA)), start=1):
        page.line(str(number), name)
        page.section = name
        page.ask_all(texts, f"{number}.")


def section_column_merged_down(book: Book) -> None:
    page = book.page("Form")
    page.line("Domain", "No.", "Question", "Answer")
    page.table(section="A", ref="B", question="C", answer="D")
    for name, texts in (("Access", ACCESS), ("Data", DATA)):
        top = page.row + 1
        for number, text in enumerate(texts, start=1):
            page.ask(text, ref=number, section=name, shown=name if number == 1 else None)
        page.merge(f"A{top}:A{page.row}")


def section_column_sparse(book: Book) -> None:
    page = book.page("Form")
    page.line("Category", "Question", "Answer", "Notes")
    page.table(section="A", question="B", answer="C", comment="D")
    for name, texts in (("Access", ACCESS), ("Data", DATA), ("Operations", OPERATIONS)):
        for number, text in enumerate(texts):
            page.ask(text, section=name, shown=None if number else name)


def section_column_filled_on_each_row(book: Book) -> None:
    page = book.page("Form")
    page.line("Domain", "Question", "Answer", "Notes")
    page.table(section="A", question="B", answer="C", comment="D")
    page.ask_all(ACCESS, section="Access")
    page.ask_all(DATA, section="Data")


def titles_two_deep(book: Book) -> None:
    page = _form(book)
    page.title("PART ONE: THE ORGANISATION", over="A:D", bold=True)
    page.title("Access control", over="A:D", bold=True)
    page.ask_all(ACCESS, "1.1.")
    page.title("Data protection", over="A:D", bold=True)
    page.ask_all(DATA, "1.2.")


def conditional_follow_ups(book: Book) -> None:
    page = _form(book)
    page.ask(ACCESS[0], ref="1")
    page.ask("If yes, which factors are used?", ref="1a", parent="1")
    page.ask("If no, when will it be required?", ref="1b", parent="1")
    page.ask(DATA[0], ref="2")
    page.ask("If so, who holds the keys?", ref="2.1", parent="2")
    page.ask(DATA[1], ref="3")


def numbered_sub_questions(book: Book) -> None:
    page = _form(book)
    page.ask("Do you have the following policies in place?", ref="1")
    page.ask("a) Is there a policy for access control?", ref="1a")
    page.ask("b) Is there a policy for incident response?", ref="1b")
    page.ask("c) Is there a policy for suppliers?", ref="1c")
    page.ask_all(DATA, "2.")


def multi_line_cells(book: Book) -> None:
    page = _form(book)
    for number, text in enumerate((*ACCESS, *DATA), start=1):
        page.ask(f"{text}\n\n- name the systems\n- name the owner", ref=f"{number}.0")


def empty_rows_between(book: Book) -> None:
    page = _form(book)
    for number, text in enumerate((*ACCESS, *DATA), start=1):
        page.skip(number % 3)
        page.ask(text, ref=f"E{number}")


def hidden_rows_and_columns(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Internal answer", "Question", "Answer", "Comment")
    page.table(ref="A", question="C", answer="D", comment="E")
    page.ask_all([*ACCESS, *DATA], "H")
    page.sheet.column_dimensions["B"].hidden = True


def references_that_look_like_numbers(book: Book) -> None:
    page = _form(book)
    for ref, text in zip(("1.1", "1.2", "1.9", "1.10", "1.11", "2.1"), (*ACCESS, *DATA), strict=False):
        page.ask(text, ref=ref)


def example_row_under_the_header(book: Book) -> None:
    page = _form(book)
    page.line("Example", "Do you keep a list of assets?", "Yes", "See our register, reviewed every month.")
    page.ask_all([*ACCESS, *DATA], "Q")


def totals_row_at_the_end(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Question", "Answer", "Score")
    page.table(ref="A", question="B", answer="C")
    page.ask_all([*ACCESS, *DATA], "T")
    page.line(None, "Total", None, "=SUM(D2:D9)")


def sign_off_block_at_the_end(book: Book) -> None:
    page = _form(book)
    page.ask_all([*ACCESS, *DATA], "S")
    page.skip(2)
    page.line("Declaration", "I confirm that the answers above are true and complete.")
    page.line("Signature:", None)
    page.line("Name:", None)
    page.line("Date:", None)


def company_facts_above(book: Book) -> None:
    page = book.page("Form")
    page.line("Supplier questionnaire")
    page.table(question="A", answer="B")
    for label in ("Company name", "Website", "Security contact"):
        page.ask(label, kind="fact")
    page.skip()
    page.line("ID", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    page.ask_all([*ACCESS, *DATA], "C")


def company_facts_in_a_table_of_their_own(book: Book) -> None:
    page = book.page("Form")
    page.line("Field", "Response")
    page.table(question="A", answer="B")
    page.ask_all(["Legal name", "Headquarters address", "Number of employees"])
    page.skip()
    page.line("No.", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    page.ask_all([*ACCESS, *DATA], "")


def two_tables_in_one_sheet(book: Book) -> None:
    page = book.page("Form")
    page.title("Part A: Open questions")
    page.line("No.", "Question", "Response")
    page.table(ref="A", question="B", answer="C")
    page.ask_all(OPEN, "A")
    page.skip()
    page.title("Part B: Yes or no")
    page.line("No.", "Requirement", "Priority", "Met?", "Comments")
    page.table(ref="A", question="B", answer="D", comment="E")
    for number, text in enumerate(STATEMENTS, start=1):
        page.ask(text, ref=f"B{number}", C="must")


def header_repeated_on_each_printed_page(book: Book) -> None:
    page = book.page("Form")
    for texts, prefix in ((ACCESS, "A"), (DATA, "D"), (OPERATIONS, "O")):
        page.line("ID", "Question", "Answer", "Comment")
        page.table(ref="A", question="B", answer="C", comment="D")
        page.ask_all(texts, prefix)


def statements_not_questions(book: Book) -> None:
    page = book.page("Statements")
    page.line("Ref", "Requirement", "Response", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    page.ask_all(STATEMENTS, "R")


def long_texts_in_one_cell(book: Book) -> None:
    page = _form(book)
    for number, text in enumerate((*ACCESS, *OPEN), start=1):
        page.ask(f"{GUIDANCE} {text}", ref=f"L{number}")


def question_merged_over_two_rows(book: Book) -> None:
    page = _form(book)
    for number, text in enumerate((*ACCESS, *DATA), start=1):
        top = page.ask(text, ref=str(number))
        page.skip()
        for column in "ABCD":
            page.merge(f"{column}{top}:{column}{top + 1}")
