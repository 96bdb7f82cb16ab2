"""The same actions as JSON, under /api. Errors are problem details (RFC 9457)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import actions, answers, asked, replies, shapes, views, words
from functions.desk.act import field, load, require_role, seen_stamp
from functions.desk.actions import of_mention, stop_switch
from functions.desk.actions.described import MENTION_ID, describe
from functions.desk.admission import Desk, Visit, checked_id
from functions.desk.contract import Field, get, openapi, post
from functions.desk.pages.queue import queue_choice
from functions.desk.replies import Measure
from functions.desk.views import CaseView, Line, Message, Row
from functions.desk.views.work import CandidateView, NoteView
from shared.domain import times
from shared.domain.brand import StopSwitch
from shared.domain.correction import KINDS
from shared.errors import InputError, NotFoundError, RequestError, StaleError

router = APIGatewayHttpRouter()
REASONS = ", ".join(of_mention.MENTION_REASONS)


@get(router, "/api/session", shapes.Session)
def session() -> Response:
    """Who is signed in; `csrf` must come back in the header X-CSRF-Token of every write."""
    visit = _visit()
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    return answers.in_json(
        {
            "staff": {"id": visit.staff.staff_id, "name": visit.staff.name},
            "csrf": visit.session.csrf,
            "brands": [{"brand": found.name, "title": found.title, "role": found.role} for found in brands],
        }
    )


@get(
    router,
    "/api/cases",
    shapes.CaseList,
    query={
        "brand": "One of /api/session's; else the first that has work",
        "folder": f"One of {', '.join(views.FOLDERS)}",
        "show": f"One of {', '.join(views.SHOWS)}",
        "limit": f"At most {views.ROWS}",
        "after": "The value `next` of the page before",
        **{name: f"One of {', '.join(allowed)}" for name, allowed in asked.ALLOWED.items()},
        "language": "Of the newest message, such as en",
        "owner": "A staff id: whoever holds it, or whose work it is",
        "acknowledged": "yes or no: whether the machine answered the newest message",
        "author": "Part of a name; looks at the newest 2,000 cases of all folders",
        "text": "Part of the newest message; looks at the newest 2,000 cases of all folders",
    },
)
def cases() -> Response:
    """The cases of one folder, the earliest deadline first."""
    visit = _visit()
    limit = _limit(visit)
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    brand, folder, show = queue_choice(visit, brands)
    wanted = asked.read(visit.query)
    rows = views.queue(visit.ports, visit.staff, brand, folder, show, visit.now, limit, asked=wanted) if brand else []
    shown, more = rows[:limit], len(rows) > limit
    mark = asked.end_of([row.case for row in shown], wanted.after) if more and not wanted.is_search else None
    return answers.in_json({"cases": [_row(row) for row in shown], "more": more, "next": str(mark) if mark else None})


@get(router, "/api/cases/<case_id>", shapes.Case, is_stamped=True)
def case(case_id: str) -> Response:
    """One case with its messages and its history."""
    visit = _visit()
    shown = _shown(visit, checked_id(case_id))
    stamp = f'"{shown["seen"]}"'
    if _header("if-none-match") == stamp:
        return Response(status_code=304, headers={"ETag": stamp})
    return answers.in_json(shown, headers={"ETag": stamp})


@post(router, "/api/cases/<case_id>/check", shapes.Measured, {"mention_id": MENTION_ID, "text": Field("The reply")})
def check(case_id: str) -> Response:
    """How long a text is, as the platform counts it, and what to think about again. Nothing is stored."""
    visit = _visit()
    found = load(visit.ports, visit.staff, checked_id(case_id), "act")
    mention_id = field(visit.fields, "mention_id", "name the message that is answered")
    members = visit.ports.cases.members(found.case_id)
    target = next((member for member in members if member.mention_id == mention_id), None)
    rules = replies.rules_of(target) if target else None
    if target is None or rules is None:
        raise InputError("mention_id", "it is no message of this case that can be answered from here")
    return answers.in_json(_measured(replies.measure(rules, (visit.fields.get("text") or [""])[-1], target)))


@post(router, "/api/cases/<case_id>/<action>", shapes.CaseDone, {}, is_stamped=True)
def act(case_id: str, action: str) -> Response:
    """Does it, and gives the case as it stands then."""
    visit = _visit()
    _require_unchanged(visit, checked_id(case_id))
    done = actions.perform(visit.ports, visit.staff, case_id, action, visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code], "case": _shown(visit, case_id)})


@post(router, "/api/mentions/<mention_id>/reopen", shapes.Done, {"reason": Field(f"One of {REASONS}", required=True)})
def reopen_mention(mention_id: str) -> Response:
    """Brings a mention that ended without a case before people."""
    visit = _visit()
    done = of_mention.reopen_mention(visit.ports, visit.staff, checked_id(mention_id), visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code]})


@post(
    router,
    "/api/mentions/<mention_id>/correct",
    shapes.Done,
    {
        "revision": Field("The revision of the text that was read", required=True),
        **{what: Field(f"One of {', '.join(kind.allowed)}") for what, kind in KINDS.items()},
    },
)
def correct_mention(mention_id: str) -> Response:
    """Stores what the machine should have said of a mention."""
    visit = _visit()
    done = of_mention.correct_mention(visit.ports, visit.staff, checked_id(mention_id), visit.fields)
    return answers.in_json({"done": done.code, "detail": words.DONE[done.code]})


@get(router, "/api/brands/<brand>/stop", shapes.Switch)
def stop(brand: str) -> Response:
    """Whether automatic replies of a brand are stopped."""
    visit = _visit()
    require_role(visit.staff, checked_id(brand), "see")
    if brand not in visit.ports.settings.brands():
        raise NotFoundError(f"There is no brand {brand!r}.")
    return answers.in_json(_switch(visit.ports.settings.stop_switch(brand), visit.now))


@post(
    router,
    "/api/brands/<brand>/stop",
    shapes.Switch,
    {
        "stopped": Field("on or off", required=True),
        "reason": Field("Why", required=True),
        "until": Field("A moment at which it ends by itself"),
    },
)
def switch(brand: str) -> Response:
    """Turns the stop switch of a brand."""
    visit = _visit()
    stop_switch.switch(visit.ports, visit.staff, checked_id(brand), visit.fields)
    return answers.in_json(_switch(visit.ports.settings.stop_switch(brand), visit.now))


@router.get("/api/openapi.json")
def description() -> Response:
    """This interface, as programs read it."""
    desk: Desk = router.context["desk"]
    return answers.in_json(openapi(desk.url, describe()))


def _visit() -> Visit:
    return router.context["visit"]


def _header(name: str) -> str:
    return router.current_event.headers.get(name, "")


def _require_unchanged(visit: Visit, case_id: str) -> None:
    """StaleError unless the case is as the header If-Match says, where it is there."""
    wanted = _header("if-match")
    if wanted:
        found = load(visit.ports, visit.staff, case_id, "see")
        if wanted not in ("*", f'"{seen_stamp(found, visit.ports.cases.members(case_id))}"'):
            raise StaleError("The case is not as If-Match says: read it again. Nothing was done.")


def _limit(visit: Visit) -> int:
    written = visit.query.get("limit", str(views.ROWS))
    if not (written.isascii() and written.isdigit() and len(written) < 4 and 1 <= int(written) <= views.ROWS):
        raise RequestError("limit", f"it must be a whole number from 1 to {views.ROWS}")
    return int(written)


def _shown(visit: Visit, case_id: str) -> dict[str, Any]:
    found = load(visit.ports, visit.staff, case_id, "see")
    return _case(views.case_view(visit.ports, visit.staff, found, visit.now))


def _row(row: Row) -> dict[str, Any]:
    return {**_head(row.case), "excerpt": row.excerpt, "holder_name": row.holder}


def _case(view: CaseView) -> dict[str, Any]:
    """`seen` goes back with reply, resolve, take-over and reopen: it says what the person had before them."""
    return {
        **_head(view.case),
        "seen": view.seen,
        "account": view.account,
        "holder_name": view.holder,
        "messages": [_message(shown) for shown in view.messages],
        "timeline": [_line(line) for line in view.timeline],
        "notes": [_note(note) for note in view.work.notes],
        "answers": [_candidate(one) for one in view.work.candidates],
    }


def _head(case: Any) -> dict[str, Any]:
    names = "case_id brand platform state urgency topic language author_name reach members news outcome".split()
    names += "assigned_to until_message escalated failed_send candidates approver".split()
    return {
        **{name: getattr(case, name) for name in names},
        "tags": list(case.tags),
        "mentioned": list(case.mentioned),
        "due_at": times.to_text(case.due_at),
        "holder": case.holder,
        "lease_until": _moment(case.lease_until),
    }


def _message(shown: Message) -> dict[str, Any]:
    mention = shown.mention
    return {
        "mention_id": mention.mention_id,
        "state": mention.state,
        "surface": mention.surface,
        "text": mention.text,
        "posted_at": _moment(mention.posted_at or mention.received_at),
        "revision": mention.revision,
        "permalink": shown.link.url if shown.link else None,
        "media": list(mention.media),
        "decision": words.reason(mention.decision.reason) if mention.decision else None,
        "reasons": [asdict(reason) for reason in mention.assessment.reasons] if mention.assessment else [],
        "corrections": {one.what: one.right for one in mention.corrections},
        "limit": shown.rules.max_length if shown.rules else None,
        "visibility": shown.rules.visibility if shown.rules else None,
        "reply": _reply(shown),
    }


def _reply(shown: Message) -> dict[str, Any] | None:
    reply = shown.mention.reply
    if reply is None:
        return None
    return {
        "text": reply.text,
        "by": reply.by,
        "reply_id": reply.reply_id,
        "sent_at": _moment(reply.sent_at),
        "permalink": shown.reply_link.url if shown.reply_link else None,
    }


def _line(line: Line) -> dict[str, Any]:
    return {"at": _moment(line.at), "who": line.who, "what": line.what, "why": line.why}


def _note(note: NoteView) -> dict[str, Any]:
    return {
        "note_id": note.note_id,
        "at": _moment(note.at),
        "by": note.by,
        "text": note.text,
        "mentioned": list(note.mentioned),
        "struck": note.struck,
    }


def _candidate(candidate: CandidateView) -> dict[str, Any]:
    """An answer that waits for approval; with `rejected_by` one of the reader's own that was sent back."""
    names = "reply_id mention_id text by approver may_decide rejected_by note".split()
    return {"at": _moment(candidate.at), **{name: getattr(candidate, name) for name in names}}


def _measured(measured: Measure) -> dict[str, Any]:
    return {"count": measured.count, "limit": measured.limit, "warnings": list(measured.warnings)}


def _switch(switch: StopSwitch, now: datetime) -> dict[str, Any]:
    return {
        "stopped": switch.is_on(now),
        "reason": switch.reason,
        "by": switch.by,
        "at": _moment(switch.at),
        "until": _moment(switch.until),
    }


def _moment(moment: datetime | None) -> str | None:
    return times.to_text(moment) if moment else None
