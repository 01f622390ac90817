"""`auditmatch library import | export`."""

from foundation.imports.cli import collection_group
from questionnaires.library.service import ANSWERS

library = collection_group("library", ANSWERS)
