"""The program with one guard taken out, to see that the simulator would notice.

Each entry patches the named guard in the running code, as somebody might break it by mistake, and nothing
else knows of it. The first are those without which a bug that was once found comes back, then those of the
reliability guide (A.7) with the pairs named there, then what this code's own guards suggest.

Some of the guards before a claim (`functions.reply.guards`) never hold anything in the simulated world: it has no
playbook with automatic replies off, nobody who blocks an author or stops them under a post, and no mention as old as
an answer window. So automatic_off, author_blocked, thread_stopped, window_closed, not_fresh and platform_forbids are
held by a case each in `tests/functions/test_reply_guards.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from functions.desk import actions, replies
from functions.desk.act import Done
from functions.ingest import receive
from functions.reply import guards
from functions.review import open_case
from functions.triage import triage
from functions.watch import overdue
from infra.simulate import patches
from infra.simulate.patches import Patch
from infra.simulate.regressions import MENDED
from shared.aws import mentions
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.domain import arrival, policy, wording
from shared.domain.assessment import Urgency
from shared.domain.brand import StopSwitch
from shared.domain.decision import SHADOW, Action
from shared.domain.mention import Mention, State


@contextmanager
def without(name: str) -> Iterator[None]:
    """Within, this guard is missing. KeyError for a name that is not in MUTANTS."""
    made = MUTANTS[name]()
    before = [(where, attribute, getattr(where, attribute)) for where, attribute, _ in made]
    with ExitStack() as stack:
        for (where, attribute, instead), (_, _, original) in zip(made, before, strict=True):
            setattr(where, attribute, instead)
            stack.callback(setattr, where, attribute, original)
        yield


# Seen only with the first belt off, by functions that are frozen at every call in turn: `deaths.frozen`
SECOND_BELTS = ("time-out-and-fence",)
MUTANTS: dict[str, Callable[[], list[Patch]]] = {
    **{name: mended.patches for name, mended in MENDED.items()},
    # the guide's
    "store-before-answer": patches.store_before_answer,
    "put-condition": patches.put_condition,
    "triage-condition": lambda: patches.free(lambda before, _after: before.state is State.RECEIVED),
    "claim-condition": lambda: patches.free(lambda _before, after: after.state is State.SENDING),
    "staff-claim-condition": patches.staff_claim_condition,
    "lost-claim-stops": patches.lost_claim_stops,
    "no-repeat-after-unclear": patches.repeat_after_unclear,
    "server-error-is-unclear": patches.server_error_is_unclear,
    "stuck-is-never-reset": patches.stuck_is_reset,
    "sweep": lambda: [(overdue, "_move_all_on", patches.always(0))],
    "settle": lambda: patches.times(21, 0),
    "lease-and-settle": lambda: patches.times(5, 0),
    "lease-settle-and-fence": patches.together(lambda: patches.times(5, 0), patches.fence),
    "time-out-and-fence": patches.together(patches.zombies, patches.fence),
    "triage-error": patches.swallow_triage_error,
    # this code's own
    "one-a-day": lambda: patches.guard(0),
    "one-a-thread": lambda: patches.guard(1),
    "breaker": patches.breaker,
    "stop-switch": lambda: [(Settings, "stop_switch", patches.always(StopSwitch()))],
    "shadow": lambda: [(policy, "CHECKS", tuple(row for row in policy.CHECKS if row[0] != SHADOW))],
    "silenced-meanwhile": patches.silenced_meanwhile,
    "account-blocked": lambda: [(Tallies, "is_circuit_open", patches.always(False))],
    "echo-filter": patches.echo_filter,
    "edit-revision": patches.edit_revision,
    "edit-order": lambda: [(arrival, "_is_newer", lambda held, event: (event.text or "") != (held.text or ""))],
    "delete-is-final": lambda: [(arrival, "_is_gone", patches.always(False))],
    "delete-while-sending": lambda: [(arrival, "_keep", patches.always(None))],
    "person-is-there": lambda: [(guards, "_has_open_case", patches.always(False))],
    "machine-never-speaks-twice": lambda: [(Mention, "has_spoken", property(patches.always(False)))],
    "guards-are-kept": patches.guards_kept,
    "quarantine": lambda: [(receive, "_quarantine", patches.always(None))],
    "odd-is-kept": patches.refuse_the_odd,
    "one-content-one-mention": patches.identify_by_kind,
    "not-found-is-not-sent": patches.not_found_is_sent,
    "seen": patches.seen,
    "covered-as-read": patches.covered_unread,
    "people-see-hard-words": lambda: [(triage, "NEXT", {**triage.NEXT, Action.REVIEW: State.IGNORED})],
    "kind-words-are-answered": lambda: [(triage, "NEXT", {**triage.NEXT, Action.ACKNOWLEDGE: State.IN_REVIEW})],
    "urgent-case-is-told": lambda: [(open_case, "_notify", patches.always(None))],
    "danger-is-told": lambda: [(policy, "urgency_of", patches.always(Urgency.LOW))],
    "edit-is-no-delete": lambda: [(arrival, "_edited", lambda held, _event, now: arrival._deleted(held, now))],
    "the-brands-words": lambda: [(wording, "choose", patches.always("Buy now, only today!"))],
    "undo": lambda: [(actions, "ACTIONS", {**actions.ACTIONS, "undo": patches.always(Done("undone"))})],
    "logs-hold-no-text": patches.log_text,
    "overdue-is-counted": lambda: [(mentions.Mentions, "overdue_with_people", patches.always(0))],
    # costs
    "one-look": patches.one_look,
    "playbook-is-read-once": patches.playbook_once,
    "one-write-is-no-transaction": patches.plain_update,
    "undo-window": lambda: [(replies, "_undo_window", patches.always(timedelta(0)))],
}
