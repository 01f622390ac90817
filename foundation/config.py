"""Every setting once: name, default, unit, one line of help. Read from the environment once, at start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from foundation.errors import BadInput

PREFIX = "AUDITMATCH_"
LEAST_OF_A_KEY = 32


def setting(default: Any, text: str, *, secret: bool = False) -> Any:
    """Declare one setting with its default and its line of help; a secret one is never shown with the others."""
    return field(default=default, metadata={"help": text}, repr=not secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose; each field is read from `AUDITMATCH_<NAME>`."""

    instance: Path = setting(Path("instance"), "Folder for the database, uploads and the secret key")
    database_url: str = setting("", "SQLAlchemy URL; empty: SQLite in the instance folder", secret=True)
    owner_database_url: str = setting(
        "", "URL of the role that owns the tables, for `db` and `restore` alone; empty: the one above", secret=True
    )
    queue_url: str = setting(
        "",
        "What wakes the workers: redis://host:6379/0 or postgresql://user:password@host/name; "
        "empty: a file in the instance folder",
        secret=True,
    )
    secret_key: str = setting(
        "", "Key that signs cookies; empty: made once and kept in the instance folder", secret=True
    )
    former_secret_keys: str = setting(
        "", "Keys that were in force before, separated by commas; they still read what they signed", secret=True
    )
    base_url: str = setting("http://127.0.0.1:8000", "Address under which people reach the service; used in mails")
    host: str = setting("127.0.0.1", "Address to listen on")
    port: int = setting(8000, "Port to listen on; PORT without prefix is read too")
    demo: bool = setting(False, "Shows the demo sign-ins and lets the admin read the outbox; never on a real service")
    upload_limit_mb: int = setting(25, "Largest upload in megabytes")
    session_idle_hours: int = setting(12, "Hours without a request after which a sign-in ends")
    session_days: int = setting(14, "Days after which a sign-in ends in any case")
    confirm_minutes: int = setting(10, "Minutes for which a password confirms deeds that would hurt")
    link_days: int = setting(7, "Days for which an invitation, or a link to claim a firm, holds")
    reset_minutes: int = setting(60, "Minutes for which a link for a new password or a new address holds")
    reset_mails_per_hour: int = setting(3, "Mails with such a link that one account may ask for within an hour")
    attempts_per_account: int = setting(10, "Wrong passwords, or codes, after which an account's sign-in waits")
    attempts_per_source: int = setting(100, "Wrong passwords and codes after which a public internet address waits")
    openings_per_source: int = setting(
        50, "New accounts and intakes of visitors that one public internet address may begin in an hour"
    )
    attempts_minutes: int = setting(15, "Minutes within which wrong attempts are counted, and to wait afterwards")
    trusted_proxies: int = setting(0, "Proxies in front whose X-Forwarded-For is believed; 0: none")
    oidc_issuer: str = setting(
        "", "Identity provider for single sign-on (OpenID Connect), as https://login.example.com; empty: none"
    )
    oidc_client_id: str = setting("", "Name under which the identity provider knows this service")
    oidc_client_secret: str = setting("", "Secret that goes with that name", secret=True)
    oidc_label: str = setting("single sign-on", "What the button for single sign-on calls the identity provider")
    smtp_url: str = setting(
        "", "Mail server, as smtp+starttls://user:password@host:587; empty: mails stay in the outbox", secret=True
    )
    mail_from: str = setting("auditmatch@localhost", "Address that mails come from")
    stored_files: Path | None = setting(None, "Folder for uploaded files; empty: `files` in the instance folder")
    reading_memory_mb: int = setting(1024, "Megabytes of memory for the process that reads one uploaded questionnaire")
    reading_cpu_seconds: int = setting(60, "Seconds of computing that reading one uploaded questionnaire may take")
    reading_seconds: int = setting(90, "Seconds by the clock after which reading one uploaded questionnaire is ended")
    wording_url: str = setting(
        "", "OpenAI-compatible endpoint that may word answers, as https://host/v1; empty: answers are worded here"
    )
    wording_model: str = setting("", "Model that the wording endpoint is asked for")
    wording_key: str = setting("", "Key of the wording endpoint; sent over https or to this machine only", secret=True)
    wording_seconds: float = setting(20.0, "Seconds after which the wording endpoint is not waited for, for one answer")
    semantic_model: str = setting(
        "", "Model of dense vectors for retrieval, a folder or hub name; needs the extra `semantic`; empty: none"
    )
    explore_third_place: bool = setting(
        False, "Lets chance give the third match among firms that may be as good, so that the ranking learns of them"
    )
    api_requests_per_minute: int = setting(
        300, "Requests that one API token may make in a minute, counted by each server process on its own"
    )
    two_person_vetting: bool = setting(
        False, "A firm is verified only when a second admin has confirmed its licence, peer review and word on opinions"
    )

    metrics_token: str = setting(
        "", "Token that /metrics asks of whoever reads it, as a Bearer token; empty: there is no /metrics", secret=True
    )
    json_logs: bool = setting(
        True, "Writes the logs of `serve` and `worker` as JSON, one object a line, without what people entered"
    )

    retention_visitor_intake_days: int = setting(
        90, "Days after its last change for which a visitor's intake is kept that no account took; 0: until deleted"
    )
    retention_intake_days: int = setting(
        0, "Days after its last change for which an organisation's intake is kept; 0: until somebody deletes it"
    )
    retention_brief_days: int = setting(
        365, "Days after an introduction has ended for which its brief is kept; 0: until somebody deletes it"
    )
    retention_mail_days: int = setting(
        90, "Days for which address and text of a mail are kept, sent or not; 0: for ever"
    )

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.instance.absolute() / 'auditmatch.db'}"

    @property
    def former_keys(self) -> list[str]:
        """The keys that still read what they signed or sealed."""
        return [key for key in self.former_secret_keys.split(",") if key]

    @property
    def files(self) -> Path:
        """The folder that uploads and exports are kept in."""
        return self.stored_files or self.instance / "files"


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read every setting from the environment; raises BadInput naming the variable that cannot be read."""
    given: dict[str, Any] = {}
    for declared in fields(Settings):
        name = PREFIX + declared.name.upper()
        raw = environment.get(name) or _from_file(environment, f"{name}_FILE")
        if raw is None and declared.name == "port":
            raw = environment.get("PORT")
        if raw:
            given[declared.name] = _read(name, raw, declared.default)
    return Settings(**given)


def _from_file(environment: Mapping[str, str], name: str) -> str | None:
    """Read a setting out of the file that a store of secrets put there, as Docker and systemd do."""
    if not (place := environment.get(name)):
        return None
    try:
        return Path(place).read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadInput(f"{place!r} cannot be read", where=name) from wrong


def _read(name: str, raw: str, default: Any) -> Any:
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[raw.lower()]
        if isinstance(default, int | float):
            return type(default)(raw)
    except (KeyError, ValueError) as wrong:
        raise BadInput(f"{raw!r} is not a {type(default).__name__}", where=name) from wrong
    return Path(raw) if name.endswith(("_INSTANCE", "_STORED_FILES")) else raw


def refuse_weak_key(settings: Settings) -> None:
    """Refuse to serve people under a key that may be guessed; raises BadInput."""
    if settings.secret_key and len(settings.secret_key) < LEAST_OF_A_KEY:
        where = f"{PREFIX}SECRET_KEY"
        raise BadInput(f"use at least {LEAST_OF_A_KEY} characters, as `openssl rand -hex 32` makes them", where=where)


def secret_key(settings: Settings) -> str:
    """Give the key that signs cookies; made once and kept, readable by its owner alone, when none is set."""
    if settings.secret_key:
        return settings.secret_key
    kept = settings.instance / "secret_key"
    if not kept.exists():
        settings.instance.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()
