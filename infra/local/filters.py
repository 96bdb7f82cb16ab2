"""Event filters: which records of a stream or queue a function gets to see.

The language is that of AWS Lambda Developer Guide, "Control which events Lambda sends to your
function" (read 2026-11). Of its rules this file knows literals, null, empty, prefix, suffix,
anything-but, exists, numeric, equals-ignore-case and `$or`; any other stops the start.
"""

import json
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shared.errors import ConfigurationError

Pattern = Mapping[str, Any]

ABSENT = object()
COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def read(criteria: Mapping[str, Any] | None, where: str) -> tuple[Pattern, ...]:
    """The patterns of FilterCriteria. ConfigurationError names `where` if one is not understood."""
    patterns = []
    for written in (criteria or {}).get("Filters", []):
        try:
            pattern = json.loads(written["Pattern"])
        except ValueError as error:
            raise ConfigurationError(f"{where}: a filter's Pattern is no JSON: {written['Pattern']}") from error
        _check(pattern, where)
        patterns.append(pattern)
    return tuple(patterns)


def accepts(patterns: Iterable[Pattern], record: Mapping[str, Any]) -> bool:
    """True if there is no pattern, or at least one matches."""
    patterns = tuple(patterns)
    return not patterns or any(_matches(pattern, record) for pattern in patterns)


def accepts_message(patterns: Iterable[Pattern], record: Mapping[str, Any]) -> bool:
    """The same for a queue's message, whose body is read as JSON where a pattern looks into it.

    Developer Guide, "Using event filtering with an Amazon SQS event source" (read 2026-11): a body
    of the other format than the pattern's is dropped.
    """
    try:
        body = json.loads(record["body"])
    except ValueError:
        body = record["body"]
    if not isinstance(body, dict):
        body = record["body"]
    return accepts(patterns, {**record, "body": body})


def _matches(pattern: Pattern, found: Any) -> bool:
    for name, rule in pattern.items():
        if name == "$or":
            if not any(_matches(choice, found) for choice in rule):
                return False
        elif not _member_matches(rule, found.get(name, ABSENT) if isinstance(found, dict) else ABSENT):
            return False
    return True


def _member_matches(rule: Any, found: Any) -> bool:
    if isinstance(rule, dict):
        return _matches(rule, found)
    for value in found if isinstance(found, list) else (found,):
        for choice in rule:
            if _value_matches(choice, value):
                return True
    return False


def _value_matches(choice: Any, value: Any) -> bool:
    if not isinstance(choice, dict):
        return value is not ABSENT and type(choice) is type(value) and choice == value
    name, argument = next(iter(choice.items()))
    if name == "exists":
        leaf = value is not ABSENT and not isinstance(value, dict)
        return leaf == argument
    if value is ABSENT or isinstance(value, dict):
        return False
    return _RULES[name](argument, value)


def _anything_but(argument: Any, value: Any) -> bool:
    if isinstance(argument, Mapping):
        return not _value_matches(argument, value)
    return value not in (argument if isinstance(argument, list) else [argument])


def _numeric(argument: list[Any], value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    pairs = zip(argument[::2], argument[1::2], strict=True)
    return all(COMPARISONS[sign](value, limit) for sign, limit in pairs)


_RULES: Mapping[str, Callable[[Any, Any], bool]] = {
    "prefix": lambda start, value: isinstance(value, str) and value.startswith(start),
    "suffix": lambda end, value: isinstance(value, str) and value.endswith(end),
    "equals-ignore-case": lambda text, value: isinstance(value, str) and value.lower() == text.lower(),
    "anything-but": _anything_but,
    "numeric": _numeric,
}


def _check(pattern: Any, where: str) -> None:
    """Refuses what `accepts` would not understand."""
    if not isinstance(pattern, dict) or not pattern:
        raise ConfigurationError(f"{where}: a filter's pattern must be an object with at least one member.")
    for name, rule in pattern.items():
        if name == "$or":
            for choice in rule:
                _check(choice, where)
        elif isinstance(rule, dict):
            _check(rule, where)
        elif not isinstance(rule, list) or not rule:
            raise ConfigurationError(f"{where}: the filter's rule for {name} must be a list with at least one value.")
        else:
            _check_choices(rule, f"{where}: the filter's rule for {name}")


def _check_choices(rule: list[Any], where: str) -> None:
    for choice in rule:
        if isinstance(choice, list):
            raise ConfigurationError(f"{where} holds a list within a list.")
        if isinstance(choice, dict):
            known = len(choice) == 1 and next(iter(choice)) in {"exists", *_RULES}
            signs = choice.get("numeric", [])[::2] if known else []
            if not known or not set(signs) <= set(COMPARISONS):
                raise ConfigurationError(
                    f"{where} is not known to the local run: {json.dumps(choice)}. Teach infra/local/filters.py."
                )
