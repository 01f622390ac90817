"""Layouts that are odd in their sheets, and those in other languages."""

from collections.abc import Sequence

from tests.layouts.page import Book
from tests.layouts.texts import (
    ACCESS,
    DATA,
    DUTCH,
    FRENCH,
    GERMAN,
    ITALIAN,
    OPEN,
    OPERATIONS,
    PORTUGUESE,
    SPANISH,
    STATEMENTS,
)


def caiq_like(book: Book) -> None:
    intro = book.page("Introduction")
    intro.line("How to use this file")
    intro.line("Fill in the yellow columns. Ask us when something is unclear.")
    page = book.page("Questions")
    page.line("ASSESSMENT OF CLOUD PROVIDERS, INVENTED EDITION")
    page.line("Question ID", "Question", "Provider answer", "Ownership", "Implementation description (optional)",
              "Control ID", "Control specification", "Control title", "Domain title")  # fmt: skip
    page.merge("A1:I1")
    page.table(ref="A", question="B", answer="C", comment="E", section="I", words=("Yes", "No", "NA"))
    for number, text in enumerate((*ACCESS, *DATA), start=1):
        name = "Access" if number < 5 else "Data"
        page.ask(text, ref=f"AA-0{number}.1", section=name, F=f"AA-0{number}", G=STATEMENTS[number % 6], H="Reviews")
    page.offer("C3:C10", '"Yes,No,NA"')


def hecvat_like_15_sheets(book: Book) -> None:
    book.page("START HERE").line("Read this first. Then go through the tabs from left to right.")
    words = ("Yes", "No", "N/A")
    for tab in range(1, 11):
        page = book.page(f"Part {tab}")
        page.line(f"Part {tab} of the toolkit")
        page.line("ID", "Question", "Answer", "Additional information", "Guidance")
        page.table(ref="A", question="B", answer="C", comment="D", words=words)
        for number, text in enumerate((*ACCESS, *DATA), start=1):
            page.ask(f"{text} ({tab})", ref=f"P{tab}-{number:02}", E="Say which systems are covered.")
        page.offer("C1:C1048576", "Values!$A$1:$A$3")
    score = book.page("Analyst report")
    score.line("ID", "Question", "Vendor answer", "Score")
    for row in range(3, 11):
        score.line(f"='Part 1'!A{row}", f"='Part 1'!B{row}", f"='Part 1'!C{row}", 0)
    values = book.page("Values", hidden=True)
    for word in words:
        values.line(word)
    for name in ("Crosswalk", "Weights"):
        book.page(name, hidden=True).line("ID", "ISO 27001", "Weight")


def mvsp_like(book: Book) -> None:
    page = book.page("Baseline")
    page.line("Area", "Control", "Description", "Compliant (Yes / No / N/A)", "Comments")
    page.table(section="A", question="C", answer="D", comment="E", words=("Yes", "No", "N/A"))
    for number, text in enumerate(STATEMENTS):
        page.ask(text, section="Business" if number < 3 else "Operations", B=f"{text.split()[0]} {text.split()[-1]}")


def evaluation_sheet_left_alone(book: Book) -> None:
    page = book.page("Questionnaire")
    page.line("ID", "Question", "Answer", "Comment")
    page.table(ref="A", question="B", answer="C", comment="D")
    page.ask_all([*ACCESS, *DATA], "E")
    score = book.page("Evaluation")
    score.line("ID", "Question", "Supplier answer", "Score", "Assessor comment")
    for number, text in enumerate((*ACCESS, *DATA), start=1):
        score.line(f"E{number}", text, f"=Questionnaire!C{number + 1}", None, None)


def sheet_repeats_questions_as_a_summary(book: Book) -> None:
    summary = book.page("Summary")
    summary.line("Question", "Answer given")
    for number in range(2, 8):
        summary.line(f"=Form!B{number}", f"=Form!C{number}")
    page = book.page("Form")
    page.line("ID", "Question", "Answer")
    page.table(ref="A", question="B", answer="C")
    page.ask_all([*OPERATIONS, *OPEN], "F")


