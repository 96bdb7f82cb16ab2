"""What each action of a case takes, for the description of the JSON interface."""

from collections.abc import Mapping

from functions.desk.actions import ACTIONS
from functions.desk.actions.silencing import DAYS
from functions.desk.contract import Field
from shared.domain.assessment import Urgency
from shared.domain.brand import BlockKind
from shared.domain.case import Outcome

MENTION_ID = Field("The message of the case", required=True)
SEEN = Field("The value `seen` that came with the case", required=True)
ANSWER = Field("The reply_id of the answer that waits", required=True)
WHY = Field("Why", required=True)
ENDS = Field(f"One of {', '.join(map(str, DAYS))}; empty for no end")
DRAFT = {
    "mention_id": MENTION_ID,
    "window": Field("An id of the page that writes: 32 hexadecimal digits", required=True),
    "after": Field("The edition of the draft that the page knows; 0, or left out, for none"),
}
TAKES: Mapping[str, Mapping[str, Field]] = {
    "take-over": {"reason": WHY, "seen": SEEN},
    "keep-draft": {**DRAFT, "text": Field("What stands in the box")},
    "discard-draft": DRAFT,
    "insert-saved": {**DRAFT, "text": Field("What stands in the box"), "saved": Field("Its id", required=True)},
    "reply": {
        "mention_id": MENTION_ID,
        "reply_id": Field(
            "An id of your own, 32 hexadecimal digits: the same one again is not sent twice", required=True
        ),
        "text": Field("The reply", required=True),
        "seen": SEEN,
        "covers": Field("Other open messages of the case that it answers too", many=True),
        "sure": Field("true, where an earlier reply may stand and somebody looked that it does not"),
        "supersede": Field("true, where answers that wait for approval are given up"),
    },
    "undo": {"mention_id": MENTION_ID, "reply_id": Field("The reply", required=True)},
    "resolve": {"outcome": Field(f"One of {', '.join(Outcome)}", required=True), "seen": SEEN},
    "reopen": {"reason": WHY, "seen": SEEN},
    "assign": {"to": Field("Whose work it is: a staff id", required=True)},
    "note": {"note": Field("What colleagues are told; @ and a name calls one", required=True)},
    "strike-note": {"note_id": Field("The note", required=True)},
    "tag": {"tags": Field("The words that it has then, and no others", many=True)},
    "snooze": {
        "until": Field("A moment in UTC, or “message” for the author's next one", required=True),
        "moment": Field("A moment in UTC, where `until` is “other”"),
        "reason": Field("Why; needed where a critical case would be looked at later than promised"),
        "seen": SEEN,
    },
    "rate": {
        "urgency": Field(f"One of {', '.join(Urgency)}", required=True),
        "reason": Field("Why; needed to lower it"),
        "seen": SEEN,
    },
    "escalate": {
        "reason": Field("What is needed, and of whom: it is kept as a note", required=True),
        "urgency": Field("critical, or high"),
        "seen": SEEN,
    },
    "submit": {
        "mention_id": MENTION_ID,
        "reply_id": Field("An id of your own, 32 hexadecimal digits", required=True),
        "text": Field("The answer", required=True),
        "seen": SEEN,
        "covers": Field("Other open messages of the case that it answers too", many=True),
        "approver": Field("Who is to approve it: a staff id; empty for anybody else who may"),
        "supersede": Field("true, where your answer that waits already is given up"),
    },
    "approve": {"candidate": ANSWER, "seen": SEEN},
    "reject": {"candidate": ANSWER, "reason": WHY, "seen": SEEN},
    "withdraw": {"candidate": ANSWER, "seen": SEEN},
    "silence-author": {"kind": Field(f"One of {', '.join(BlockKind)}", required=True), "reason": WHY, "days": ENDS},
    "hear-author": {"reason": WHY},
    "stop-thread": {"reason": WHY, "days": ENDS},
    "start-thread": {"reason": WHY},
}


def describe() -> dict[str, tuple[str, Mapping[str, Field]]]:
    """By action: what it does, and what it takes."""
    return {name: ((do.__doc__ or name).strip().split("\n")[0], TAKES.get(name, {})) for name, do in ACTIONS.items()}
