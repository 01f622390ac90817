"""Answers of devices that no device gives: each is refused in one sentence, whatever the library makes of it."""

import json
import uuid

import cbor2
import pytest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from foundation.accounts.passkeys.ceremonies import (
    REFUSED,
    check_answer,
    check_new,
    creation_options,
    credential_id_in,
    request_options,
    transports_in,
)
from foundation.accounts.passkeys.party import Party
from foundation.errors import BadInput
from tests.support.authenticator import Authenticator

PARTY = Party("localhost", "http://localhost:8000")
DEEP = json.loads("[" * 900 + "]" * 900)
NASTY = (None, 7, -1, 1.5, True, "", "x" * 5_000, "ä", "=", [], {}, [[]], {"a": 1}, b"", b"\xff" * 300, DEEP)
RAW = (b"", b"{", b"[" * 100_000, b"null", b"7", b"\xff\xfe", b"{}", b'{"a":' * 50_000, b"9" * 5_000)
"""What may stand where JSON or CBOR is expected."""
CBOR = (
    b"\x81" * 100_000,
    b"\x9f" * 1_000,
    b"\xd8\x1d\x00",
    b"\xbf\x01",
    b"\xa2\x01\x01\x01\x01",
    b"\xfb" + b"\xff" * 8,
)
FORMATS = ("none", "packed", "tpm", "android-key", "android-safetynet", "fido-u2f", "apple", "no-such")
STATEMENTS = (
    {},
    {"x5c": []},
    {"x5c": [b"\x30\x00"]},
    {"x5c": 7, "alg": -7, "sig": 1},
    {"ver": "2.0", "response": b"a.b.c"},
)


def crashes(deed, answers):
    """Give what else than a refusal comes of answers, and how many were refused."""
    found, refused = {}, 0
    for number, answer in enumerate(answers):
        try:
            deed(answer)
        except BadInput as told:
            refused += told.problem == REFUSED
        except Exception as crash:  # noqa: BLE001 - any crash at all is what is looked for
            found[number, answer[:60]] = f"{type(crash).__name__}: {crash}"[:200]
    return found, refused


def spoilt(answer):
    """Give answers with one thing wrong, beginning with the outermost."""
    yield from (one.decode("latin-1") for one in (*RAW, b'"' + b"[" * 900 + b'"'))
    told = json.loads(answer)
    for path in [(), ("response",)]:
        standing = told["response"] if path else told
        for key in standing:
            for value in NASTY:
                if not isinstance(value, bytes):
                    other = {**standing, key: value}
                    yield json.dumps({**told, "response": other} if path else other)


def with_client_data(answer):
    told = json.loads(answer)
    client = json.loads(base64url_to_bytes(told["response"]["clientDataJSON"]))
    other = [json.dumps({**client, key: value}) for key in client for value in NASTY if not isinstance(value, bytes)]
    other += [json.dumps({**client, "tokenBinding": value}) for value in ({}, {"status": 7}, DEEP)]
    for content in (*RAW, *(one.encode() for one in other)):
        yield json.dumps({**told, "response": {**told["response"], "clientDataJSON": bytes_to_base64url(content)}})


def with_attestation(answer):
    told = json.loads(answer)
    made = cbor2.loads(base64url_to_bytes(told["response"]["attestationObject"]))
    other = [cbor2.dumps({**made, key: value}) for key in made for value in NASTY]
    other += [cbor2.dumps({**made, "fmt": fmt, "attStmt": said}) for fmt in FORMATS for said in STATEMENTS]
    other += [cbor2.dumps({**made, "authData": made["authData"][:cut]}) for cut in (1, 36, 37, 40, 54, 60, 90)]
    for content in (*RAW, *CBOR, *other):
        yield json.dumps({**told, "response": {**told["response"], "attestationObject": bytes_to_base64url(content)}})


def test_a_new_passkey_with_anything_wrong_is_refused_in_one_sentence():
    device, options = Authenticator(), creation_options(PARTY, uuid.UUID(int=1), "a@example.com", "Alice", [])
    good, challenge = device.create(options), options["challenge"]
    answers = [*spoilt(good), *with_client_data(good), *with_attestation(good)]

    found, refused = crashes(lambda answer: check_new(PARTY, answer, challenge), answers)

    assert check_new(PARTY, good, challenge).credential_id == device.credential_id
    assert found == {}
    assert refused > 200


def test_an_answer_with_anything_wrong_is_refused_in_one_sentence():
    device = Authenticator()
    made = creation_options(PARTY, uuid.UUID(int=1), "a@example.com", "Alice", [])
    kept = check_new(PARTY, device.create(made), made["challenge"])
    asked = request_options(PARTY)
    good, key = device.get(asked), bytes_to_base64url(kept.credential_public_key)
    answers = [*spoilt(good), *with_client_data(good)]

    def check(answer):
        credential_id_in(answer)
        return check_answer(PARTY, answer, asked["challenge"], public_key=key, sign_count=0)

    found, refused = crashes(check, answers)

    assert check(good).new_sign_count == 1
    assert found == {}
    assert refused > 120


def test_an_id_longer_than_any_device_gives_is_refused():
    options = creation_options(PARTY, uuid.UUID(int=1), "a@example.com", "Alice", [])
    longest, longer = (Authenticator(credential_id=b"x" * size) for size in (1_023, 1_024))

    assert check_new(PARTY, longest.create(options), options["challenge"]).credential_id == b"x" * 1_023
    with pytest.raises(BadInput, match="The passkey was not accepted"):
        check_new(PARTY, longer.create(options), options["challenge"])


def test_only_known_ways_to_reach_a_device_are_kept():
    told = {"response": {"transports": ["usb", "\x00\ud800", 7, ["nfc"], "internal", "x" * 50]}}

    assert transports_in(json.dumps(told)) == ["usb", "internal"]  # in the order of the standard
