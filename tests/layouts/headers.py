"""Layouts that are odd in their header: hidden under a cover, several rows high, in other words, or not there."""

from tests.layouts.page import ANY, Book
from tests.layouts.texts import ACCESS, DATA, GUIDANCE, OPEN, OPERATIONS, STATEMENTS


def cover_rows_hide_the_header(book: Book) -> None:
    page = book.page("Review")
    page.line("Umbrella supplier security review")
    page.merge("A1:E1")
    for text in ("Version 4", "Please answer every question in column D.", "Questions? Write to risk@umbrella.example"):
        page.line(text)
    page.skip(2)
    page.line("ID", "Domain", "Question", "Answer", "Comments")
    page.table(ref="A", section="B", question="C", answer="D", comment="E")
    page.ask_all(ACCESS, "AC-", section="Access")
    page.ask_all(DATA, "DA-", section="Data")


def id_column_headed_question_no(book: Book) -> None:
    page = book.page("Sheet1")
    page.line("Question No", "Question", "Vendor response", "Notes")
    page.table(ref="A", question="B", answer="C", comment="D")
    page.ask_all([*ACCESS, *DATA], "")


def separate_question_id_beside_control_specification(book: Book) -> None:
    page = book.page("Controls")
    page.line("Control ID", "Question ID", "Control Specification", "Response", "Remarks")
    page.table(ref="B", question="C", answer="D", comment="E")
    for number, text in enumerate(STATEMENTS, start=1):
        page.ask(text, ref=f"CT-{(number + 1) // 2:02}.{2 - number % 2}", A=f"CT-{(number + 1) // 2:02}")


