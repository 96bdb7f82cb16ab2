"""An OpenID provider to sign in with on one's own machine: one click, three people, nothing to remember.

Code flow with PKCE (S256 is demanded), codes that count once, id tokens signed with HMAC-SHA256 by the
client's secret. All in memory, on 127.0.0.1 only. Source: OpenID Connect Core 1.0 and Discovery 1.0,
RFC 7636, read 2026-11. No artefact contains it.

    python -m infra.local.identity --port 8753 --redirect http://127.0.0.1:8750/sign-in/callback
"""

import argparse
import base64
import hashlib
import hmac
import json
import secrets
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

HOST = "127.0.0.1"
CLIENT_ID = "heed-desk"
CLIENT_SECRET = "local-only-desk-client-secret"  # known to all; it opens nothing but the desk of a local run
# sub: name, what the button says
USERS = {
    "viewer@local": ("Vera", "may read"),
    "responder@local": ("Rosa", "answers"),
    "admin@local": ("Ada", "also turns the stop switch"),
}
CODE_LIVES_S = 60
TOKEN_LIVES_S = 300
BODY_LIMIT = 16 * 1024
CHALLENGE_LENGTH = 43  # a SHA-256 in base64url without padding

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
main { width: min(24rem, 100vw - 2rem); display: grid; gap: .75rem; }
h1 { font-size: 1.3rem; margin: 0; } p { margin: 0; }
button { width: 100%; min-height: 3.25rem; padding: .5rem 1rem; font: inherit; text-align: start; border-radius: 10px;
  border: 1px solid GrayText; background: ButtonFace; color: ButtonText; cursor: pointer; }
button:hover, button:focus-visible { border-color: Highlight; outline: 2px solid Highlight; }
form { display: grid; gap: .75rem; }
"""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for."""

    sub: str
    nonce: str
    challenge: str
    expires_at: float


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    content_type: str = "application/json"
    location: str = ""


