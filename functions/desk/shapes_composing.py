"""The shapes of the JSON interface's answers about drafts, who is where, and saved replies."""

from typing_extensions import TypedDict


class Draft(TypedDict):
    """`edition` counts its changes: it goes back as `after` with the next one."""

    mention_id: str
    text: str
    edition: int
    updated_at: str


class DraftOf(Draft):
    """A draft with its writer."""

    by: str
    by_name: str


class Drafts(TypedDict):
    """Begun answers to messages of a case: one's own, and those that colleagues left."""

    mine: list[DraftOf]
    others: list[DraftOf]


class Colleague(TypedDict):
    """Somebody at a case: `what` is viewing or typing, `says` tells it in words."""

    staff: str
    name: str
    what: str
    says: str


class News(TypedDict):
    """What is different from what was seen; `says` is empty if nothing is."""

    messages: int
    changed: bool
    says: str


class Company(TypedDict):
    """Who else is at a case, whose it is, and what came since it was opened. `claimed` is the stamp `seen` of a case
    that this request claimed."""

    people: list[Colleague]
    version: int
    members: int
    news: News
    holder: str | None
    holder_name: str
    mine: bool
    lease_until: str | None
    claimed: str
    look_again_s: int


class BrandCompany(TypedDict):
    """The people at the cases of a brand, by case."""

    cases: dict[str, list[Colleague]]


class SavedReply(TypedDict):
    """`language` and `topic` are null where it suits any."""

    saved_id: str
    title: str
    language: str | None
    topic: str | None
    text: str


class SavedForMessage(TypedDict):
    """Filled for one message: those that suit it, the closest first, and the brand's others."""

    fit: list[SavedReply]
    others: list[SavedReply]


class SavedEntry(SavedReply):
    """A saved reply as it was written, and who looks after it."""

    version: int
    owner: str
    owner_name: str
    reviewed_at: str
    to_be_reviewed: bool
    may_edit: bool
    warnings: list[str]


class SavedList(TypedDict):
    saved: list[SavedEntry]
