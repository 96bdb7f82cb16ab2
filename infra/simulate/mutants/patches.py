"""How each guard is taken out of the running code, as somebody might break it by mistake."""

from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

from functions.desk import replies
from functions.desk.actions import closing, holding
from functions.ingest import handler as ingest_handler
from functions.ingest import receive
from functions.reply import guards, send
from functions.triage import handler as triage_handler
from functions.watch import overdue
from infra.simulate import faults, runtime
from infra.simulate.kernel import SECOND
from infra.simulate.mutants.mutant import Patch
from shared import observe
from shared.aws import cases, mentions, writes
from shared.aws import guards as guard_rows
from shared.aws.settings import Settings
from shared.domain import arrival, sending
from shared.domain.mention import Mention, State
from shared.errors import ConflictError, NotAppliedError, UnclearError
from shared.platforms import http
from shared.platforms.standard_webhooks import webhook

FROZEN_S = 250  # until the sweep has settled the send and a person's reply is under way
ALWAYS_TRUE = "attribute_exists(pk) OR attribute_not_exists(pk)"


def unconditional(write: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """A store's write whose condition always holds."""

    def written(*arguments: Any, **options: Any) -> dict[str, Any]:
        made = write(*arguments, **options)
        names = {name: value for name, value in made["ExpressionAttributeNames"].items() if name.startswith("#f")}
        values = {name: value for name, value in made["ExpressionAttributeValues"].items() if name.startswith(":f")}
        return {
            **made,
            "ConditionExpression": ALWAYS_TRUE,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }

    return written


def store_before_answer() -> list[Patch]:
    answer = ingest_handler.receive

    def answered(request: Any, platform: str, account: str, ports: Any) -> Any:
        try:
            return answer(request, platform, account, ports)
        except Exception:
            return receive.Answer(200)

    return [(ingest_handler, "receive", answered)]


def put_condition() -> list[Patch]:
    def put(self: Any, mention: Any) -> None:
        self.client.put_item(TableName=self.table, Item=self.to_item(mention))

    return [(mentions.Mentions, "put_new", put)]


def free(hits: Callable[[Mention, Mention], bool]) -> list[Patch]:
    """A mention's write has no condition where `hits` says so of the mention before and after."""
    guarded = mentions.Mentions.change
    free = unconditional(guarded)

    def change(self: Any, before: Mention, after: Mention) -> dict[str, Any]:
        return (free if hits(before, after) else guarded)(self, before, after)

    return [(mentions.Mentions, "change", change)]


def staff_claim_condition() -> list[Patch]:
    return [
        (cases.Cases, "change", unconditional(cases.Cases.change)),
        *free(lambda before, after: (before.state, after.state) == (State.IN_REVIEW, State.REPLYING)),
    ]


def lost_claim_stops() -> list[Patch]:
    """A claim whose answer was lost counts as taken."""
    transact, update = writes.transact, mentions.Mentions.update

    def transacted(client: Any, what: Any) -> None:
        try:
            transact(client, what)
        except ConflictError:
            raise
        except Exception:
            if not _claims(what[0]):
                raise

    def updated(self: Any, before: Any, after: Any) -> None:
        try:
            update(self, before, after)
        except ConflictError:
            raise
        except Exception:
            if after.state is not State.SENDING:
                raise

    return [(send.writes, "transact", transacted), (mentions.Mentions, "update", updated)]


def _claims(write: dict[str, Any]) -> bool:
    """Whether a transaction's first write makes a mention `sending`."""
    return {"S": str(State.SENDING)} in write.get("Update", {}).get("ExpressionAttributeValues", {}).values()


class _WhateverRevision(dict[str, Any]):
    """The mentions that a reply covers, whatever was read of them."""

    def get(self, key: str, _default: Any = None) -> Any:
        return ANY if key in self else None


def covered_unread() -> list[Patch]:
    found = mentions.Mentions.staff_reply

    def lenient(self: Any, mention_id: str, reply_id: str) -> Any:
        written = found(self, mention_id, reply_id)
        return written and replace(written, covers=_WhateverRevision(written.covers or {}))

    return [(mentions.Mentions, "staff_reply", lenient)]


def unclear_is(kind: type[Exception]) -> list[Patch]:
    sent = http.send

    def again(*arguments: Any, **options: Any) -> Any:
        try:
            return sent(*arguments, **options)
        except UnclearError as error:
            raise kind(error.code) from error

    return [(http, "send", again)]


def repeat_after_unclear() -> list[Patch]:
    return unclear_is(NotAppliedError)


def server_error_is_unclear() -> list[Patch]:
    raised = http.raise_for_status

    def raise_for_status(answer: Any) -> None:
        if answer.status >= 500:
            raise NotAppliedError("server_error", status=answer.status)
        raised(answer)

    return [(http, "raise_for_status", raise_for_status)]


def stuck_is_reset() -> list[Patch]:
    """The sweep has sent again what stayed unclear, without a look."""

    def unresolved(mention: Any, *, by: str, at: Any) -> Any:
        del by
        return sending.not_applied(mention, code="unknown", retry_after_s=None, by="reply", at=at)

    return [(sending, "unresolved", unresolved), (overdue, "_look_up", always(None))]


def times(lease_s: float, settle_s: float) -> list[Patch]:
    return [(sending, "LEASE", timedelta(seconds=lease_s)), (sending, "SETTLE", timedelta(seconds=settle_s))]


def fence() -> list[Patch]:
    """Whoever ends a send does not ask whose it is: every row seems to bear its own fence."""
    ended = send.end_send

    def end_send(claimed: Mention, ending: Any, stored: Any, **options: Any) -> Any:
        blind = copy(stored)
        blind.mentions = copy(stored.mentions)

        def get(mention_id: str) -> Mention | None:
            found = stored.mentions.get(mention_id)
            return replace(found, fence=claimed.fence) if found else None

        blind.mentions.get = get
        return ended(claimed, ending, blind, **options)

    return [(send, "end_send", end_send)]


def zombies() -> list[Patch]:
    """The first belt off: functions are frozen for minutes and outlive their lease."""

    def slow_us(_self: faults.Faults) -> int:
        return FROZEN_S * SECOND

    return [(runtime, "PATIENCE", 40), (faults.Faults, "slow_us", slow_us)]


def swallow_triage_error() -> list[Patch]:
    judge = triage_handler.triage

    def swallowed(mention_id: str, ports: Any) -> None:
        with suppress(Exception):
            judge(mention_id, ports)

    return [(triage_handler, "triage", swallowed)]


def guard(position: int) -> list[Patch]:
    """The guard of the author (0) or of the thread (1) stands for nobody but this mention."""
    keys = guard_rows._keys

    def own(mention: Mention) -> Any:
        found = keys(mention)
        key, rest = found[position]
        found[position] = ({**key, "pk": {"S": f"{key['pk']['S']}#{mention.mention_id}"}}, rest)
        return found

    return [(guard_rows, "_keys", own)]


def silenced_meanwhile() -> list[Patch]:
    """Whoever is about to claim does not ask whether the account may still speak."""
    held = guards._hold_by_brand

    def hold(mention: Mention, author_id: str, account: Any, *rest: Any) -> str | None:
        return held(mention, author_id, replace(account, automatic=True), *rest)

    return [(guards, "_hold_by_brand", hold)]


def breaker() -> list[Patch]:
    count = guard_rows.count_send

    def never_full(table: str, mention: Mention, **options: Any) -> Any:
        return count(table, mention, **{**options, "limit": 10**6})

    return [(guard_rows, "count_send", never_full)]


def echo_filter() -> list[Patch]:
    """Our own posts are not told from others'."""
    read = webhook._read

    def read_all(entry: Any, *rest: Any) -> Any:
        author = entry.get("author") if isinstance(entry, dict) else None
        named = {**entry, "author": {**author, "is_own": False}} if author else entry
        return read(named, *rest)

    return [(webhook, "_read", read_all)]


def edit_revision() -> list[Patch]:
    """An edit of what is about to be acknowledged changes the text and not the judgement."""
    edited = arrival._edited

    def kept(held: Mention, event: Any, now: Any) -> Any:
        after = edited(held, event, now)
        if after is not None and held.state is State.ACKNOWLEDGING and after.state is State.RECEIVED:
            return replace(after, state=State.ACKNOWLEDGING)
        return after

    return [(arrival, "_edited", kept)]


def guards_kept() -> list[Patch]:
    """The guards are given back although the post stands."""
    ended = send.end_send

    def end_send(*arguments: Any, **options: Any) -> Any:
        return ended(*arguments, **{**options, "nothing_posted": True})

    return [(send, "end_send", end_send)]


def refuse_the_odd() -> list[Patch]:
    """A delivery that is not understood is an error to its sender."""

    def quarantine(*_arguments: Any) -> None:
        raise ValueError

    return [(receive, "_quarantine", quarantine)]


def identify_by_kind() -> list[Patch]:
    """An edit or a delete is taken for a content of its own."""
    identify = arrival.identify

    def by_kind(event: Any, **options: Any) -> str:
        return identify(replace(event, external_id=f"{event.external_id}/{event.kind}"), **options)

    return [(arrival, "identify", by_kind)]


def not_found_is_sent() -> list[Patch]:
    """A send that stayed unclear counts as sent, though no look-up found it."""

    def unresolved(mention: Mention, *, by: str, at: Any) -> Mention:
        return sending.applied(mention, external_reply_id="not-found", permalink=None, by=by, at=at)

    return [(sending, "unresolved", unresolved)]


def seen() -> list[Patch]:
    def never(_act: Any, _again: str) -> None:
        """Whatever the person saw."""

    return [(module, "require_seen", never) for module in (closing, holding, replies)]


def log_text() -> list[Patch]:
    """The text of a mention gets into a line of the log."""
    written, judge = observe._write, triage_handler.triage

    def told(mention_id: str, ports: Any) -> None:
        found = ports.mentions.get(mention_id)
        written({"event": "judging", "text": found.text if found else ""})
        judge(mention_id, ports)

    return [(triage_handler, "triage", told)]


def one_look() -> list[Patch]:
    """A mention is read once more than it must be."""
    get = mentions.Mentions.get

    def twice(self: Any, mention_id: str) -> Mention | None:
        get(self, mention_id)
        return get(self, mention_id)

    return [(mentions.Mentions, "get", twice)]


def playbook_once() -> list[Patch]:
    """The playbook's version is read again each time, though it never changes."""
    read = Settings.playbook

    def playbook(self: Any, brand: str) -> Any:
        self._playbooks.clear()
        return read(self, brand)

    return [(Settings, "playbook", playbook)]


def plain_update() -> list[Patch]:
    """A mention's own write becomes a transaction, which costs twice as much, with a check that says nothing."""

    def update(self: Any, before: Mention, after: Mention) -> None:
        key = {"pk": {"S": "NOBODY"}, "sk": {"S": "HEAD"}}
        check = {"TableName": self.table, "Key": key, "ConditionExpression": "attribute_not_exists(pk)"}
        writes.transact(self.client, [{"Update": self.change(before, after)}, {"ConditionCheck": check}])

    return [(mentions.Mentions, "update", update)]


def always(value: Any) -> Callable[..., Any]:
    return lambda *_arguments, **_options: value


def together(*makers: Callable[[], list[Patch]]) -> Callable[[], list[Patch]]:
    """Several guards at once."""
    return lambda: [patch for make in makers for patch in make()]
