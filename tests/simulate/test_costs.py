"""What one mention costs on a calm day, in operations that AWS bills: one more anywhere fails here."""

from dataclasses import replace
from random import Random

import pytest

from infra.simulate.campaign import explore, run_judged
from infra.simulate.faults import CALM
from infra.simulate.harness import machine
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, QUESTIONS, Mail
from infra.simulate.oracles.costs import frugal
from infra.simulate.oracles.evidence import Evidence
from infra.simulate.services import Bill
from infra.simulate.world import Plot, World

RECEIVED = {"Ingest": Bill(table_writes=1, index_writes=2), "Triage": Bill(3, 2, 4, messages=1)}
IN_A_CASE = {"Review": Bill(12, 3, 5)}  # mention, case, conversation, member and a line, in one transaction
# way: what is written, and what each function spends on it, in write units of tables and of indexes, read units, and
# messages
BILLS = {
    "acknowledged": (FRIENDLY[0], {**RECEIVED, "Reply": Bill(14, 3, 10)}),
    "acknowledged, then a person": (QUESTIONS[0], {**RECEIVED, "Reply": Bill(14, 4, 10, messages=1), **IN_A_CASE}),
    "urgent, to a person": (DANGER[0], {**RECEIVED, **IN_A_CASE}),
}


def calm_day(text):
    """The world after a day on which only this was written."""
    mail = Mail(Random(0), SECOND)
    mail.single("standard_webhooks", text)
    world = World(Random(0), Plot(0, CALM, mail, echoes=False))
    with machine():
        assert run_judged(world) == []
    return world


@pytest.mark.parametrize("way", BILLS)
def test_a_mention_costs_what_it_must_and_no_more(way):
    text, bills = BILLS[way]
    spent = calm_day(text).bills
    assert {function: bill for function, bill in spent.items() if function != "Watch"} == bills


def test_the_sweep_of_a_calm_day_reads_and_writes_nothing():
    watch = calm_day(FRIENDLY[0]).bills["Watch"]
    assert (watch.table_writes, watch.index_writes, watch.messages) == (0, 0, 0)
    assert watch.reads > 0


@pytest.mark.parametrize("text", [FRIENDLY[0], QUESTIONS[0], DANGER[0]])
def test_one_unit_more_than_the_steps_cost_is_seen(text):
    world = calm_day(text)
    assert list(frugal(Evidence(world))) == []
    for function, bill in list(world.bills.items()):
        for what in ("table_writes", "index_writes", "reads", "messages", "refused"):
            world.bills[function] = replace(bill, **{what: getattr(bill, what) + 1})
            assert [one.about for one in frugal(Evidence(world))][:1] == [function], what
        world.bills[function] = bill


def test_on_a_calm_day_of_many_mentions_every_needless_operation_shows():
    with machine():
        for guard in ("one-look", "playbook-is-read-once", "one-write-is-no-transaction"):
            assert {one.kind for _, one in explore(range(40), guard).found} == {"dear"}, guard
