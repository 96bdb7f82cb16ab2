"""What a platform's card allows where a mention stands, in the words of policy."""

from shared.domain import policy
from shared.domain.mention import Mention
from shared.platforms import registry


def surface_rules(mention: Mention) -> policy.SurfaceRules:
    """What the platform's card allows on the mention's surface."""
    rules = registry.card(mention.platform).replies.get(mention.surface)
    if rules is None:
        return policy.SurfaceRules(answerable=False, automatic=False, window_h=None)
    return policy.SurfaceRules(answerable=True, automatic=rules.automatic, window_h=rules.window_h)
