"""What somebody has begun to write: kept for each person, case and message, shown to whoever goes on, then sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.desk import replies
from functions.desk.act import Fields, Ports, field, name_of
from shared.aws.drafts import Draft, Drafts
from shared.domain.brand import Staff
from shared.domain.case import Case
from shared.domain.mention import Mention
from shared.errors import ConflictError, InputError

NEWER = "Your draft was changed in another window. Nothing was overwritten: compare the two, then keep one."
EDITIONS = 9  # digits of an edition


@dataclass(frozen=True)
class Shown:
    """A draft as a page shows it. `name` is its writer's."""

    draft: Draft
    name: str


class NewerDraftError(ConflictError):
    """Another window wrote meanwhile. `kept` is what stands there."""

    def __init__(self, kept: Draft) -> None:
        super().__init__(NEWER)
        self.kept = kept


def store(ports: Ports) -> Drafts:
    return Drafts(ports.mentions.client, ports.mentions.table)


def keep(ports: Ports, staff: Staff, case: Case, fields: Fields, now: datetime) -> Draft:
    """Stores what stands in the box; an empty one takes the draft away. NewerDraftError, InputError: nothing is stored.

    `after` is the edition that the page knows, `edition` the new one's number, by default the next; `window` names
    the page. The same text again is no conflict.
    """
    after = _number(fields, "after", 0)
    draft = Draft(
        case_id=case.case_id,
        mention_id=_message_of(ports, case, field(fields, "mention_id", "name the message that is answered")),
        by=staff.staff_id,
        text=text_of(fields),
        edition=_number(fields, "edition", after + 1),
        window=_window(fields),
        updated_at=now,
    )
    if draft.edition <= after:
        raise InputError("edition", "it must be higher than `after`")
    there = store(ports).keep(draft, after=after)
    if there is None:
        return draft
    if there.text == draft.text:
        return there
    raise NewerDraftError(there)


def text_of(fields: Fields) -> str:
    """What was written, with the line ends of the web made ours. Outer space stays: somebody is still writing."""
    text = replies.visible((fields.get("text") or [""])[-1])
    if len(text) > replies.TEXT_LIMIT:
        raise InputError("text", f"it has {len(text)} characters; a draft may have {replies.TEXT_LIMIT}")
    return text if text.strip() else ""


def of_case(
    ports: Ports, staff: Staff, case: Case, members: Sequence[Mention], now: datetime
) -> tuple[list[Shown], list[Shown]]:
    """This person's drafts to messages of the case, and those of the others, the latest first; emptied if sent since.

    While another person holds the case theirs stay their own.
    """
    by_id = {member.mention_id: member for member in members}
    mine, others = [], []
    for draft in store(ports).of_case(case.case_id, now):
        answered = by_id.get(draft.mention_id)
        if answered is None:
            continue
        if _was_sent(draft, answered):
            store(ports).empty(draft, now)
        elif draft.by == staff.staff_id:
            mine.append(Shown(draft, staff.name))
        elif case.held_by(now) in (None, staff.staff_id):
            others.append(Shown(draft, name_of(ports, draft.by)))
    return mine, others


def together(own: str, added: str) -> str:
    """A text with another one below it, so that neither is lost."""
    return f"{own.rstrip()}\n\n{added}" if own.strip() else added


def _was_sent(draft: Draft, answered: Mention) -> bool:
    said = (answered.reply, *answered.earlier_replies)
    return any(one is not None and one.sent_at and one.text == replies.clean(draft.text) for one in said)


def _message_of(ports: Ports, case: Case, mention_id: str) -> str:
    mention = ports.mentions.get(mention_id)
    if mention is None or mention.case_id != case.case_id:
        raise InputError("mention_id", "it is no message of this case")
    return mention_id


def _window(fields: Fields) -> str:
    window = field(fields, "window" if fields.get("window") else "reply_id", "send an id of the page: 32 hex digits")
    if not replies.REPLY_ID.fullmatch(window):
        raise InputError("window", "it must be 32 hexadecimal digits")
    return window


def _number(fields: Fields, name: str, default: int) -> int:
    written = (fields.get(name) or [""])[-1]
    if not written:
        return default
    if not (written.isascii() and written.isdigit() and len(written) <= EDITIONS):
        raise InputError(name, "it must be a whole number, written as a text")
    return int(written)