class Identity(ThreadingHTTPServer):
    """The provider. Port 0 takes a free one. `clock` gives seconds since 1970."""

    daemon_threads = True

    def __init__(
        self,
        port: int,
        *,
        redirect: str,
        client_id: str = CLIENT_ID,
        client_secret: str = CLIENT_SECRET,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.redirect = redirect
        self.client_id = client_id
        self.client_secret = client_secret
        self.clock = clock
        self._grants: dict[str, Grant] = {}
        self._lock = threading.Lock()
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """Binds without asking a name server for this machine's name, as the base class would."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def issuer(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def discovery(self) -> Answer:
        return in_json(
            200,
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["HS256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            },
        )

    def ask(self, query: Mapping[str, str]) -> Answer:
        """The page with one button a person; 400 for a request that is not the desk's."""
        wrong = self._wrong(query)
        if wrong:
            return refusal("invalid_request", wrong)
        buttons = "".join(
            f'<button name="sub" value="{escape(sub)}"><strong>{escape(name)}</strong>, {escape(says)}</button>'
            for sub, (name, says) in USERS.items()
        )
        kept = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in query.items()
        )
        page = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Who are you?</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{STYLE}</style></head><body><main><h1>Who are you?</h1>"
            "<p>This stands in for a sign-in provider. It exists on this machine only.</p>"
            f'<form method="post" action="/authorize">{kept}{buttons}</form></main></body></html>'
        )
        return Answer(200, page.encode(), "text/html; charset=utf-8")

    def grant(self, form: Mapping[str, str]) -> Answer:
        """Back to the desk, with a code for the person whose button was pressed."""
        wrong = self._wrong(form)
        if wrong or form.get("sub") not in USERS:
            return refusal("invalid_request", wrong or "nobody was chosen")
        code = secrets.token_urlsafe(24)
        grant = Grant(form["sub"], form.get("nonce", ""), form["code_challenge"], self.clock() + CODE_LIVES_S)
        with self._lock:
            self._grants[code] = grant
        back = urlencode({"code": code, **({"state": form["state"]} if "state" in form else {})})
        return Answer(303, b"", location=f"{self.redirect}?{back}")

    def redeem(self, form: Mapping[str, str], authorization: str) -> Answer:
        """The id token of a code: once, for the client that proves itself and the verifier of the challenge."""
        if not self._is_client(form, authorization):
            return refusal("invalid_client", "the client's id or secret is wrong", status=401)
        with self._lock:
            grant = self._grants.pop(form.get("code", ""), None)
        if form.get("grant_type") != "authorization_code":
            return refusal("unsupported_grant_type", "only authorization_code is known")
        if grant is None or grant.expires_at < self.clock() or form.get("redirect_uri") != self.redirect:
            return refusal("invalid_grant", "this code is unknown, used or too old")
        proof = unpadded(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not hmac.compare_digest(proof, grant.challenge):
            return refusal("invalid_grant", "the verifier does not belong to the challenge")
        now = int(self.clock())
        claims = {
            "iss": self.issuer,
            "aud": self.client_id,
            "sub": grant.sub,
            "email": grant.sub,
            "email_verified": True,
            "name": USERS[grant.sub][0],
            "nonce": grant.nonce,
            "iat": now,
            "exp": now + TOKEN_LIVES_S,
        }
        answer = {"access_token": secrets.token_urlsafe(24), "token_type": "Bearer", "expires_in": TOKEN_LIVES_S}
        return in_json(200, {**answer, "id_token": self._signed(claims)})

    def _wrong(self, asked: Mapping[str, str]) -> str:
        """What is wrong with an authorization request, or nothing."""
        if asked.get("client_id") != self.client_id:
            return "client_id is unknown"
        if asked.get("redirect_uri") != self.redirect:
            return f"redirect_uri must be {self.redirect}"
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            return "response_type must be code, and scope must hold openid"
        if asked.get("code_challenge_method") != "S256" or len(asked.get("code_challenge", "")) != CHALLENGE_LENGTH:
            return "PKCE with S256 is demanded"
        return ""

    def _is_client(self, form: Mapping[str, str], authorization: str) -> bool:
        found = form.get("client_id", ""), form.get("client_secret", "")
        if authorization.startswith("Basic "):
            try:
                name, _, secret = base64.b64decode(authorization[6:], validate=True).decode().partition(":")
            except ValueError:
                return False
            found = unquote(name), unquote(secret)
        return hmac.compare_digest("\n".join(found).encode(), f"{self.client_id}\n{self.client_secret}".encode())

    def _signed(self, claims: Mapping[str, Any]) -> str:
        parts = (unpadded(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
        signing = ".".join(parts)
        return f"{signing}.{unpadded(hmac.digest(self.client_secret.encode(), signing.encode(), 'sha256'))}"


class Handler(BaseHTTPRequestHandler):
    server: Identity
    protocol_version = "HTTP/1.1"
    server_version = "heed-identity"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        if not self._is_meant():
            return
        address = urlsplit(self.path)
        match address.path:
            case "/health":
                self._send(in_json(200, {"ok": True}))
            case "/.well-known/openid-configuration":
                self._send(self.server.discovery())
            case "/authorize":
                self._send(self.server.ask(single(address.query)))
            case _:
                self._send(refusal("not_found", "nothing is here", status=404))

    def do_POST(self) -> None:
        if not self._is_meant():
            return
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and int(length) <= BODY_LIMIT):
            self.close_connection = True
            self._send(refusal("invalid_request", "a form with its length is wanted"))
            return
        form = single(self.rfile.read(int(length)).decode("utf-8", "replace"))
        match urlsplit(self.path).path:
            case "/authorize":
                self._send(self.server.grant(form))
            case "/token":
                self._send(self.server.redeem(form, self.headers.get("authorization", "")))
            case _:
                self._send(refusal("not_found", "nothing is here", status=404))

    def _is_meant(self) -> bool:
        """Whether it was asked by its own address. Else another site has led its name here: nobody is signed in."""
        is_ours = self.headers.get("host", "") in (f"{name}:{self.server.server_port}" for name in (HOST, "localhost"))
        if not is_ours:
            self.close_connection = True
            self._send(refusal("invalid_request", f"this provider is at {self.server.issuer} only", status=421))
        return is_ours

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        back = urlsplit(self.server.redirect)
        self.send_header(
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; "
            f"form-action 'self' {back.scheme}://{back.netloc}",
        )
        if answer.location:
            self.send_header("location", answer.location)
        self.send_header("cache-control", "no-store")
        self.send_header("content-type", answer.content_type)
        self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Silent: addresses hold codes."""


def in_json(status: int, value: Mapping[str, Any]) -> Answer:
    return Answer(status, json.dumps(value).encode())


def refusal(code: str, why: str, *, status: int = 400) -> Answer:
    """RFC 6749, 5.2."""
    return in_json(status, {"error": code, "error_description": why})


def single(encoded: str) -> dict[str, str]:
    """A form's fields; of one that comes twice the last."""
    return {name: values[-1] for name, values in parse_qs(encoded, keep_blank_values=True).items()}


def unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def main() -> None:
    parser = argparse.ArgumentParser(description="Stands in for an OpenID provider, on this machine only.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--redirect", required=True, help="where the desk takes the code back")
    parser.add_argument("--client-id", default=CLIENT_ID)
    parser.add_argument("--client-secret", default=CLIENT_SECRET)
    told = parser.parse_args()
    try:
        server = Identity(told.port, redirect=told.redirect, client_id=told.client_id, client_secret=told.client_secret)
    except OSError as error:
        sys.exit(f"Port {told.port} cannot be opened ({error.strerror}). Stop what listens there, or take another.")
    with server:
        server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
