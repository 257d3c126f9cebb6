"""What every answer has in common, whatever made it: headers, CORS, HEAD, and one shape for errors."""

import base64
import hashlib

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import problem_for

_CONTENT_SECURITY_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def _hash_of(style: str) -> str:
    """What a policy calls a style that it allows inline."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


_PRINTED = (
    "@page{size:1280px 720px; margin: 0px;}",
    ".reveal section>img, .reveal section>video, .reveal section>iframe{max-width: 1280px; max-height:720px}",
)
"""The styles that reveal.js puts into its print view, with the size of the lecture's slides."""

FRAMING = {
    "refused": ("frame-ancestors 'none'",),
    "allowed": (),  # the embed: any page may show it, and it shows nothing but itself
    "shows embeds": ("frame-src 'self'", "frame-ancestors 'none'"),
    "lecture": (
        "frame-src 'self'",
        "frame-ancestors 'none'",
        " ".join(("style-src 'self'", *(_hash_of(style) for style in _PRINTED))),
    ),
}
"""What a page says of frames, in addition to the rest of the policy or in the place of a part of it; an endpoint that
says nothing refuses them."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # There are no credentials and nothing is secret: any page may call the API and embed what it finds.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Private-Network": "true",  # a public deck may use the server on the speaker's machine
    "Access-Control-Max-Age": "86400",
    "Vary": "Access-Control-Request-Method",
}


def headers_of(framing: str) -> dict[str, str]:
    """The headers of every answer with this framing."""
    own = {directive.partition(" ")[0]: directive for directive in FRAMING[framing]}
    common = {directive.partition(" ")[0]: directive for directive in _CONTENT_SECURITY_POLICY}
    return {"Content-Security-Policy": "; ".join((common | own).values()), **HEADERS}


_RAW_HEADERS = {
    framing: [(name.lower().encode(), value.encode()) for name, value in headers_of(framing).items()]
    for framing in FRAMING
}


def set_framing(scope: Scope, framing: str) -> None:
    """Let the answer to this request say something else about frames than that they are refused."""
    scope["framing"] = framing


class Envelope:
    """The only ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete its answer; answer preflight requests and errors here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        scope = _whole(_head_as_get(scope))

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message.get("headers", ()), *_RAW_HEADERS[scope.get("framing", "refused")]]
            await send(message)

        try:
            if scope["method"] == "POST":
                await self.app(scope, receive, send_with_headers)
            elif _is_preflight(scope):
                await Response(status_code=204, headers=PREFLIGHT_HEADERS)(scope, receive, send_with_headers)
            else:
                await self.app(scope, receive, send_with_headers)
        except ClientDisconnect:
            return
        except Exception as error:
            if started:  # nothing can be said any more; the server closes the connection
                raise
            await problem_for(error, scope)(scope, receive, send_with_headers)


def _is_preflight(scope: Scope) -> bool:
    return scope["method"] == "OPTIONS" and any(
        name == b"access-control-request-method" for name, _ in scope["headers"]
    )


def _whole(scope: Scope) -> Scope:
    """Without a wish for a part of a file: all of it may be sent (RFC 9110, 14.2), and none of ours is long.

    Starlette would take the wish, and would answer one that it does not understand in plain text.
    """
    if all(name != b"range" for name, _ in scope["headers"]):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"range"]}


def _head_as_get(scope: Scope) -> Scope:
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope  # the server leaves the body out
