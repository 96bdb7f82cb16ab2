"""As JSON, under /api: drafts, who else is at a case, saved replies. Numbers are written as texts."""

import json
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import actions, answers, company, drafting, languages, saved, shapes, words
from functions.desk import shapes_composing as composing
from functions.desk.act import field, load, name_of, require_role, seen_stamp
from functions.desk.actions.described import MENTION_ID
from functions.desk.admission import Visit, checked_id
from functions.desk.company import Person
from functions.desk.contract import Field, get, post
from functions.desk.drafting import NewerDraftError, Shown
from functions.desk.pages.frame import visit_of
from functions.desk.saved import Entry, Ready
from shared.aws.drafts import Draft
from shared.aws.presence import Doing
from shared.domain import times
from shared.domain.case import Case
from shared.domain.saved_reply import SLOTS, SavedReply
from shared.errors import ConflictError, InputError

LOOK_AGAIN_S = 15  # a third of what makes a sight stale
WINDOW = Field("An id of the page that writes: 32 hexadecimal digits", required=True)
AFTER = Field("The edition that the page knows; 0, or left out, for none")
EDITION = Field("The number of this edition; by default the next")
SEEN = Field("The value `seen` that came with the case")
CLAIM = Field("true: claim the case on the way, if nobody holds it")
VERSION = Field("The version of the saved reply that was read", required=True)
WORDS = {
    "title": Field("Its name", required=True),
    "text": Field(f"The text; its variables are {', '.join(SLOTS)}, each in braces", required=True),
    "language": Field("The language of the messages that it suits; empty for any"),
    "topic": Field("The topic of the messages that it suits; empty for any"),
}

router = APIGatewayHttpRouter()


@get(router, "/api/cases/<case_id>/draft", composing.Drafts)
def drafts(case_id: str) -> Response:
    """This person's drafts to messages of the case, and those that others left."""
    visit = visit_of(router)
    case = load(visit.ports, visit.staff, checked_id(case_id), "act")
    members = visit.ports.cases.members(case.case_id)
    mine, others = drafting.of_case(visit.ports, visit.staff, case, members, visit.now)
    return answers.in_json({"mine": [_shown(one) for one in mine], "others": [_shown(one) for one in others]})


@post(
    router,
    "/api/cases/<case_id>/draft",
    composing.Draft,
    {
        "mention_id": MENTION_ID,
        "text": Field("What stands in the box"),
        "window": WINDOW,
        "after": AFTER,
        "edition": EDITION,
    },
)
def keep_draft(case_id: str) -> Response:
    """Keeps `text`; see `drafting.keep`. Where another window was quicker, 409 with the text that stands in `kept`."""
    visit = visit_of(router)
    return _kept(visit, case_id, visit.fields)


@post(
    router,
    "/api/cases/<case_id>/draft/discard",
    composing.Draft,
    {"mention_id": MENTION_ID, "window": WINDOW, "after": AFTER, "edition": EDITION},
)
def discard_draft(case_id: str) -> Response:
    """Takes the draft away."""
    visit = visit_of(router)
    return _kept(visit, case_id, {**visit.fields, "text": [""]})


@get(router, "/api/cases/<case_id>/presence", composing.Company, query={"seen": SEEN.says})
def presence(case_id: str) -> Response:
    """Who else is there, who holds the case, and what came since the stamp `seen` of the query."""
    visit = visit_of(router)
    case = load(visit.ports, visit.staff, checked_id(case_id), "see")
    return answers.in_json(_place(visit, case, visit.query.get("seen", "")))


@post(
    router,
    "/api/cases/<case_id>/presence",
    composing.Company,
    {"what": Field(f"{', '.join(Doing)} or {company.GONE}", required=True), "seen": SEEN, "claim": CLAIM},
)
def tell_presence(case_id: str) -> Response:
    """Tells `what` this person does there, and gives the same. Typing renews the lease, and claims what is nobody's."""
    visit = visit_of(router)
    case = load(visit.ports, visit.staff, checked_id(case_id), "act")
    what = field(visit.fields, "what", f"send {', '.join(Doing)} or {company.GONE}")
    company.tell(visit.ports, visit.staff, case, what, visit.now)
    seen, stamp = (visit.fields.get("seen") or [""])[-1], ""
    if what == Doing.TYPING and visit.fields.get("claim") and case.held_by(visit.now) is None:
        case, stamp = _claimed(visit, case)
    elif what == Doing.TYPING:
        case = company.stay_while_typing(visit.ports, visit.staff, case, visit.now)
    return answers.in_json({**_place(visit, case, seen), "claimed": stamp})


@get(router, "/api/brands/<brand>/presence", composing.BrandCompany)
def presence_in_brand(brand: str) -> Response:
    """Who else is at which case of the brand."""
    visit = visit_of(router)
    require_role(visit.staff, checked_id(brand), "see")
    found = company.at_brand(visit.ports, visit.staff, brand, visit.now)
    return answers.in_json({"cases": {case_id: [_person(one) for one in people] for case_id, people in found.items()}})


