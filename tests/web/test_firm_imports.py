"""Importing the directory: previewed, confirmed, all or nothing, and out again unchanged."""

import io
import re
from datetime import date

import pytest
import sqlalchemy as sa

from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.errors import BadInput
from matcher.firms.cli import firms
from matcher.firms.imports.service import import_firms
from matcher.firms.models import Firm, FirmChange
from matcher.firms.seed import seed_firms
from matcher.firms.service import directory, export_firms
from matcher.firms.words import VettingStatus
from tests.factories.firm import add_firm, make_profile

NEW = "firm_id,name,vetting_status\nF-902,Second House,verified\n"
MIXED = "firm_id,name,tier,colour\nF-901,Plainfield Assurance,global,red\nF-902,Second House,tiny,\n"
ADA = Actor(None, "Ada")


@pytest.fixture
def platform(acting_for):
    """Give a session of the platform whose rows are let go of after each use."""

    def use():
        return acting_for("The platform")

    return use


def upload(browser, text, source="A list of March"):
    file = (io.BytesIO(text.encode()), "firms.csv")
    return browser.post("/admin/firms/imports/new", data={"file": file, "source": source})


def confirm(browser, address, **ticks):
    shown = re.search(r'name="fingerprint"[^>]*value="([^"]*)"', browser.get(address).text)
    return browser.post(address, data={"fingerprint": shown[1]} | ticks)


def statuses(platform):
    with platform() as session:
        return dict(session.execute(sa.select(Firm.firm_id, Firm.vetting_status)).all())


@pytest.fixture
def standing(platform):
    with platform() as session:
        add_firm(session)
        session.commit()


def test_a_preview_shows_changes_refusals_and_columns_left_aside_and_changes_nothing(sign_in, platform, standing):
    ada = sign_in("ada")
    page = ada.get(upload(ada, MIXED).location).text

    assert "1 changed" in page
    assert "1 refused" in page
    assert "<del>specialist</del>" in page
    assert "<ins>global</ins>" in page
    assert "expected one of boutique, specialist, national, global, found &#39;tiny&#39;" in page
    assert "colour" in page
    with platform() as session:
        assert session.scalars(sa.select(Firm)).one().tier == "specialist"


def test_nothing_is_imported_while_a_row_is_refused_unless_the_admin_says_so(sign_in, platform, standing):
    ada = sign_in("ada")
    address = upload(ada, MIXED).location

    refused = confirm(ada, address)
    with platform() as session:
        assert session.scalars(sa.select(Firm)).one().tier == "specialist"
    allowed = confirm(ada, address, leave_out_refused="y")

    assert (refused.status_code, allowed.status_code) == (422, 303)
    with platform() as session:
        assert session.scalars(sa.select(Firm)).one().tier == "global"


def test_columns_that_the_file_lacks_stay_as_they_are(sign_in, platform, standing):
    ada = sign_in("ada")
    confirm(ada, upload(ada, "firm_id,name,tier\nF-901,Plainfield Assurance,global\n").location)

    with platform() as session:
        assert directory(session) == (make_profile(tier="global"),)


@pytest.mark.parametrize(
    ("ticks", "expected"), [({}, VettingStatus.UNDER_REVIEW), ({"take_over_vetting": "y"}, VettingStatus.VERIFIED)]
)
def test_an_import_raises_no_firm_to_verified_without_the_tick(sign_in, platform, ticks, expected):
    ada = sign_in("ada")
    address = upload(ada, NEW).location
    assert "Would rise in our vetting" in ada.get(address).text

    confirm(ada, address, **ticks)

    assert statuses(platform) == {"F-902": expected}


def test_an_import_may_lower_a_firm_without_a_tick(sign_in, platform, standing):
    ada = sign_in("ada")
    confirm(ada, upload(ada, "firm_id,name,vetting_status\nF-901,Plainfield Assurance,stale\n").location)

    assert statuses(platform) == {"F-901": VettingStatus.STALE}


def test_an_import_leaves_source_history_and_one_line_in_the_trail(sign_in, platform, standing):
    ada = sign_in("ada")
    confirm(ada, upload(ada, "firm_id,name,tier\nF-901,Plainfield Assurance,global\n").location)

    with platform() as session:
        change = session.scalars(sa.select(FirmChange).where(FirmChange.field.is_not(None))).one()
        assert (change.field, change.source, change.actor_name) == ("tier", "A list of March", "Ada")
        actions = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.thing == "firm")).all()
        assert actions == ["firms.imported"]


def test_a_preview_that_is_out_of_date_is_not_confirmed(sign_in, platform, standing):
    ada = sign_in("ada")
    address = upload(ada, "firm_id,name,tier\nF-901,Plainfield Assurance,global\n").location
    shown = re.search(r'name="fingerprint"[^>]*value="([^"]*)"', ada.get(address).text)[1]
    with platform() as session:
        session.scalars(sa.select(Firm)).one().tier = "national"
        session.commit()

    assert ada.post(address, data={"fingerprint": shown}).status_code == 409


def test_an_import_happens_once(sign_in, platform):
    ada = sign_in("ada")
    address = upload(ada, NEW).location
    confirm(ada, address)

    assert ada.get(address).status_code == 404
    assert ada.post(address, data={}).status_code == 404


def test_a_file_set_aside_is_gone_and_imports_nothing(sign_in, platform):
    ada = sign_in("ada")
    address = upload(ada, NEW).location

    assert ada.get(f"{address}/discard").status_code == 405
    assert ada.post(f"{address}/discard").status_code == 303
    assert ada.get(address).status_code == 404
    assert statuses(platform) == {}