def three_row_merged_header(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Supplier", None, "Buyer", None)
    page.line(None, None, "Answer", "Explanation", "Score", "Reviewer")
    page.line(None, None, "Yes / No / N/A", "free text", "0-5", "initials")
    for area in ("A1:A3", "B1:B3", "C1:D1", "E1:F1"):
        page.merge(area)
    page.table(ref="A", question="B", answer="C", comment="D", words=("Yes", "No", "N/A"))
    page.ask_all([*ACCESS, *DATA], "")


def instructions_row_below_the_header(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Question", "Answer", "Comment")
    page.line("Our number", "What we ask of you", "Choose from the list", "Explain your choice here")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Yes", "No"))
    page.ask_all([*ACCESS, *DATA], "Q")
    page.offer("C3:C10", '"Yes,No"')


def headed_in_capitals_with_line_breaks(book: Book) -> None:
    page = book.page("TPRM")
    page.line("CONTROL\nREF.", "SECURITY\nQUESTION", "SUPPLIER RESPONSE\n(Yes / No / N/A)", "SUPPLIER\nCOMMENTS")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Yes", "No", "N/A"))
    page.ask_all([*DATA, *OPERATIONS], "C.")


def no_header_at_all(book: Book) -> None:
    page = book.page("Questions")
    page.table(ref="A", question="B", answer="C")
    page.ask_all([*ACCESS, *OPEN], "")


def no_header_and_one_column(book: Book) -> None:
    page = book.page("Questions")
    page.table(question="A", answer="B")
    page.ask_all([*ACCESS, *OPEN])


def offset_start_column(book: Book) -> None:
    page = book.page("Fragebogen")
    page.skip(3)
    page.line("Ref", "Question", "Answer", "Comment", at="F")
    page.table(ref="F", question="G", answer="H", comment="I")
    page.ask_all([*ACCESS, *DATA], "R")


def right_to_left_columns(book: Book) -> None:
    page = book.page("RTL")
    page.sheet.sheet_view.rightToLeft = True
    page.line("Comments", "Answer", "Question", "No.")
    page.table(ref="D", question="C", answer="B", comment="A")
    page.ask_all([*ACCESS, *DATA], "")


def answer_left_of_the_question(book: Book) -> None:
    page = book.page("Checklist")
    page.line("Yes/No", "Ref", "Requirement", "Remarks")
    page.table(ref="B", question="C", answer="A", comment="D", words=("Yes", "No"))
    page.ask_all(STATEMENTS, "S")
    page.offer("A2:A7", '"Yes,No"')


def header_in_a_sheet_of_titles_and_frozen_panes(book: Book) -> None:
    page = book.page("Q")
    page.line("SECURITY QUESTIONNAIRE")
    page.merge("A1:F2")
    page.skip()
    page.line("Supplier:", None, None, "Date:")
    page.line("#", "Area", "Question", "Guidance", "Answer", "Evidence reference")
    page.sheet.freeze_panes = "A5"
    page.table(ref="A", section="B", question="C", answer="E")
    for text in (*ACCESS, *DATA):
        page.ask(text, ref=page.row - 3, section="Access" if text in ACCESS else "Data", D=GUIDANCE, comment=ANY)


def answer_and_implementation_and_evidence_columns(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Requirement", "Compliant?", "Implementation description", "Evidence", "Owner")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Yes", "No", "Partially"))
    page.ask_all(STATEMENTS, "R-")
    page.offer("C2:C7", '"Yes,No,Partially"')


def ownership_columns_beside_the_answer(book: Book) -> None:
    page = book.page("Matrix")
    page.line("Question ID", "Question", "Answer", "Control ownership", "Provider implementation description",
              "Customer responsibilities", "Control title", "Domain")  # fmt: skip
    page.table(ref="A", question="B", answer="C", comment="E", section="H", words=("Yes", "No", "NA"))
    for number, text in enumerate([*ACCESS, *DATA], start=1):
        domain = "Identity" if number < 5 else "Data protection"
        page.ask(text, ref=f"ID-0{number}.1", section=domain, G="Strong access" if number < 5 else "Safe data")
    page.offer("C2:C9", '"Yes,No,NA"')
    page.offer("D2:D9", '"Provider-owned,Customer-owned,Shared"')


def buyer_scoring_columns(book: Book) -> None:
    page = book.page("Form")
    page.line("No", "Question", "Weight", "Answer", "Comments", "Score", "Risk rating", "Reviewer comments")
    page.table(ref="A", question="B", answer="D", comment="E", words=("Yes", "No"))
    for number, text in enumerate([*ACCESS, *DATA], start=1):
        page.ask(text, ref=str(number), C=5, F=f'=IF(D{number + 1}="Yes",C{number + 1},0)')
    page.offer("D2:D9", '"Yes,No"')
    page.offer("G2:G9", '"High,Medium,Low"')


def guidance_longer_than_the_question(book: Book) -> None:
    page = book.page("Form")
    page.line("Ref", "Question", "Guidance", "Answer", "Comment")
    page.table(ref="A", question="B", answer="D", comment="E")
    for number, text in enumerate([*ACCESS, *DATA], start=1):
        page.ask(text, ref=f"G{number}", C=GUIDANCE)


def question_split_over_two_columns(book: Book) -> None:
    page = book.page("Form")
    page.line("ID", "Topic", "Control objective", "Question", "Answer", "Explanation")
    page.table(ref="A", section="B", question="D", answer="E", comment="F")
    for number, text in enumerate([*ACCESS, *OPEN], start=1):
        page.ask(text, ref=f"T{number}", section="Access", C=STATEMENTS[number % 6])


def bidders_columns_under_a_band(book: Book) -> None:
    page = book.page("Lots")
    page.line("Security measures", None, None, "For the tenderer to fill in", None)
    page.line("Item", "Description of the measure", "Mandatory", "Tenderer's reply", None)
    page.line(None, None, None, "Conformity (C / PC / NC)", "Explanatory notes")
    for area in ("A1:C1", "D1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"):
        page.merge(area)
    page.table(ref="A", question="B", answer="D", comment="E", words=("C", "PC", "NC"))
    for number, text in enumerate(STATEMENTS, start=1):
        page.ask(text, ref=f"L-{number}", C="M" if number % 2 else "O")


def headed_with_whole_phrases(book: Book) -> None:
    page = book.page("Form")
    page.line("Entry form for new partners")
    page.skip()
    page.line("What we ask of you", "To be filled in by the supplier", "Bank use only")
    page.table(question="A", answer="B")
    page.ask_all([*ACCESS, *OPEN])


def declarations_to_agree_with(book: Book) -> None:
    page = book.page("Form")
    page.line("#", "Declaration", "Agree / Disagree", "If you disagree, give your reasons")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Agree", "Disagree"))
    page.title("People", over="A:D")
    page.ask_all(STATEMENTS[:3], "1.", kind="yes_no")
    page.title("Systems", over="A:D")
    page.ask_all(STATEMENTS[3:], "2.")
    page.offer("C2:C9", '"Agree,Disagree"')


def a_machines_identifiers_in_hidden_columns(book: Book) -> None:
    page = book.page("Export")
    page.line("uuid", "locale", "Group", "Nbr", "Text", "Optional", "Response", "Response remarks", "Changed on")
    page.table(section="C", ref="D", question="E", answer="G", comment="H")
    for number, text in enumerate((*ACCESS, *DATA), start=1):
        ident = f"c0de-{number:04}-7a"
        page.ask(text, ref=f"0-{number:02}", section="Access", A=ident, B="en", F="false", I="2026-03-01")
    for column in "AB":
        page.sheet.column_dimensions[column].hidden = True


def a_reply_code_beside_mandatory_or_optional(book: Book) -> None:
    page = book.page("Tender")
    page.line("Town of Alderbrook, tender 41")
    page.line("FC = fully complies, PC = partly complies, NC = does not comply")
    page.line("Clause", "Requirement", "M/O", "Compliance code", "Offeror's narrative")
    page.table(ref="A", question="B", answer="D", comment="E", words=("FC", "PC", "NC"))
    for number, text in enumerate(STATEMENTS, start=1):
        page.ask(text, ref=f"7.{number}", C="O" if number % 3 else "M")
