"""The rooms of this package that people, programs and the command line come into, for the composition root."""

import matcher.claims.mails
import matcher.claims.views
import matcher.complaints.letters
import matcher.complaints.views
import matcher.desk.views
import matcher.drift.cli
import matcher.drift.letters
import matcher.drift.views
import matcher.engagements.admin_views
import matcher.engagements.firm_views
import matcher.engagements.holds
import matcher.engagements.letters
import matcher.engagements.public_views
import matcher.engagements.views
import matcher.exposure.views
import matcher.firms.api
import matcher.firms.cli
import matcher.firms.imports.views
import matcher.firms.told.letters
import matcher.firms.told.views
import matcher.firms.views
import matcher.intakes.adviser_views
import matcher.intakes.api
import matcher.intakes.shown_views
import matcher.intakes.views
import matcher.introductions.admin_views
import matcher.introductions.firm_views
import matcher.introductions.holds
import matcher.introductions.letters
import matcher.introductions.views
import matcher.matches.api
import matcher.matches.cli
import matcher.matches.outcome_views
import matcher.matches.plan_views
import matcher.matches.views
import matcher.portal.letters
import matcher.portal.views
import matcher.quotes.firm_views
import matcher.quotes.letters
import matcher.quotes.views
import matcher.ranker.card_views
import matcher.ranker.cli
import matcher.ranker.views
import matcher.vetting.api
import matcher.vetting.firm_views
import matcher.vetting.letters
import matcher.vetting.views

BLUEPRINTS = (
    matcher.firms.views.blueprint,
    matcher.firms.imports.views.blueprint,
    matcher.firms.told.views.blueprint,
    matcher.claims.views.blueprint,
    matcher.portal.views.blueprint,
    matcher.vetting.views.blueprint,
    matcher.intakes.views.blueprint,
    matcher.matches.views.blueprint,
    matcher.introductions.views.blueprint,
    matcher.introductions.firm_views.blueprint,
    matcher.introductions.admin_views.blueprint,
    matcher.complaints.views.blueprint,
    matcher.desk.views.blueprint,
    matcher.ranker.views.blueprint,
    matcher.ranker.card_views.blueprint,
    matcher.exposure.views.blueprint,
    matcher.drift.views.blueprint,
    matcher.quotes.views.blueprint,
    matcher.quotes.firm_views.blueprint,
    matcher.engagements.views.blueprint,
    matcher.engagements.firm_views.blueprint,
    matcher.engagements.admin_views.blueprint,
    matcher.engagements.public_views.blueprint,
)

API = (
    matcher.intakes.api.blueprint,
    matcher.matches.api.blueprint,
    matcher.firms.api.blueprint,
)
"""Its parts of the API, in the order of the specification."""

LETTERS = (
    matcher.introductions.letters.samples,
    matcher.quotes.letters.samples,
    matcher.engagements.letters.samples,
    matcher.complaints.letters.samples,
    matcher.claims.mails.samples,
    matcher.portal.letters.samples,
    matcher.firms.told.letters.samples,
    matcher.vetting.letters.samples,
    matcher.drift.letters.samples,
)
"""What gives each letter of its room with invented contents, in the order in which they go."""

INTAKE_HOLDS = (
    matcher.introductions.holds.OPEN_INTRODUCTIONS,
    matcher.engagements.holds.ENGAGEMENTS_UNDER_WAY,
)
"""What would go with an intake without a word to the firms, and so keeps it."""

COMMANDS = (
    matcher.firms.cli.firms,
    matcher.matches.cli.match_intake,
    matcher.ranker.cli.ranker,
)
