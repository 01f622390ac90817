"""`auditmatch facts import | export`."""

from foundation.imports.cli import collection_group
from questionnaires.facts.service import FACTS

facts = collection_group("facts", FACTS)
