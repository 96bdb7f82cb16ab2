"""A crowd at one desk: a system of its own on this machine, many cases, many people, and what came of it."""

import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from infra.crowd import oracles
from infra.crowd.diary import Entry, Refused, Sent
from infra.crowd.oracles import Fault
from infra.crowd.people import LEASE_S, Person
from infra.crowd.scene import cases, free_home, sign_in
from infra.local import process, run
from infra.local.gateway import Gateway
from infra.local.home import Home
from infra.local.invoke import Function
from infra.local.mappings import Route
from infra.local.seed import seed
from shared.aws.drafts import Drafts
from shared.aws.mentions import Mentions

PROCESSES = 5
SETTLES_WITHIN_S = 120


@dataclass
class Rush:
    """What came of it. `did` counts what people were told that is done, `refused` the times they were told no."""

    people: int
    cases: int
    seconds: float
    did: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    stale: int = 0
    posts: int = 0
    faults: list[Fault] = field(default_factory=list)


def rush(people: int, count: int, seconds: float, say: Callable[[str], None], first: int = 1) -> Rush:
    """Lets them work for so long. `first` is the seed of the first person."""
    with tempfile.TemporaryDirectory(prefix="heed-crowd-") as folder:
        home = free_home(Path(folder))
        try:
            with run.up(home, [seed, partial(cases, count=count)], say) as system:
                return _rush(system, people, count, seconds, first, say)
        finally:
            for name in run.IN_ORDER_OF_STOPPING:
                process.stop(home.folder, name)


def _rush(system: run.System, people: int, count: int, seconds: float, first: int, say: Callable[[str], None]) -> Rush:
    cookies = {f"person{number}@local": sign_in(system, f"person{number}@local") for number in range(people)}
    say(f"{people} people begin, at {count:,} cases, for {seconds:.0f} s")
    groups = [list(cookies.items())[start::PROCESSES] for start in range(PROCESSES)]
    begun_s = time.monotonic()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        works = [
            pool.submit(_work, system.home, group, first + start, seconds)
            for start, group in enumerate(groups)
            if group
        ]
        diary = [entry for work in works for entry in work.result()]
    took_s = time.monotonic() - begun_s
    say("they have stopped; what is on its way leaves")
    mentions = Mentions(system.client("dynamodb"), system.variables["MENTIONS_TABLE"], 16)
    wall = _settled_wall(system, diary)
    return Rush(
        people,
        count,
        took_s,
        did=Counter(type(entry).__name__ for entry in diary if not isinstance(entry, Refused)),
        refused=Counter(f"{entry.what} {entry.status}" for entry in diary if isinstance(entry, Refused)),
        stale=sum(isinstance(entry, Refused) and entry.stale for entry in diary),
        posts=len(wall),
        faults=_judge(diary, wall, mentions),
    )


def _judge(diary: list[Entry], wall: list[dict[str, Any]], mentions: Mentions) -> list[Fault]:
    drafts = Drafts(mentions.client, mentions.table)

    def draft(case_id: str, staff_id: str, mention_id: str) -> str | None:
        found = drafts.of_case(case_id, datetime.now(UTC))
        return next((one.text for one in found if (one.by, one.mention_id) == (staff_id, mention_id)), None)

    return [
        *oracles.double_replies(diary, wall),
        *oracles.lost_replies(diary, wall, mentions.get),
        *oracles.owned_twice(diary),
        *oracles.lost_drafts(diary, draft),
    ]


def _settled_wall(system: run.System, diary: list[Entry]) -> list[dict[str, Any]]:
    """What stands when nothing comes any more."""
    sent = sum(isinstance(entry, Sent) for entry in diary)
    until_s, last = time.monotonic() + SETTLES_WITHIN_S, -1
    while time.monotonic() < until_s:
        wall = _wall(system)
        if len(wall) == last or len(wall) >= sent:
            return wall
        last = len(wall)
        time.sleep(5)
    return _wall(system)


def _wall(system: run.System) -> list[dict[str, Any]]:
    """Everything that was posted."""
    lines = (system.home.folder / "wall.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if "text" in row]


def _work(home: Home, group: list[tuple[str, str]], number: int, seconds: float) -> list[Entry]:
    """Some of the people, in one process with a desk of its own."""
    import shared.domain.case as case_rules
    from functions.desk import handler as desk

    case_rules.LEASE = timedelta(seconds=LEASE_S)
    run.connect(home)
    function = Function("Desk", desk.handler)
    gateway = Gateway([Route("Desk.Home", function, "ANY", "/"), Route("Desk.Pages", function, "ANY", "/{proxy+}")])
    crowd = [Person(staff_id, cookie, gateway, home.url, Random(f"{number} {staff_id}")) for staff_id, cookie in group]
    until_s = time.time() + seconds
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), ThreadPoolExecutor(len(crowd)) as threads:
        list(threads.map(lambda person: person.work(until_s), crowd))
    return [entry for person in crowd for entry in person.diary]
