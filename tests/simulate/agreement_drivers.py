"""Which driver drives which method of the stores: all of them, by name of module and method."""

from collections import Counter
from hashlib import sha256
from random import Random

from shared.aws.tallies import Hour
from shared.domain.brand import Role, Staff, StopSwitch
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.domain.staffing import StaffChange
from tests.simulate.agreement_composing import COMPOSING
from tests.simulate.agreement_deliveries import keep, on_kept, on_part, put_envelope
from tests.simulate.agreement_stores import (
    SHARDS,
    STAFF,
    Driver,
    Run,
    a_case,
    a_case_id,
    a_mention,
    a_time,
    an_id,
    count_send,
    create_case,
    end_machine_send,
    end_staff_send,
    join_case,
    note_case,
    on_case,
    on_mention,
    one_of,
    plainly,
    put_staff_reply,
    queue,
    release_guards,
    staff_reply,
    take_a_turn,
    take_back,
    take_guards,
    transact,
    turn_of_a_thread,
    unchanged,
    update_case,
)
from tests.support import made
from tests.support.made import ACCOUNT, BRAND, PLATFORM

AUTHORS, THREADS, SESSIONS = ("forum:u1", "forum:u2"), ("forum:t0", "forum:t1"), ("one", "two")
a_shard = one_of(*range(SHARDS))
an_author = one_of(*AUTHORS)
a_brand = one_of(BRAND, "other")
a_person = one_of(*STAFF)


def ended_send(rng: Random) -> Run:
    return rng.choice((end_machine_send, end_staff_send))(rng)


def a_playbook(rng: Random) -> Playbook:
    return Playbook(brand=rng.choice((BRAND, "other")), version=rng.randrange(1, 6), title="Our Shop")


def add_figures(rng: Random) -> Run:
    names = ("arrived", "queued", "topic_praise")
    added = {
        Hour.of(rng.choice((BRAND, "other")), PLATFORM, a_time(rng)): Counter({rng.choice(names): rng.randrange(1, 9)})
        for _ in range(rng.randrange(3))
    }
    batch = rng.choice(("one", "another")) + str(sorted(added.items()))
    return lambda at: at.tallies.add(added, batch=sha256(batch.encode()).hexdigest()[:32])


def a_switch(rng: Random) -> StopSwitch:
    return StopSwitch(stopped=rng.random() < 0.5, reason="why", by="ana", at=a_time(rng))


def a_member(rng: Random) -> Staff:
    return Staff(staff_id=rng.choice(STAFF), name="Ana", roles={BRAND: rng.choice(list(Role))})


def publish(rng: Random) -> Run:
    """As the desk does: on the version that was seen, now and then a wrong one."""
    playbook, seen = a_playbook(rng), rng.randrange(6)
    told = Publication(by="ana", at=a_time(rng), reason="why", restores=rng.randrange(2))
    return lambda at: at.settings.publish(playbook, told, seen=seen)


def change_staff(rng: Random) -> Run:
    person, is_stale, leaves = a_member(rng), rng.random() < 0.2, rng.random() < 0.3
    told = a_change(rng, person)

    def run(at: Stores) -> None:
        seen = staff.roster(at.settings)[0] + is_stale
        staff.change(at.settings, seen, None if leaves else person, told)

    return run


def note_staff(rng: Random) -> Run:
    told = a_change(rng, a_member(rng))
    return lambda at: staff.note(at.settings, staff.roster(at.settings)[0], told)


def a_change(rng: Random, person: Staff) -> StaffChange:
    named = {"staff_id": person.staff_id, "name": person.name, "after": person.roles}
    return StaffChange(at=a_time(rng), by="ana", what="roles", because=rng.choice(("", "why")), **named)


def begin_session(rng: Random) -> Run:
    began = a_time(rng)
    opened = SignedIn(
        key=rng.choice(SESSIONS), began_at=began, ends_at=began + timedelta(seconds=50), browser="Firefox"
    )
    person, until = rng.choice(STAFF), a_time(rng)
    return lambda at: sessions.begin(at.settings, person, opened, {"staff_id": person}, until)


def sessions_of(rng: Random) -> Run:
    person, now = rng.choice(STAFF), a_time(rng)
    return lambda at: sessions.of_person(at.settings, person, now)


def end_sessions(rng: Random) -> Run:
    person, keys = rng.choice(STAFF), rng.sample(SESSIONS, rng.randrange(3))
    return lambda at: sessions.end(at.settings, person, keys)


def a_replay(rng: Random) -> str:
    return f"{rng.getrandbits(32):08x}"


