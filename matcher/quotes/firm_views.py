"""The firm's page of one request: what was asked, a quote in one form, and the quotes it sent."""

import uuid

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.web.session import session
from matcher.introductions.brief import as_pairs
from matcher.introductions.models import Introduction
from matcher.introductions.queries import firms_introduction
from matcher.quotes.forms import QuoteForm
from matcher.quotes.lines import NOT_SAID, lines_of
from matcher.quotes.offering import Prefill, may_quote, prefill, submit
from matcher.quotes.queries import quotes_of
from matcher.quotes.questions import GROUPS, hint_of
from matcher.quotes.terms import terms_of

blueprint = Blueprint("firm_quotes", __name__, url_prefix="/portal/introductions")


@blueprint.get("/<uuid:introduction_id>/quote")
@requires(Permission.FIRM_PORTAL)
def show(introduction_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form of a quote, begun from what is known, and the quotes sent so far."""
    introduction = firms_introduction(session, introduction_id)
    sent = quotes_of(session, [introduction]).get(introduction.id, ())
    begun = prefill(introduction, sent[0] if sent else None, today())
    return _page(introduction, QuoteForm(begun, today=today()), begun)


@blueprint.post("/<uuid:introduction_id>/quote")
@requires(Permission.FIRM_PORTAL)
def send(introduction_id: uuid.UUID) -> ResponseReturnValue:
    """Send a quote to the company."""
    introduction = firms_introduction(session, introduction_id)
    begun = Prefill({})
    form = QuoteForm(begun, today=today())
    if not form.validate():
        return _page(introduction, form, begun), 422
    settings = current_app.extensions["settings"]
    quote = submit(session, introduction, form.to_request(), current_user.actor, settings.base_url)
    flash(f"Quote {quote.number} is sent. The company was told by mail and compares it with the others.", "success")
    return redirect(url_for(".show", introduction_id=introduction.id), code=303)


def _page(introduction: Introduction, form: QuoteForm, begun: Prefill) -> str:
    sent = quotes_of(session, [introduction]).get(introduction.id, ())
    return render_template(
        "matcher/quotes/offer.html",
        introduction=introduction,
        identity=introduction.identity,
        brief=as_pairs(introduction.brief),
        open=may_quote(introduction),
        form=form,
        groups=GROUPS,
        hints={name: hint_of(name, begun.from_directory) for group in GROUPS for name in group.names},
        sent=[(quote, lines_of(terms_of(quote))) for quote in sent],
        not_said=NOT_SAID,
    )
