"""The rooms of this package that people, programs and the command line come into, for the composition root."""

import questionnaires.ask.api
import questionnaires.ask.letters
import questionnaires.ask.views
import questionnaires.assigning.letters
import questionnaires.assigning.views
import questionnaires.care.letters
import questionnaires.commitments.letters
import questionnaires.commitments.views
import questionnaires.controls.api
import questionnaires.controls.cli
import questionnaires.controls.views
import questionnaires.discussion.letters
import questionnaires.discussion.views
import questionnaires.facts.api
import questionnaires.facts.cli
import questionnaires.facts.views
import questionnaires.figures.views
import questionnaires.handoff.views
import questionnaires.library.api
import questionnaires.library.cli
import questionnaires.library.letters
import questionnaires.library.queue_views
import questionnaires.library.views
import questionnaires.readiness.cli
import questionnaires.readiness.views
import questionnaires.remediation.letters
import questionnaires.remediation.views
import questionnaires.reviews.answers_api
import questionnaires.reviews.answers_views
import questionnaires.reviews.api
import questionnaires.reviews.cli
import questionnaires.reviews.columns_views
import questionnaires.reviews.views
import questionnaires.trust.views
from questionnaires.care.due import Watched
from questionnaires.controls.service import CONTROLS
from questionnaires.controls.service import titled as control_titled
from questionnaires.facts.queries import titled as fact_titled
from questionnaires.facts.service import FACTS

BLUEPRINTS = (
    questionnaires.controls.views.blueprint,
    questionnaires.library.views.blueprint,
    questionnaires.facts.views.blueprint,
    questionnaires.readiness.views.blueprint,
    questionnaires.remediation.views.blueprint,
    questionnaires.handoff.views.blueprint,
    questionnaires.reviews.views.blueprint,
    questionnaires.trust.views.blueprint,
    questionnaires.commitments.views.blueprint,
    questionnaires.ask.views.blueprint,
    questionnaires.figures.views.blueprint,
)

API = (
    questionnaires.controls.api.blueprint,
    questionnaires.facts.api.blueprint,
    questionnaires.library.api.blueprint,
    questionnaires.ask.api.blueprint,
    questionnaires.reviews.api.blueprint,
)
"""Its parts of the API, in the order of the specification."""

LETTERS = (
    questionnaires.assigning.letters.samples,
    questionnaires.discussion.letters.samples,
    questionnaires.ask.letters.samples,
    questionnaires.library.letters.samples,
    questionnaires.care.letters.samples,
    questionnaires.remediation.letters.samples,
    questionnaires.commitments.letters.samples,
)
"""What gives each letter about questionnaires and what they are answered from, with invented contents."""

COMMANDS = (
    questionnaires.reviews.cli.answer,
    questionnaires.reviews.cli.inspect,
    questionnaires.readiness.cli.readiness,
    questionnaires.controls.cli.controls,
    questionnaires.library.cli.library,
    questionnaires.facts.cli.facts,
)

WATCHED = (Watched(CONTROLS, control_titled), Watched(FACTS, fact_titled))
"""Of whose reviews and evidence owners are reminded."""
