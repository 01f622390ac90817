"""Layouts that are no plain table: side by side, answers below, titles turned upright."""

from openpyxl.styles import Alignment

from tests.layouts.page import ANY, Book
from tests.layouts.texts import ACCESS, DATA, OPEN, OPERATIONS


def two_tables_side_by_side(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Answer", None, "No.", "Question", "Answer")
    for number, (left, right) in enumerate(zip(ACCESS, DATA, strict=True), start=1):
        page.table(ref="A", question="B", answer="C")
        page.ask(left, ref=f"L{number}")
        page.row -= 1
        page.table(ref="E", question="F", answer="G")
        page.ask(right, ref=f"R{number}")


def answers_in_the_row_below(book: Book) -> None:
    page = book.page("Form")
    page.line("Supplier questionnaire")
    for number, text in enumerate((*OPEN, *OPERATIONS), start=1):
        page.table(ref="A", question="B")
        row = page.row + 1
        page.ask(text, ref=f"{number}.", section=ANY, answer=f"B{row + 1}")
        page.line("Answer:", None)


def answers_below_behind_a_label(book: Book) -> None:
    page = book.page("Form")
    page.line("Supplier questionnaire")
    for text in (*OPEN, *OPERATIONS):
        page.table(question="A")
        page.ask(text, section=ANY, answer=f"B{page.row + 2}")
        page.line("Response:")
        page.skip()


def titles_turned_upright_beside_the_questions(book: Book) -> None:
    page = book.page("Form")
    page.line(None, "No.", "Question", "Answer", "Comment")
    page.table(section="A", ref="B", question="C", answer="D", comment="E")
    for name, texts in (("ACCESS", ACCESS), ("DATA", DATA)):
        top = page.row + 1
        for number, text in enumerate(texts, start=1):
            page.ask(text, ref=f"{name[0]}{number}", section=name, shown=name if number == 1 else None)
        page.merge(f"A{top}:A{page.row}")
        page.sheet[f"A{top}"].alignment = Alignment(textRotation=90)


def company_facts_on_a_sheet_of_their_own(book: Book) -> None:
    page = book.page("Company")
    page.line("About the supplier")
    page.table(question="A", answer="B")
    for label in ("Company name:", "Website:", "Headquarters address:", "Number of employees:"):
        page.ask(label, kind="fact")
    form = book.page("Security")
    form.line("ID", "Question", "Answer")
    form.table(ref="A", question="B", answer="C")
    form.ask_all(ACCESS, "S")


def statements_in_the_first_person(book: Book) -> None:
    page = book.page("Form")
    page.line("Requirement", "Response")
    page.table(question="A", answer="B")
    page.ask_all(["We confirm that all laptops are encrypted.", "We certify that all staff are trained every year.",
                  "We declare that no data is sold."])  # fmt: skip


def a_section_named_declaration_between_others(book: Book) -> None:
    page = book.page("Form")
    page.line("Question", "Answer")
    page.table(question="A", answer="B")
    for name, texts in (("Access", ACCESS), ("Declaration", DATA), ("Operations", OPERATIONS)):
        page.title(name, bold=True)
        page.ask_all(texts)


def german_marks_with_a_word_for_half(book: Book) -> None:
    page = book.page("Prüfung")
    page.line("Nr.", "Anforderung", "erfüllt", "teilweise erfüllt", "nicht erfüllt", "Bemerkung")
    marks = {"erfüllt": "C", "teilweise erfüllt": "D", "nicht erfüllt": "E"}
    page.table(ref="A", question="B", comment="F", marks=marks)
    page.ask_all(["Zugriffe werden geprüft.", "Backups werden verschlüsselt."], "")


def cards_with_a_comment_under_the_answer(book: Book) -> None:
    page = book.page("Cards")
    page.line("Supplier cards")
    page.skip()
    for number, text in enumerate((*OPEN, *OPERATIONS), start=1):
        page.line("Ref", f"K{number}")
        page.table(question="B")
        row = page.row + 1
        page.ask(text, ref=f"K{number}", section=ANY, answer=f"B{row + 2}", comment=f"B{row + 3}", A="Question")
        page.line("Guidance", "One or two sentences will do.")
        page.line("Answer")
        page.line("Remarks")
        page.skip()


def boxes_under_the_questions(book: Book) -> None:
    page = book.page("Essay")
    page.line("Please write into the box under each question.")
    page.merge("A1:D1")
    page.skip()
    for name, texts in (("Access", ACCESS), ("Operations", OPERATIONS)):
        page.title(name, bold=True)
        for text in texts:
            page.table(question="A")
            page.ask(text, answer=f"A{page.row + 2}")
            page.merge(f"A{page.row}:D{page.row}")
            page.merge(f"A{page.row + 1}:D{page.row + 3}")
            page.skip(4)


def lines_under_the_questions(book: Book) -> None:
    page = book.page("Essay")
    page.line("Your answers go below each question.")
    for text in (*ACCESS, *OPEN):
        page.table(question="B")
        page.ask(text, section=ANY, answer=f"B{page.row + 2}")
        page.skip(2)
