"""The HTML attributes of a form field: its style, and the ids of its hint and error for screen readers."""

from typing import Any

from wtforms import Field

LISTS = ("SelectField", "SelectMultipleField")


def attributes(field: Field, hint: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """Give the attributes of an input; `given` ones, named by the page, win."""
    style = (
        "form-check-input" if field.type == "BooleanField" else "form-select" if field.type in LISTS else "form-control"
    )
    found: dict[str, Any] = {"class": style + (" is-invalid" if field.errors else "")}
    if described := described_by(field, hint):
        found["aria-describedby"] = described
    if field.errors:
        found["aria-invalid"] = "true"
    return found | given


def described_by(field: Field, hint: str | None) -> str:
    """Name the elements that explain a field."""
    named = [f"{field.id}-hint"] if hint else []
    return " ".join([*named, f"{field.id}-error"] if field.errors else named)
