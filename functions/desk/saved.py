"""Replies written beforehand: which suit a message, filled for it; and how a team looks after them.

Whoever may answer may use them and write new ones; a reply is changed by its owner, and by administrators.
"""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from functions.desk import words
from functions.desk.act import Done, Fields, Ports, field, may, name_of, require_role
from functions.desk.languages import sentence
from functions.desk.replies import clean
from shared import observe
from shared.aws.saved_replies import SavedReplies
from shared.domain.assessment import Topic
from shared.domain.brand import Staff
from shared.domain.case import Case
from shared.domain.linter import Severity, lint
from shared.domain.mention import Mention
from shared.domain.saved_reply import SavedReply, fill, fitting, require_known_slots
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError

TITLE_LIMIT = 80
TEXT_LIMIT = 5_000
MOST = 500  # of one brand: as many as a person can still search
CHANGED = "Somebody else changed this saved reply meanwhile. Nothing was done: look at it again, then repeat."
FOR_LINTING = {"author": "·", "brand": "·", "staff": "·"}  # a sign that says nothing


@dataclass(frozen=True)
class Ready:
    """A saved reply, filled for one message."""

    saved: SavedReply
    text: str


@dataclass(frozen=True)
class Entry:
    """A saved reply as its page shows it. `warnings` are what the linter points at."""

    saved: SavedReply
    owner: str
    is_to_be_reviewed: bool
    may_edit: bool
    warnings: Sequence[str]


def store(ports: Ports) -> SavedReplies:
    return SavedReplies(ports.settings.client, ports.settings.table)


def for_message(ports: Ports, staff: Staff, case: Case, mention: Mention) -> tuple[list[Ready], list[Ready]]:
    """Those that suit the message's language and topic, the closest first; and the brand's others."""
    language = mention.assessment.language if mention.assessment else case.language
    topic = mention.assessment.topic if mention.assessment else case.topic
    values = {
        "author": mention.author_name,
        "brand": _title(ports, case.brand),
        "staff": staff.name,
    }
    fit, others = fitting(store(ports).of_brand(case.brand), language, topic)
    return _filled(fit, values), _filled(others, values)


def chosen(ports: Ports, staff: Staff, case: Case, mention: Mention, saved_id: str) -> str:
    """The text of one, filled for the message. InputError if the brand has none with this id."""
    fit, others = for_message(ports, staff, case, mention)
    found = next((ready.text for ready in (*fit, *others) if ready.saved.saved_id == saved_id), None)
    if found is None:
        raise InputError("saved", "it is not there any more: choose another one")
    return found


def entries(ports: Ports, staff: Staff, brand: str, now: datetime) -> list[Entry]:
    """All of a brand, in order of their titles."""
    names = cache(lambda staff_id: name_of(ports, staff_id))
    title = _title(ports, brand)
    return [
        Entry(one, names(one.owner), one.is_to_be_reviewed(now), may_edit(staff, one), warnings_of(one, title))
        for one in store(ports).of_brand(brand)
    ]


def find(ports: Ports, brand: str, saved_id: str) -> SavedReply:
    """NotFoundError if the brand has none with this id."""
    found = store(ports).get(brand, saved_id)
    if found is None:
        raise NotFoundError("There is no saved reply at this address. It may have been deleted.")
    return found


def may_edit(staff: Staff, one: SavedReply) -> bool:
    is_owner = one.owner == staff.staff_id and may(staff, one.brand, "act")
    return is_owner or may(staff, one.brand, "edit_all_saved")


def warnings_of(one: SavedReply, brand_title: str) -> list[str]:
    """What a careful colleague would point at, with the words that it is about."""
    text = unicodedata.normalize("NFC", fill(one.text, FOR_LINTING))
    found = lint(text, by_machine=False, language=one.language, title=brand_title)
    said = [
        f"“{text[each.start : each.end]}”: {sentence(each.says)}" for each in found if each.severity is Severity.WARNING
    ]
    return list(dict.fromkeys(said))


