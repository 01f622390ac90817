"""Layouts whose headers no list of words foresees: what is asked and where to answer shows by place and content."""

from tests.layouts.page import ANY, Book
from tests.layouts.texts import ACCESS, DATA, OPEN, STATEMENTS


def comment_column_under_a_word_of_its_own(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Selection", "Room for more", "Proof handed over")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Yes", "No"))
    page.ask_all([*ACCESS, *DATA], "")
    page.offer("C2:C9", '"Yes,No"')


def comment_column_beside_a_merged_answer(book: Book) -> None:
    page = book.page("Form")
    page.line("No.", "Question", "Answer", None, None, "Space for you")
    page.merge("C1:E1")
    page.table(ref="A", question="B", answer="C", comment="F")
    for number, text in enumerate([*ACCESS, *DATA], start=1):
        row = page.ask(text, ref=str(number))
        page.merge(f"C{row}:E{row}")


def remarks_of_the_buyers_own_staff(book: Book) -> None:
    page = book.page("Form")
    page.line("Ref", "Question", "Your answer", "Procurement team remarks")
    page.table(ref="A", question="B", answer="C")
    page.ask_all([*ACCESS, *OPEN], "Q")


def answers_of_last_year_beside_this_year(book: Book) -> None:
    page = book.page("Renewal")
    page.line("#", "Question", "Answer given in 2024", "Answer 2025")
    page.table(ref="A", question="B", answer="D")
    for number, text in enumerate([*ACCESS, *DATA], start=1):
        page.ask(text, ref=str(number), C="Yes" if number % 3 else "No, see annex 4")


def what_a_good_answer_says(book: Book) -> None:
    page = book.page("Form")
    page.line("Ref", "Question", "What a strong answer covers", "Your answer")
    page.table(ref="A", question="B", answer="D")
    for number, text in enumerate(OPEN, start=1):
        page.ask(text, ref=f"S{number}", C="Names of tools, who is in charge and how often it is looked at.")


def words_to_mark_that_are_half_known(book: Book) -> None:
    page = book.page("Safeguards")
    page.line("Item", "Safeguard expected of the supplier", "Full", "Part", "Soon", "None", "Remarks")
    page.table(ref="A", question="B", comment="G", marks={"Full": "C", "Part": "D", "Soon": "E", "None": "F"})
    page.ask_all(STATEMENTS, "S")


def a_choice_outside_the_sub_band(book: Book) -> None:
    page = book.page("Self-check")
    page.line("#", "Requirement", "Your reply", None, None, "Comment")
    page.line(None, None, "Today", None, "Out of our hands", None)
    page.line(None, None, "Met", "Not met", None, None)
    for area in ("A1:A3", "B1:B3", "C1:E1", "C2:D2", "E2:E3", "F1:F3"):
        page.merge(area)
    page.table(ref="A", question="B", comment="F", marks={"Met": "C", "Not met": "D", "Out of our hands": "E"})
    page.ask_all(STATEMENTS, "")


def marks_with_the_label_before_the_word(book: Book) -> None:
    page = book.page("Form")
    page.line("Question", "Response: Yes", "Response: No", "Comments")
    page.table(question="A", comment="D", marks={"Yes": "B", "No": "C"})
    page.ask_all([*ACCESS, *DATA])


def habits_on_a_scale_under_its_name(book: Book) -> None:
    page = book.page("Habits")
    page.line("Habit", "How regularly")
    page.line(None, "Never", "Sometimes", "Often", "Always")
    page.merge("B1:E1")
    page.table(question="A", marks={"Never": "B", "Sometimes": "C", "Often": "D", "Always": "E"})
    page.ask_all(STATEMENTS)


def activities_beside_short_objectives(book: Book) -> None:
    page = book.page("Catalogue")
    page.line("Control no.", "Control objective", "Control activity", "Implementation status")
    page.table(ref="A", question="C", answer="D")
    for number, text in enumerate(STATEMENTS, start=1):
        page.ask(text, ref=f"K{number:02}", section=ANY, B="Assets are known" if number < 4 else "Access is limited")


def declarations_under_an_opening(book: Book) -> None:
    page = book.page("Declaration")
    page.line("No", "We hereby confirm that", "Confirmed (Yes/No)", "Reservation")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Yes", "No"))
    page.ask_all(
        [
            "all staff on the contract have been identified in person",
            "no work is handed on without written consent",
            "all goods are checked for malware before they are handed over",
            "incidents are reported to the duty desk at once",
        ],
        "",
    )


def titles_over_tables_side_by_side(book: Book) -> None:
    page = book.page("Checklist")
    page.line("People", None, None, None, "Systems")
    page.line("No", "Question", "Reply", None, "No", "Question", "Reply")
    for number, (left, right) in enumerate(zip(ACCESS, DATA, strict=True), start=1):
        page.table(ref="A", question="B", answer="C")
        page.ask(left, ref=f"P{number}", section="People")
        page.row -= 1
        page.table(ref="E", question="F", answer="G")
        page.ask(right, ref=f"S{number}", section="Systems")
    page.gold.sort(key=lambda gold: (gold.section or "", gold.row))


def answers_of_the_bidder_below(book: Book) -> None:
    page = book.page("Fiches")
    for number, text in enumerate(OPEN, start=1):
        page.table(question="B", answer="B")
        page.ask(text, answer=f"B{page.row + 2}", A=f"Question {number}", section=None, ref=f"Question {number}")
        page.line("Réponse du candidat :")
        page.skip()
