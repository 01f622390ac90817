"""Secrets come from the environment or from files that a store of secrets hands out; weak keys serve nobody."""

import pytest

from foundation.config import Settings, refuse_weak_key, secret_key, settings_from
from foundation.errors import BadInput


def test_a_setting_may_stand_in_a_file(tmp_path):
    kept = tmp_path / "key"
    kept.write_text("a key out of a vault\n")

    assert settings_from({"AUDITMATCH_SECRET_KEY_FILE": str(kept)}).secret_key == "a key out of a vault"


def test_a_setting_whose_file_is_not_there_is_named(tmp_path):
    with pytest.raises(BadInput, match="AUDITMATCH_SMTP_URL_FILE"):
        settings_from({"AUDITMATCH_SMTP_URL_FILE": str(tmp_path / "nothing")})


def test_a_key_of_31_characters_serves_nobody():
    refuse_weak_key(Settings(secret_key="k" * 32))
    refuse_weak_key(Settings())

    with pytest.raises(BadInput, match="use at least 32 characters"):
        refuse_weak_key(Settings(secret_key="k" * 31))


def test_a_key_that_is_made_here_is_long_and_for_its_owner_alone(tmp_path):
    settings = Settings(instance=tmp_path)

    made = secret_key(settings)

    assert len(made) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert secret_key(settings) == made


def test_no_secret_shows_when_settings_are_printed():
    secrets = ("secret_key", "former_secret_keys", "oidc_client_secret", "wording_key", "metrics_token")

    shown = repr(Settings(**dict.fromkeys(secrets, "hunter2"), database_url="hunter2", smtp_url="hunter2"))

    assert "hunter2" not in shown
