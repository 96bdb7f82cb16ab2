"""The shapes of the JSON interface's answers. Moments are texts in UTC, as 2026-11-22T16:00:00.000Z."""

from typing_extensions import TypedDict  # pydantic reads the standard one only from Python 3.12 on


class Problem(TypedDict, total=False):
    """RFC 9457. `field` names what is to blame, where one field is."""

    type: str
    title: str
    status: int
    detail: str
    field: str


class Person(TypedDict):
    id: str
    name: str


class BrandRole(TypedDict):
    brand: str
    title: str
    role: str


class Session(TypedDict):
    """`csrf` must come back in the header X-CSRF-Token of every write."""

    staff: Person
    csrf: str
    brands: list[BrandRole]


class CaseHead(TypedDict):
    case_id: str
    brand: str
    platform: str
    state: str
    urgency: str
    topic: str
    language: str
    author_name: str | None
    reach: int | None
    members: int
    news: int
    outcome: str | None
    assigned_to: str | None
    until_message: bool
    escalated: bool
    failed_send: bool
    candidates: int
    approver: str | None
    tags: list[str]
    mentioned: list[str]
    due_at: str
    holder: str | None
    lease_until: str | None


class CaseRow(CaseHead):
    excerpt: str
    holder_name: str


class CaseList(TypedDict):
    """`next` is the value of `after` that the next page begins with; null on the last."""

    cases: list[CaseRow]
    more: bool
    next: str | None


class Evidence(TypedDict):
    """Why the machine thinks so; `start` and `end` point into the text."""

    rule: str
    says: str
    start: int | None
    end: int | None


class Reply(TypedDict):
    text: str
    by: str
    reply_id: str | None
    sent_at: str | None
    permalink: str | None


class Message(TypedDict):
    mention_id: str
    state: str
    surface: str
    text: str | None
    posted_at: str | None
    revision: int
    permalink: str | None
    media: list[str]
    decision: str | None
    reasons: list[Evidence]
    corrections: dict[str, str]
    limit: int | None
    visibility: str | None
    reply: Reply | None


class Line(TypedDict):
    at: str | None
    who: str
    what: str
    why: str


class Note(TypedDict):
    """What staff told each other; never sent. One that is `struck` out is to be read as such."""

    note_id: str
    at: str | None
    by: str
    text: str
    mentioned: list[str]
    struck: bool


class Answer(TypedDict):
    """One that waits for approval; with `rejected_by` one of the reader's own that was sent back, and `note` why."""

    reply_id: str
    mention_id: str
    text: str
    by: str
    at: str | None
    approver: str
    may_decide: bool
    rejected_by: str
    note: str


class Case(CaseHead):
    """`seen` goes back with reply, resolve, take-over and reopen: it says what the person had before them."""

    seen: str
    account: str
    holder_name: str
    messages: list[Message]
    timeline: list[Line]
    notes: list[Note]
    answers: list[Answer]


class Done(TypedDict):
    """`done` is a code, `detail` the same in words."""

    done: str
    detail: str


class CaseDone(Done):
    """The case as it stands then."""

    case: Case


class Measured(TypedDict):
    """How long a text is, as the platform counts it."""

    count: int
    limit: int
    warnings: list[str]


class Switch(TypedDict):
    """The stop switch of a brand."""

    stopped: bool
    reason: str
    by: str
    at: str | None
    until: str | None
