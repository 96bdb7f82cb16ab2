"""Versions of a playbook: who published them, and that nobody publishes over another."""

import pytest

from shared.aws import playbooks
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.errors import ConflictError
from tests.support.made import BRAND, NOW

TOLD = Publication(by="ada", at=NOW, reason="shorter", restores=1)


def playbook(version, **changes):
    return Playbook(brand=BRAND, version=version, title="Our Shop", **changes)


def test_versions_are_listed_newest_first_with_who_when_and_why(cloud):
    settings = cloud.settings()
    settings.publish(playbook(1))
    settings.publish(playbook(2, fresh_hours=24), TOLD, seen=1)
    newest, first = playbooks.versions(settings, BRAND, 5)
    assert (newest.number, newest.playbook, newest.publication) == (2, playbook(2, fresh_hours=24), TOLD)
    assert (first.number, first.playbook, first.publication) == (1, playbook(1), None)
    assert [one.number for one in playbooks.versions(settings, BRAND, 1)] == [2]
    assert [one.number for one in playbooks.versions(settings, BRAND, 5, below=2)] == [1]
    assert playbooks.version(settings, BRAND, 2) == newest
    assert playbooks.version(settings, BRAND, 3) is None
    assert playbooks.versions(settings, "other", 5) == []
    assert settings.playbook(BRAND) == newest.playbook


def test_nobody_publishes_over_a_version_that_they_have_not_seen(cloud):
    settings = cloud.settings()
    settings.publish(playbook(1))
    settings.publish(playbook(3))
    for version in (2, 3, 4):
        with pytest.raises(ConflictError):
            settings.publish(playbook(version, fresh_hours=1), TOLD, seen=1)
    assert settings.playbook(BRAND) == playbook(3)
    assert [one.number for one in playbooks.versions(settings, BRAND, 5)] == [3, 1]


def test_a_version_that_no_rule_of_today_allows_is_still_listed(cloud):
    settings = cloud.settings()
    settings.publish(playbook(1), TOLD)
    row = {"pk": {"S": f"PLAYBOOK#{BRAND}"}, "sk": {"S": "00000001"}}
    cloud.client("dynamodb").put_item(TableName="SettingsTable", Item={**row, "playbook": {"S": '{"brand": "x"}'}})
    assert playbooks.versions(settings, BRAND, 5) == [playbooks.Version(1, None, None)]
