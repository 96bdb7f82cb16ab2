"""The real functions in a simulated machine: their clients, clocks, ids and connections come from the running task.

Nothing in the functions knows of it: what they make for themselves on their first event is made by their
own code, from clients that lead into the simulation. Assessments are the classifier's own, and a playbook
is checked by its own rules, each text once a process.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from types import ModuleType
from typing import Any, cast

from greenlet import getcurrent
from oauthlib.oauth1 import rfc5849

from functions.desk import handler as desk
from functions.ingest import handler as ingest
from functions.reply import handler as reply
from functions.review import handler as review
from functions.triage import handler as triage
from functions.triage import triage as judging
from functions.watch import handler as watch
from infra.local import invoke
from infra.simulate.kernel import Task
from infra.simulate.runtime import plan
from shared import observe
from shared.aws import environment
from shared.domain.playbook import Playbook
from shared.platforms import http
from shared.platforms.standard_webhooks import reply as standard_webhooks

STEPS: dict[str, ModuleType] = {
    "Ingest": ingest,
    "Triage": triage,
    "Reply": reply,
    "Review": review,
    "Watch": watch,
}
Patch = tuple[Any, str, Any]


class Moment:
    """Stands where a module has `datetime`, for the one thing that it asks."""

    @staticmethod
    def now(_zone: Any) -> Any:
        return _here().world.kernel.true_time()


@contextmanager
def machine() -> Iterator[None]:
    """Within, the functions run in the simulation, and nowhere else."""
    variables = invoke.one_environment(plan()[2])
    recorded = cache(judging.assess)
    patches: list[Patch] = [
        *((module, "ports", _ports) for module in STEPS.values()),
        (environment, "read", cache(partial(environment.read, variables=variables))),
        (environment, "client", lambda service: _here().world.clients[service]),
        (judging, "assess", recorded),
        (Playbook, "model_validate_json", cache(Playbook.model_validate_json)),
        (http, "new_session", lambda: _here().world.session),
        (observe, "_write", _keep_line),
        (standard_webhooks, "datetime", Moment),
        (rfc5849, "generate_timestamp", lambda: str(int(_here().world.kernel.true_time().timestamp()))),
    ]
    before = [(where, name, getattr(where, name)) for where, name, _ in patches]
    _ORIGINALS.update({name: module.ports.__wrapped__ for name, module in STEPS.items()})
    _ORIGINALS["Desk"] = lambda: desk.desk.__wrapped__().ports
    for where, name, instead in patches:
        setattr(where, name, instead)
    try:
        yield
    finally:
        for where, name, original in before:
            setattr(where, name, original)


def maker(name: str, world: Any) -> Callable[[], Any]:
    """What a new process of this function makes for itself."""

    def make() -> Any:
        made = _ORIGINALS[name]()
        outside = {
            "clock": world.kernel.clock,
            "new_id": world.new_id,
        }
        return replace(made, **{field: value for field, value in outside.items() if hasattr(made, field)})

    return make


_ORIGINALS: dict[str, Callable[[], Any]] = {}


def _here() -> Task:
    return cast("Task", getcurrent())


def _keep_line(line: dict[str, Any]) -> None:
    world = _here().world
    world.lines.append({**line, "at_us": world.kernel.now_us})


def _ports() -> Any:
    return _here().environment
