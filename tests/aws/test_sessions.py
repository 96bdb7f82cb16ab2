"""Whose sessions there are, and their end."""

from datetime import timedelta

from shared.aws import sessions
from shared.aws.sessions import SignedIn
from tests.support.made import NOW

LONG = timedelta(hours=12)


def begin(settings, person, key, minutes=0, until=NOW + timedelta(hours=1)):
    began = NOW + timedelta(minutes=minutes)
    opened = SignedIn(key=key, began_at=began, ends_at=began + LONG, browser="Firefox, Linux")
    sessions.begin(settings, person, opened, {"staff_id": person}, until)
    return opened


def test_a_persons_sessions_are_found_newest_first_and_nobody_elses(cloud):
    settings = cloud.settings()
    first, second = begin(settings, "ana", "one"), begin(settings, "ana", "two", minutes=1)
    begin(settings, "bob", "three")
    assert sessions.of_person(settings, "ana", NOW) == [second, first]
    assert settings.session("one", NOW)["staff_id"] == "ana"


def test_a_session_that_ran_out_or_was_ended_is_not_listed(cloud):
    settings = cloud.settings()
    begin(settings, "ana", "one")
    begin(settings, "ana", "two", until=NOW + LONG * 2)
    begin(settings, "ana", "three", until=NOW + LONG * 2)
    settings.end_session("three")
    alive = [opened.key for opened in sessions.of_person(settings, "ana", NOW + timedelta(hours=2))]
    assert alive == ["two"]
    assert sessions.of_person(settings, "ana", NOW + LONG) == []


def test_ending_leaves_no_row_however_many_there_are(cloud):
    settings = cloud.settings()
    keys = [begin(settings, "ana", f"key{number}").key for number in range(sessions.AT_ONCE + 3)]
    begin(settings, "bob", "theirs")
    sessions.end(settings, "ana", [*keys, "unknown"])
    assert sessions.of_person(settings, "ana", NOW) == []
    assert {row["pk"]["S"] for row in cloud.rows("SettingsTable")} == {"SESSION#theirs", "STAFF#bob"}
