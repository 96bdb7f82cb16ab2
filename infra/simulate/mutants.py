"""The program with one guard taken out, to see that the simulator would notice.

Each entry patches the named guard in the running code, as somebody might break it by mistake, and nothing
else knows of it. The first fifteen are those of the reliability guide (A.7), then the pairs named there,
then what this code's own guards suggest.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any

from functions.desk import actions, replies
from functions.desk.act import Done
from functions.ingest import handler as ingest_handler
from functions.ingest import receive
from functions.reply import guards, send
from functions.review import open_case
from functions.triage import handler as triage_handler
from functions.triage import triage
from functions.watch import overdue
from infra.simulate import faults, runtime
from infra.simulate.kernel import SECOND
from shared import observe
from shared.aws import cases, mentions, writes
from shared.aws import guards as guard_rows
from shared.aws.settings import Settings
from shared.domain import arrival, policy, sending, wording
from shared.domain.assessment import Urgency
from shared.domain.brand import StopSwitch
from shared.domain.decision import Action
from shared.domain.mention import Mention, State
from shared.errors import ConflictError, NotAppliedError, UnclearError
from shared.platforms import http
from shared.platforms.standard_webhooks import webhook

Patch = tuple[Any, str, Any]
FROZEN_S = 250  # until the sweep has settled the send and a person's reply is under way
CLAIM_WRITES = 4  # mention, two guards, breaker
ALWAYS_TRUE = "attribute_exists(pk) OR attribute_not_exists(pk)"


@contextmanager
def without(name: str) -> Iterator[None]:
    """Within, this guard is missing. KeyError for a name that is not in MUTANTS."""
    patches = MUTANTS[name]()
    before = [(where, attribute, getattr(where, attribute)) for where, attribute, _ in patches]
    with ExitStack() as stack:
        for (where, attribute, instead), (_, _, original) in zip(patches, before, strict=True):
            setattr(where, attribute, instead)
            stack.callback(setattr, where, attribute, original)
        yield


def _unconditional(write: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
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


def _store_before_answer() -> list[Patch]:
    answer = ingest_handler.receive

    def answered(request: Any, platform: str, account: str, ports: Any) -> Any:
        try:
            return answer(request, platform, account, ports)
        except Exception:
            return receive.Answer(200)

    return [(ingest_handler, "receive", answered)]


def _put_condition() -> list[Patch]:
    def put(self: Any, mention: Any) -> None:
        self.client.put_item(TableName=self.table, Item=self.to_item(mention))

    return [(mentions.Mentions, "put_new", put)]


def _free(hits: Callable[[Mention, Mention], bool]) -> list[Patch]:
    """A mention's write has no condition where `hits` says so of the mention before and after."""
    guarded = mentions.Mentions.change
    free = _unconditional(guarded)

    def change(self: Any, before: Mention, after: Mention) -> dict[str, Any]:
        return (free if hits(before, after) else guarded)(self, before, after)

    return [(mentions.Mentions, "change", change)]


def _staff_claim_condition() -> list[Patch]:
    return [
        (cases.Cases, "change", _unconditional(cases.Cases.change)),
        *_free(lambda before, after: (before.state, after.state) == (State.IN_REVIEW, State.REPLYING)),
    ]


def _lost_claim_stops() -> list[Patch]:
    """A claim whose answer was lost counts as taken."""
    transact, update = writes.transact, mentions.Mentions.update

    def transacted(client: Any, what: Any) -> None:
        try:
            transact(client, what)
        except ConflictError:
            raise
        except Exception:
            if len(what) != CLAIM_WRITES:
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


def _unclear_is(kind: type[Exception]) -> list[Patch]:
    sent = http.send

    def again(*arguments: Any, **options: Any) -> Any:
        try:
            return sent(*arguments, **options)
        except UnclearError as error:
            raise kind(error.code) from error

    return [(http, "send", again)]


def _repeat_after_unclear() -> list[Patch]:
    return _unclear_is(NotAppliedError)


def _server_error_is_unclear() -> list[Patch]:
    raised = http.raise_for_status

    def raise_for_status(answer: Any) -> None:
        if answer.status >= 500:
            raise NotAppliedError("server_error", status=answer.status)
        raised(answer)

    return [(http, "raise_for_status", raise_for_status)]


