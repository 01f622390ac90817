"""The public exposure report: who was eligible, shown, asked, engaged; what the model gives each size of firm."""

from flask import Blueprint, Response, render_template, request

from foundation.access.gate import public
from foundation.web.pages import cut
from foundation.web.session import session
from matcher.exposure.auditing import audit_in_force
from matcher.exposure.counts import FEWEST
from matcher.exposure.drawn import drawn_findings
from matcher.exposure.pages import exposure_csv, exposure_report
from matcher.exposure.words import group_title
from matcher.ranking.audit import audit_from_json
from matcher.ranking.typical import CATEGORIES, INDUSTRIES, SIZES

blueprint = Blueprint("exposure", __name__, url_prefix="/matching")
FIRMS_SHOWN = 25


@blueprint.get("/exposure")
@public
def show():
    """Publish the record, for all versions of the model or one, and the last audit."""
    report, kept = exposure_report(session, request.args.get("version")), audit_in_force(session)
    audit = audit_from_json(kept.findings) if kept else None
    return render_template(
        "matcher/exposure/show.html",
        report=report,
        page=cut(report.firms, number=request.args.get("page", 1, type=int), size=FIRMS_SHOWN),
        kept=kept,
        audit=audit,
        findings=drawn_findings(audit) if audit else (),
        fewest=FEWEST,
        group_title=group_title,
        grid=(SIZES, CATEGORIES, INDUSTRIES),
    )


@blueprint.get("/exposure.csv")
@public
def export():
    """Give what the page tells as a file."""
    content = exposure_csv(exposure_report(session, request.args.get("version")))
    headers = {"Content-Disposition": 'attachment; filename="exposure.csv"'}
    return Response(content, mimetype="text/csv", headers=headers)
