"""Facebook Pages, sending: a comment under a comment or post, or a message in Messenger.

Meta, "Object Comments", "Send API", "Conversations API for Messenger Platform" and "Page Subscribed Apps",
read 2026-11. `credentials`: access_token, the Page's own.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from shared.domain.mention import Surface
from shared.errors import CredentialsError, RefusedError, UnclearError
from shared.platforms import http, raw
from shared.platforms.contract import Credentials, Health, ReplyDraft, ReplyReceipt, Session
from shared.platforms.meta_family import NOT_FOUND, raise_for_error

API = "https://graph.facebook.com/v25.0"
CONTENT_ID = re.compile(r"[0-9]{1,20}(?:_[0-9]{1,20}){0,2}")
ACCOUNT_ID = re.compile(r"[0-9]{1,20}")  # a Page's, and a person's as this Page knows them
COMMENTS_LISTED = "100"
MESSAGES_LISTED = 20  # the newest; the Conversations API tells no more of older ones
CLOCK_SKEW = timedelta(seconds=60)  # between Meta's clock and ours, when asking what came after an attempt
NEEDED_FIELDS = ("feed", "mention", "messages")


def reply(draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt:
    """A public comment under the mention, or a message to its author within the window for answering."""
    if draft.surface is Surface.DIRECT_MESSAGE:
        url = _url(_checked(draft.account_id, ACCOUNT_ID), "messages")
        body = {
            "recipient": {"id": _checked(draft.author_id, ACCOUNT_ID)},
            "messaging_type": "RESPONSE",
            "message": {"text": draft.text},
        }
        member = "message_id"
    else:
        url = _url(_checked(draft.external_id, CONTENT_ID), "comments")
        body = {"message": draft.text}
        member = "id"
    answer = http.send(session, "POST", url, headers=_authorised(credentials), json_body=body)
    _raise(answer)
    reply_id = raw.identifier(answer.json, member)
    if reply_id is None:
        raise UnclearError("no_reply_id", status=answer.status)
    return ReplyReceipt(external_reply_id=reply_id)


def find_reply(draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt | None:
    """The Page's own comment or message with this text, from shortly before the attempt on."""
    try:
        said = _list_said(draft, credentials, session)
    except RefusedError as error:
        if error.code == NOT_FOUND:
            return None  # what stood under a deleted comment is gone with it
        raise
    for one in said:
        reply_id = raw.identifier(one, "id")
        if reply_id is not None and _is_ours(one, draft):
            return ReplyReceipt(external_reply_id=reply_id, permalink=raw.text(one, "permalink_url"))
    return None


def probe(credentials: Credentials, session: Session) -> Health:
    """Asks the Page which apps are subscribed to it, and to which fields: a Page's token sees its own app."""
    try:
        answer = http.send(session, "GET", _url("me", "subscribed_apps"), headers=_authorised(credentials))
        _raise(answer)
    except CredentialsError:
        return Health(token_live=False, remedy="Facebook refuses the Page's access token: connect the Page again.")
    except RefusedError:
        return Health(token_live=True, remedy="The token may not read subscriptions: it needs pages_manage_metadata.")
    subscribed = [field for app in _listed(answer) for field in raw.sequence(app, "subscribed_fields")]
    missing = [field for field in NEEDED_FIELDS if field not in subscribed]
    if missing:
        remedy = f"The Page does not deliver {', '.join(missing)}: POST /{{page-id}}/subscribed_apps with these fields."
        return Health(token_live=True, subscription_live=False, remedy=remedy)
    return Health(token_live=True, subscription_live=True)


def _list_said(draft: ReplyDraft, credentials: Credentials, session: Session) -> Sequence[Any]:
    """The newest comments under the mention, or the newest messages in its conversation."""
    if draft.surface is Surface.DIRECT_MESSAGE:
        url = _url(_checked(draft.account_id, ACCOUNT_ID), "conversations")
        params = {
            "platform": "messenger",
            "user_id": _checked(draft.author_id, ACCOUNT_ID),
            "fields": f"messages.limit({MESSAGES_LISTED}){{id,from,message,created_time}}",
        }
        answer = http.send(session, "GET", url, headers=_authorised(credentials), params=params)
        _raise(answer)
        return [said for one in _listed(answer) for said in raw.sequence(raw.mapping(one, "messages"), "data")]
    url = _url(_checked(draft.external_id, CONTENT_ID), "comments")
    params = {
        "fields": "id,from,message,created_time,permalink_url",
        "order": "reverse_chronological",
        "limit": COMMENTS_LISTED,
    }
    answer = http.send(session, "GET", url, headers=_authorised(credentials), params=params)
    _raise(answer)
    return _listed(answer)


def _is_ours(said: Any, draft: ReplyDraft) -> bool:
    created_at = raw.moment(said, "created_time")
    return (
        raw.identifier(raw.mapping(said, "from"), "id") == draft.account_id
        and created_at is not None
        and created_at >= draft.attempted_at - CLOCK_SKEW
        and _essence(raw.text(said, "message")) == _essence(draft.text)
    )


def _essence(text: str | None) -> str:
    """What stays the same when white space is tidied."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _url(node: str, edge: str) -> str:
    return f"{API}/{quote(node, safe='')}/{edge}"


def _checked(identifier: str | None, form: re.Pattern[str]) -> str:
    """The id, if it has the form of one and so may stand in an address."""
    if identifier is None or not form.fullmatch(identifier):
        raise RefusedError("bad_id")
    return identifier


def _authorised(credentials: Credentials) -> dict[str, str]:
    token = credentials.get("access_token", "")
    if not token:
        raise CredentialsError("credentials_incomplete")
    return {"Authorization": f"Bearer {token}"}


def _raise(answer: http.Answer) -> None:
    raise_for_error(answer)
    http.raise_for_status(answer)


def _listed(answer: http.Answer) -> Sequence[Any]:
    """The list in an answer; UnclearError if it is none, so that a broken answer never reads as "not there"."""
    if not isinstance(raw.mapping(answer.json).get("data"), list):
        raise UnclearError("unreadable_answer", status=answer.status)
    return raw.sequence(answer.json, "data")