def add(ports: Ports, staff: Staff, brand: str, fields: Fields) -> Done:
    """A new one, which belongs to whoever wrote it."""
    if brand not in ports.settings.brands():
        raise NotFoundError(f"There is no brand {brand!r}.")
    require_role(staff, brand, "act")
    if len(store(ports).of_brand(brand)) >= MOST:
        raise InputError("title", f"the brand has {MOST} saved replies: delete some first")
    new = _written(fields, brand, ports.new_id(), staff.staff_id, ports.clock(), version=1)
    return _put(ports, new, 0, "saved_added")


def edit(ports: Ports, staff: Staff, brand: str, saved_id: str, fields: Fields) -> Done:
    """Other words for one. Whoever changes it has reviewed it."""
    before = _mine(ports, staff, brand, saved_id, fields)
    after = _written(fields, brand, saved_id, before.owner, ports.clock(), version=before.version + 1)
    return _put(ports, after, before.version, "saved_changed")


def review(ports: Ports, staff: Staff, brand: str, saved_id: str, fields: Fields) -> Done:
    """It is right as it stands."""
    before = _mine(ports, staff, brand, saved_id, fields)
    after = replace(before, reviewed_at=ports.clock(), version=before.version + 1)
    return _put(ports, after, before.version, "saved_reviewed")


def delete(ports: Ports, staff: Staff, brand: str, saved_id: str, fields: Fields) -> Done:
    """Deletes it for everybody. The field `sure` must be there."""
    before = _mine(ports, staff, brand, saved_id, fields)
    if not fields.get("sure"):
        raise InputError("sure", "tick the box: nobody will have this reply any more")
    try:
        store(ports).delete(brand, saved_id, seen_version=before.version)
    except ConflictError as conflict:
        raise ConflictError(CHANGED) from conflict
    observe.log("desk", task="saved_reply", code="saved_deleted")
    return Done("saved_deleted", brand=brand)


def _title(ports: Ports, brand: str) -> str:
    return ports.settings.brands().get(brand, "")


def _filled(found: Sequence[SavedReply], values: dict[str, str | None]) -> list[Ready]:
    return [Ready(one, fill(one.text, values)) for one in found]


def _mine(ports: Ports, staff: Staff, brand: str, saved_id: str, fields: Fields) -> SavedReply:
    """The reply that this person is about to change, as they saw it. ForbiddenError, ConflictError."""
    require_role(staff, brand, "act")
    found = find(ports, brand, saved_id)
    if not may_edit(staff, found):
        raise ForbiddenError(
            f"This saved reply belongs to {name_of(ports, found.owner)}. Ask them, or an administrator of the brand."
        )
    if field(fields, "version", "send the version of the reply that was read") != str(found.version):
        raise ConflictError(CHANGED)
    return found


def _written(fields: Fields, brand: str, saved_id: str, owner: str, now: datetime, *, version: int) -> SavedReply:
    """What the form says. InputError names what is wrong with it."""
    text = clean((fields.get("text") or [""])[-1])
    if not text:
        raise InputError("text", "write something first")
    if len(text) > TEXT_LIMIT:
        raise InputError("text", f"it has {len(text)} characters; {TEXT_LIMIT} are allowed")
    require_known_slots(text)
    title = " ".join(clean(field(fields, "title", "name it, so that others find it", most=TITLE_LIMIT)).split())
    language = _one_of(fields, "language", words.LANGUAGES)
    topic = _one_of(fields, "topic", list(Topic))
    return SavedReply(
        saved_id=saved_id,
        brand=brand,
        title=title,
        text=text,
        owner=owner,
        reviewed_at=now,
        version=version,
        language=language,
        topic=Topic(topic) if topic else None,
    )


def _one_of(fields: Fields, name: str, known: Collection[str]) -> str | None:
    """A chosen code; None where it suits any."""
    written = (fields.get(name) or [""])[-1]
    if written and written not in known:
        raise InputError(name, f"it must be one of {', '.join(known)}, or empty")
    return written or None


def _put(ports: Ports, reply: SavedReply, seen_version: int, code: str) -> Done:
    try:
        store(ports).put(reply, seen_version=seen_version)
    except ConflictError as conflict:
        raise ConflictError(CHANGED) from conflict
    observe.log("desk", task="saved_reply", code=code)
    return Done(code, brand=reply.brand)
