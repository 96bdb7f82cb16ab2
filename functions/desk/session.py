"""Who is there: sign-in by OpenID Connect (code flow, PKCE), and the sessions that it opens.

A session lives in the settings table. The browser holds a random id in a cookie; only the id's hash
is stored. The id token comes straight from the provider's token endpoint over TLS, so its signature
need not be checked (OpenID Connect Core 1.0, 3.1.3.7 item 6, read 2026-11); its claims are.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from functions.desk import browsers, groups
from shared.aws import sessions
from shared.aws import staff as staff_list
from shared.aws.sessions import SignedIn
from shared.aws.settings import Settings
from shared.domain.brand import Role, Staff
from shared.domain.staffing import StaffChange
from shared.errors import ConfigurationError, ConflictError, ForbiddenError, PlatformError, SignInError
from shared.platforms import http

LIFE = timedelta(hours=12)
IDLE = timedelta(minutes=60)
RENEW_EVERY = timedelta(minutes=1)
SIGN_IN_WITHIN = timedelta(minutes=10)
DISCOVERY_FRESH = timedelta(hours=1)
LEEWAY_S = 60  # between the provider's clock and ours
LOOPBACK = ("127.0.0.1", "localhost", "::1")
AGAIN = "Sign in again."
BY_GROUPS = "groups"  # who brought a person to the list that no admin put there
NAME_LIMIT = 80
ATTEMPTS = 5
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}", re.ASCII)


@dataclass(frozen=True)
class Session:
    """A signed-in browser. `csrf` must come with every write. `roles` are those that the provider's groups stood for
    at sign-in."""

    key: str
    staff_id: str
    csrf: str
    roles: Mapping[str, Role] = field(default_factory=dict)


class Provider:
    """The OpenID provider, and what we are to it. `secret` gives the DeskSecret's value, `new_token` randomness;
    `groups_claim` names the claim with the groups that give roles, if any."""

    def __init__(
        self,
        *,
        issuer: str,
        client_id: str,
        desk_url: str,
        secret: Callable[[], Mapping[str, Any]],
        session: Any,
        new_token: Callable[[], str],
        groups_claim: str = "",
    ) -> None:
        _require_safe(issuer, "OIDC_ISSUER")
        self.issuer = issuer
        self.client_id = client_id
        self.callback = f"{desk_url}/sign-in/callback"
        self.secret = secret
        self.session = session
        self.new_token = new_token
        self.groups_claim = groups_claim
        self._endpoints: tuple[datetime, dict[str, Any]] | None = None

    def endpoints(self, now: datetime) -> dict[str, Any]:
        """The provider's discovery document. SignInError if it cannot be had, ConfigurationError if it is wrong."""
        if self._endpoints and now - self._endpoints[0] < DISCOVERY_FRESH:
            return self._endpoints[1]
        found = self._ask("GET", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.issuer:
            raise ConfigurationError("OIDC_ISSUER is not the issuer that its discovery document states; copy that one")
        for name in ("authorization_endpoint", "token_endpoint"):
            _require_safe(str(found.get(name, "")), name, loopback=urlsplit(self.issuer).scheme == "http")
        self._endpoints = (now, found)
        return found

    def redeem(self, code: str, verifier: str, now: datetime) -> dict[str, Any]:
        """The claims of the id token that a code stands for, unchecked. SignInError if the provider refuses."""
        endpoints = self.endpoints(now)
        secret = self.secret().get("client_secret")
        if not isinstance(secret, str) or not secret:
            raise ConfigurationError('DeskSecret: put {"client_secret": "..."} into it, as the provider gave it to you')
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "code_verifier": verifier,
        }
        headers = {}
        if "client_secret_basic" in endpoints.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
            pair = f"{quote(self.client_id, safe='')}:{quote(secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self.client_id, "client_secret": secret}
        answer = self._ask("POST", endpoints["token_endpoint"], form=form, headers=headers)
        return _claims(answer.get("id_token"))

    def _ask(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        try:
            answer = http.send(self.session, method, url, **options)
        except PlatformError as error:
            raise SignInError("The sign-in provider does not answer. Try again in a minute.") from error
        if answer.status != 200 or not isinstance(answer.json, dict):
            raise SignInError(f"The sign-in provider refused. {AGAIN}")
        return answer.json


def begin(provider: Provider, settings: Settings, browser: str, next_path: str, now: datetime) -> str:
    """The provider's address to send the browser to. `browser` is the secret in its sign-in cookie."""
    state, nonce, verifier = (provider.new_token() for _ in range(3))
    until = now + SIGN_IN_WITHIN
    settings.put_session(_key(browser, state), {"nonce": nonce, "verifier": verifier, "next": next_path}, until)
    endpoint = provider.endpoints(now)["authorization_endpoint"]
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": provider.callback,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": _unpadded(hashlib.sha256(verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}"


def finish(
    provider: Provider, settings: Settings, browser: str, query: Mapping[str, str], now: datetime, *, agent: str = ""
) -> tuple[str, str]:
    """A new session's cookie value, and where the person wanted to go. A state counts once, in its own browser.

    `agent` is what that browser says it is. Raises SignInError, or ForbiddenError for a person who is neither on the
    staff list nor in a group that has a role.
    """
    state, code = query.get("state", ""), query.get("code", "")
    key = _key(browser, state)
    begun = settings.session(key, now) if TOKEN.fullmatch(browser) and TOKEN.fullmatch(state) else None
    if begun is None or not settings.end_session(key):
        raise SignInError(f"This sign-in was not begun here, took too long or was used before. {AGAIN}")
    if not code or "error" in query:
        raise SignInError(f"The sign-in provider let nobody in. {AGAIN}")
    claims = provider.redeem(code, begun["verifier"], now)
    _check(claims, provider, begun["nonce"], now)
    roles = groups.roles_of(claims, provider.groups_claim)
    staff = _staff_of(claims, settings) or (_welcome(claims, settings, now) if roles else None)
    if staff is None:
        raise ForbiddenError(
            "You have signed in, but you are not on the staff list of this desk. "
            f"Ask an administrator of the desk to add you. Your id is {claims['sub']}"
        )
    return open_session(settings, staff.staff_id, provider.new_token, now, agent=agent, roles=roles), begun["next"]


def open_session(
    settings: Settings,
    staff_id: str,
    new_token: Callable[[], str],
    now: datetime,
    *,
    agent: str = "",
    roles: Mapping[str, Role] | None = None,
) -> str:
    """A session's cookie value."""
    cookie = new_token()
    ends_at = now + LIFE
    values = {"staff_id": staff_id, "csrf": new_token(), "ends_at": ends_at.isoformat(), "roles": dict(roles or {})}
    opened = SignedIn(key=_key(cookie), began_at=now, ends_at=ends_at, browser=browsers.family(agent))
    sessions.begin(settings, staff_id, opened, values, now + IDLE)
    return cookie


def find_session(settings: Settings, cookie: str, now: datetime) -> Session | None:
    """The session of this cookie, kept alive for another hour; None if there is none, or it has run out."""
    key = _key(cookie)
    found = settings.session(key, now) if TOKEN.fullmatch(cookie) else None
    if found is None or "staff_id" not in found or now >= datetime.fromisoformat(found["ends_at"]):
        return None
    until = min(now + IDLE, datetime.fromisoformat(found["ends_at"]))
    if until - found["until"] >= RENEW_EVERY:
        settings.extend_session(key, until)
    roles = {brand: Role(role) for brand, role in found.get("roles", {}).items()}
    return Session(key, found["staff_id"], found["csrf"], roles)


def find_staff(provider: Provider, settings: Settings, found: Session) -> Staff | None:
    """Who this session is of, with the roles of this moment; None if they were taken off the list."""
    listed = settings.staff(found.staff_id)
    return groups.added(listed, found.roles) if listed and provider.groups_claim else listed


def end(settings: Settings, session: Session) -> None:
    """Signed out: the cookie opens nothing any more."""
    sessions.end(settings, session.staff_id, [session.key])


def _check(claims: Mapping[str, Any], provider: Provider, nonce: str, now: datetime) -> None:
    """OpenID Connect Core 1.0, 3.1.3.7: issuer, audience, authorised party, expiry, nonce."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    expires = claims.get("exp")
    right = (
        claims.get("iss") == provider.issuer
        and provider.client_id in audiences
        and claims.get("azp", provider.client_id) == provider.client_id
        and (len(audiences) == 1 or "azp" in claims)
        and isinstance(expires, int | float)
        and expires > now.timestamp() - LEEWAY_S
        and isinstance(claims.get("nonce"), str)
        and hmac.compare_digest(claims["nonce"].encode(), nonce.encode())
        and isinstance(claims.get("sub"), str)
    )
    if not right:
        raise SignInError(f"The sign-in provider sent a token that is not for this sign-in. {AGAIN}")


def _staff_of(claims: Mapping[str, Any], settings: Settings) -> Staff | None:
    """By the provider's own id, else by an e-mail address that the provider has verified."""
    names = [claims["sub"]]
    if claims.get("email_verified") in (True, "true") and isinstance(claims.get("email"), str):
        names += dict.fromkeys((claims["email"], claims["email"].lower()))
    return next((staff for name in names if name and (staff := settings.staff(name))), None)


def _welcome(claims: Mapping[str, Any], settings: Settings, now: datetime) -> Staff:
    """Puts somebody whom a group lets in on the list, without a role there, so that others see who it is."""
    written = next((claims[name] for name in ("name", "email") if isinstance(claims.get(name), str)), claims["sub"])
    name = "".join(sign for sign in written if sign.isprintable()).strip()[:NAME_LIMIT] or claims["sub"]
    staff = Staff(staff_id=claims["sub"], name=name, roles={})
    told = StaffChange(at=now, by=BY_GROUPS, staff_id=staff.staff_id, name=name, what="came_by_group")
    for _ in range(ATTEMPTS):
        seen, _people = staff_list.roster(settings)
        try:
            staff_list.change(settings, seen, staff, told)
        except ConflictError:
            continue
        return staff
    raise SignInError(f"The staff list was being changed. {AGAIN}")


def _claims(token: Any) -> dict[str, Any]:
    """The payload of a JSON Web Token that names an algorithm."""
    try:
        head, payload = (json.loads(_decoded(part)) for part in str(token).split(".")[:2])
    except (ValueError, binascii.Error) as error:
        raise SignInError(f"The sign-in provider sent no token. {AGAIN}") from error
    if not isinstance(head, dict) or not isinstance(payload, dict) or head.get("alg", "none") == "none":
        raise SignInError(f"The sign-in provider sent a token without a signature. {AGAIN}")
    return payload


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _key(*secrets: str) -> str:
    return hashlib.sha256(".".join(secrets).encode()).hexdigest()


def _require_safe(url: str, name: str, *, loopback: bool = True) -> None:
    """https; or, where `loopback` allows it, plain http on this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if not (loopback and parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ConfigurationError(f"{name} must be an https address (http only on 127.0.0.1 or localhost)")
