"""One request to an endpoint: what is sent, and what each way of failing is called."""

import time

import pytest

from foundation.config import Settings, settings_from
from foundation.errors import BadInput
from questionnaires.answering.rewording.errors import NoReply
from questionnaires.endpoint.client import Endpoint, endpoint_from
from tests.support.endpoint import replying, stand_in

KEY = "sk-not-a-real-key"


def endpoint(url: str, *, seconds: float = 5.0, key: str = "") -> Endpoint:
    made = endpoint_from(Settings(wording_url=url, wording_model="small", wording_key=key, wording_seconds=seconds))
    assert made is not None
    return made


def test_none_is_asked_unless_an_address_is_set():
    assert endpoint_from(Settings()) is None


def test_body_is_posted_to_the_chat_completions_with_the_key():
    with stand_in(replying(b"said")) as server:
        reply = endpoint(server.url, key=KEY).ask(b"{}")

    assert (reply, server.paths, server.bodies) == (b"said", ["/v1/chat/completions"], [{}])
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_no_key_means_no_authorisation():
    with stand_in(replying(b"said")) as server:
        endpoint(server.url).ask(b"{}")

    assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize(
    ("status", "headers", "why"),
    [
        (500, {}, "answered with 500"),
        (401, {}, "answered with 401"),
        (204, {}, "answered with 204"),
        (302, {"Location": "http://127.0.0.1:9/elsewhere"}, "redirects, which is not followed"),
        (307, {"Location": "http://127.0.0.1:9/elsewhere"}, "redirects, which is not followed"),
    ],
)
def test_any_status_but_ok_is_no_reply(status, headers, why):
    with (
        stand_in(replying(b"", status, **headers)) as server,
        pytest.raises(NoReply, match=why) as refused,
    ):
        endpoint(server.url, key=KEY).ask(b"{}")

    assert KEY not in str(refused.value)


def test_server_that_drips_is_ended_at_the_limit_of_the_whole_request():
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n")
        for _ in range(30):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return
            time.sleep(0.05)

    started = time.monotonic()
    with stand_in(drip) as server, pytest.raises(NoReply, match=r"did not answer within 0\.3 seconds"):
        endpoint(server.url, seconds=0.3).ask(b"{}")

    assert time.monotonic() - started < 1.5


def test_reply_may_be_as_long_as_the_limit_and_no_longer():
    longest = b" " * 65536
    with stand_in(replying(longest)) as server:
        assert len(endpoint(server.url).ask(b"{}")) == 65536
    with stand_in(replying(longest + b" ")) as server, pytest.raises(NoReply, match="longer than 64 kilobytes"):
        endpoint(server.url).ask(b"{}")


def test_broken_protocol_and_closed_port_cannot_be_reached():
    with stand_in(lambda handler: handler.wfile.write(b"nonsense\r\n\r\n")) as server:
        with pytest.raises(NoReply, match="could not be reached"):
            endpoint(server.url).ask(b"{}")
        gone = server.url
    with pytest.raises(NoReply, match="could not be reached"):
        endpoint(gone).ask(b"{}")


@pytest.mark.parametrize(
    ("given", "where", "why"),
    [
        ({"URL": "https://host/v1"}, "AUDITMATCH_WORDING_MODEL", "name the model"),
        ({"URL": "ftp://host/v1", "MODEL": "m"}, "AUDITMATCH_WORDING_URL", "such as https"),
        ({"URL": "https:///v1", "MODEL": "m"}, "AUDITMATCH_WORDING_URL", "such as https"),
        ({"URL": "https://host:port/v1", "MODEL": "m"}, "AUDITMATCH_WORDING_URL", "no address"),
        ({"URL": "https://host/v1?key=1", "MODEL": "m"}, "AUDITMATCH_WORDING_URL", "such as https"),
        ({"URL": "https://me:word@host/v1", "MODEL": "m"}, "AUDITMATCH_WORDING_URL", "not into the address"),
        ({"URL": "http://host/v1", "MODEL": "m", "KEY": KEY}, "AUDITMATCH_WORDING_URL", "over https only"),
        ({"URL": "https://host/v1", "MODEL": "m", "KEY": "a\nb"}, "AUDITMATCH_WORDING_KEY", "one word"),
        ({"URL": "https://host/v1", "MODEL": "m", "SECONDS": "0"}, "AUDITMATCH_WORDING_SECONDS", "above 0"),
        ({"URL": "https://host/v1", "MODEL": "m", "SECONDS": "60.5"}, "AUDITMATCH_WORDING_SECONDS", "60 at most"),
        ({"URL": "https://host/v1", "MODEL": "m", "SECONDS": "nan"}, "AUDITMATCH_WORDING_SECONDS", "60 at most"),
    ],
)
def test_setting_that_cannot_be_used_is_named_with_its_remedy(given, where, why):
    settings = settings_from({f"AUDITMATCH_WORDING_{name}": value for name, value in given.items()})

    with pytest.raises(BadInput, match=why) as refused:
        endpoint_from(settings)

    assert refused.value.where == where
    assert KEY not in str(refused.value)


def test_key_is_in_no_printed_form_of_settings_and_endpoint():
    settings = Settings(wording_url="https://host/v1/", wording_model="small", wording_key=KEY)
    made = endpoint_from(settings)

    assert KEY not in f"{settings!r} {made!r}"
    assert made == Endpoint(True, "host", None, "/v1/chat/completions", "small", 20.0, KEY)
