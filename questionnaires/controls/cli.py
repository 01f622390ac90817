"""`auditmatch controls import | export`."""

from foundation.imports.cli import collection_group
from questionnaires.controls.service import CONTROLS

controls = collection_group("controls", CONTROLS)
