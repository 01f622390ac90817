"""The firm directory over the API, for admins."""

import pytest

FIRMS = "/api/v1/firms"
SENT = {
    "firm_id": "F-777",
    "name": "Invented Auditors",
    "tier": "boutique",
    "regions": ["US", "EU"],
    "offshore_staff": False,
    "licence_checked_on": "2026-10-01",
    "report_types": ["type_1", "type_2"],
    "categories": ["security"],
    "frameworks": {"iso_27001": "2027-03-01", "hipaa": None},
    "industries": {"saas": 40, "fintech": None},
    "type_2_fee_min_usd": 15000,
    "type_2_fee_max_usd": 25000,
    "fieldwork_weeks": 2.5,
}
SOURCE = {"source": "their letter of October"}
REASON = {"reason": "The licence is being looked into."}


@pytest.fixture
def firm(calling):
    return f"{FIRMS}/{calling('ada').post(FIRMS, json=SENT | SOURCE).json['id']}"


def test_a_firm_is_kept_as_sent_and_stands_as_a_candidate(calling, firm):
    given = calling("ada").get(firm)

    assert {name: given.json[name] for name in SENT} == SENT
    assert (given.json["vetting_status"], given.json["notes"], given.headers["ETag"]) == ("candidate", None, '"1"')


def test_a_change_leaves_the_other_fields_and_needs_its_source(calling, firm):
    ada = calling("ada")

    changed = ada.patch(firm, json={"tier": "national", "offshore_staff": None} | SOURCE)

    assert changed.status_code == 200
    assert {name: changed.json[name] for name in SENT} == SENT | {"tier": "national", "offshore_staff": None}
    assert ada.patch(firm, json={"tier": "global"}).status_code == 422
    assert ada.patch(firm, json={"tier": "global"} | SOURCE, headers={"If-Match": '"1"'}).status_code == 412


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tier": "huge"}, "tier"),
        ({"type_2_fee_max_usd": 14999}, "type_2_fee_max_usd"),
        ({"hq_country": "Atlantis"}, "hq_country"),
        ({"rating": 5.5}, "rating"),
        ({"industries": {"mining": 3}}, "industries.mining.key"),
        ({"vetting_status": "suspended"}, "vetting_status"),
        ({"pays_us": 3}, "pays_us"),
    ],
)
def test_a_wrong_field_is_named(calling, wrong, field):
    answer = calling("ada").post(FIRMS, json=SENT | SOURCE | wrong)

    assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, [field])


def test_an_id_that_is_taken_is_refused(calling, firm):
    answer = calling("ada").post(FIRMS, json=SENT | SOURCE)

    assert answer.status_code == 422
    assert "already has a firm F-777" in answer.json["detail"]


def test_a_firm_is_suspended_and_reinstated_where_it_stood(calling, firm):
    ada = calling("ada")

    assert ada.post(f"{firm}/suspension", json=REASON).json["vetting_status"] == "suspended"
    assert ada.post(f"{firm}/suspension", json=REASON).status_code == 409
    assert ada.post(f"{firm}/reinstatement", json=REASON).json["vetting_status"] == "candidate"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["F-777"]),
        ("search=invented", ["F-777"]),
        ("tier=global", []),
        ("licence_status=not_known", ["F-777"]),
        ("is_sample=true", []),
        ("is_sample=false", ["F-777"]),
    ],
)
def test_the_directory_is_searched(calling, firm, asked, found):
    assert [one["firm_id"] for one in calling("ada").get(f"{FIRMS}?{asked}").json["items"]] == found


@pytest.mark.parametrize("person", ["alice", "bob", "sam", "fiona"])
def test_the_directory_is_for_admins(calling, firm, person):
    assert calling(person).get(firm).status_code == 403
