"""Every method of the stores, driven with random values: each driver draws them, then runs on either tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from shared.aws import endings, guards, writes
from shared.aws.cases import Cases
from shared.aws.deliveries import Deliveries
from shared.aws.drafts import Drafts
from shared.aws.mentions import Mentions, StaffReply
from shared.aws.presence import Presence
from shared.aws.saved_replies import SavedReplies
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.domain import sending, times
from shared.domain.assessment import Urgency
from shared.domain.case import Case, CaseEvent, CaseState
from shared.domain.lifecycle import REPLY
from shared.domain.mention import Mention, State, TimelineEntry
from shared.errors import HeedError
from tests.support import made
from tests.support.made import BRAND, NOW, PLATFORM

SHARDS = 2
TEXTS = ("", "Thank you!", "Danke schön, Grüße", "ありがとう 😀", "x" * 5000)
STAFF = ("ana", "bob")


@dataclass(frozen=True)
class Stores:
    """The stores over one client."""

    client: Any
    mentions: Mentions
    cases: Cases
    deliveries: Deliveries
    settings: Settings
    tallies: Tallies
    drafts: Drafts
    presence: Presence
    saved_replies: SavedReplies


Run = Callable[[Stores], Any]
Driver = Callable[[Random], Run]


def stores(client: Any, names: Mapping[str, str]) -> Stores:
    mentions = Mentions(client, names["MentionsTable"], SHARDS)
    return Stores(
        client,
        mentions,
        Cases(mentions, SHARDS),
        Deliveries(client, names["DeliveriesTable"]),
        Settings(client, names["SettingsTable"]),
        Tallies(client, names["TalliesTable"]),
        Drafts(client, names["MentionsTable"]),
        Presence(client, names["SettingsTable"]),
        SavedReplies(client, names["SettingsTable"]),
    )


def a_time(rng: Random) -> Any:
    return NOW + timedelta(seconds=rng.randrange(-100, 100), microseconds=rng.choice((0, 1, 500_000)))


def a_mention(rng: Random, state: State | None = None, **changes: Any) -> Mention:
    number = rng.randrange(6)
    described: dict[str, Any] = {
        "external_id": f"forum:p{number}",
        "author_id": rng.choice((None, "forum:u1", "forum:u2")),
        "thread_id": f"forum:t{rng.randrange(2)}",
        "text": rng.choice(TEXTS),
        "reach": rng.choice((None, 0, 12_345_678)),
        "revision": rng.randrange(2),
        "due_at": rng.choice((None, a_time(rng))),
        "with_people": rng.random() < 0.3,
        "assessment": made.assessment(confidence=rng.choice((0.0, 1.0, 0.25, 1e-7, rng.random()))),
    }
    return made.mention(state or rng.choice(list(State)), **{**described, **changes})


def some_changes(rng: Random) -> dict[str, Any]:
    every: dict[str, Any] = {
        "state": rng.choice(list(State)),
        "due_at": rng.choice((None, a_time(rng))),
        "text": rng.choice((None, *TEXTS)),
        "rings": rng.randrange(3),
        "revision": rng.randrange(2),
        "with_people": rng.random() < 0.5,
        "lease_until": rng.choice((None, a_time(rng))),
        "author_id": rng.choice((None, "forum:u1", "forum:u2")),
        "media": rng.choice(((), ("https://example.test/a.png",))),
        "updated_at": a_time(rng),
    }
    return {name: every[name] for name in rng.sample(sorted(every), rng.randrange(len(every)))}


def a_case(rng: Random, **changes: Any) -> Case:
    described = {
        "case_id": f"case{rng.randrange(3)}",
        "state": rng.choice(list(CaseState)),
        "urgency": rng.choice(list(Urgency)),
        "due_at": a_time(rng),
        "holder": rng.choice((None, *STAFF)),
        "lease_until": rng.choice((None, a_time(rng))),
        "assigned_to": rng.choice((None, *STAFF)),
        "mentioned": rng.choice(((), ("ana",))),
        "tags": rng.choice(((), ("heater", "refund"))),
        "failed_send": rng.random() < 0.3,
    }
    return made.case(**{**described, **changes})


def an_event(rng: Random) -> CaseEvent:
    return CaseEvent(at=a_time(rng), by=rng.choice(STAFF), what="noted", reason=rng.choice(("", "why")))


def changed(seen: Any, stale: bool, changes: Mapping[str, Any]) -> tuple[Any, Any]:
    """What a writer saw, which may be wrong, and what it makes of it."""
    before = replace(seen, version=seen.version + 7) if stale else seen
    return before, replace(seen, **{**changes, "version": seen.version + 1})


def on_mention(act: Callable[[Stores, Mention, Mention], Any]) -> Driver:
    """A driver that changes a stored mention, now and then from a stale sight of it."""

    def draw(rng: Random) -> Run:
        name, stale, changes = a_mention(rng).mention_id, rng.random() < 0.2, some_changes(rng)

        def run(at: Stores) -> Any:
            seen = at.mentions.get(name)
            return act(at, *changed(seen, stale, changes)) if seen else None

        return run

    return draw


def on_case(act: Callable[[Random], Callable[[Stores, Case, Case], Any]]) -> Driver:
    """A driver that changes a stored case, now and then from a stale sight of it."""

    def draw(rng: Random) -> Run:
        target, stale, acted = a_case(rng), rng.random() < 0.2, act(rng)

        def run(at: Stores) -> Any:
            seen = at.cases.get(target.case_id)
            if seen is None:
                at.client.put_item(TableName=at.cases.table, Item=at.cases.to_item(target))
                return None
            return acted(at, *changed(seen, stale, {"due_at": target.due_at, "state": target.state}))

        return run

    return draw


def transact(at: Stores, *members: dict[str, Any]) -> None:
    writes.transact(at.client, members)


def unchanged(rng: Random) -> Run:
    seen = a_mention(rng)
    note = {"TableName": "", "Key": {"pk": {"S": "COUNT"}, "sk": {"S": "HEAD"}}, "UpdateExpression": "ADD hits :one"}
    note["ExpressionAttributeValues"] = {":one": {"N": "1"}}
    return lambda at: transact(
        at, {"ConditionCheck": at.mentions.unchanged(seen)}, {"Update": {**note, "TableName": at.tallies.table}}
    )


def staff_reply_to(mention: Mention, rng: Random, **changes: Any) -> StaffReply:
    described = {
        "reply_id": f"{rng.randrange(4):032x}",
        "mention_id": mention.mention_id,
        "case_id": "case1",
        "case_version": 1,
        "text": "Dear Rita, ...",
        "by": "ana",
        "written_at": NOW,
    }
    return StaffReply(**{**described, **changes})


def put_staff_reply(rng: Random) -> Run:
    reply = staff_reply_to(a_mention(rng), rng)
    return lambda at: transact(at, {"Put": at.mentions.put_staff_reply(reply)})


def staff_reply(rng: Random) -> Run:
    reply = staff_reply_to(a_mention(rng), rng)
    return lambda at: at.mentions.staff_reply(reply.mention_id, reply.reply_id)


def create_case(rng: Random) -> Run:
    target = a_case(rng, case_id=f"case{rng.randrange(50)}")
    mention, event = a_mention(rng), an_event(rng)
    changes, stale, again = some_changes(rng), rng.random() < 0.2, rng.random() < 0.5

    def run(at: Stores) -> Any:
        seen = at.mentions.get(mention.mention_id)
        if seen is None:
            return None
        before, after = changed(seen, stale, {**changes, "case_id": target.case_id})
        former = at.cases.of_conversation(seen) if again else None
        return at.cases.create(target, before, after, event, instead_of=former)

    return run


def join_case(rng: Random) -> Run:
    target, mention, event = a_case(rng), a_mention(rng), an_event(rng)
    stale_case, stale_mention = rng.random() < 0.2, rng.random() < 0.2

    def run(at: Stores) -> Any:
        seen, case = at.mentions.get(mention.mention_id), at.cases.get(target.case_id)
        if seen is None or case is None:
            return None
        before, after = changed(seen, stale_mention, {"case_id": case.case_id, "with_people": True})
        case_before, case_after = changed(case, stale_case, {"members": case.members + 1})
        return at.cases.join(case_before, case_after, before, after, event)

    return run


def update_case(rng: Random) -> Callable[[Stores, Case, Case], Any]:
    event, reply = an_event(rng), staff_reply_to(a_mention(rng), rng)
    return lambda at, before, after: at.cases.update(
        before, after, event, with_writes=[{"Put": at.mentions.put_staff_reply(reply)}]
    )


def note_case(rng: Random) -> Callable[[Stores, Case, Case], Any]:
    event = an_event(rng)
    return lambda at, before, after: transact(at, *at.cases.note(before, after, event))


def tell_of_case(rng: Random) -> Callable[[Stores, Case, Case], Any]:
    event = an_event(rng)
    return lambda at, before, _after: transact(at, at.cases.tell(before, event))


def count_cases(rng: Random) -> Run:
    folder, due_by = rng.choice(list(CaseState)).value, rng.choice((None, a_time(rng)))
    return lambda at: at.cases.count(BRAND, folder, due_by=due_by)


def keys_by_author(rng: Random) -> Run:
    author, limit = rng.choice(("forum:u1", "forum:u2")), rng.choice((1, 2, 10))
    before = rng.choice(("", f"{times.to_text(a_time(rng))}#x"))
    return lambda at: at.mentions.keys_by_author(PLATFORM, author, limit, before=before)


def end_machine_send(rng: Random) -> Run:
    claimed = a_mention(rng, State.SENDING, author_id=rng.choice(("forum:u1", "forum:u2")))
    ending, nothing_posted = an_ending(rng)
    take = rng.random() < 0.7

    def run(at: Stores) -> Any:
        at.client.put_item(TableName=at.mentions.table, Item=at.mentions.to_item(claimed))
        if take:
            attempt(lambda: transact(at, *guards.take(at.mentions.table, claimed, NOW)))
        return endings.end_send(claimed, ending, at.cases, now=NOW, nothing_posted=nothing_posted)

    return run


def end_staff_send(rng: Random) -> Run:
    """A case of its own, with members that the reply answers as well."""
    name = f"{rng.getrandbits(48):012x}"
    reply = made.staff_reply(reply_id=name * 2, tries=1)
    target = made.case(case_id=name, members=3)
    claimed, *others = (
        made.mention(State.SENDING if place == 0 else State.IN_REVIEW, external_id=f"{name}-{place}", case_id=name)
        for place in range(3)
    )
    claimed = replace(claimed, reply=reply)
    covers = {other.mention_id: other.revision for other in others[: rng.randrange(3)]} or None
    written = staff_reply_to(claimed, rng, reply_id=reply.reply_id, case_id=name, covers=covers)
    ending, nothing_posted = an_ending(rng)
    event = an_event(rng)

    def run(at: Stores) -> Any:
        for row in (at.cases.to_item(target), *(at.mentions.to_item(one) for one in (claimed, *others))):
            at.client.put_item(TableName=at.mentions.table, Item=row)
        for place, other in enumerate(others):
            before, after = changed(other, False, {"with_people": True})
            head = at.cases.get(name)
            assert head is not None
            at.cases.join(head, replace(head, version=head.version + 1, members=place), before, after, event)
        transact(at, {"Put": at.mentions.put_staff_reply(written)})
        return endings.end_send(claimed, ending, at.cases, now=NOW, nothing_posted=nothing_posted)

    return run


def an_ending(rng: Random) -> tuple[Any, bool]:
    """How a send ends, and whether that proves that nothing was posted."""
    return rng.choice(
        (
            (partial(sending.applied, external_reply_id="forum:r1", permalink=None, by=REPLY), False),
            (partial(sending.not_applied, code="busy", retry_after_s=3.0, by=REPLY), True),
            (partial(sending.refused, code="closed", by=REPLY), True),
            (partial(sending.unresolved, by=REPLY), False),
        )
    )


def take_back(rng: Random) -> Run:
    target = a_case(rng)
    name = f"{rng.getrandbits(48):012x}"
    before = made.mention(State.REPLYING, external_id=name, case_id=rng.choice((target.case_id, "no-case")))
    entry = TimelineEntry(at=NOW, state=State.IN_REVIEW, by=REPLY, reason="edited")
    after = replace(before, state=State.IN_REVIEW, version=2, timeline=(entry,))

    def run(at: Stores) -> Any:
        at.client.put_item(TableName=at.mentions.table, Item=at.mentions.to_item(before))
        return endings.take_back(before, after, at.cases, now=NOW)

    return run


def take_guards(rng: Random) -> Run:
    mention, now = a_mention(rng, author_id="forum:u1"), NOW + timedelta(hours=rng.randrange(0, 60, 12))
    return lambda at: transact(at, *guards.take(at.mentions.table, mention, now))


def turn_of_a_thread(rng: Random) -> Run:
    mention, kind = a_mention(rng), rng.choice(("praise#en", "thanks#es"))
    return lambda at: guards.turn(at.client, at.mentions.table, mention, kind)


def take_a_turn(rng: Random) -> Run:
    mention, kind, seen = a_mention(rng), rng.choice(("praise#en", "thanks#es")), rng.randrange(3)
    return lambda at: transact(at, guards.take_turn(at.mentions.table, mention, kind, seen, NOW))


def release_guards(rng: Random) -> Run:
    mention = a_mention(rng, author_id="forum:u1")
    return lambda at: transact(at, *guards.release(at.mentions.table, mention))


def count_send(rng: Random) -> Run:
    mention, now = a_mention(rng), NOW + timedelta(minutes=rng.randrange(3))
    window = timedelta(minutes=1)
    return lambda at: transact(at, guards.count_send(at.tallies.table, mention, limit=4, window=window, now=now))


def plainly(name: str, method: str, *draws: Callable[[Random], Any]) -> Driver:
    """A driver of a method that takes drawn values as they are."""

    def draw(rng: Random) -> Run:
        values = [one(rng) for one in draws]
        return lambda at: listed(getattr(getattr(at, name), method)(*values))

    return draw


def listed(answer: Any) -> Any:
    return list(answer) if hasattr(answer, "__next__") else answer


def attempt(act: Callable[[], Any]) -> Any:
    """What an act comes to: its answer, or its error as the stores tell it."""
    try:
        return act()
    except HeedError as error:
        return type(error).__name__, getattr(error, "failed", None)


def one_of(*values: Any) -> Callable[[Random], Any]:
    return lambda rng: rng.choice(values)


def an_id(rng: Random) -> str:
    return a_mention(rng).mention_id


def a_case_id(rng: Random) -> str:
    return a_case(rng).case_id