def test_no_company_sees_or_confirms_an_import(sign_in, platform):
    address = upload(sign_in("ada"), NEW).location

    assert sign_in("alice").get(address).status_code == 403
    assert sign_in("alice").post(address, data={}).status_code == 403
    assert statuses(platform) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("%PDF-1.7 and so on", "a PDF; expected a CSV, XLSX or JSON table"),
        ("firm_id,name,name\nF-1,A,B\n", "two columns are named"),
    ],
)
def test_an_unreadable_file_is_refused_at_once(sign_in, text, message):
    answer = upload(sign_in("ada"), text)

    assert answer.status_code == 422
    assert message in answer.text


def test_a_file_without_its_required_columns_has_nothing_to_import(sign_in):
    ada = sign_in("ada")
    page = ada.get(upload(ada, "firm,title\nF-1,A\n").location).text

    assert "this required column is missing" in page
    assert "Nothing to import" in page


def test_an_upload_needs_a_file_and_a_source(sign_in):
    answer = sign_in("ada").post("/admin/firms/imports/new", data={"source": ""})

    assert answer.status_code == 422
    assert "Select a CSV, XLSX or JSON file" in answer.text
    assert "Enter where the file is from" in answer.text


def test_an_operators_import_is_all_or_nothing(platform, standing):
    with platform() as session:
        with pytest.raises(BadInput, match=r"firms.csv, row 3, column 'tier': expected one of boutique"):
            import_firms(session, MIXED.encode(), "firms.csv", ADA, source="A list")
        assert session.scalars(sa.select(Firm.tier)).all() == ["specialist"]


@pytest.mark.parametrize(("takes_over", "status", "held"), [(False, "under_review", 1), (True, "verified", 0)])
def test_an_operators_import_raises_no_firm_unless_it_takes_vetting_over(platform, takes_over, status, held):
    with platform() as session:
        outcome = import_firms(session, NEW.encode(), "firms.csv", ADA, source="A list", take_over_vetting=takes_over)
        session.commit()
        entry = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "firms.imported")).one()

    assert (str(outcome), outcome.held_back) == ("1 new, 0 changed, 0 unchanged, 0 refused", held)
    assert (entry.detail["took_vetting_over"], entry.detail["held_back"]) == (takes_over, held)
    assert statuses(platform) == {"F-902": status}


def test_a_partial_file_that_turns_a_range_round_is_refused(platform, standing):
    text = "firm_id,name,type_2_fee_min_usd\nF-901,Plainfield Assurance,30001\n"
    with platform() as session, pytest.raises(BadInput, match="firm F-901: expected at least type_2_fee_min_usd"):
        import_firms(session, text.encode(), "firms.csv", ADA, source="A list")


def test_an_export_imports_unchanged(sign_in, platform, standing):
    exported = sign_in("ada").get("/admin/firms/export")

    assert exported.mimetype == "text/csv"
    with platform() as session:
        outcome = import_firms(session, exported.data, "firms.csv", ADA, source="The export")
        assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 1)
        assert export_firms(session) == exported.data


def test_seeding_twice_adds_each_sample_once_and_keeps_what_was_changed(platform):
    with platform() as session:
        first = seed_firms(session, today=date(2026, 12, 1))
        session.scalars(sa.select(Firm).where(Firm.firm_id == "F-001")).one().name = "Renamed"
        session.flush()

        assert seed_firms(session, today=date(2027, 1, 1)) == 0
        assert first == len(directory(session)) == 60
        firms = session.scalars(sa.select(Firm)).all()
        assert all(firm.is_sample for firm in firms)
        assert "Renamed" in {firm.name for firm in firms}


def test_a_sample_that_an_import_renames_is_no_sample_any_more(platform):
    with platform() as session:
        add_firm(session, is_sample=True)
        add_firm(session, firm_id="F-902", name="Second House", is_sample=True)
        rows = "firm_id,name,tier\nF-901,A Real Firm,global\nF-902,Second House,global\n"
        import_firms(session, rows.encode(), "firms.csv", ADA, source="A list")

        samples = dict(session.execute(sa.select(Firm.firm_id, Firm.is_sample)).all())
        assert samples == {"F-901": False, "F-902": True}


def test_the_command_line_imports_into_the_pages_directory(app, sign_in, tmp_path):
    file = tmp_path / "more.csv"
    file.write_text(NEW)

    result = app.test_cli_runner().invoke(firms, ["import", str(file)], catch_exceptions=False)

    assert result.output == (
        "Firm directory: 1 new, 0 changed, 0 unchanged, 0 refused.\n"
        "1 firm stands lower in our vetting than the file has it, under review at most.\n"
        "Check the facts in each ledger under Vetting, or import the file again with --take-over-vetting.\n"
    )
    assert "Second House" in sign_in("ada").get("/admin/firms").text


def test_the_command_line_takes_vetting_over_when_it_is_told_to(app, platform, tmp_path):
    file = tmp_path / "more.csv"
    file.write_text(NEW)
    run = app.test_cli_runner()
    run.invoke(firms, ["import", str(file)], catch_exceptions=False)

    result = run.invoke(firms, ["import", str(file), "--take-over-vetting"], catch_exceptions=False)

    assert result.output == "Firm directory: 0 new, 1 changed, 0 unchanged, 0 refused.\n"
    assert statuses(platform) == {"F-902": "verified"}


def test_the_command_line_exports_what_it_imports(app, standing, tmp_path):
    file = tmp_path / "out.csv"

    app.test_cli_runner().invoke(firms, ["export", str(file)], catch_exceptions=False)
    result = app.test_cli_runner().invoke(firms, ["import", str(file)], catch_exceptions=False)

    assert result.output == "Firm directory: 0 new, 0 changed, 1 unchanged, 0 refused.\n"
