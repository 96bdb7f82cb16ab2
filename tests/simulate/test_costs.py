"""What one mention costs on a calm day, in operations that AWS bills: one more anywhere fails here."""

import pytest

from infra.simulate import deaths
from infra.simulate.harness import machine
from infra.simulate.services import Bill

RECEIVED = {"Ingest": Bill(table_writes=1, index_writes=2), "Triage": Bill(2, 2, 4, messages=1)}
IN_A_CASE = {"Review": Bill(12, 3, 6)}  # mention, case, conversation, member and a line, in one transaction
# way: what each function spends on it, in write units of tables and of indexes, read units, and messages
BILLS = {
    "acknowledged": {**RECEIVED, "Reply": Bill(12, 3, 9)},
    "acknowledged, then a person": {**RECEIVED, "Reply": Bill(12, 4, 9, messages=1), **IN_A_CASE},
    "urgent, to a person": {**RECEIVED, **IN_A_CASE},
}


@pytest.mark.parametrize("way", BILLS)
def test_a_mention_costs_what_it_must_and_no_more(way):
    with machine():
        world, broken, _ = deaths.live(deaths.WAYS[way], {})
    assert broken == []
    assert {function: bill for function, bill in world.bills.items() if function != "Watch"} == BILLS[way]


def test_the_sweep_of_a_calm_day_reads_and_writes_nothing():
    with machine():
        world, _, _ = deaths.live(deaths.WAYS["acknowledged"], {})
    watch = world.bills["Watch"]
    assert (watch.table_writes, watch.index_writes, watch.messages) == (0, 0, 0)
    assert watch.reads > 0
