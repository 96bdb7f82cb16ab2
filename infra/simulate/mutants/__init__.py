"""The program with one guard taken out, to see that the simulator would notice.

Each entry patches the named guard in the running code, as somebody might break it by mistake, and nothing
else knows of it. The first are those without which a bug that was once found comes back, then those of the
reliability guide (A.7) with the pairs named there, then what this code's own guards suggest.

Some of the guards before a claim (`functions.reply.guards`) never hold anything in the simulated world: it has no
playbook with automatic replies off, nobody who blocks an author or stops them under a post, and no mention as old as
an answer window. So automatic_off, author_blocked, thread_stopped, window_closed, not_fresh and platform_forbids are
held by a case each in `tests/functions/test_reply_guards.py`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from functions.desk import actions, replies
from functions.desk.act import Done
from functions.ingest import receive
from functions.reply import guards
from functions.review import open_case
from functions.triage import triage
from functions.watch import overdue
from infra.simulate.mutants import patches, people
from infra.simulate.mutants.mutant import Mutant
from infra.simulate.mutants.regressions import MENDED
from shared.aws import mentions
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.domain import arrival, policy, sending, wording
from shared.domain.assessment import Urgency
from shared.domain.brand import StopSwitch
from shared.domain.decision import SHADOW, Action
from shared.domain.mention import Mention, State


@contextmanager
def without(name: str) -> Iterator[None]:
    """Within, this guard is missing. KeyError for a name that is not in MUTANTS."""
    made = MUTANTS[name].patches()
    before = [(where, attribute, getattr(where, attribute)) for where, attribute, _ in made]
    with ExitStack() as stack:
        for (where, attribute, instead), (_, _, original) in zip(made, before, strict=True):
            setattr(where, attribute, instead)
            stack.callback(setattr, where, attribute, original)
        yield


# Seen only with the first belt off, by functions that are frozen at every call in turn: `deaths.frozen`
SECOND_BELTS = ("time-out-and-fence",)
MUTANTS: dict[str, Mutant] = {
    **MENDED,
    # the guide's
    "store-before-answer": Mutant("lost", patches.store_before_answer),
    "put-condition": Mutant("history", patches.put_condition),
    "triage-condition": Mutant("history", lambda: patches.free(lambda before, _after: before.state is State.RECEIVED)),
    "claim-condition": Mutant("history", lambda: patches.free(lambda _before, after: after.state is State.SENDING)),
    "staff-claim-condition": Mutant("history", patches.staff_claim_condition),
    "lost-claim-stops": Mutant("double", patches.lost_claim_stops),
    "no-repeat-after-unclear": Mutant("double", patches.repeat_after_unclear),
    "server-error-is-unclear": Mutant("double", patches.server_error_is_unclear),
    "stuck-is-never-reset": Mutant("double", patches.stuck_is_reset),
    "sweep": Mutant("stuck", lambda: [(overdue, "_move_all_on", patches.always(0))]),
    "settle": Mutant("late_post", lambda: patches.times(21, 0)),
    "lease-and-settle": Mutant("late_post", lambda: patches.times(5, 0)),
    "lease-settle-and-fence": Mutant("late_post", patches.together(lambda: patches.times(5, 0), patches.fence)),
    "time-out-and-fence": Mutant("unrecorded", patches.together(patches.zombies, patches.fence)),
    "triage-error": Mutant("swallowed", patches.swallow_triage_error),
    # this code's own
    "one-a-day": Mutant("too_often", lambda: patches.guard(0)),
    "one-a-thread": Mutant("too_often", lambda: patches.guard(1)),
    "breaker": Mutant("too_often", patches.breaker),
    "stop-switch": Mutant("switch", lambda: [(Settings, "stop_switch", patches.always(StopSwitch()))]),
    "shadow": Mutant("shadow", lambda: [(policy, "CHECKS", tuple(row for row in policy.CHECKS if row[0] != SHADOW))]),
    "silenced-meanwhile": Mutant("shadow", patches.silenced_meanwhile),
    "account-blocked": Mutant(
        "too_often",
        lambda: [(Tallies, "is_circuit_open", patches.always(False))],
        plot=people.token_that_died_a_while,
    ),
    "echo-filter": Mutant("echo", patches.echo_filter),
    "edit-revision": Mutant("wrong_words", patches.edit_revision),
    "edit-order": Mutant(
        "lost", lambda: [(arrival, "_is_newer", lambda held, event: (event.text or "") != (held.text or ""))]
    ),
    "delete-is-final": Mutant("lost", lambda: [(arrival, "_is_gone", patches.always(False))]),
    "delete-while-sending": Mutant("lost", lambda: [(arrival, "_keep", patches.always(None))]),
    "person-is-there": Mutant("wrong_words", lambda: [(guards, "_has_open_case", patches.always(False))]),
    "machine-never-speaks-twice": Mutant("history", lambda: [(Mention, "has_spoken", property(patches.always(False)))]),
    "guards-are-kept": Mutant("too_often", patches.guards_kept),
    "quarantine": Mutant("lost", lambda: [(receive, "_quarantine", patches.always(None))]),
    "odd-is-kept": Mutant("refused", patches.refuse_the_odd),
    "one-content-one-mention": Mutant("invented", patches.identify_by_kind),
    "not-found-is-not-sent": Mutant("absent", patches.not_found_is_sent),
    "seen": Mutant("unseen", patches.seen),
    "covered-as-read": Mutant("unseen", patches.covered_unread),
    "people-see-hard-words": Mutant(
        "misjudged", lambda: [(triage, "NEXT", {**triage.NEXT, Action.REVIEW: State.IGNORED})]
    ),
    "kind-words-are-answered": Mutant(
        "misjudged", lambda: [(triage, "NEXT", {**triage.NEXT, Action.ACKNOWLEDGE: State.IN_REVIEW})]
    ),
    "urgent-case-is-told": Mutant("silent", lambda: [(open_case, "tell_of_case", patches.always(None))]),
    "danger-is-told": Mutant("silent", lambda: [(policy, "urgency_of", patches.always(Urgency.LOW))]),
    "edit-is-no-delete": Mutant(
        "lost", lambda: [(arrival, "_edited", lambda held, _event, now: arrival._deleted(held, now))]
    ),
    "the-brands-words": Mutant("wrong_words", lambda: [(wording, "choose", patches.always("Buy now, only today!"))]),
    "undo": Mutant(
        "undone", lambda: [(actions, "ACTIONS", {**actions.ACTIONS, "undo": patches.always(Done("undone"))})]
    ),
    "logs-hold-no-text": Mutant("leak", patches.log_text),
    "overdue-is-counted": Mutant("miscounted", lambda: [(mentions.Mentions, "overdue_with_people", patches.always(0))]),
    # what people are owed, told and asked
    "question-goes-on": Mutant("unanswered", people.ends_with_thanks),
    "open-member-keeps-its-case": Mutant("hidden", people.nothing_left),
    "due-by-urgency": Mutant("deadline", people.whenever),
    "holder": Mutant("unheld", people.whoever_holds_it),
    "waiting-case-is-a-persons": Mutant("intrudes", people.only_where_work_waits),
    "own-account": Mutant("loop", people.own_account),
    "stopped-account-is-told": Mutant("untold", lambda: people.untold("token_dead")),
    "full-breaker-is-told": Mutant("untold", lambda: people.untold("breaker_open")),
    "notices-name-nobody": Mutant("leak", people.named_notice),
    "waits-as-asked": Mutant("impatient", people.impatient),
    "tries-end": Mutant("endless", lambda: [(sending, "MAX_TRIES", 50)], plot=people.limited_for_hours),
    "sweep-is-soon": Mutant("slow", lambda: [(overdue, "GRACE", timedelta(minutes=6))]),
    "overlap-of-secrets": Mutant("refused", people.newest_secret),
    # costs
    "one-look": Mutant("dear", patches.one_look),
    "playbook-is-read-once": Mutant("dear", patches.playbook_once),
    "one-write-is-no-transaction": Mutant("dear", patches.plain_update),
    "undo-window": Mutant("hasty", lambda: [(replies, "_undo_window", patches.always(timedelta(0)))]),
}
