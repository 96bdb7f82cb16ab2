"""How a stand-in platform can be told to misbehave, for the next N requests or until it is told otherwise."""

from dataclasses import dataclass, replace

# name: (what it does, whether it also meets look-ups and probes and not only posts)
BEHAVIOURS: dict[str, tuple[str, bool]] = {
    "success": ("answers as usual; ends an order", True),
    "rate_limited": ("refuses early, with the platform's headers", True),
    "token_dead": ("says that the token is no longer valid", True),
    "refused": ("will not take this reply", False),
    "window_closed": ("says that the time for answering is over", False),
    "slow": ("answers as usual after `seconds` (2 if not given)", True),
    "timeout_after_applying": ("posts, then never answers", False),
    "error_after_applying": ("posts, then answers 500", False),
    "unavailable_after_applying": ("posts, then answers 503 with a time to come back", False),
    "error_before_applying": ("answers 500 and posts nothing", True),
    "garbage_200": ("answers 200 with a page of HTML and posts nothing", True),
    "redirect": ("sends the client elsewhere and posts nothing", True),
    "cut_off": ("posts, then closes in the middle of the answer", True),
    "late": ("answers 504; the post appears after `seconds`, or at a tick if not given", False),
}


@dataclass(frozen=True, slots=True)
class Order:
    """One behaviour. `times` is the number of requests it still meets, None for all until a reset."""

    behaviour: str
    times: int | None = None
    seconds: float | None = None


class Behaviours:
    """The order in force for each platform. Not for use by several threads at once: the server locks."""

    def __init__(self) -> None:
        self._orders: dict[str, Order] = {}

    def order(self, platform: str, order: Order) -> None:
        """Takes the place of an earlier order for this platform."""
        self._orders[platform] = order

    def reset(self) -> None:
        self._orders.clear()

    def in_force(self) -> dict[str, Order]:
        return dict(self._orders)

    def take(self, platform: str, *, posts: bool) -> Order:
        """What the next request meets; an order that it does not meet is not used up."""
        order = self._orders.get(platform, Order("success"))
        if not posts and not BEHAVIOURS[order.behaviour][1]:
            return Order("success")
        if order.times is not None:
            if order.times <= 1:
                self._orders.pop(platform)
            else:
                self._orders[platform] = replace(order, times=order.times - 1)
        return order
