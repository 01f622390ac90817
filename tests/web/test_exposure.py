"""The public exposure report: what the record tells, what it keeps back, the audit, the file."""

import csv
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from foundation.access.scope import NOBODY, open_session
from foundation.clock import now
from matcher.exposure.measuring import Ranked, count_exposure, note_run
from matcher.firms.words import Tier, VettingStatus
from matcher.outcomes.models import OutcomeKind
from matcher.outcomes.service import Known, note
from matcher.ranker.fairness import exposure_chore, measure_exposure
from tests.factories.intake import DULL_FIRM, add_firms

PAGE = "/matching/exposure"
FILE = "/matching/exposure.csv"
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def keep(app):
    """Keep runs of three firms, the first two shown: so many, of them so many asked the first and engaged it."""

    def kept(number, *, asked=0, engaged=0, version="1", eligible=("F-901", "F-902", "F-903")):
        with open_session(app.extensions["engine"], NOBODY) as session:
            for at in range(number):
                note_run(session, Ranked(DAY, "some", version, eligible, eligible[:2]))
                run, known = uuid.uuid4(), Known("some", version, {}, 1, 1.0)
                kinds = (
                    OutcomeKind.SHOWN,
                    *[OutcomeKind.INTRODUCED] * (at < asked),
                    *[OutcomeKind.SIGNED] * (at < engaged),
                )
                for kind in kinds:
                    note(session, kind, run, eligible[0], known)
            session.flush()
            count_exposure(session, now())
            session.commit()

    return kept


@pytest.fixture
def directory(app):
    def added(*firms):
        with open_session(app.extensions["engine"], NOBODY) as session:
            add_firms(session, *firms)
            session.commit()

    return added


def firm(firm_id, name, **facts):
    return replace(DULL_FIRM, firm_id=firm_id, name=name, **facts)


@pytest.fixture
def three(directory):
    directory(
        firm("F-901", "Alder Assurance", tier=Tier.BOUTIQUE),
        firm("F-902", "Birch Assurance", tier=Tier.BOUTIQUE),
        firm("F-903", "Cedar Assurance", tier=Tier.GLOBAL),
    )


def row_of(page, name):
    return page.partition(name)[2].partition("</tr>")[0]


def table(sent):
    return list(csv.DictReader(sent.text.splitlines()))


def test_before_the_first_run_the_page_says_so(client):
    page = client.get(PAGE).text

    assert "Nothing to tell yet" in page
    assert "Not audited yet" in page
    assert "Download as CSV" not in page


def test_counts_come_with_their_shares_intervals_and_what_a_lot_would_give(client, three, keep):
    keep(10, asked=4, engaged=1)

    page = client.get(PAGE).text
    alder, cedar = row_of(page, "Alder Assurance"), row_of(page, "Cedar Assurance")

    assert "10 (100\u00a0%)" in alder
    assert "67\u00a0%" in alder  # two of three are shown
    assert "4 (40\u00a0%)" in alder
    assert "17\u00a0% to 69\u00a0%" in alder  # Wilson, 4 of 10
    assert "1 (10\u00a0%)" in alder
    assert "0 (0\u00a0%)" in cedar
    assert "too few" in cedar  # never shown
    assert "Since 23 November 2026" in page
    boutique = row_of(page, '<th scope="row" class="app-long">Boutique')
    assert "20 (100\u00a0%)" in boutique
    assert "4 (20\u00a0%)" in boutique


def test_below_five_runs_nothing_is_told_of_a_firm_on_the_page_or_in_the_file(client, three, keep):
    keep(4, asked=4)

    page = client.get(PAGE).text

    assert "Alder" not in page
    assert "3 firms are left out for that." in page
    assert [line["eligible"] for line in table(client.get(FILE)) if line["firm_id"]] == []


def test_a_single_small_count_takes_another_with_it_so_that_the_tiers_sum_does_not_tell_it(client, three, keep):
    keep(10)
    keep(3, eligible=("F-901", "F-902"))
    keep(2, eligible=("F-904", "F-901"))

    names = [line["firm_id"] for line in table(client.get(FILE)) if line["group"] == "firm"]

    assert names == ["F-901", "F-902", "F-903"]  # F-904, of no known tier, is alone below five