def _stuck_is_reset() -> list[Patch]:
    """The sweep has sent again what stayed unclear, without a look."""

    def unresolved(mention: Any, *, by: str, at: Any) -> Any:
        del by
        return sending.not_applied(mention, code="unknown", retry_after_s=None, by="reply", at=at)

    return [(sending, "unresolved", unresolved), (overdue, "_look_up", _always(None))]


def _sweep() -> list[Patch]:
    return [(overdue, "_move_all_on", lambda _ports, _now, _remaining_s: 0)]


def _times(lease_s: float, settle_s: float) -> list[Patch]:
    return [(sending, "LEASE", timedelta(seconds=lease_s)), (sending, "SETTLE", timedelta(seconds=settle_s))]


def _fence() -> list[Patch]:
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


def _zombies() -> list[Patch]:
    """The first belt off: functions are frozen for minutes and outlive their lease."""

    def slow_us(_self: faults.Faults) -> int:
        return FROZEN_S * SECOND

    return [(runtime, "PATIENCE", 40), (faults.Faults, "slow_us", slow_us)]


def _swallow_triage_error() -> list[Patch]:
    judge = triage_handler.triage

    def swallowed(mention_id: str, ports: Any) -> None:
        with suppress(Exception):
            judge(mention_id, ports)

    return [(triage_handler, "triage", swallowed)]


def _guard(position: int) -> list[Patch]:
    """The guard of the author (0) or of the thread (1) stands for nobody but this mention."""
    keys = guard_rows._keys

    def own(mention: Mention) -> Any:
        found = keys(mention)
        key, rest = found[position]
        found[position] = ({**key, "pk": {"S": f"{key['pk']['S']}#{mention.mention_id}"}}, rest)
        return found

    return [(guard_rows, "_keys", own)]


def _breaker() -> list[Patch]:
    count = guard_rows.count_send

    def never_full(table: str, mention: Mention, **options: Any) -> Any:
        return count(table, mention, **{**options, "limit": 10**6})

    return [(guard_rows, "count_send", never_full)]


def _echo_filter() -> list[Patch]:
    """Our own posts are not told from others'."""
    read = webhook._read

    def read_all(entry: Any, *rest: Any) -> Any:
        author = entry.get("author") if isinstance(entry, dict) else None
        named = {**entry, "author": {**author, "is_own": False}} if author else entry
        return read(named, *rest)

    return [(webhook, "_read", read_all)]


def _edit_revision() -> list[Patch]:
    """An edit of what is about to be acknowledged changes the text and not the judgement."""
    edited = arrival._edited

    def kept(held: Mention, event: Any, now: Any) -> Any:
        after = edited(held, event, now)
        if after is not None and held.state is State.ACKNOWLEDGING and after.state is State.RECEIVED:
            return replace(after, state=State.ACKNOWLEDGING)
        return after

    return [(arrival, "_edited", kept)]


def _guards_kept() -> list[Patch]:
    """The guards are given back although the post stands."""
    ended = send.end_send

    def end_send(*arguments: Any, **options: Any) -> Any:
        return ended(*arguments, **{**options, "nothing_posted": True})

    return [(send, "end_send", end_send)]


def _seen() -> list[Patch]:
    def never(_act: Any, _again: str) -> None:
        """Whatever the person saw."""

    return [(actions, "require_seen", never), (replies, "require_seen", never)]


def _log_text() -> list[Patch]:
    """The text of a mention gets into a line of the log."""
    written, judge = observe._write, triage_handler.triage

    def told(mention_id: str, ports: Any) -> None:
        found = ports.mentions.get(mention_id)
        written({"event": "judging", "text": found.text if found else ""})
        judge(mention_id, ports)

    return [(triage_handler, "triage", told)]


def _one_look() -> list[Patch]:
    """A mention is read once more than it must be."""
    get = mentions.Mentions.get

    def twice(self: Any, mention_id: str) -> Mention | None:
        get(self, mention_id)
        return get(self, mention_id)

    return [(mentions.Mentions, "get", twice)]


def _playbook_once() -> list[Patch]:
    """The playbook's version is read again each time, though it never changes."""
    read = Settings.playbook

    def playbook(self: Any, brand: str) -> Any:
        self._playbooks.clear()
        return read(self, brand)

    return [(Settings, "playbook", playbook)]


