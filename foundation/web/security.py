"""Headers that every answer carries, and the settings of the cookies."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from foundation.web.cookies import AgelessCookies

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
STRICT = "max-age=31536000; includeSubDomains"


def install(app: Flask, *, https: bool, proxies: int) -> None:
    """Set the cookies' rules, put the headers on every answer, and believe so many proxies about who asks.

    Pages of a person are never cached.
    """
    app.session_interface = AgelessCookies()
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0)  # type: ignore[method-assign]  # Flask's own way
    app.config.update(
        SESSION_COOKIE_NAME="__Host-auditmatch" if https else "auditmatch",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )

    always = {**HEADERS, "Strict-Transport-Security": STRICT} if https else HEADERS
    private = {**always, "Cache-Control": "no-store"}

    @app.after_request
    def harden(response: Response) -> Response:
        is_public = request.endpoint == "static" and response.status_code < 400  # an error page names the person
        given = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - they are no mapping
        for name, value in (always if is_public else private).items():
            if name.lower() not in given:  # `setdefault` looks each of them through, twice
                response.headers.add(name, value)
        return response
