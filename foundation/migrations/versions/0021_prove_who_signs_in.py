"""Prove who signs in: second factors, recovery codes, passkeys, single sign-on, domains of mail, throttles.

Secrets are kept sealed or as hashes. Columns are added without batch mode, which on SQLite would build tables anew and
delete by cascade what hangs on them.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = TZDateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "organisation",
        sa.Column(
            "requires_second_factor",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="Members without one are led to set it up",
        ),
    )
    op.add_column(
        "user_account",
        sa.Column("second_factor_at", MOMENT, nullable=True, comment="Since when sign-in asks for a second factor"),
    )
    op.add_column(
        "sign_in",
        sa.Column("confirmed_at", MOMENT, nullable=True, comment="When the person last proved that it is them"),
    )
    _create_throttles()
    _create_steps()
    _create_factors()
    _create_passkeys()
    _create_identities()
    _create_domains()


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["user_account.id"], name=op.f(f"fk_{table}_user_id_user_account"), ondelete="CASCADE"
    )


def _create_throttles() -> None:
    op.create_table(
        "throttle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False, comment="Hash of what is tried and by or on whom"),
        sa.Column("failures", sa.Integer(), nullable=False, comment="Within the window that began then"),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_throttle")),
        sa.UniqueConstraint("subject", name=op.f("uq_throttle_subject")),
    )
    op.create_index(op.f("ix_throttle_began_at"), "throttle", ["began_at"])


def _create_steps() -> None:
    op.create_table(
        "sign_in_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _of_person("sign_in_step"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_step")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_step_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_step_user_id"), "sign_in_step", ["user_id"])
    op.create_index(op.f("ix_sign_in_step_expires_at"), "sign_in_step", ["expires_at"])


def _create_factors() -> None:
    op.create_table(
        "totp_secret",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.String(length=300), nullable=False, comment="Encrypted by the service's key"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=True, comment="Time step of the last code that was used"),
        _of_person("totp_secret"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_totp_secret")),
        sa.UniqueConstraint("user_id", name=op.f("uq_totp_secret_user_id")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        _of_person("recovery_code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("user_id", "code_hash", name=op.f("uq_recovery_code_user_id_code_hash")),
    )


def _create_passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False, comment="Base64url"),
        sa.Column("public_key", sa.Text(), nullable=False, comment="COSE, base64url"),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        _of_person("passkey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_user_id"), "passkey", ["user_id"])


def _create_identities() -> None:
    op.create_table(
        "identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False, comment="Who it is, as the issuer counts people"),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_person("identity"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_issuer_subject")),
    )
    op.create_index(op.f("ix_identity_user_id"), "identity", ["user_id"])


def _create_domains() -> None:
    op.create_table(
        "mail_domain",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False, comment="Lower case, in ASCII"),
        sa.Column("mailbox", sa.String(length=254), nullable=False, comment="Where the link went"),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("verified_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_mail_domain_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_domain")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mail_domain_token_hash")),
        sa.UniqueConstraint("organisation_id", "domain", name=op.f("uq_mail_domain_organisation_id_domain")),
    )
    op.create_index(op.f("ix_mail_domain_organisation_id"), "mail_domain", ["organisation_id"])
    op.create_index(
        "ix_mail_domain_verified",
        "mail_domain",
        ["domain"],
        unique=True,
        sqlite_where=sa.text("verified_at IS NOT NULL"),
        postgresql_where=sa.text("verified_at IS NOT NULL"),
    )


def downgrade() -> None:
    for table in ("mail_domain", "identity", "passkey", "recovery_code", "totp_secret", "sign_in_step", "throttle"):
        op.drop_table(table)
    op.drop_column("sign_in", "confirmed_at")
    op.drop_column("user_account", "second_factor_at")
    op.drop_column("organisation", "requires_second_factor")
