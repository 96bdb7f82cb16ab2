"""A message as it is read, its history, and what else its author wrote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from functions.desk import text, words
from functions.desk.act import Ports, may
from functions.desk.languages import gettext
from functions.desk.replies import rules_of
from shared.domain.brand import Staff
from shared.domain.correction import KINDS, can_be_corrected
from shared.domain.lifecycle import actor
from shared.domain.mention import Mention, OutgoingReply, State
from shared.platforms.contract import ReplyRules

HISTORY = 10
UNTOLD = ("claimed", "joined", "raised", "rung")  # told by the case's own timeline, or of no use to people
ONLY_HERE = "corrected:"  # what a person did that the case's timeline does not tell

Names = Callable[[str], str]


@dataclass(frozen=True)
class Line:
    """A line of a timeline."""

    at: datetime
    who: str
    what: str
    why: str = ""


@dataclass(frozen=True)
class Judged:
    """One thing that a person may correct: the machine's word, the word that stands by now, and all that may stand."""

    what: str
    said: str
    stands: str
    allowed: Sequence[str]


@dataclass(frozen=True)
class Message:
    """A mention as it is read. `parts` is its text with the evidence marked; empty if the text is gone.

    `failed_text` says that a person's reply to it was written and not posted; `may_stand` that one may stand already.
    """

    mention: Mention
    surface: str
    state: str
    parts: Sequence[text.Part]
    link: text.Link | None
    media: Sequence[str]
    rules: ReplyRules | None
    reply_by: str
    earlier: Sequence[OutgoingReply]
    reply_link: text.Link | None
    failed_text: bool
    may_stand: bool
    excerpt: str
    judged: Sequence[Judged]


@dataclass(frozen=True)
class Earlier:
    """Another mention by the same author."""

    mention: Mention
    state: str
    excerpt: str


def message(mention: Mention, names: Names) -> Message:
    """One mention as it is read."""
    assessed = mention.assessment.reasons if mention.assessment and not mention.assess_again else ()
    reply = mention.reply
    return Message(
        mention=mention,
        surface=gettext(words.SURFACES[mention.surface]),
        state=gettext(words.STATES[mention.state]),
        parts=text.marked(mention.text, assessed) if mention.text else (),
        link=text.safe_link(mention.permalink),
        media=[gettext(words.MEDIA.get(kind, words.spaced(kind))) for kind in mention.media],
        rules=rules_of(mention),
        reply_by=who(reply.by, names) if reply else "",
        earlier=[replace(said, by=who(said.by, names)) for said in mention.earlier_replies],
        reply_link=text.safe_link(reply.permalink) if reply else None,
        failed_text=mention.state is State.IN_REVIEW and bool(reply and reply.reply_id and not reply.sent_at),
        may_stand=mention.may_stand,
        excerpt=text.first_line(mention.text, 100),
        judged=_judged(mention) if can_be_corrected(mention) else (),
    )


def mention_timeline(mention: Mention, names: Names) -> list[Line]:
    """A mention's own history, newest first."""
    return list(reversed(told(mention, names)))


def earlier(ports: Ports, staff: Staff, platform: str, author_id: str | None, without: set[str]) -> list[Earlier]:
    """The author's other newest mentions, as far as this person may see their brands."""
    if not author_id:
        return []
    ids = [
        found for found in ports.mentions.by_author(platform, author_id, HISTORY + len(without)) if found not in without
    ]
    found = ports.mentions.get_many(ids[:HISTORY])
    return [
        Earlier(mention, gettext(words.STATES[mention.state]), text.first_line(mention.text, 80))
        for mention in (found[mention_id] for mention_id in ids if mention_id in found)
        if may(staff, mention.brand, "see")
    ]


def _judged(mention: Mention) -> list[Judged]:
    right = {one.what: one.right for one in mention.corrections if one.revision == mention.revision}
    said = {what: str(kind.said(mention)) for what, kind in KINDS.items()}
    return [Judged(what, said[what], right.get(what, said[what]), kind.allowed) for what, kind in KINDS.items()]


def told(mention: Mention, names: Names, *, without: Sequence[str] = ()) -> list[Line]:
    lines, before = [], None
    for entry in mention.timeline:
        moved, before = entry.state is not before, entry.state
        is_told = actor(entry.by) in without and not entry.reason.startswith(ONLY_HERE)
        if is_told or entry.reason in UNTOLD:
            continue
        why = words.reason(entry.reason) if entry.reason else ""
        what = f"→ {gettext(words.STATES[entry.state])}" if moved else ""
        lines.append(Line(entry.at, who(entry.by, names), what, why))
    return lines


def who(by: str, names: Names) -> str:
    """The name of a person, or what a step is called."""
    step, _, person = by.partition(":")
    if by in words.ACTORS:
        return gettext(words.ACTORS[by])
    return names(person) if step == "desk" and person else names(by)
