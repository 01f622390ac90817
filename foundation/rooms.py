"""The rooms of this package that people, programs and the command line come into, for the composition root."""

import foundation.accounts.cli
import foundation.accounts.confirming.views
import foundation.accounts.domains.letters
import foundation.accounts.domains.views
import foundation.accounts.email.letters
import foundation.accounts.email.views
import foundation.accounts.factors.views
import foundation.accounts.invitations.letters
import foundation.accounts.invitations.views
import foundation.accounts.letters
import foundation.accounts.members.views
import foundation.accounts.oidc.views
import foundation.accounts.passkeys.views
import foundation.accounts.person.views
import foundation.accounts.resets.letters
import foundation.accounts.resets.views
import foundation.accounts.secondstep.views
import foundation.accounts.views
import foundation.api.tokens.views
import foundation.audit.views
import foundation.backup.cli
import foundation.health.probes
import foundation.health.views
import foundation.mail.letter_views
import foundation.mail.views
import foundation.privacy.cli
import foundation.privacy.letters
import foundation.privacy.views
import foundation.web.home

BLUEPRINTS = (
    foundation.web.home.blueprint,
    foundation.accounts.views.blueprint,
    foundation.accounts.secondstep.views.blueprint,
    foundation.accounts.resets.views.blueprint,
    foundation.accounts.person.views.blueprint,
    foundation.accounts.email.views.blueprint,
    foundation.accounts.confirming.views.blueprint,
    foundation.accounts.factors.views.blueprint,
    foundation.accounts.passkeys.views.blueprint,
    foundation.accounts.oidc.views.blueprint,
    foundation.api.tokens.views.blueprint,
    foundation.accounts.members.views.blueprint,
    foundation.accounts.invitations.views.blueprint,
    foundation.accounts.domains.views.blueprint,
    foundation.audit.views.blueprint,
    foundation.mail.views.blueprint,
    foundation.mail.letter_views.blueprint,
    foundation.privacy.views.blueprint,
    foundation.health.probes.blueprint,
    foundation.health.views.blueprint,
)

LETTERS = (
    foundation.accounts.invitations.letters.samples,
    foundation.accounts.resets.letters.samples,
    foundation.accounts.email.letters.samples,
    foundation.accounts.letters.samples,
    foundation.accounts.domains.letters.samples,
    foundation.privacy.letters.samples,
)
"""What gives each letter about an account with invented contents."""

COMMANDS = (
    foundation.accounts.cli.accounts,
    foundation.privacy.cli.privacy,
    foundation.backup.cli.backup_command,
    foundation.backup.cli.restore_command,
)