DRIVERS: dict[str, Driver] = {
    "mentions.Mentions.get": plainly("mentions", "get", an_id),
    "mentions.Mentions.get_many": plainly("mentions", "get_many", lambda rng: [an_id(rng), an_id(rng)]),
    "mentions.Mentions.put_new": plainly("mentions", "put_new", a_mention),
    "mentions.Mentions.update": on_mention(lambda at, before, after: at.mentions.update(before, after)),
    "mentions.Mentions.change": on_mention(
        lambda at, before, after: transact(at, {"Update": at.mentions.change(before, after)})
    ),
    "mentions.Mentions.unchanged": unchanged,
    "mentions.Mentions.overdue": plainly("mentions", "overdue", a_shard, a_time),
    "mentions.Mentions.overdue_with_people": plainly("mentions", "overdue_with_people", a_shard, a_time),
    "mentions.Mentions.by_author": plainly("mentions", "by_author", one_of(PLATFORM), an_author, one_of(1, 2, 10)),
    "mentions.Mentions.count_by_author": plainly("mentions", "count_by_author", one_of(PLATFORM), an_author, a_time),
    "mentions.Mentions.staff_reply": staff_reply,
    "mentions.Mentions.put_staff_reply": put_staff_reply,
    "mentions.Mentions.to_item": plainly("mentions", "to_item", a_mention),
    "cases.Cases.get": plainly("cases", "get", a_case_id),
    "cases.Cases.of_conversation": plainly("cases", "of_conversation", a_mention),
    "cases.Cases.members": plainly("cases", "members", a_case_id),
    "cases.Cases.timeline": plainly("cases", "timeline", a_case_id),
    "cases.Cases.queue": queue,
    "cases.Cases.create": create_case,
    "cases.Cases.join": join_case,
    "cases.Cases.update": on_case(update_case),
    "cases.Cases.change": on_case(
        lambda _rng: lambda at, before, after: transact(at, {"Update": at.cases.change(before, after)})
    ),
    "cases.Cases.note": on_case(note_case),
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
    "deliveries.Deliveries.discard": on_kept(lambda at, name: at.deliveries.discard(name)),
    "deliveries.Deliveries.put_envelope": put_envelope,
    "deliveries.Deliveries.late_parts": plainly("deliveries", "late_parts", one_of(0, 1, 2, 3), a_time),
    "deliveries.Deliveries.ring_part": on_part(lambda at, key: at.deliveries.ring_part(key)),
    "deliveries.Deliveries.drop_part": on_part(lambda at, key: at.deliveries.drop_part(key)),
    "settings.Settings.account": plainly("settings", "account", one_of(PLATFORM), one_of(ACCOUNT, "nobody")),
    "settings.Settings.put_account": plainly("settings", "put_account", one_of(made.account(), made.account(title=""))),
    "settings.Settings.playbook": plainly("settings", "playbook", a_brand),
    "settings.Settings.publish": lambda rng: rng.choice((plainly("settings", "publish", a_playbook), publish))(rng),
    "settings.Settings.brands": plainly("settings", "brands"),
    "settings.Settings.find_playbook": plainly("settings", "find_playbook", a_brand),
    "settings.Settings.stop_switch": plainly("settings", "stop_switch", a_brand),
    "settings.Settings.put_stop_switch": plainly("settings", "put_stop_switch", a_brand, a_switch),
    "settings.Settings.is_blocked": plainly("settings", "is_blocked", one_of(PLATFORM), an_author),
    "settings.Settings.is_thread_stopped": plainly(
        "settings", "is_thread_stopped", one_of(PLATFORM), one_of(ACCOUNT), one_of(*THREADS)
    ),
    "settings.Settings.staff": plainly("settings", "staff", a_person),
    "settings.Settings.put_staff": plainly("settings", "put_staff", a_member),
    "settings.Settings.session": plainly("settings", "session", one_of(*SESSIONS), a_time),
    "settings.Settings.put_session": plainly(
        "settings", "put_session", one_of(*SESSIONS), one_of({}, {"staff": "ana", "tries": 2, "seen": None}), a_time
    ),
    "settings.Settings.extend_session": plainly("settings", "extend_session", one_of(*SESSIONS), a_time),
    "settings.Settings.end_session": plainly("settings", "end_session", one_of(*SESSIONS)),
    "playbooks.version": lambda rng: (
        lambda at, brand=a_brand(rng), number=rng.randrange(6): playbooks.version(at.settings, brand, number)
    ),
    "playbooks.versions": lambda rng: (
        lambda at, brand=a_brand(rng), limit=rng.randrange(1, 4): playbooks.versions(at.settings, brand, limit)
    ),
    "staff.roster": lambda _rng: lambda at: staff.roster(at.settings),
    "staff.change": change_staff,
    "staff.note": note_staff,
    "staff.history": lambda rng: lambda at, limit=rng.randrange(1, 4): staff.history(at.settings, limit),
    "sessions.begin": begin_session,
    "sessions.of_person": sessions_of,
    "sessions.end": end_sessions,
    "tallies.Tallies.open_circuit": plainly("tallies", "open_circuit", one_of(PLATFORM), one_of(ACCOUNT), a_time),
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
}
