"""The public page of the model that ranks, and its card as JSON."""

import json

from flask import Blueprint, Response, current_app, render_template

from foundation.access.gate import public
from foundation.web.session import session
from matcher.exposure.drawn import drawn_findings
from matcher.ranker.card import current_card
from matcher.ranker.current import current_model
from matcher.ranker.drawn import PLACES, bars_of, ramps_of
from matcher.ranking.audit import audit_from_json
from matcher.ranking.card import Card

blueprint = Blueprint("model_card", __name__, url_prefix="/matching")


@blueprint.get("/model")
@public
def show() -> str:
    """Publish what the ranking is for, reads, learnt and gives, and which model ranked when."""
    card = _card()
    audit = audit_from_json(card.fairness) if card.fairness else None
    return render_template(
        "matcher/ranker/card.html",
        card=card,
        ramps=ramps_of(current_model(session)),
        places=PLACES,
        bars=bars_of(card.evaluation, "ndcg_at_3") if card.evaluation else None,
        audit=audit,
        findings=drawn_findings(audit) if audit else (),
    )


@blueprint.get("/model.json")
@public
def as_json() -> Response:
    """Give the card as JSON."""
    content = json.dumps(_card().to_json(), indent=2, ensure_ascii=False) + "\n"
    return Response(content, mimetype="application/json")


def _card() -> Card:
    return current_card(session, explores=current_app.extensions["settings"].explore_third_place)
