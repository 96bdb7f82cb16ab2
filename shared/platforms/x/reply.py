"""Replies on X: posts and direct messages, signed with OAuth 1.0a.

X, "Create or Edit Post", "Create DM message by participant ID", "Search operators", "Response codes & errors",
"Rate limits", read 2026-11. `credentials`: consumer_key, consumer_secret, access_token, access_token_secret;
for `probe` also the app's bearer_token, if it should look after the webhook.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from requests_oauthlib import OAuth1

from shared.domain.mention import Surface
from shared.errors import CredentialsError, RateLimitedError, RefusedError, UnclearError
from shared.platforms import counting, http, raw
from shared.platforms.contract import Credentials, Health, ReplyDraft, ReplyReceipt, Session

API = "https://api.x.com/2"
KEYS = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
ID = re.compile(r"[0-9]{1,20}")
PAGE_SIZE = "100"
CLOCK_SKEW = timedelta(seconds=60)  # between X's clock and ours, when asking what came after an attempt

LEADING_HANDLES = re.compile(r"(?:@\w{1,15}\s+)+")  # X puts the handles of the conversation before a reply's text

# last part of a problem's `type`: our code
CAPPED = frozenset({"usage-capped", "credits", "credits-depleted"})
NO_PERMISSION = frozenset({"client-forbidden", "oauth1-permissions", "unsupported-authentication"})
# what a 403's `detail` says, in lower case: our code
REFUSALS = {
    "duplicate content": "duplicate_content",
    "have not been mentioned": "not_summoned",
    "reply to this conversation is not allowed": "not_summoned",
    "where you are mentioned": "not_summoned",
    "text is too long": "too_long",
}

# our code of a refused probe: what a person does about it
REMEDIES = {
    "credentials_incomplete": f"Store {', '.join(KEYS)} for this account.",
    "permission_missing": "Give the app Read, Write and Direct Messages, then store a new access token.",
    "usage_capped": "The app's usage is used up: buy credits in X's developer console.",
    "token_dead": "X refuses the access token: make a new one for this account and store it.",
}


def reply(draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt:
    """A post under the mention, or a direct message to its author."""
    signer = _signer(credentials)
    if draft.surface is Surface.DIRECT_MESSAGE:
        url = f"{API}/dm_conversations/with/{_checked(draft.author_id)}/messages"
        answer = http.send(session, "POST", url, json_body={"text": draft.text}, auth=signer)
        member = "dm_event_id"
    elif draft.surface is Surface.POST:
        body = {"text": draft.text, "reply": {"in_reply_to_tweet_id": _checked(draft.external_id)}}
        answer = http.send(session, "POST", f"{API}/tweets", json_body=body, auth=signer)
        member = "id"
    else:
        raise RefusedError("surface_not_answerable")
    _raise_for_problem(answer, draft.attempted_at)
    reply_id = raw.identifier(raw.mapping(answer.json, "data"), member)
    if reply_id is None:
        raise UnclearError("no_reply_id", status=answer.status)
    return _receipt(draft.surface, reply_id)


def find_reply(draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt | None:
    """Our reply with this text, from shortly before the attempt on. Recent search covers seven days."""
    signer = _signer(credentials)
    since = draft.attempted_at - CLOCK_SKEW
    if draft.surface is Surface.DIRECT_MESSAGE:
        url = f"{API}/dm_conversations/with/{_checked(draft.author_id)}/dm_events"
        params = {"dm_event.fields": "id,text,sender_id,created_at", "max_results": PAGE_SIZE}
    elif draft.surface is Surface.POST:
        url = f"{API}/tweets/search/recent"
        params = {
            "query": f"in_reply_to_tweet_id:{_checked(draft.external_id)} from:{_checked(draft.account_id)}",
            "tweet.fields": "author_id,created_at,referenced_tweets,text",
            "max_results": PAGE_SIZE,
            "start_time": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    else:
        return None
    answer = http.send(session, "GET", url, params=params, auth=signer)
    _raise_for_problem(answer, draft.attempted_at)
    for found in _listed(answer):
        reply_id = raw.identifier(found, "id")
        if reply_id is not None and _is_ours(found, draft, since):
            return _receipt(draft.surface, reply_id)
    return None


def probe(credentials: Credentials, session: Session) -> Health:
    """Asks X who we are and, with a bearer token, whether it still holds our webhook for valid."""
    try:
        me = http.send(session, "GET", f"{API}/users/me", auth=_signer(credentials))
        _raise_for_problem(me)
    except RefusedError as error:
        return Health(token_live=False, remedy=REMEDIES.get(error.code, REMEDIES["token_dead"]))
    if raw.identifier(raw.mapping(me.json, "data"), "id") is None:
        raise UnclearError("unreadable_answer", status=me.status)
    bearer = credentials.get("bearer_token")
    if not bearer:
        return Health(token_live=True)
    try:
        webhooks = http.send(session, "GET", f"{API}/webhooks", headers={"Authorization": f"Bearer {bearer}"})
        _raise_for_problem(webhooks)
    except RefusedError:
        return Health(token_live=True, remedy="X refuses bearer_token: store the app's current Bearer Token.")
    return _webhook_health(_listed(webhooks))


def _signer(credentials: Credentials) -> OAuth1:
    """Signs a request; a JSON body is no part of what is signed (RFC 5849, 3.4.1.3.1)."""
    if any(not credentials.get(key) for key in KEYS):
        raise CredentialsError("credentials_incomplete")
    consumer_key, consumer_secret, access_token, access_token_secret = (credentials[key] for key in KEYS)
    return OAuth1(consumer_key, consumer_secret, access_token, access_token_secret)


def _checked(identifier: str | None) -> str:
    """The id, if it is one of X's and so may stand in an address."""
    if identifier is None or not ID.fullmatch(identifier):
        raise RefusedError("bad_id")
    return identifier


