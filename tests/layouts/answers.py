"""Layouts that are odd in where and with which words to answer."""

from openpyxl.workbook.defined_name import DefinedName

from tests.layouts.page import Book, Page
from tests.layouts.texts import ACCESS, DATA, OPEN, OPERATIONS, STATEMENTS

BOTH = (*ACCESS, *DATA)


def _form(book: Book, *words: str) -> Page:
    page = book.page("Form")
    page.line("ID", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D", words=words)
    page.ask_all(BOTH, "Q")
    return page


def _lists(book: Book, *words: str, hidden: bool = True) -> None:
    page = book.page("Lists", hidden=hidden)
    for word in words:
        page.line(word)


def x_marks_yes_no_na(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Yes", "No", "N/A", "Comments")
    page.table(ref="A", question="B", comment="F", marks={"Yes": "C", "No": "D", "N/A": "E"})
    page.ask_all(BOTH, "")


def x_marks_of_five_words(book: Book) -> None:
    page = book.page("Form")
    page.line("Ref", "Requirement", "Supplier's answer", None, None, None, None, "Remarks")
    page.line(None, None, "Yes", "No", "Partially", "Planned", "Not applicable")
    page.merge("C1:G1")
    marks = {"Yes": "C", "No": "D", "Partially": "E", "Planned": "F", "Not applicable": "G"}
    page.table(ref="A", question="B", comment="H", marks=marks)
    page.ask_all(STATEMENTS, "R")


def caiq3_like_three_columns_under_four_header_rows(book: Book) -> None:
    page = book.page("CAI")
    page.line("CONSENSUS OF INVENTED BUYERS, VERSION 3")
    page.line("Control domain", "Control ID", "Question ID", "Control specification", "Assessment questions",
              "Assessment answers", None, None, "Notes")  # fmt: skip
    page.line(None, None, None, None, None, "Yes", "No", "Not applicable")
    page.skip()
    page.merge("A1:I1")
    page.merge("F2:H2")
    for column in "ABCDEI":
        page.merge(f"{column}2:{column}4")
    marks = {"Yes": "F", "No": "G", "Not applicable": "H"}
    page.table(ref="C", section="A", question="E", comment="I", marks=marks)
    for number, text in enumerate(BOTH, start=1):
        first = number % 4 == 1
        domain = "Access\nReviews" if number < 5 else "Data\nEncryption"
        above = {"B": f"AB-0{number // 4 + 1}", "D": STATEMENTS[number // 4]} if first else {}
        page.ask(text, ref=f"AB-0{number // 4 + 1}.{number}", section=domain, shown=domain if first else None, **above)
    for column in "ABD":
        page.merge(f"{column}5:{column}8")
        page.merge(f"{column}9:{column}12")


def inline_list(book: Book) -> None:
    _form(book, "Yes", "No", "N/A").offer("C2:C9", '"Yes,No,N/A"')


def whole_column_validation(book: Book) -> None:
    _form(book, "Yes", "No").offer("C1:C1048576", '"Yes,No"')


def list_on_hidden_sheet_by_defined_name(book: Book) -> None:
    page = _form(book, "In place", "Partly in place", "Not in place")
    _lists(book, "In place", "Partly in place", "Not in place")
    book.book.defined_names["States"] = DefinedName("States", attr_text="Lists!$A$1:$A$3")
    page.offer("C2:C9", "States")


def list_on_another_sheet_by_range(book: Book) -> None:
    page = _form(book, "Ja", "Nein", "Entfällt")
    _lists(book, "Ja", "Nein", "Entfällt", hidden=False)
    page.offer("C2:C9", "Lists!$A$1:$A$3")


def lists_of_their_own_on_each_row(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    lists = (("Yes", "No"), ("Daily", "Weekly", "Never"), ("All", "Some", "None"))
    for number, text in enumerate(BOTH):
        words = lists[number % 3]
        page.ask(text, ref=f"L{number}", words=words, kind="choice" if number % 3 else "yes_no")
        page.offer(f"C{page.row}", f'"{",".join(words)}"')


def words_in_the_header(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Question", "Response (Compliant / Partially compliant / Non-compliant)", "Comment")
    words = ("Compliant", "Partially compliant", "Non-compliant")
    page.table(ref="A", question="B", answer="C", comment="D", words=words)
    page.ask_all(STATEMENTS, "H")


def merged_answer_cells(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", None, "Answer", None, None, "Comment")
    page.merge("B1:C1")
    page.merge("D1:F1")
    page.table(ref="A", question="B", answer="D", comment="G")
    for number, text in enumerate(BOTH, start=1):
        page.ask(text, ref=number)
        page.merge(f"B{page.row}:C{page.row}")
        page.merge(f"D{page.row}:F{page.row}")


def prefilled_with_sample_answers(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    for number, text in enumerate(BOTH, start=1):
        page.ask(text, ref=f"P{number}", C="Yes" if number % 3 else "No", D="As told last year by the old supplier.")


def prefilled_with_please_select(book: Book) -> None:
    page = _form(book, "Please select", "Yes", "No")
    for row in range(2, 10):
        page.sheet[f"C{row}"] = "Please select"
    page.offer("C2:C9", '"Please select,Yes,No"')


def multi_choice(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Question", "Answer options", "Answer", "Comment")
    page.table(ref="A", question="B", answer="D", comment="E")
    page.ask("Which standards do you hold?", ref="1", words=("ISO 27001", "PCI DSS", "None"), kind="choice",
             C="ISO 27001; PCI DSS; None")  # fmt: skip
    page.ask("Where is data stored?", ref="2", words=("EU", "US", "Elsewhere"), kind="choice", C="EU; US; Elsewhere")
    page.ask(ACCESS[0], ref="3", words=("Yes", "No"), kind="yes_no", C="Yes; No")
    page.ask(OPEN[0], ref="4", words=None, kind="free_text", C="Free text")


def levels_from_nought_to_five(book: Book) -> None:
    page = book.page("Maturity")
    levels = ("0 - none", "1 - started", "2 - defined", "3 - measured")
    page.line("ID", "Control", "Current level", "Justification")
    page.table(ref="A", question="B", answer="C", comment="D", words=levels)
    page.ask_all(STATEMENTS, "M")
    page.offer("C2:C7", f'"{",".join(levels)}"')


def status_column_and_description(book: Book) -> None:
    page = book.page("Statements")
    page.line("Control #", "Control statement", "Status", "Describe how the control is met")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Implemented", "Planned", "Not implemented"))
    page.ask_all(STATEMENTS, "K-")
    page.offer("C2:C7", '"Implemented,Planned,Not implemented"')


def yes_no_column_and_details_if_yes(book: Book) -> None:
    page = book.page("Form")
    page.line("Question", "Yes/No", "If yes, please provide details")
    page.table(question="A", answer="B", comment="C", words=("Yes", "No"))
    page.ask_all([*BOTH, *OPERATIONS])
    page.offer("B2:B13", '"Yes,No"')


def sheet_of_answers_only_in_free_text(book: Book) -> None:
    page = book.page("RFI")
    page.line("Topic", "Request", "Supplier reply")
    page.table(section="A", question="B", answer="C")
    page.ask_all(OPEN, section="Operations")


def x_marks_on_a_scale_under_a_band(book: Book) -> None:
    page = book.page("Form")
    page.line("Statement", "Extent", None, None, None, "Proof / remarks")
    page.line(None, "Completely", "Mostly", "To some extent", "Not at all")
    for area in ("A1:A2", "B1:E1", "F1:F2"):
        page.merge(area)
    marks = {"Completely": "B", "Mostly": "C", "To some extent": "D", "Not at all": "E"}
    page.table(question="A", comment="F", marks=marks)
    page.title("Basics")
    page.ask_all(STATEMENTS)


def x_marks_on_a_scale_of_digits(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Practice", 0, 1, 2, 3, "Comment")
    page.table(ref="A", question="B", comment="G", marks={"0": "C", "1": "D", "2": "E", "3": "F"})
    page.ask_all(STATEMENTS, "P")


def x_marks_on_a_scale_of_frequency(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Never", "Sometimes", "Always", "Comment")
    page.table(ref="A", question="B", comment="F", marks={"Never": "C", "Sometimes": "D", "Always": "E"})
    page.ask_all(BOTH, "F")


def maturity_from_0_to_3(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Statement", "Maturity (0-3)", "Remarks")
    page.table(ref="A", question="B", answer="C", comment="D", words=("0", "1", "2", "3"))
    page.ask_all(STATEMENTS, "M")


def several_may_be_chosen(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Options (choose all that apply)", "Answer", "Comment")
    page.table(ref="A", question="B", answer="D", comment="E")
    regions = "Europe; North America; Asia"
    page.ask("In which regions is customer data kept?", ref="1", C=regions, kind="choice",
             words=("Europe", "North America", "Asia"))  # fmt: skip
    page.ask("Which second factors do you offer?", ref="2", C="App; Key; Text message", kind="choice",
             words=("App", "Key", "Text message"))  # fmt: skip
    page.ask("Is data encrypted at rest?", ref="3", C="Yes; No", words=("Yes", "No"), kind="yes_no")
