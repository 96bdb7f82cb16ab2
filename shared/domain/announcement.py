"""What other systems are told of a case: an event for programs, and one line for a chat where it is urgent. Pure.

Neither holds a text, a name or a reason that a person wrote: who wants those opens the case, and is asked who they are.
"""

from datetime import timedelta
from typing import Any

from shared.domain import times
from shared.domain.assessment import Urgency
from shared.domain.case import Case, CaseEvent

SHAPES = {Urgency.CRITICAL: "◆", Urgency.HIGH: "▲"}
SHOWN_IN_CHAT = frozenset({"opened", "news", "joined", "escalated", "urgency_raised", "reopened"})


def event_of(case: Case, line: CaseEvent) -> dict[str, Any]:
    """One line of a case's timeline, with the case as it stands when it is told.

    Events may come twice and out of order: `version` counts the writes of the case.
    """
    return {
        "event": f"case.{line.what}",
        "at": times.to_text(line.at),
        "by": line.by,
        "case_id": case.case_id,
        "version": case.version,
        "brand": case.brand,
        "platform": case.platform,
        "state": case.state.value,
        "urgency": case.urgency.value,
        "topic": case.topic,
        "language": case.language,
        "due_at": times.to_text(case.due_at),
        "members": case.members,
        "outcome": case.outcome.value if case.outcome else None,
    }


def is_for_chat(case: Case, line: CaseEvent) -> bool:
    """Whether people who look at a chat must hear of it: an urgent case, and something that is new."""
    return case.urgency in SHAPES and line.what in SHOWN_IN_CHAT


def chat_text(case: Case, platform: str, desk_url: str) -> str:
    """One line in Slack's notation. `platform` is the platform's title.

    Slack API, "Formatting text for app surfaces" (read 2026-11); Mattermost, Rocket.Chat and Discord's `/slack`
    addresses take the same.
    """
    due = (case.due_at + timedelta(seconds=30)).strftime("%Y-%m-%d %H:%M UTC")
    what = case.topic.replace("_", " ")
    shown = f"{SHAPES[case.urgency]} *{case.urgency.value.capitalize()}* on {platform}: {what}, {case.members} message"
    return f"{shown}{'' if case.members == 1 else 's'}, due {due}. <{desk_url}/cases/{case.case_id}|Open the case>"
