"""The letters that tell a person what was done to how they sign in: whoever did not do it learns of it."""

from sqlalchemy.orm import Session

from foundation.accounts.models import User
from foundation.mail.letters import Letter, Sample
from foundation.mail.service import post_letter

_NOT_YOU = (
    'If it was not you, choose a new password at once ("I forgot my password" on the sign-in page), look through '
    '"Where you are signed in" on your account, and tell an owner of your organisation.'
)


def tell(session: Session, user: User, letter: Letter) -> None:
    """Mail a person what was done."""
    post_letter(session, letter, recipient=user.email)
    session.flush()


def app_set_up(name: str) -> Letter:
    """An app for codes was set up."""
    said = "from now on signing in asks for a code of the app that was just set up for your account on auditmatch."
    return _letter("Sign-in codes are set up", name, said)


def app_removed(name: str) -> Letter:
    """The app was removed."""
    said = "signing in to your account on auditmatch no longer asks for a code of an app."
    return _letter("Sign-in codes are switched off", name, said)


def codes_made(name: str) -> Letter:
    """New recovery codes were made."""
    return _letter("New recovery codes", name, "new recovery codes were made for your account on auditmatch.")


def code_used(name: str, left: int) -> Letter:
    """A recovery code let somebody in."""
    said = f"somebody, probably you, used a recovery code of your account on auditmatch. {left} are left."
    return _letter("A recovery code was used", name, said)


def factors_reset(name: str, by: str) -> Letter:
    """Somebody else has taken the second factor away."""
    said = (
        f"{by} has reset your second factor on auditmatch. Sign in with your password alone, and set up an app for "
        "codes again on your account."
    )
    return _letter("Your second factor was reset", name, said)


def passkey_added(name: str, passkey: str) -> Letter:
    """A passkey was added."""
    said = (
        f'the passkey "{passkey}" was added to your account on auditmatch. It lets its holder sign in without a '
        "password."
    )
    return _letter("A passkey was added", name, said)


def passkey_removed(name: str, passkey: str) -> Letter:
    """A passkey was removed."""
    return _letter("A passkey was removed", name, f'the passkey "{passkey}" no longer opens your account.')


def single_sign_on_in_use(name: str, issuer: str) -> Letter:
    """An identity provider lets the person in from now on."""
    said = f"from now on {issuer} lets you in to your account on auditmatch."
    return _letter("Single sign-on is in use", name, said)


def made_admin(name: str) -> Letter:
    """Somebody at the command line made the person an admin of the platform."""
    said = (
        "you were made an admin of this auditmatch on its server. Sign in as before, and switch to the platform on the "
        "page of your account."
    )
    return _letter("You are an admin now", name, said)


def sign_in_waits(name: str, what: str, minutes: int) -> Letter:
    """Somebody guesses: sign-in waits. It goes once a day at most."""
    said = (
        f"a wrong {what} was given for your account on auditmatch again and again, so that signing in waits up to "
        f"{minutes} minutes, also with the right one. Nobody got in by these attempts. Wait, or choose a new password: "
        "that ends the wait for the password at once."
    )
    return Letter(
        "Somebody tries to sign in to your account",
        (
            f"Hello {name},",
            said,
            "If it was you, there is nothing else to do. If it was not, a passkey or an app for codes keeps out who "
            "guesses your password. No more mail of this goes today.",
        ),
    )


def _letter(subject: str, name: str, said: str) -> Letter:
    return Letter(subject, (f"Hello {name},", said, _NOT_YOU))


def samples(_base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    name, key = "Robin Ashby", "Robin's laptop"
    letters = (
        ("App for codes set up", app_set_up(name)),
        ("App for codes removed", app_removed(name)),
        ("Recovery codes made", codes_made(name)),
        ("Recovery code used", code_used(name, 8)),
        ("Second factor reset", factors_reset(name, "Alex Fenn")),
        ("Passkey added", passkey_added(name, key)),
        ("Passkey removed", passkey_removed(name, key)),
        ("Single sign-on taken into use", single_sign_on_in_use(name, "https://login.lanternbrook.example")),
        ("Made an admin", made_admin(name)),
        ("Sign-in waits", sign_in_waits(name, "password", 15)),
    )
    return tuple(Sample(step, "the person", letter) for step, letter in letters)
