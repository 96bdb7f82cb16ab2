"""Roles by the sign-in provider's groups: `heed-<brand>-<role>`, or `heed-admin` for every brand.

Only where the operator names the claim that bears them (`OIDC_GROUPS_CLAIM`). The staff list wins: of a brand that it
names for a person it alone tells the role, and whoever has a role for every brand there gets nothing by groups.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.domain.brand import Role, Staff
from shared.domain.staffing import EVERY

GROUP = re.compile(r"heed-([a-z0-9][a-z0-9-]{0,39})-(viewer|responder|admin)", re.ASCII)
ADMINS = "heed-admin"
MOST_GROUPS = 500


def roles_of(claims: Mapping[str, Any], claim: str) -> dict[str, Role]:
    """The roles that the groups in this claim stand for, the highest of each brand; none without a claim's name."""
    written = claims.get(claim) if claim else None
    groups = [written] if isinstance(written, str) else written if isinstance(written, list) else []
    roles: dict[str, Role] = {}
    for group in groups[:MOST_GROUPS]:
        if group == ADMINS:
            roles[EVERY] = Role.ADMIN
        elif isinstance(group, str) and (found := GROUP.fullmatch(group)):
            brand, role = found[1], Role(found[2])
            roles[brand] = max(role, roles.get(brand, role), key=list(Role).index)
    return roles


def added(listed: Staff, by_groups: Mapping[str, Role]) -> Staff:
    """The person as listed, with what groups add."""
    if not by_groups or EVERY in listed.roles:
        return listed
    return replace(listed, roles={**by_groups, **listed.roles})