def _receipt(surface: Surface, reply_id: str) -> ReplyReceipt:
    public = surface is Surface.POST and ID.fullmatch(reply_id)
    return ReplyReceipt(
        external_reply_id=reply_id, permalink=f"https://x.com/i/web/status/{reply_id}" if public else None
    )


def _listed(answer: http.Answer) -> Sequence[Any]:
    """The list in an answer; X leaves `data` out where there is nothing, but never `meta`."""
    if "data" not in raw.mapping(answer.json) and "meta" not in raw.mapping(answer.json):
        raise UnclearError("unreadable_answer", status=answer.status)
    return raw.sequence(answer.json, "data")


def _is_ours(found: Any, draft: ReplyDraft, since: datetime) -> bool:
    created_at = raw.moment(found, "created_at")
    if created_at is None or created_at < since or _essence(raw.text(found, "text")) != _essence(draft.text):
        return False
    if draft.surface is Surface.DIRECT_MESSAGE:
        return raw.identifier(found, "sender_id") == draft.account_id
    parents = [
        raw.identifier(one, "id")
        for one in raw.sequence(found, "referenced_tweets")
        if raw.text(one, "type") == "replied_to"
    ]
    return raw.identifier(found, "author_id") == draft.account_id and draft.external_id in parents


def _essence(text: str | None) -> str:
    """What stays the same while X escapes a text, shortens its addresses and puts handles before it."""
    plain = unicodedata.normalize("NFC", html.unescape(text or ""))
    return " ".join(counting.X_ADDRESS.sub("<link>", LEADING_HANDLES.sub("", plain, count=1)).split())


def _webhook_health(webhooks: Sequence[Any]) -> Health:
    if not webhooks:
        return Health(
            token_live=True, subscription_live=False, remedy="X knows no webhook of this app: POST /2/webhooks."
        )
    invalid = [raw.identifier(one, "id") or "?" for one in webhooks if not raw.flag(one, "valid")]
    if not invalid:
        return Health(token_live=True, subscription_live=True)
    remedy = (
        f"X stopped delivering to webhook {', '.join(invalid)}: make sure that the newest signing secret is the app's "
        "current one, then send PUT /2/webhooks/{id}."
    )
    return Health(token_live=True, subscription_live=False, remedy=remedy)


def _raise_for_problem(answer: http.Answer, attempted_at: datetime | None = None) -> None:
    """Returns for 2xx, else raises. No `detail` goes further: it may quote the text."""
    problem = (raw.text(answer.json, "type") or "").rpartition("/")[2]
    if 400 <= answer.status < 500 and problem in CAPPED:
        raise RefusedError("usage_capped", status=answer.status)
    if answer.status == 429:
        raise RateLimitedError("rate_limited", status=429, retry_after_s=_reset_after(answer, attempted_at))
    if answer.status == 403:
        if problem in NO_PERMISSION:
            raise CredentialsError("permission_missing", status=403)
        detail = (raw.text(answer.json, "detail") or "").lower()
        raise RefusedError(next((code for said, code in REFUSALS.items() if said in detail), "refused"), status=403)
    http.raise_for_status(answer)


def _reset_after(answer: http.Answer, attempted_at: datetime | None) -> float | None:
    """Seconds from the attempt until the window of the limit ends."""
    reset = raw.moment(answer.headers, "x-rate-limit-reset")
    if reset is None or attempted_at is None:
        return http.retry_after(answer)
    return max((reset - attempted_at).total_seconds(), 0.0)
