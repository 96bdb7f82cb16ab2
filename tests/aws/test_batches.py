"""Batches: one record's fault is nobody else's."""

import pytest

from shared.aws import batches


def message(number):
    return {"messageId": f"m{number}", "body": str(number)}


def change(number):
    return {"dynamodb": {"SequenceNumber": f"{number:021d}"}, "eventName": "MODIFY"}


@pytest.mark.parametrize(
    ("each", "record", "named"),
    [(batches.each_message, message, ["m1", "m3"]), (batches.each_change, change, [f"{1:021d}", f"{3:021d}"])],
)
def test_every_record_is_tried_and_those_that_failed_are_named(each, record, named):
    records = [record(number) for number in range(5)]
    tried = []

    def fail_some(found):
        tried.append(found)
        if found in (records[1], records[3]):
            raise ValueError

    answer = each({"Records": records}, fail_some)
    assert tried == records
    assert answer == {"batchItemFailures": [{"itemIdentifier": name} for name in named]}


@pytest.mark.parametrize("each", [batches.each_message, batches.each_change])
def test_where_all_went_well_nothing_is_named(each):
    assert each({"Records": [message(1)]}, lambda _record: "done") == {"batchItemFailures": []}


def test_the_end_of_the_process_is_not_taken_for_one_records_fault():
    def end(_message):
        raise SystemExit

    with pytest.raises(SystemExit):
        batches.each_message({"Records": [message(1)]}, end)
