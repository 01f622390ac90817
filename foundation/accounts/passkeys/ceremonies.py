"""What is asked of a device, and whether its answer holds (WebAuthn). Every passkey must verify its person."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from foundation.accounts.passkeys.party import Party
from foundation.errors import BadInput
from foundation.strict_json import strict_json

REFUSED = "The passkey was not accepted. Try again, or use another way."
LONGEST_ID_BYTES = 1023
"""Of a passkey's id, by the standard."""
_SERVICE = "auditmatch"
_MUST = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
)


def creation_options(party: Party, user_id: uuid.UUID, email: str, name: str, known: list[str]) -> dict[str, object]:
    """Say what a new passkey is to be like; `known` are the ids of those that the person has."""
    options = generate_registration_options(
        rp_id=party.name,
        rp_name=_SERVICE,
        user_id=user_id.bytes,
        user_name=email,
        user_display_name=name,
        authenticator_selection=_MUST,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    told: dict[str, object] = json.loads(options_to_json(options))
    return told


def request_options(party: Party) -> dict[str, object]:
    """Ask for an answer of whichever passkey the person chooses."""
    options = generate_authentication_options(rp_id=party.name, user_verification=UserVerificationRequirement.REQUIRED)
    told: dict[str, object] = json.loads(options_to_json(options))
    return told


def check_new(party: Party, answer: str, challenge: str) -> VerifiedRegistration:
    """Check the answer of a new passkey; raises BadInput."""
    with _refusing():
        checked = verify_registration_response(
            credential=_told(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.name,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    if len(checked.credential_id) > LONGEST_ID_BYTES:
        raise BadInput(REFUSED)
    return checked


def check_answer(
    party: Party, answer: str, challenge: str, *, public_key: str, sign_count: int
) -> VerifiedAuthentication:
    """Check the answer of a passkey that is known; raises BadInput."""
    with _refusing():
        return verify_authentication_response(
            credential=_told(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=party.name,
            expected_origin=party.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )


def credential_id_in(answer: str) -> str:
    """Read which passkey an answer names; raises BadInput for what is no answer."""
    with _refusing():
        return bytes_to_base64url(base64url_to_bytes(_told(answer)["rawId"]))


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what makes the library stumble: it takes the types of what a device sends for granted."""
    try:
        yield
    except (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError) as stumbled:
        raise BadInput(REFUSED) from stumbled


def _told(answer: str) -> dict[str, Any]:
    told = strict_json(answer)
    if not isinstance(told, dict):
        raise BadInput(REFUSED)
    return told


def transports_in(answer: str) -> list[str]:
    """Read how the device says it can be reached; kept to offer it later, believed for nothing."""
    response = _told(answer).get("response")
    found = response.get("transports") if isinstance(response, dict) else None
    return [one.value for one in AuthenticatorTransport if one.value in found] if isinstance(found, list) else []
