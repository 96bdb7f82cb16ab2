"""Drivers of what people decide: the settings table, through every module that writes there."""

from datetime import timedelta
from random import Random

from shared.aws import audit, playbooks, sessions, staff
from shared.aws.sessions import SignedIn
from shared.domain import times
from shared.domain.brand import Block, BlockKind, Role, Staff, StopSwitch
from shared.domain.deed import Deed
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.domain.staffing import StaffChange
from tests.simulate.agreement_stores import STAFF, Driver, Run, Stores, a_time, one_of, plainly, transact
from tests.support import made
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM

AUTHORS, THREADS, SESSIONS = ("forum:u1", "forum:u2"), ("forum:t0", "forum:t1"), ("one", "two")
an_author = one_of(*AUTHORS)
a_brand = one_of(BRAND, "other")
a_person = one_of(*STAFF)


def a_playbook(rng: Random) -> Playbook:
    return Playbook(brand=rng.choice((BRAND, "other")), version=rng.randrange(1, 6), title="Our Shop")


def a_switch(rng: Random) -> StopSwitch:
    return StopSwitch(stopped=rng.random() < 0.5, reason="why", by="ana", at=a_time(rng))


def a_member(rng: Random) -> Staff:
    return Staff(staff_id=rng.choice(STAFF), name="Ana", roles={BRAND: rng.choice(list(Role))})


def a_change(rng: Random, person: Staff) -> StaffChange:
    because = rng.choice(("", "why"))
    name, roles = person.name, person.roles
    return StaffChange(
        at=a_time(rng), by="ana", staff_id=person.staff_id, name=name, what="roles", because=because, after=roles
    )


def publish(rng: Random) -> Run:
    """A version, or as the desk does: on the version that was seen, now and then a wrong one."""
    playbook, seen, is_of_desk = a_playbook(rng), rng.randrange(6), rng.random() < 0.5
    told = Publication(by="ana", at=a_time(rng), reason="why", restores=rng.randrange(2))
    if is_of_desk:
        return lambda at: at.settings.publish(playbook, told, seen=seen)
    return lambda at: at.settings.publish(playbook)


def version(rng: Random) -> Run:
    brand, number = a_brand(rng), rng.randrange(6)
    return lambda at: playbooks.version(at.settings, brand, number)


def versions(rng: Random) -> Run:
    brand, limit = a_brand(rng), rng.randrange(1, 4)
    return lambda at: playbooks.versions(at.settings, brand, limit)


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


def staff_history(rng: Random) -> Run:
    limit = rng.randrange(1, 4)
    return lambda at: staff.history(at.settings, limit)


def begin_session(rng: Random) -> Run:
    began = a_time(rng)
    ends = began + timedelta(seconds=50)
    opened = SignedIn(key=rng.choice(SESSIONS), began_at=began, ends_at=ends, browser="Firefox")
    person, until = rng.choice(STAFF), a_time(rng)
    return lambda at: sessions.begin(at.settings, person, opened, {"staff_id": person}, until)


def sessions_of(rng: Random) -> Run:
    person, now = rng.choice(STAFF), a_time(rng)
    return lambda at: sessions.of_person(at.settings, person, now)


def end_sessions(rng: Random) -> Run:
    person, keys = rng.choice(STAFF), rng.sample(SESSIONS, rng.randrange(3))
    return lambda at: sessions.end(at.settings, person, keys)


def a_deed(rng: Random) -> Deed:
    by, about = rng.choice(STAFF), f"case:{rng.randrange(3)}"
    return Deed(at=a_time(rng), by=by, brand=a_brand(rng), what="noted", about=about, reason=rng.choice(("", "why")))


def put_deed(rng: Random) -> Run:
    deed = a_deed(rng)
    return lambda at: transact(at, audit.put(at.settings.table, deed))


def deeds_of_day(rng: Random) -> Run:
    brand, limit, by = a_brand(rng), rng.randrange(1, 4), rng.choice(("", *STAFF))
    before = rng.choice(("", times.to_text(a_time(rng))))
    return lambda at: audit.of_day(
        at.client, at.settings.table, brand, NOW.date(), limit, now=NOW, by=by, before=before
    )


def put_block(rng: Random) -> Run:
    author, brand = rng.choice(AUTHORS), a_brand(rng)
    block = Block(kind=rng.choice(list(BlockKind)), reason="why", by="ana", at=a_time(rng))
    return lambda at: transact(at, at.settings.put_block(brand, PLATFORM, author, block))


def put_thread_stop(rng: Random) -> Run:
    thread, switch = rng.choice(THREADS), a_switch(rng)
    return lambda at: transact(at, at.settings.put_thread_stop(PLATFORM, ACCOUNT, thread, switch))


DECIDED: dict[str, Driver] = {
    "settings.Settings.account": plainly("settings", "account", one_of(PLATFORM), one_of(ACCOUNT, "nobody")),
    "settings.Settings.put_account": plainly("settings", "put_account", one_of(made.account(), made.account(title=""))),
    "settings.Settings.accounts": plainly("settings", "accounts"),
    "settings.Settings.playbook": plainly("settings", "playbook", a_brand),
    "settings.Settings.publish": publish,
    "settings.Settings.brands": plainly("settings", "brands"),
    "settings.Settings.find_playbook": plainly("settings", "find_playbook", a_brand),
    "settings.Settings.stop_switch": plainly("settings", "stop_switch", a_brand),
    "settings.Settings.put_stop_switch": plainly("settings", "put_stop_switch", a_brand, a_switch),
    "settings.Settings.block": plainly("settings", "block", a_brand, one_of(PLATFORM), an_author),
    "settings.Settings.put_block": put_block,
    "settings.Settings.thread_stop": plainly(
        "settings", "thread_stop", one_of(PLATFORM), one_of(ACCOUNT), one_of(*THREADS)
    ),
    "settings.Settings.put_thread_stop": put_thread_stop,
    "settings.Settings.staff": plainly("settings", "staff", a_person),
    "settings.Settings.session": plainly("settings", "session", one_of(*SESSIONS), a_time),
    "settings.Settings.put_session": plainly(
        "settings", "put_session", one_of(*SESSIONS), one_of({}, {"staff": "ana", "tries": 2, "seen": None}), a_time
    ),
    "settings.Settings.extend_session": plainly("settings", "extend_session", one_of(*SESSIONS), a_time),
    "settings.Settings.end_session": plainly("settings", "end_session", one_of(*SESSIONS)),
    "settings.Settings.put_staff": plainly("settings", "put_staff", a_member),
    "audit.put": put_deed,
    "audit.of_day": deeds_of_day,
    "playbooks.version": version,
    "playbooks.versions": versions,
    "staff.roster": lambda _rng: lambda at: staff.roster(at.settings),
    "staff.change": change_staff,
    "staff.note": note_staff,
    "staff.history": staff_history,
    "sessions.begin": begin_session,
    "sessions.of_person": sessions_of,
    "sessions.end": end_sessions,
}