def test_one_version_is_told_where_the_others_would_not_tell_of_few_runs(client, three, keep):
    keep(10)
    keep(6, version="v2")
    keep(2, version="v3", eligible=("F-903",))

    page = client.get(f"{PAGE}?version=v2").text
    found = {line["firm_id"]: line["eligible"] for line in table(client.get(f"{FILE}?version=1")) if line["firm_id"]}

    assert "6 (100\u00a0%)" in row_of(page, "Alder Assurance")
    assert 'aria-current="page"' in page.partition("Version v2")[0].rpartition("<a ")[2]
    assert found == {"F-901": "10", "F-902": "10", "F-903": "10"}
    assert client.get(f"{PAGE}?version=v3").status_code == 200
    assert "Cedar" not in client.get(f"{PAGE}?version=v3").text
    assert client.get(f"{PAGE}?version=nonsense").status_code == 200


def test_a_version_does_not_tell_of_a_firm_what_would_give_the_few_runs_of_another_away(client, three, keep):
    keep(10)
    keep(9, version="v2", eligible=("F-901", "F-902"))
    keep(2, version="v2")  # all versions tell 12 runs of F-903, so the first must not tell 10

    def told(address):
        return {line["firm_id"]: line["eligible"] for line in table(client.get(address)) if line["firm_id"]}

    assert told(FILE) == {"F-901": "21", "F-902": "21", "F-903": "12"}
    assert told(f"{FILE}?version=1") == {"F-901": "10", "F-902": "10"}
    assert "F-903" not in told(f"{FILE}?version=v2")


def test_the_file_runs_nothing_in_a_spreadsheet(client, directory, keep):
    directory(firm("F-901", "=HYPERLINK(1)", tier=Tier.BOUTIQUE), firm("F-902", "@cmd", tier=Tier.BOUTIQUE))
    keep(6, eligible=("F-901", "F-902"))

    sent = client.get(FILE)

    assert {line["name"] for line in table(sent) if line["firm_id"]} == {"'=HYPERLINK(1)", "'@cmd"}
    assert (sent.mimetype, sent.headers["Content-Disposition"]) == ("text/csv", 'attachment; filename="exposure.csv"')


def test_a_firm_that_was_removed_or_is_gone_is_told_without_a_link(client, directory, keep):
    directory(firm("F-901", "<b>Gone</b>", vetting_status=VettingStatus.REMOVED))
    keep(8, eligible=("F-901", "F-555"))

    page = client.get(PAGE).text

    assert "&lt;b&gt;Gone" in page
    assert "F-555" in page
    assert "/firms/" not in page


def test_firms_are_shown_page_by_page_and_asking_for_many_asks_the_database_no_more(app, client, keep):
    asked = []
    sa.event.listen(app.extensions["engine"], "before_cursor_execute", lambda *_: asked.append(1))

    def statements(address):
        asked.clear()
        assert client.get(address).status_code == 200
        return len(asked)

    keep(6, eligible=("F-001", "F-002"))
    few = statements(PAGE)
    keep(6, eligible=tuple(f"F-{number}" for number in range(100, 160)))

    assert statements(PAGE) == few
    page = client.get(f"{PAGE}?page=3").text
    assert "Page 3 of 3" in page
    assert client.get(f"{PAGE}?page=99").status_code == 200


def test_the_audit_is_published_with_what_accounts_for_less(app, client, directory):
    directory(
        *[firm(f"F-91{n}", f"Small {n}", tier=Tier.BOUTIQUE, soc2_reports_per_year=5) for n in range(6)],
        *[firm(f"F-92{n}", f"Large {n}", tier=Tier.NATIONAL, soc2_reports_per_year=100) for n in range(6)],
    )
    with open_session(app.extensions["engine"], NOBODY) as session:
        measure_exposure(session)
        session.commit()

    page, card = client.get(PAGE).text, client.get("/matching/model").text

    for told in (page, card):
        assert "6</td>" in row_of(told, ">Boutique</th>")
        assert "SOC 2 reports a year (" in row_of(told, ">Boutique</th>")
        assert "No named feature" not in told
    assert "(the expert prior) matched 96 typical intakes" in page
    assert client.get("/matching/model.json").json["fairness"]["asked"] == 96


def test_the_chore_measures_at_its_minute_and_at_no_other(app, client, directory, keep, monkeypatch):
    directory(DULL_FIRM)
    chore = exposure_chore(app.extensions["engine"])

    monkeypatch.setattr("foundation.jobs.chores.now", lambda: now().replace(minute=39))
    chore()
    assert "Not audited yet" in client.get(PAGE).text
    monkeypatch.setattr("foundation.jobs.chores.now", lambda: now().replace(minute=40))
    chore()
    assert "Not audited yet" not in client.get(PAGE).text
