"""The letters about another address. Those to an address that is nobody's yet repeat nothing that somebody typed."""

from foundation.mail.letters import Letter, Sample

_NOT_YOU = (
    'If it was not you, choose a new password at once ("I forgot my password" on the sign-in page): the link that was '
    "mailed is void from then on. Then tell an owner of your organisation."
)


def confirm_letter(minutes: int, link: str) -> Letter:
    """Bring the link to the new address."""
    return Letter(
        "Confirm your new e-mail address",
        (
            "Hello,",
            "somebody, probably you, wants to sign in to auditmatch under this e-mail address from now on.",
            f"The link works once and for {minutes} minutes, for whoever is signed in to that account. If you do not "
            "know of it, do nothing: nothing changes.",
        ),
        action="Confirm the address",
        link=link,
    )


def taken_letter(sign_in: str) -> Letter:
    """Tell the holder of an address, and nobody else, that it has an account already."""
    return Letter(
        "There is an account under this address already",
        (
            "Hello,",
            "somebody, perhaps you, asked to sign in to another account on auditmatch under this e-mail address. It "
            "has an account already, so nothing was changed.",
            "If it was you, use that account, or delete it first. If it was not you, there is nothing to do: nobody "
            "was told that it exists.",
        ),
        action="Sign in",
        link=sign_in,
    )


def asked_letter(name: str, new: str) -> Letter:
    """Tell the present address that another one is asked for."""
    return Letter(
        "Another e-mail address was asked for",
        (
            f"Hello {name},",
            f"somebody, probably you, asked to sign in to your account on auditmatch under {new} instead of this "
            "address. It changes once the link that went there is opened.",
            _NOT_YOU,
        ),
    )


def changed_letter(name: str, new: str) -> Letter:
    """Tell the former address that it is no longer the one."""
    return Letter(
        "Your e-mail address was changed",
        (
            f"Hello {name},",
            f"from now on you sign in to your account on auditmatch under {new}, and mails go there. Your other "
            "sessions have ended.",
            "If it was not you, tell an owner of your organisation, or whoever runs the service, at once: this address "
            "can no longer ask for a new password.",
        ),
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    name, new = "Robin Ashby", "robin@lanternbrook.example"
    return (
        Sample("New address to confirm", "the new address", confirm_letter(60, f"{base_url}/account/email/…")),
        Sample("New address has an account", "that address", taken_letter(f"{base_url}/sign-in")),
        Sample("Another address asked for", "the person, at the present address", asked_letter(name, new)),
        Sample("Address changed", "the person, at the former address", changed_letter(name, new)),
    )
