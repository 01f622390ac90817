"""The standing people: Alice owns Acme, Bob reviews and Sam sells for her; Charlie at Umbrella sees nothing of it."""

from functools import cache

from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.passwords import hash_password

PASSWORD = "correct horse battery staple"
PEOPLE = {
    ("Acme", OrganisationKind.COMPANY): {"Alice": Role.OWNER, "Bob": Role.SECURITY, "Sam": Role.SALES},
    ("Umbrella", OrganisationKind.COMPANY): {"Charlie": Role.OWNER},
    ("Invented Assurance", OrganisationKind.FIRM): {"Fiona": Role.FIRM},
    ("The platform", OrganisationKind.PLATFORM): {"Ada": Role.ADMIN},
}


@cache
def password_hash() -> str:
    """Hash the common password once, as argon2 is slow on purpose."""
    return hash_password(PASSWORD)


def add_standing_people(session: Session) -> None:
    """Add every standing person; the session must reach every organisation."""
    for (name, kind), members in PEOPLE.items():
        organisation = make_organisation(session, name, kind)
        for person, role in members.items():
            make_member(session, organisation, person, role)


def make_organisation(session: Session, name: str, kind: OrganisationKind = OrganisationKind.COMPANY) -> Organisation:
    """Add an organisation."""
    organisation = Organisation(name=name, kind=kind)
    session.add(organisation)
    session.flush()
    return organisation


def make_member(session: Session, organisation: Organisation, name: str, role: Role) -> Membership:
    """Add a person, reachable under their name at example.com, with a role in an organisation."""
    user = User(email=f"{name.lower()}@example.com", name=name, password_hash=password_hash())
    session.add(user)
    session.flush()
    membership = Membership(organisation_id=organisation.id, user_id=user.id, role=role)
    session.add(membership)
    session.flush()
    return membership
