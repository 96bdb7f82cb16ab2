"""A function that writes down what it is called with, and fails where it is told to."""

from collections.abc import Callable
from typing import Any

from infra.local.invoke import Function

Answer = Callable[[list[str]], Any]


class Recorder:
    """`calls` holds, per call, the marks of its records. `answer` gets the marks and returns or raises."""

    def __init__(self, mark: Callable[[dict[str, Any]], str], answer: Answer = lambda marks: None) -> None:
        self.calls: list[list[str]] = []
        self.events: list[Any] = []
        self.answer = answer
        self._mark = mark

    def __call__(self, event: Any, _context: Any) -> Any:
        marks = [self._mark(record) for record in event["Records"]]
        self.events.append(event)
        self.calls.append(marks)
        return self.answer(marks)

    @property
    def seen(self) -> list[str]:
        """The marks of all calls."""
        return [mark for call in self.calls for mark in call]

    def function(self, name: str = "Step") -> Function:
        return Function(name, self)


def item_of(record: dict[str, Any]) -> str:
    """The partition key of a stream's record."""
    return record["dynamodb"]["Keys"]["pk"]["S"]


def body_of(record: dict[str, Any]) -> str:
    return record["body"]


def refuses(poison: str) -> Answer:
    """Raises whenever the poison is in the batch."""

    def answer(marks: list[str]) -> None:
        if poison in marks:
            raise ValueError("poison")

    return answer
