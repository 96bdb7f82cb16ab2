"""Event filters: which records of a stream or queue a function gets to see.

The language is that of AWS Lambda Developer Guide, "Control which events Lambda sends to your
function" (read 2026-11). Of its rules this file knows literals, null, empty, prefix, suffix,
anything-but, exists, numeric, equals-ignore-case and `$or`; any other stops the start. A pattern is
compiled once, for every record of a stream is held against it.
"""

import json
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from shared.errors import ConfigurationError

Pattern = Callable[[Any], bool]  # whether it accepts a record, or a value within one

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
        patterns.append(_object(pattern))
    return tuple(patterns)


def accepts(patterns: Sequence[Pattern], record: Mapping[str, Any]) -> bool:
    """True if there is no pattern, or at least one matches."""
    return not patterns or any(matches(record) for matches in patterns)


def accepts_message(patterns: Sequence[Pattern], record: Mapping[str, Any]) -> bool:
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


def _object(pattern: Mapping[str, Any]) -> Pattern:
    """Every member of a pattern holds."""
    members = (
        reduce(_either, map(_object, rule)) if name == "$or" else _member(name, rule) for name, rule in pattern.items()
    )
    return reduce(_both, members)


def _member(name: str, rule: Any) -> Pattern:
    holds = _object(rule) if isinstance(rule, dict) else _leaf(rule)
    return lambda found: holds(found.get(name, ABSENT) if isinstance(found, dict) else ABSENT)


def _leaf(choices: list[Any]) -> Pattern:
    """One choice fits the value, or one value of a list."""
    fits = reduce(_either, map(_choice, choices))
    return lambda found: any(map(fits, found)) if isinstance(found, list) else fits(found)


def _choice(choice: Any) -> Pattern:
    if not isinstance(choice, dict):
        return lambda value: type(value) is type(choice) and value == choice
    name, argument = next(iter(choice.items()))
    return _RULES[name](argument)


def _is_leaf(value: Any) -> bool:
    return value is not ABSENT and not isinstance(value, dict)


def _both(one: Pattern, other: Pattern) -> Pattern:
    return lambda found: one(found) and other(found)


def _either(one: Pattern, other: Pattern) -> Pattern:
    return lambda found: one(found) or other(found)


def _anything_but(argument: Any) -> Pattern:
    if isinstance(argument, Mapping):
        fits = _choice(argument)
        return lambda value: _is_leaf(value) and not fits(value)
    refused = argument if isinstance(argument, list) else [argument]
    return lambda value: _is_leaf(value) and value not in refused


def _numeric(argument: list[Any]) -> Pattern:
    limits = [(COMPARISONS[sign], limit) for sign, limit in zip(argument[::2], argument[1::2], strict=True)]

    def fits(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return all(compare(value, limit) for compare, limit in limits)

    return fits


_RULES: Mapping[str, Callable[[Any], Pattern]] = {
    "exists": lambda wanted: lambda value: _is_leaf(value) == wanted,
    "prefix": lambda start: lambda value: isinstance(value, str) and value.startswith(start),
    "suffix": lambda end: lambda value: isinstance(value, str) and value.endswith(end),
    "equals-ignore-case": lambda text: lambda value: isinstance(value, str) and value.lower() == text.lower(),
    "anything-but": _anything_but,
    "numeric": _numeric,
}


def _check(pattern: Any, where: str) -> None:
    """Refuses what `accepts` would not understand."""
    if not isinstance(pattern, dict) or not pattern:
        raise ConfigurationError(f"{where}: a filter's pattern must be an object with at least one member.")
    for name, rule in pattern.items():
        if isinstance(rule, dict) and name != "$or":
            _check(rule, where)
        elif not isinstance(rule, list) or not rule:
            raise ConfigurationError(f"{where}: the filter's rule for {name} must be a list with at least one value.")
        elif name == "$or":
            for choice in rule:
                _check(choice, where)
        else:
            _check_choices(rule, f"{where}: the filter's rule for {name}")


def _check_choices(rule: list[Any], where: str) -> None:
    for choice in rule:
        if isinstance(choice, list):
            raise ConfigurationError(f"{where} holds a list within a list.")
        if isinstance(choice, dict):
            known = len(choice) == 1 and next(iter(choice)) in _RULES
            signs = choice.get("numeric", [])[::2] if known else []
            if not known or not set(signs) <= set(COMPARISONS):
                raise ConfigurationError(
                    f"{where} is not known to the local run: {json.dumps(choice)}. Teach infra/local/filters.py."
                )
