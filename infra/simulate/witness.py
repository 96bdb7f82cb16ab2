"""Whoever acts in a run, and what they are about to do: each task's last call to AWS, and the staff's acts counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from greenlet import getcurrent

from infra.simulate.kernel import Task
from infra.simulate.world import World


@dataclass
class Doing:
    """What a task does now: the last operation that it asked for, with its arguments, and the number of the act if it
    is a person's."""

    operation: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    act: int = 0


class Witness:
    """Stands beside a world before it runs, and changes nothing in it."""

    def __init__(self, world: World) -> None:
        self._doing: dict[Any, Doing] = {}
        world.clients = {service: Watched(client, self) for service, client in world.clients.items()}

    def here(self) -> Doing:
        """What the running task does."""
        task = getcurrent()
        found = self._doing.get(task)
        if found is None:
            found = self._doing[task] = Doing()
        return found

    def who(self) -> tuple[str, str, int, str, str]:
        """Names what happens now so that it has the same name where other things are left out of the run."""
        task, doing = getcurrent(), self.here()
        name, function = (task.name, task.function) if isinstance(task, Task) else ("", "")
        return name, function, doing.act, doing.operation, about(doing.arguments)


class Watched:
    """A client of AWS of which the witness hears every call before it is made."""

    def __init__(self, client: Any, witness: Witness) -> None:
        self._client, self._witness = client, witness

    def __getattr__(self, operation: str) -> Any:
        call, witness = getattr(self._client, operation), self._witness

        def watched(**arguments: Any) -> Any:
            doing = witness.here()
            doing.operation, doing.arguments = operation, arguments
            return call(**arguments)

        setattr(self, operation, watched)
        return watched


def about(arguments: dict[str, Any]) -> str:
    """The mention that a call is about, else the kind of row, queue or topic."""
    if "MessageBody" in arguments:
        return f"{arguments['QueueUrl']} {arguments['MessageBody']}"
    keys = [key["pk"]["S"] for key in rows(arguments) if "pk" in key]
    mention = next((key for key in keys if key.startswith("MENTION#")), "")
    return mention or (keys[0].partition("#")[0] if keys else "")


def rows(arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The keys, or whole rows, that a call to DynamoDB names."""
    if "TransactItems" in arguments:
        for write in arguments["TransactItems"]:
            for one in write.values():
                yield from rows(one)
    for wanted in arguments.get("RequestItems", {}).values():
        yield from wanted.get("Keys", ()) if isinstance(wanted, dict) else ()
    for name in ("Key", "Item"):
        if name in arguments:
            yield arguments[name]
