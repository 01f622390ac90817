"""The demo's invented people; only the demo and `seed` make them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.passwords import hash_password

DEMO_COMPANY = "Lanternbrook Payroll"
DEMO_FIRM = "Hazelmoor Attest"
DEMO_PLATFORM = "The platform"
DEMO_PASSWORD = "demo-only-password"  # noqa: S105 - printed by the demo on purpose; no real service makes these people
DEMO_SIGN_INS = (
    ("owner@lanternbrook.example", "the company: finds an auditor, keeps controls, approves answers"),
    ("sales@lanternbrook.example", "its sales: drops in a buyer's questionnaire, takes it out answered"),
    ("admin@auditmatch.example", "the platform: keeps the directory of audit firms"),
    ("partner@hazelmoor.example", "an audit firm: keeps its own profile, tells its capacity"),
)
_PEOPLE = {
    (DEMO_COMPANY, OrganisationKind.COMPANY): (
        ("owner@lanternbrook.example", "Demo Owner", Role.OWNER),
        ("security@lanternbrook.example", "Demo Security Lead", Role.SECURITY),
        ("sales@lanternbrook.example", "Demo Sales", Role.SALES),
    ),
    (DEMO_FIRM, OrganisationKind.FIRM): (("partner@hazelmoor.example", "Demo Partner", Role.FIRM),),
    (DEMO_PLATFORM, OrganisationKind.PLATFORM): (("admin@auditmatch.example", "Demo Admin", Role.ADMIN),),
}


def seed_people(session: Session) -> Organisation:
    """Make the demo's organisations and people where they are missing; gives the demo company."""
    made = {name: _organisation(session, name, kind) for name, kind in _PEOPLE}
    for (name, _kind), people in _PEOPLE.items():
        for email, person, role in people:
            _member(session, made[name], email, person, role)
    return made[DEMO_COMPANY]


def _organisation(session: Session, name: str, kind: OrganisationKind) -> Organisation:
    wanted = sa.select(Organisation).where(Organisation.name == name, Organisation.is_demo)
    found = session.scalar(wanted) or Organisation(name=name, kind=kind, is_demo=True)
    session.add(found)
    session.flush()
    return found


def _member(session: Session, organisation: Organisation, email: str, name: str, role: Role) -> None:
    if session.scalar(sa.select(User).where(User.email == email)):
        return
    user = User(email=email, name=name, password_hash=hash_password(DEMO_PASSWORD))
    session.add(user)
    session.flush()
    session.add(Membership(organisation_id=organisation.id, user_id=user.id, role=role))