def _plain_update() -> list[Patch]:
    """A mention's own write becomes a transaction, which costs twice as much, with a check that says nothing."""

    def update(self: Any, before: Mention, after: Mention) -> None:
        key = {"pk": {"S": "NOBODY"}, "sk": {"S": "HEAD"}}
        check = {"TableName": self.table, "Key": key, "ConditionExpression": "attribute_not_exists(pk)"}
        writes.transact(self.client, [{"Update": self.change(before, after)}, {"ConditionCheck": check}])

    return [(mentions.Mentions, "update", update)]


def _always(value: Any) -> Callable[..., Any]:
    return lambda *_arguments, **_options: value


def _together(*makers: Callable[[], list[Patch]]) -> Callable[[], list[Patch]]:
    """Several guards at once."""
    return lambda: [patch for make in makers for patch in make()]


# Seen only with the first belt off, by functions that are frozen at every call in turn: `deaths.frozen`
SECOND_BELTS = ("time-out-and-fence",)
MUTANTS: dict[str, Callable[[], list[Patch]]] = {
    # the guide's
    "store-before-answer": _store_before_answer,
    "put-condition": _put_condition,
    "triage-condition": lambda: _free(lambda before, _after: before.state is State.RECEIVED),
    "claim-condition": lambda: _free(lambda _before, after: after.state is State.SENDING),
    "staff-claim-condition": _staff_claim_condition,
    "lost-claim-stops": _lost_claim_stops,
    "no-repeat-after-unclear": _repeat_after_unclear,
    "server-error-is-unclear": _server_error_is_unclear,
    "stuck-is-never-reset": _stuck_is_reset,
    "sweep": lambda: [(overdue, "_move_all_on", _always(0))],
    "settle": lambda: _times(21, 0),
    "lease-and-settle": lambda: _times(5, 0),
    "lease-settle-and-fence": _together(lambda: _times(5, 0), _fence),
    "time-out-and-fence": _together(_zombies, _fence),
    "triage-error": _swallow_triage_error,
    # this code's own
    "one-a-day": lambda: _guard(0),
    "one-a-thread": lambda: _guard(1),
    "breaker": _breaker,
    "stop-switch": lambda: [(Settings, "stop_switch", _always(StopSwitch()))],
    "echo-filter": _echo_filter,
    "edit-revision": _edit_revision,
    "edit-order": lambda: [(arrival, "_is_newer", lambda held, event: (event.text or "") != (held.text or ""))],
    "delete-is-final": lambda: [(arrival, "_is_gone", _always(False))],
    "delete-while-sending": lambda: [(arrival, "_keep", _always(None))],
    "person-is-there": lambda: [(guards, "_has_open_case", _always(False))],
    "machine-never-speaks-twice": lambda: [(Mention, "has_spoken", property(_always(False)))],
    "guards-are-kept": _guards_kept,
    "quarantine": lambda: [(receive, "_quarantine", _always(None))],
    "seen": _seen,
    "people-see-hard-words": lambda: [(triage, "NEXT", {**triage.NEXT, Action.REVIEW: State.IGNORED})],
    "kind-words-are-answered": lambda: [(triage, "NEXT", {**triage.NEXT, Action.ACKNOWLEDGE: State.IN_REVIEW})],
    "urgent-case-is-told": lambda: [(open_case, "_notify", _always(None))],
    "danger-is-told": lambda: [(policy, "urgency_of", _always(Urgency.LOW))],
    "edit-is-no-delete": lambda: [(arrival, "_edited", lambda held, _event, now: arrival._deleted(held, now))],
    "the-brands-words": lambda: [(wording, "choose", _always("Buy now, only today!"))],
    "undo": lambda: [(actions, "ACTIONS", {**actions.ACTIONS, "undo": _always(Done("undone"))})],
    "logs-hold-no-text": _log_text,
    "overdue-is-counted": lambda: [(mentions.Mentions, "overdue_with_people", _always(0))],
    # costs
    "one-look": _one_look,
    "playbook-is-read-once": _playbook_once,
    "one-write-is-no-transaction": _plain_update,
    "undo-window": lambda: [(replies, "_undo_window", _always(timedelta(0)))],
}