@get(router, "/api/cases/<case_id>/saved", composing.SavedForMessage, query={"mention_id": MENTION_ID.says})
def saved_for_message(case_id: str) -> Response:
    """The saved replies of the brand, filled for the message `mention_id` of the query: those that suit it first."""
    visit = visit_of(router)
    case = load(visit.ports, visit.staff, checked_id(case_id), "act")
    mention = visit.ports.mentions.get(checked_id(visit.query.get("mention_id", "")))
    if mention is None or mention.case_id != case.case_id:
        raise InputError("mention_id", "it is no message of this case")
    fit, others = saved.for_message(visit.ports, visit.staff, case, mention)
    return answers.in_json({"fit": [_ready(one) for one in fit], "others": [_ready(one) for one in others]})


@get(router, "/api/brands/<brand>/saved", composing.SavedList)
def saved_of_brand(brand: str) -> Response:
    """All saved replies of a brand."""
    visit = visit_of(router)
    require_role(visit.staff, checked_id(brand), "see")
    found = saved.entries(visit.ports, visit.staff, brand, visit.now)
    return answers.in_json({"saved": [_entry(one) for one in found]})


@post(router, "/api/brands/<brand>/saved", shapes.Done, WORDS)
def add_saved(brand: str) -> Response:
    """A new saved reply, which belongs to whoever wrote it."""
    visit = visit_of(router)
    done = saved.add(visit.ports, visit.staff, checked_id(brand), visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code]})


@post(router, "/api/brands/<brand>/saved/<saved_id>", shapes.Done, {**WORDS, "version": VERSION})
def edit_saved(brand: str, saved_id: str) -> Response:
    """Other words for a saved reply; its owner and administrators may."""
    visit = visit_of(router)
    done = saved.edit(visit.ports, visit.staff, checked_id(brand), checked_id(saved_id), visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code]})


@post(router, "/api/brands/<brand>/saved/<saved_id>/review", shapes.Done, {"version": VERSION})
def review_saved(brand: str, saved_id: str) -> Response:
    """Notes that a saved reply is right as it stands."""
    visit = visit_of(router)
    done = saved.review(visit.ports, visit.staff, checked_id(brand), checked_id(saved_id), visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code]})


@post(
    router,
    "/api/brands/<brand>/saved/<saved_id>/delete",
    shapes.Done,
    {"version": VERSION, "sure": Field("true: nobody will have it any more", required=True)},
)
def delete_saved(brand: str, saved_id: str) -> Response:
    """Deletes a saved reply for everybody."""
    visit = visit_of(router)
    done = saved.delete(visit.ports, visit.staff, checked_id(brand), checked_id(saved_id), visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code]})


def _kept(visit: Visit, case_id: str, fields: Any) -> Response:
    case = load(visit.ports, visit.staff, checked_id(case_id), "act")
    try:
        draft = drafting.keep(visit.ports, visit.staff, case, fields, visit.now)
    except NewerDraftError as newer:
        status, title, detail = answers.problem(newer)
        described = {"type": "about:blank", "title": title, "status": status, "detail": languages.sentence(detail)}
        body = json.dumps({**described, "kept": _draft(newer.kept)})
        return Response(status_code=status, content_type=answers.PROBLEM, body=body)
    return answers.in_json(_draft(draft))


def _claimed(visit: Visit, case: Case) -> tuple[Case, str]:
    """The case claimed by the first keystroke, and its stamp; as it stands, and none, where somebody was quicker."""
    try:
        actions.perform(visit.ports, visit.staff, case.case_id, "claim", {})
    except (ConflictError, InputError):
        return load(visit.ports, visit.staff, case.case_id, "act"), ""
    held = load(visit.ports, visit.staff, case.case_id, "act")
    return held, seen_stamp(held, visit.ports.cases.members(held.case_id))


def _place(visit: Visit, case: Case, seen: str) -> dict[str, Any]:
    people = company.at_case(visit.ports, visit.staff, case, visit.now)
    news = company.news(case, seen)
    holder = case.held_by(visit.now)
    return {
        "people": [_person(one) for one in people],
        "version": case.version,
        "members": case.members,
        "news": {"messages": news.messages, "changed": news.changed, "says": news.says},
        "holder": holder,
        "holder_name": name_of(visit.ports, holder) if holder else "",
        "mine": holder == visit.staff.staff_id,
        "lease_until": times.to_text(case.lease_until) if holder and case.lease_until else None,
        "claimed": "",
        "look_again_s": LOOK_AGAIN_S,
    }


def _person(one: Person) -> dict[str, Any]:
    return {"staff": one.staff_id, "name": one.name, "what": one.what, "says": one.says}


def _shown(one: Shown) -> dict[str, Any]:
    return {**_draft(one.draft), "by": one.draft.by, "by_name": one.name}


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "mention_id": draft.mention_id,
        "text": draft.text,
        "edition": draft.edition,
        "updated_at": times.to_text(draft.updated_at),
    }


def _ready(one: Ready) -> dict[str, Any]:
    return {**_head(one.saved), "text": one.text}


def _entry(one: Entry) -> dict[str, Any]:
    return {
        **_head(one.saved),
        "text": one.saved.text,
        "version": one.saved.version,
        "owner": one.saved.owner,
        "owner_name": one.owner,
        "reviewed_at": times.to_text(one.saved.reviewed_at),
        "to_be_reviewed": one.is_to_be_reviewed,
        "may_edit": one.may_edit,
        "warnings": list(one.warnings),
    }


def _head(one: SavedReply) -> dict[str, Any]:
    return {"saved_id": one.saved_id, "title": one.title, "language": one.language, "topic": one.topic}