def glossary_and_instructions_left_alone(book: Book) -> None:
    page = book.page("Instructions")
    page.line("Column", "What to enter")
    page.line("Answer", "Choose Yes, No or N/A for each question.")
    page.line("Comment", "Explain each answer in one or two sentences.")
    terms = book.page("Glossary")
    terms.line("Term", "Description")
    terms.line("MFA", "Signing in with more than one factor is required.")
    terms.line("RTO", "The time within which a service is restored after an outage.")
    asked = book.page("Assessment")
    asked.line("ID", "Question", "Answer", "Comment")
    asked.table(ref="A", question="B", answer="C", comment="D")
    asked.ask_all([*ACCESS, *DATA], "G")


def several_question_sheets_of_other_columns(book: Book) -> None:
    first = book.page("Company")
    first.line("Item", "Response")
    first.table(question="A", answer="B")
    first.ask_all(["Company name", "Website", "Number of employees"])
    second = book.page("Security")
    second.line("No.", "Topic", "Question", "Answer", "Comment")
    second.table(ref="A", section="B", question="C", answer="D", comment="E")
    second.ask_all(ACCESS, "", section="Access")


def _in_language(book: Book, heads: Sequence[str], texts: Sequence[str], section: str, words: Sequence[str]) -> None:
    page = book.page("Formular")
    page.line(*heads)
    page.table(ref="A", section="B", question="C", answer="D", comment="E", words=words)
    page.ask_all(texts, "", section=section)
    page.offer(f"D2:D{1 + len(texts)}", f'"{",".join(words)}"')


def german_headers(book: Book) -> None:
    heads = ("Nr.", "Themenbereich", "Frage", "Antwort des Lieferanten", "Erläuterung")
    _in_language(book, heads, GERMAN, "Zugriff", ("Ja", "Nein", "Nicht anwendbar"))


def french_headers(book: Book) -> None:
    heads = ("N°", "Domaine", "Question", "Réponse du fournisseur", "Commentaires")
    _in_language(book, heads, FRENCH, "Données", ("Oui", "Non", "S.O."))


def spanish_headers(book: Book) -> None:
    heads = ("N.º", "Ámbito", "Pregunta", "Respuesta del proveedor", "Observaciones")
    _in_language(book, heads, SPANISH, "Datos", ("Sí", "No", "No aplica"))


def italian_headers(book: Book) -> None:
    heads = ("N.", "Ambito", "Domanda", "Risposta", "Note")
    _in_language(book, heads, ITALIAN, "Dati", ("Sì", "No", "Non applicabile"))


def portuguese_headers(book: Book) -> None:
    heads = ("N.º", "Domínio", "Pergunta", "Resposta", "Comentários")
    _in_language(book, heads, PORTUGUESE, "Dados", ("Sim", "Não", "Não aplicável"))


def dutch_headers(book: Book) -> None:
    heads = ("Nr.", "Onderwerp", "Vraag", "Antwoord", "Toelichting")
    _in_language(book, heads, DUTCH, "Gegevens", ("Ja", "Nee", "N.v.t."))


def german_requirements_with_fulfilment(book: Book) -> None:
    page = book.page("Anforderungen")
    page.line("Lfd. Nr.", "Anforderung", "Erfüllt (Ja / Nein / Teilweise)", "Bemerkung", "Nachweis")
    page.table(ref="A", question="B", answer="C", comment="D", words=("Ja", "Nein", "Teilweise"))
    page.ask_all(["Alle Zugriffe werden protokolliert.", "Mitarbeitende werden jährlich geschult.",
                  "Backups werden verschlüsselt gespeichert."], "")  # fmt: skip


def french_columns_to_mark(book: Book) -> None:
    page = book.page("Grille")
    page.line("Réf.", "Exigence", "Oui", "Non", "Sans objet", "Justification")
    page.table(ref="A", question="B", comment="F", marks={"Oui": "C", "Non": "D", "Sans objet": "E"})
    page.ask_all(["Les accès sont revus chaque trimestre.", "Les postes de travail sont chiffrés.",
                  "Un plan de reprise est testé chaque année."], "E")  # fmt: skip


def spanish_columns_to_mark(book: Book) -> None:
    page = book.page("Lista")
    page.line("Código", "Requisito", "Cumple", "No cumple", "No aplica", "Comentarios")
    page.table(ref="A", question="B", comment="F", marks={"Cumple": "C", "No cumple": "D", "No aplica": "E"})
    page.ask_all(["Los accesos se revisan cada trimestre.", "Los equipos están cifrados.",
                  "El plan de continuidad se prueba cada año."], "R")  # fmt: skip
