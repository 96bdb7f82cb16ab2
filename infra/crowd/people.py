"""People at the desk, each with a browser of their own: they read, claim, write, pause, come back to old pages.

Everything goes through the desk's real handler as JSON, as from a browser; several of these processes share one
emulator, so that writes really meet.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from infra.crowd.diary import Drafted, Entry, Held, LetGo, Refused, Sent, Undone
from infra.local.gateway import Gateway, Request
from shared.domain import times

LEASE_S = 6  # ten minutes, shortened so that leases run out while people pause
PAUSES_S = (0.0, 0.1, 0.3, 1.0, LEASE_S + 1)
AT_THE_TOP = 6  # of ten looks go to the first few cases of the list, where the others look too
CHOICES = ("reply", "reply", "reply", "draft", "draft", "resolve", "take-over", "release", "undo", "stale")
TOGETHER_WITH_ALL = 5  # cases


@dataclass
class Person:
    """One browser. `diary` is what they did and were told; `kept` the page that they left open in another tab."""

    staff_id: str
    cookie: str
    gateway: Gateway
    desk_url: str
    random: Random
    clock: Callable[[], float] = time.time
    diary: list[Entry] = field(default_factory=list)
    kept: dict[str, Any] | None = None
    csrf: str = ""
    editions: dict[tuple[str, str], int] = field(default_factory=dict)

    def work(self, until_s: float) -> None:
        """Until then."""
        self.csrf = self._ask("GET", "/api/session")[1]["csrf"]
        while self.clock() < until_s:
            time.sleep(self.random.choice(PAUSES_S) * self.random.random())
            self._once()

    def _once(self) -> None:
        what = self.random.choice(CHOICES)
        if what == "stale" and self.kept:
            self._reply(self.kept, stale=True)
            self.kept = None
            return
        case = self._open()
        if case is None:
            return
        if self.random.random() < 0.2:
            self.kept = case
        if what == "take-over":
            self._take_over(case)
        elif self._claim(case):
            case = self._read(case["case_id"]) or case
            time.sleep(self.random.choice(PAUSES_S) * self.random.random())
            {"reply": self._reply, "undo": self._reply_and_undo, "draft": self._draft, "resolve": self._resolve}.get(
                what, self._release
            )(case)

    def _open(self) -> dict[str, Any] | None:
        """A case of the list, whole."""
        status, listed = self._ask("GET", "/api/cases?folder=open&limit=50")
        if status != 200 or not listed["cases"]:
            return None
        cases = listed["cases"]
        at_top = self.random.random() * 10 < AT_THE_TOP
        row = self.random.choice(cases[:TOGETHER_WITH_ALL] if at_top else cases)
        return self._read(row["case_id"])

    def _read(self, case_id: str) -> dict[str, Any] | None:
        status, case = self._ask("GET", f"/api/cases/{case_id}")
        return case if status == 200 else None

    def _claim(self, case: dict[str, Any]) -> bool:
        return self._hold(case, "claim", {}, taken_over=False)

    def _take_over(self, case: dict[str, Any]) -> None:
        self._hold(case, "take-over", {"reason": "they went home", "seen": case["seen"]}, taken_over=True)

    def _hold(self, case: dict[str, Any], action: str, fields: dict[str, Any], *, taken_over: bool) -> bool:
        begun_s = self.clock()
        done = self._act(case, action, fields)
        if done is None:
            return False
        until_s = begun_s + LEASE_S if done["lease_until"] is None else _seconds(done["lease_until"])
        self.diary.append(Held(case["case_id"], self.staff_id, self.clock(), until_s, taken_over))
        return True

    def _release(self, case: dict[str, Any]) -> None:
        self.diary.append(LetGo(case["case_id"], self.staff_id, self.clock()))
        self._act(case, "release", {})

    def _resolve(self, case: dict[str, Any]) -> None:
        self.diary.append(LetGo(case["case_id"], self.staff_id, self.clock()))
        self._act(case, "resolve", {"outcome": "dismissed", "seen": case["seen"]})

    def _reply(self, case: dict[str, Any], *, stale: bool = False) -> Sent | None:
        waiting = [message for message in case["messages"] if message["state"] == "in_review"]
        if not waiting:
            return None
        reply_id = f"{self.random.getrandbits(128):032x}"
        mention_id = waiting[0]["mention_id"]
        text = f"We have looked into it. ({reply_id})"
        fields = {"mention_id": mention_id, "reply_id": reply_id, "text": text, "seen": case["seen"]}
        begun_s = self.clock()
        done = self._act(case, "reply", fields, stale=stale)
        if done is None:
            return None
        if self.random.random() < 0.3:  # a double click
            self._act(case, "reply", fields)
        sent = Sent(case["case_id"], mention_id, self.staff_id, reply_id, text)
        self.diary += [sent, Held(case["case_id"], self.staff_id, self.clock(), begun_s + LEASE_S)]
        return sent

    def _reply_and_undo(self, case: dict[str, Any]) -> None:
        sent = self._reply(case)
        if sent and self._act(case, "undo", {"mention_id": sent.mention_id, "reply_id": sent.reply_id}) is not None:
            self.diary.append(Undone(sent.reply_id))

    def _draft(self, case: dict[str, Any]) -> None:
        """Writes a while; each keystroke that was kept counts."""
        mention_id = case["messages"][-1]["mention_id"]
        key = (case["case_id"], mention_id)
        window = f"{self.random.getrandbits(128):032x}"
        status, there = self._ask("GET", f"/api/cases/{case['case_id']}/draft")
        mine = [one for one in there["mine"] if one["mention_id"] == mention_id] if status == 200 else []
        after = int(mine[0]["edition"]) if mine else self.editions.get(key, 0)
        for _ in range(self.random.randrange(1, 4)):
            text = f"Draft {self.random.getrandbits(64):x} of {self.staff_id}"
            fields = {"mention_id": mention_id, "text": text, "window": window, "after": str(after)}
            status, kept = self._ask("POST", f"/api/cases/{case['case_id']}/draft", fields)
            if status != 200:
                self.diary.append(Refused("draft", status, stale=False))
                return
            after = self.editions[key] = int(kept["edition"])
            self.diary.append(Drafted(*key, self.staff_id, kept["text"]))

    def _act(self, case: dict[str, Any], action: str, fields: dict[str, Any], *, stale: bool = False) -> Any:
        """The case as it stands then; None if they were told no."""
        status, answer = self._ask("POST", f"/api/cases/{case['case_id']}/{action}", fields)
        if status == 200:
            return answer["case"]
        self.diary.append(Refused(action, status, stale))
        return None

    def _ask(self, method: str, target: str, fields: dict[str, Any] | None = None) -> tuple[int, Any]:
        headers = {"host": self.desk_url.removeprefix("http://"), "cookie": f"__Host-sid={self.cookie}"}
        if fields is not None:
            headers |= {"origin": self.desk_url, "content-type": "application/json", "x-csrf-token": self.csrf}
        body = b"" if fields is None else json.dumps(fields).encode()
        answer = self.gateway.answer(Request(method, target, tuple(headers.items()), body))
        return answer.status, json.loads(answer.body)


def _seconds(moment: str) -> float:
    return times.from_text(moment).timestamp()
