"""Which driver drives which method of the stores: all of them, by name of module and method."""

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from random import Random

from shared.aws.tallies import Hour
from tests.simulate.agreement_composing import COMPOSING
from tests.simulate.agreement_deliveries import decide, discarding, keep, note_outcome, on_kept, on_part, put_envelope
from tests.simulate.agreement_lists import count_some, has_any, queue
from tests.simulate.agreement_settings import DECIDED, a_brand, an_author
from tests.simulate.agreement_stores import (
    SHARDS,
    Driver,
    Run,
    a_case,
    a_case_id,
    a_mention,
    a_time,
    an_id,
    count_cases,
    count_send,
    create_case,
    end_machine_send,
    end_staff_send,
    join_case,
    keys_by_author,
    note_case,
    on_case,
    on_mention,
    one_of,
    plainly,
    put_staff_reply,
    release_guards,
    staff_reply,
    take_a_turn,
    take_back,
    take_guards,
    tell_of_case,
    transact,
    turn_of_a_thread,
    unchanged,
    update_case,
)
from tests.simulate.agreement_work import WORK
from tests.support.made import ACCOUNT, BRAND, PLATFORM

a_shard = one_of(*range(SHARDS))


def ended_send(rng: Random) -> Run:
    return rng.choice((end_machine_send, end_staff_send))(rng)


def add_figures(rng: Random) -> Run:
    names = ("arrived", "queued", "topic_praise")
    added = {
        Hour.of(rng.choice((BRAND, "other")), PLATFORM, a_time(rng)): Counter({rng.choice(names): rng.randrange(1, 9)})
        for _ in range(rng.randrange(3))
    }
    batch = rng.choice(("one", "another")) + str(sorted(added.items()))
    return lambda at: at.tallies.add(added, batch=sha256(batch.encode()).hexdigest()[:32])


def a_replay(rng: Random) -> str:
    return f"{rng.getrandbits(32):08x}"


DRIVERS: dict[str, Driver] = {
    **DECIDED,
    "mentions.Mentions.get": plainly("mentions", "get", an_id),
    "mentions.Mentions.get_many": plainly("mentions", "get_many", lambda rng: [an_id(rng), an_id(rng)]),
    "mentions.Mentions.said": plainly("mentions", "said", lambda rng: [an_id(rng), an_id(rng)]),
    "mentions.Mentions.put_new": plainly("mentions", "put_new", a_mention),
    "mentions.Mentions.update": on_mention(lambda at, before, after: at.mentions.update(before, after)),
    "mentions.Mentions.change": on_mention(
        lambda at, before, after: transact(at, {"Update": at.mentions.change(before, after)})
    ),
    "mentions.Mentions.unchanged": unchanged,
    "mentions.Mentions.overdue": plainly("mentions", "overdue", a_shard, a_time),
    "mentions.Mentions.overdue_with_people": plainly("mentions", "overdue_with_people", a_shard, a_time),
    "mentions.Mentions.by_author": plainly("mentions", "by_author", one_of(PLATFORM), an_author, one_of(1, 2, 10)),
    "mentions.Mentions.keys_by_author": keys_by_author,
    "mentions.Mentions.count_by_author": plainly("mentions", "count_by_author", one_of(PLATFORM), an_author, a_time),
    "mentions.Mentions.staff_reply": staff_reply,
    "mentions.Mentions.put_staff_reply": put_staff_reply,
    "mentions.Mentions.to_item": plainly("mentions", "to_item", a_mention),
    "cases.Cases.get": plainly("cases", "get", a_case_id),
    "cases.Cases.of_conversation": plainly("cases", "of_conversation", a_mention),
    "cases.Cases.members": plainly("cases", "members", a_case_id),
    "cases.Cases.timeline": plainly("cases", "timeline", a_case_id),
    "cases.Cases.queue": queue,
    "cases.Cases.has_any": has_any,
    "cases.Cases.count_some": count_some,
    "cases.Cases.create": create_case,
    "cases.Cases.join": join_case,
    "cases.Cases.update": on_case(update_case),
    "cases.Cases.change": on_case(
        lambda _rng: lambda at, before, after: transact(at, {"Update": at.cases.change(before, after)})
    ),
    "cases.Cases.note": on_case(note_case),
    "cases.Cases.tell": on_case(tell_of_case),
    "cases.Cases.count": count_cases,
    "cases.Cases.to_item": plainly("cases", "to_item", a_case),
    "deliveries.Deliveries.keep": keep,
    "deliveries.Deliveries.kept": on_kept(lambda at, name: at.deliveries.kept(name)),
    "deliveries.Deliveries.all_kept": lambda _rng: (
        lambda at: sorted(at.deliveries.all_kept(), key=lambda kept: kept.delivery_id)
    ),
    "deliveries.Deliveries.explain": on_kept(lambda at, name: at.deliveries.explain(name, ("still_unknown",))),
    "deliveries.Deliveries.note_replay": plainly(
        "deliveries", "note_replay", a_replay, one_of(("one", "two")), one_of("fixed"), a_time
    ),
    "deliveries.Deliveries.listed": plainly("deliveries", "listed", one_of(1, 3)),
    "deliveries.Deliveries.decide": decide,
    "deliveries.Deliveries.note_outcome": note_outcome,
    "deliveries.Deliveries.decisions": plainly("deliveries", "decisions", one_of(1, 5)),
    "deliveries.Deliveries.discarding": on_kept(discarding),
    "deliveries.Deliveries.discard": on_kept(lambda at, name: at.deliveries.discard(name)),
    "deliveries.Deliveries.put_envelope": put_envelope,
    "deliveries.Deliveries.late_parts": plainly("deliveries", "late_parts", one_of(0, 1, 2, 3), a_time),
    "deliveries.Deliveries.ring_part": on_part(lambda at, key: at.deliveries.ring_part(key)),
    "deliveries.Deliveries.drop_part": on_part(lambda at, key: at.deliveries.drop_part(key)),
    "tallies.Tallies.open_circuit": plainly("tallies", "open_circuit", one_of(PLATFORM), one_of(ACCOUNT), a_time),
    "tallies.Tallies.circuit_until": plainly(
        "tallies", "circuit_until", one_of(PLATFORM), one_of(ACCOUNT, "nobody"), a_time
    ),
    "tallies.Tallies.sends": plainly(
        "tallies", "sends", one_of(PLATFORM), one_of(ACCOUNT), one_of(timedelta(hours=1)), a_time
    ),
    "tallies.Tallies.is_circuit_open": plainly(
        "tallies", "is_circuit_open", one_of(PLATFORM), one_of(ACCOUNT, "nobody"), a_time
    ),
    "tallies.Tallies.count_judged": plainly("tallies", "count_judged", one_of("a", "b"), one_of(0, 1, 3), one_of(0, 1)),
    "tallies.Tallies.begin_window": plainly("tallies", "begin_window", one_of("a", "b"), one_of(1, 3, 4)),
    "tallies.Tallies.is_told": plainly("tallies", "is_told", one_of("a", "b"), a_time),
    "tallies.Tallies.note_told": plainly("tallies", "note_told", one_of("a", "b"), a_time),
    "tallies.Tallies.add": add_figures,
    "tallies.Tallies.figures": plainly("tallies", "figures", a_brand, lambda rng: a_time(rng).date()),
    "guards.turn": turn_of_a_thread,
    "guards.take_turn": take_a_turn,
    "guards.take": take_guards,
    "guards.release": release_guards,
    "guards.count_send": count_send,
    "endings.end_send": ended_send,
    "endings.take_back": take_back,
    **COMPOSING,
    **WORK,
}
