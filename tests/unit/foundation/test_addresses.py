"""The address of each row of a page, built once."""

from uuid import UUID

from flask import Flask

from foundation.web.addresses import NUMBER, address_of_each

ROW = UUID("12345678-1234-5678-1234-567812345678")
NONE = UUID(int=0)


def test_an_address_holds_the_row_where_its_rule_has_it_and_the_rest_as_it_was_given():
    app = Flask("addresses")
    app.add_url_rule("/houses/<uuid:house_id>/rooms/<uuid:room_id>/open", "open")
    with app.test_request_context():
        at = address_of_each("open", "room_id", house_id=ROW, page=2, reason="a&b")

        assert at[NONE] == f"/houses/{ROW}/rooms/{NONE}/open?page=2&reason=a%26b"
        assert at[ROW] == f"/houses/{ROW}/rooms/{ROW}/open?page=2&reason=a%26b"


def test_what_a_person_wrote_into_the_address_is_never_taken_for_the_place_of_the_row():
    app = Flask("addresses")
    app.add_url_rule("/rooms/<uuid:room_id>", "show")
    with app.test_request_context():
        at = address_of_each("show", "room_id", search=str(NONE))

        assert at[ROW] == f"/rooms/{ROW}?search={NONE}"


def test_an_address_holds_a_number_where_its_rule_has_one():
    app = Flask("addresses")
    app.add_url_rule("/houses/<uuid:house_id>/floors/<int:floor>/plan", "plan")
    with app.test_request_context():
        at = address_of_each("plan", "floor", place=NUMBER, house_id=ROW)

        assert [at[floor] for floor in (1, 12)] == [f"/houses/{ROW}/floors/1/plan", f"/houses/{ROW}/floors/12/plan"]
