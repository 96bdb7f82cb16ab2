"""The staff list as a whole: what was checked against it holds when it is written."""

import pytest

from shared.aws import staff
from shared.domain.brand import Role, Staff
from shared.domain.staffing import StaffChange
from shared.errors import ConflictError
from tests.support.made import BRAND, NOW

ANA = Staff(staff_id="ana", name="Ana", roles={BRAND: Role.ADMIN})
BOB = Staff(staff_id="auth0|b", name="Bob", roles={})


def told(person: Staff, what: str = "roles") -> StaffChange:
    return StaffChange(
        at=NOW, by="ana", staff_id=person.staff_id, name=person.name, what=what, because="why", after=person.roles
    )


def test_everybody_on_the_list_is_found_by_name_and_a_change_is_told(cloud):
    settings = cloud.settings()
    assert staff.roster(settings) == (0, [])
    settings.put_staff(BOB)
    staff.change(settings, 0, ANA, told(ANA))
    assert staff.roster(settings) == (1, [ANA, BOB])
    assert settings.staff("ana") == ANA
    staff.change(settings, 1, None, told(BOB, "removed"))
    staff.note(settings, 2, told(ANA, "signed_out"))
    assert staff.roster(settings) == (3, [ANA])
    assert settings.staff("auth0|b") is None
    assert [change.what for change in staff.history(settings, 2)] == ["signed_out", "removed"]
    assert staff.history(settings, 9)[-1] == told(ANA)


def test_a_change_on_an_older_list_is_refused_and_leaves_no_trace(cloud):
    settings = cloud.settings()
    staff.change(settings, 0, ANA, told(ANA))
    for seen in (0, 2):
        with pytest.raises(ConflictError):
            staff.change(settings, seen, None, told(ANA, "removed"))
        with pytest.raises(ConflictError):
            staff.note(settings, seen, told(ANA, "signed_out"))
    assert staff.roster(settings) == (1, [ANA])
    assert len(staff.history(settings, 9)) == 1
