"""Who may give which role."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.domain import staffing
from shared.domain.brand import Role, Staff
from shared.errors import ForbiddenError

BRANDS = ("cafe", "shop")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def person(staff_id: str, **roles: Role) -> Staff:
    """`every` stands for every brand."""
    given = {("*" if brand == "every" else brand): role for brand, role in roles.items()}
    return Staff(staff_id=staff_id, name=staff_id.capitalize(), roles=given)


ADA = person("ada", every=Role.ADMIN)
OTTO = person("otto", cafe=Role.ADMIN)
OLGA = person("olga", cafe=Role.ADMIN)
ROSA = person("rosa", cafe=Role.RESPONDER, shop=Role.VIEWER)
VERA = person("vera", every=Role.VIEWER)
LISTED = [ADA, OTTO, OLGA, ROSA, VERA]


def given(actor: Staff, whom: Staff, brand: str, role: Role | None, listed: list[Staff] | None = None) -> dict:
    return staffing.give(actor, LISTED if listed is None else listed, whom, brand, role, BRANDS).roles


def test_an_admin_of_a_brand_gives_and_takes_roles_for_that_brand_only() -> None:
    assert given(OTTO, ROSA, "cafe", Role.VIEWER) == {"cafe": Role.VIEWER, "shop": Role.VIEWER}
    assert given(OTTO, ROSA, "cafe", None) == {"shop": Role.VIEWER}
    assert given(OTTO, person("new"), "cafe", Role.ADMIN) == {"cafe": Role.ADMIN}
    for brand in ("shop", "*"):
        with pytest.raises(ForbiddenError, match="needs the role admin for"):
            given(OTTO, ROSA, brand, Role.VIEWER)


def test_who_is_no_admin_gives_nothing() -> None:
    for actor in (ROSA, VERA):
        for brand in (*BRANDS, "*"):
            with pytest.raises(ForbiddenError, match="needs the role admin"):
                given(actor, person("new"), brand, Role.VIEWER)


def test_a_role_for_every_brand_is_changed_only_by_who_has_it_for_every_brand() -> None:
    for whom in (ADA, VERA):
        with pytest.raises(ForbiddenError, match="only an admin of every brand"):
            given(OTTO, whom, "cafe", Role.VIEWER)
    assert given(ADA, VERA, "*", Role.RESPONDER) == {"*": Role.RESPONDER}
    assert given(ADA, VERA, "cafe", Role.ADMIN) == {"*": Role.VIEWER, "cafe": Role.ADMIN}


def test_nobody_raises_themselves_but_everybody_may_step_down() -> None:
    by_group = person("gina")  # listed without a role; the provider's groups make her admin of the cafe
    acting = replace(by_group, roles={"cafe": Role.ADMIN})
    with pytest.raises(ForbiddenError, match="Nobody raises themselves"):
        given(acting, by_group, "cafe", Role.VIEWER)
    both = person("both", cafe=Role.VIEWER, every=Role.ADMIN)
    with pytest.raises(ForbiddenError, match="Nobody raises themselves"):
        given(both, both, "cafe", None, [*LISTED, both])
    assert given(OTTO, OTTO, "cafe", Role.VIEWER) == {"cafe": Role.VIEWER}


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.RESPONDER])
def test_the_last_admin_of_a_brand_stays(role: Role | None) -> None:
    listed = [OTTO, ROSA]
    with pytest.raises(ForbiddenError, match="Otto is the last admin of the brand cafe"):
        given(OTTO, OTTO, "cafe", role, listed)
    with pytest.raises(ForbiddenError, match="last admin"):
        given(ADA, OTTO, "cafe", role, listed)
    with pytest.raises(ForbiddenError, match="last admin"):
        staffing.remove(ADA, listed, OTTO, BRANDS)
    assert given(OTTO, OTTO, "cafe", role, [OTTO, OLGA]) == ({"cafe": role} if role else {})


def test_the_last_admin_of_every_brand_stays() -> None:
    with pytest.raises(ForbiddenError, match="last admin of every brand"):
        given(ADA, ADA, "*", Role.RESPONDER)
    with pytest.raises(ForbiddenError, match="last admin of every brand"):
        staffing.remove(ADA, LISTED, ADA, BRANDS)
    staffing.remove(ADA, [*LISTED, person("ann", every=Role.ADMIN)], ADA, BRANDS)


def test_somebody_with_roles_elsewhere_is_not_taken_off_the_list_by_one_brands_admin() -> None:
    with pytest.raises(ForbiddenError, match="needs the role admin for the brand shop"):
        staffing.remove(OTTO, LISTED, ROSA, BRANDS)
    with pytest.raises(ForbiddenError, match="every brand"):
        staffing.remove(OTTO, LISTED, person("without"), BRANDS)
    staffing.remove(OTTO, LISTED, OLGA, BRANDS)
    staffing.remove(ADA, LISTED, ROSA, BRANDS)


def test_sessions_are_ended_by_who_administers_a_brand_of_theirs() -> None:
    assert staffing.may_sign_out(OTTO, ROSA)
    assert staffing.may_sign_out(ADA, person("without"))
    assert not staffing.may_sign_out(OTTO, person("without"))
    assert not staffing.may_sign_out(OTTO, VERA)
    assert not staffing.may_sign_out(ROSA, OTTO)
