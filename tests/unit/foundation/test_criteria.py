"""The Trust Services Criteria as the project keeps them: all 61, by reference, in its own words."""

from collections import Counter

from foundation.criteria import Category, all_criteria, criteria_of, criterion_ids


def test_all_61_criteria_stand_in_their_categories():
    counts = Counter(criterion.category.value for criterion in all_criteria())

    assert counts == {
        "security": 33,
        "availability": 3,
        "confidentiality": 2,
        "processing_integrity": 5,
        "privacy": 18,
    }


def test_the_references_are_those_of_the_published_criteria():
    series = {
        "CC1": 5,
        "CC2": 3,
        "CC3": 4,
        "CC4": 2,
        "CC5": 3,
        "CC6": 8,
        "CC7": 5,
        "CC8": 1,
        "CC9": 2,
        "A1": 3,
        "C1": 2,
    }
    series |= {"PI1": 5, "P1": 1, "P2": 1, "P3": 2, "P4": 3, "P5": 2, "P6": 7, "P7": 1, "P8": 1}

    assert criterion_ids() == {f"{name}.{place}" for name, last in series.items() for place in range(1, last + 1)}


def test_security_is_in_scope_whatever_is_asked_for():
    assert len(criteria_of([])) == 33
    assert len(criteria_of([Category.AVAILABILITY])) == 36
    assert len(criteria_of(Category)) == 61


def test_every_criterion_has_a_paraphrase_of_its_own_and_lower_case_keywords_to_be_found_by():
    criteria = all_criteria()

    assert len({criterion.paraphrase for criterion in criteria}) == 61
    assert len({criterion.title for criterion in criteria}) == 61
    assert [criterion.id for criterion in criteria if len(criterion.keywords) < 7] == []
    assert [word for criterion in criteria for word in criterion.keywords if word != word.lower()] == []


def test_no_paraphrase_opens_with_the_publishers_formula():
    assert [criterion.id for criterion in all_criteria() if criterion.paraphrase.startswith("The entity")] == []
