"""What sort of answer a question wants."""

import pytest

from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Do you encrypt data at rest?", Kind.YES_NO),
        ("Is there an incident response plan?", Kind.YES_NO),
        ("Has the plan been tested, and how often?", Kind.YES_NO),
        ("Can customers bring their own keys?", Kind.YES_NO),
        ("Data is encrypted at rest.", Kind.YES_NO),
        ("The supplier shall keep logs for a year.", Kind.YES_NO),
        ("Please confirm that staff are vetted.", Kind.YES_NO),
        ("Indicate whether you use subcontractors.", Kind.YES_NO),
        ("¿Se cifran los datos en reposo?", Kind.YES_NO),
        ("Werden die Daten verschlüsselt?", Kind.YES_NO),
        ("Describe your backup process.", Kind.FREE_TEXT),
        ("Please explain how access is reviewed.", Kind.FREE_TEXT),
        ("How is data separated between customers?", Kind.FREE_TEXT),
        ("If yes, please describe the scope.", Kind.FREE_TEXT),
        ("What controls protect your offices?", Kind.FREE_TEXT),
        ("Provide a description of your network.", Kind.FREE_TEXT),
        ("Beschreiben Sie Ihr Verfahren.", Kind.FREE_TEXT),
        ("Provide a copy of your SOC 2 report.", Kind.EVIDENCE),
        ("Please attach your information security policy.", Kind.EVIDENCE),
        ("Upload evidence of the last access review.", Kind.EVIDENCE),
        ("Can you provide your latest penetration test report?", Kind.EVIDENCE),
        ("How many employees do you have?", Kind.NUMBER),
        ("How long are logs kept?", Kind.NUMBER),
        ("How often are backups tested?", Kind.NUMBER),
        ("What is the maximum session length?", Kind.NUMBER),
        ("What is your recovery time objective?", Kind.NUMBER),
        ("Number of employees", Kind.NUMBER),
        ("When was the last penetration test?", Kind.DATE),
        ("What is the date of your last audit?", Kind.DATE),
        ("Date of the last penetration test", Kind.DATE),
        ("Company name", Kind.FACT),
        ("Legal name of the organisation", Kind.FACT),
        ("Where is your headquarters?", Kind.FACT),
        ("Website", Kind.FACT),
        ("What is your company's address?", Kind.FACT),
        ("Security contact e-mail", Kind.FACT),
        ("Which cloud provider do you use?", Kind.FACT),
    ],
)
def test_the_text_tells_the_kind(text: str, kind: Kind) -> None:
    assert kind_of(text, None) is kind


@pytest.mark.parametrize(
    ("vocabulary", "kind"),
    [
        (("Yes", "No"), Kind.YES_NO),
        (("Y", "N", "N/A"), Kind.YES_NO),
        (("Implemented", "Partially implemented", "Not implemented"), Kind.YES_NO),
        (("Yes, always", "No, never", "Other"), Kind.YES_NO),
        (("Sí", "No"), Kind.YES_NO),
        (("Daily", "Weekly", "Yearly"), Kind.CHOICE),
        (("Yes", "Sometimes"), Kind.CHOICE),
    ],
)
def test_a_list_of_words_decides_before_the_text(vocabulary: tuple[str, ...], kind: Kind) -> None:
    assert kind_of("How many employees do you have?", vocabulary) is kind
