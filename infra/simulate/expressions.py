"""DynamoDB's expression language, as far as the stores use it: compiled once for each text, then cached.

Conditions and filters: comparisons, AND, OR, NOT, parentheses, attribute_exists, attribute_not_exists,
begins_with, contains. Updates: SET to a value, always or if_not_exists of the same path, REMOVE, ADD of a number.
Paths are single attributes. Anything else raises UnknownSyntaxError, so that a new expression in a store is noticed
here first.

Grammar: Amazon DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions",
"Update expressions" and "Key condition expressions", read 2026-11.
"""

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Context
from functools import lru_cache
from typing import Any, NamedTuple

from infra.simulate.refusals import RefusedError, RowError
from infra.simulate.values import Attribute, comparable, equal, read_number

Names = Mapping[str, str]
Values = Mapping[str, Attribute]
Test = Callable[[Mapping[str, Attribute], Names, Values], bool]
Operand = Callable[[Mapping[str, Attribute], Names, Values], Attribute | None]

KEPT = 16_384  # compiled texts
TOKEN = re.compile(r"\s*(?:([#:]?[A-Za-z0-9_]+)|(<=|>=|<>|[=<>(),])|(\S))")
ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
EXACT = Context(prec=300)  # holds every sum of two numbers that DynamoDB takes
WORDS = {"AND", "OR", "NOT", "BETWEEN", "IN"}
RANGE_OPERATORS = {"=", *ORDERS}


class UnknownSyntaxError(ValueError):
    """An expression that is not simulated, or no expression at all."""

    def __init__(self, text: str, token: str) -> None:
        super().__init__(f"{token!r} in the expression {text!r} is not simulated; add it to infra/simulate/expressions")


class Condition(NamedTuple):
    """A condition or filter: `test(item, names, values)`."""

    test: Test
    paths: frozenset[str]
    names: frozenset[str]
    values: frozenset[str]


class Update(NamedTuple):
    """An update of `paths`: `adds` are pairs of path and value, `removes` paths, `sets` path, value and whether what
    is there stays."""

    paths: frozenset[str]
    sets: tuple[tuple[str, str, bool], ...]
    removes: tuple[str, ...]
    adds: tuple[tuple[str, str], ...]
    names: frozenset[str]
    values: frozenset[str]


class KeyCondition(NamedTuple):
    """A key condition: comparisons as (operator, path, value), the operator `=` or another or `begins_with`."""

    comparisons: tuple[tuple[str, str, str], ...]
    names: frozenset[str]
    values: frozenset[str]


class Projection(NamedTuple):
    """A projection: the paths to show."""

    paths: tuple[str, ...]
    names: frozenset[str]
    values: frozenset[str] = frozenset()


def resolve(path: str, names: Names) -> str:
    """The attribute that a path names: itself, or what stands for `#name`."""
    return names[path] if path[0] == "#" else path


def changes(update: Update, item: Mapping[str, Attribute], names: Names, values: Values) -> dict[str, Attribute | None]:
    """What an update makes of an item: its new attributes by name, None for those that go."""
    changed: dict[str, Attribute | None] = {}
    for path, value, stays in update.sets:
        name = names[path] if path[0] == "#" else path
        changed[name] = item[name] if stays and name in item else values[value]
    for path in update.removes:
        changed[names[path] if path[0] == "#" else path] = None
    for path, value in update.adds:
        name = names[path] if path[0] == "#" else path
        changed[name] = _sum(item.get(name), values[value])
    if len(changed) != len(update.sets) + len(update.removes) + len(update.adds):
        raise RefusedError(
            "Invalid UpdateExpression: Two document paths overlap with each other; "
            "must remove or rewrite one of these paths"
        )
    return changed


def _sum(there: Attribute | None, added: Attribute) -> Attribute:
    if "N" not in added:
        raise RefusedError(
            "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, "
            f"operand type: {next(iter(added))}"
        )
    if there is None:
        return added
    if "N" not in there:
        raise RowError("An operand in the update expression has an incorrect data type")
    return {"N": read_number(str(EXACT.add(read_number(there["N"])[1], read_number(added["N"])[1])))[0]}


@lru_cache(maxsize=KEPT)
def condition(text: str) -> Condition:
    parser = _Parser(text)
    test = parser.disjunction()
    parser.end()
    return Condition(test, *parser.used())


@lru_cache(maxsize=KEPT)
def update(text: str) -> Update:
    parser = _Parser(text)
    found = parser.clauses()
    paths, names, values = parser.used()
    return Update(paths, tuple(found["SET"]), tuple(found["REMOVE"]), tuple(found["ADD"]), names, values)


@lru_cache(maxsize=KEPT)
def key_condition(text: str) -> KeyCondition:
    parser = _Parser(text)
    comparisons = [parser.key_comparison()]
    while parser.word() == "AND":
        parser.take()
        comparisons.append(parser.key_comparison())
    parser.end()
    _, names, values = parser.used()
    return KeyCondition(tuple(comparisons), names, values)


@lru_cache(maxsize=KEPT)
def projection(text: str) -> Projection:
    parser = _Parser(text)
    paths = [parser.path()]
    while parser.token == ",":
        parser.take()
        paths.append(parser.path())
    parser.end()
    _, names, _ = parser.used()
    return Projection(tuple(paths), names)


class _Parser:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = []
        for match in TOKEN.finditer(text.strip()):
            if match[3]:
                raise UnknownSyntaxError(text, match[3])
            self.tokens.append(match[1] or match[2])
        if not self.tokens:
            raise RefusedError("Invalid expression: The expression can not be empty;")
        self.at = 0
        self.in_parentheses: Test | None = None
        self.found: dict[str, set[str]] = {"path": set(), "#": set(), ":": set()}

    @property
    def token(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else "the end"

    def word(self) -> str:
        return self.token.upper()

    def take(self) -> str:
        token = self.token
        self.at += 1
        return token

    def expect(self, wanted: str) -> None:
        if self.take() != wanted:
            self.at -= 1
            raise UnknownSyntaxError(self.text, self.token)

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise UnknownSyntaxError(self.text, self.token)

    def used(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Paths, names and values that the text mentions."""
        return frozenset(self.found["path"]), frozenset(self.found["#"]), frozenset(self.found[":"])

    def path(self) -> str:
        token = self.token
        if not (token[0] in "#_" or token[0].isalpha()) or self.word() in WORDS or self.at >= len(self.tokens):
            raise UnknownSyntaxError(self.text, token)
        self.found["path"].add(token)
        if token[0] == "#":
            self.found["#"].add(token)
        return self.take()

    def value(self) -> str:
        token = self.token
        if token[0] != ":":
            raise UnknownSyntaxError(self.text, token)
        self.found[":"].add(token)
        return self.take()

    def operand(self) -> Operand:
        if self.token[0] == ":":
            value = self.value()
            return lambda _item, _names, values: values[value]
        path = self.path()
        if self.token == "(":
            raise UnknownSyntaxError(self.text, path)
        if path[0] == "#":
            return lambda item, names, _values: item.get(names[path])
        return lambda item, _names, _values: item.get(path)

    def disjunction(self) -> Test:
        test = self.conjunction()
        while self.word() == "OR":
            self.take()
            test = _either(test, self.conjunction())
        return test

    def conjunction(self) -> Test:
        test = self.negation()
        while self.word() == "AND":
            self.take()
            test = _both(test, self.negation())
        return test

    def negation(self) -> Test:
        if self.word() == "NOT":
            self.take()
            return _not(self.negation())
        return self.comparison()

    def comparison(self) -> Test:
        if self.token == "(":
            self.take()
            test = self.disjunction()
            self.expect(")")
            if test is self.in_parentheses:
                raise RefusedError("Invalid expression: The expression has redundant parentheses;")
            self.in_parentheses = test
            return test
        if self.token in FUNCTIONS and self.tokens[self.at + 1 : self.at + 2] == ["("]:
            return self.function()
        left = self.operand()
        sign = self.take()
        if sign == "=":
            return _same(left, self.operand())
        if sign == "<>":
            return _not(_same(left, self.operand()))
        if sign in ORDERS:
            return _in_order(ORDERS[sign], left, self.operand())
        raise UnknownSyntaxError(self.text, sign)

    def function(self) -> Test:
        name = self.take()
        self.expect("(")
        if name not in OF_TWO and self.token[0] == ":":
            raise UnknownSyntaxError(self.text, self.token)
        arguments = [self.operand()]
        if name in OF_TWO:
            self.expect(",")
            arguments.append(self.operand())
        self.expect(")")
        return FUNCTIONS[name](*arguments)

    def clauses(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {"SET": [], "REMOVE": [], "ADD": []}
        while self.at < len(self.tokens):
            clause = self.word()
            if clause not in found or found[clause]:
                raise UnknownSyntaxError(self.text, self.token)
            self.take()
            found[clause].append(self.change(clause))
            while self.token == ",":
                self.take()
                found[clause].append(self.change(clause))
        return found

    def change(self, clause: str) -> Any:
        path = self.path()
        if clause == "REMOVE":
            return path
        if clause == "ADD":
            return path, self.value()
        self.expect("=")
        stays = self.token == "if_not_exists"
        if stays:
            self.take()
            self.expect("(")
            self.expect(path)
            self.expect(",")
        value = self.value()
        if stays:
            self.expect(")")
        return path, value, stays

    def key_comparison(self) -> tuple[str, str, str]:
        if self.token == "begins_with":
            self.take()
            self.expect("(")
            path = self.path()
            self.expect(",")
            value = self.value()
            self.expect(")")
            return "begins_with", path, value
        path = self.path()
        sign = self.take()
        if sign not in RANGE_OPERATORS:
            raise UnknownSyntaxError(self.text, sign)
        return sign, path, self.value()


def _both(left: Test, right: Test) -> Test:
    return lambda item, names, values: left(item, names, values) and right(item, names, values)


def _either(left: Test, right: Test) -> Test:
    return lambda item, names, values: left(item, names, values) or right(item, names, values)


def _not(inner: Test) -> Test:
    return lambda item, names, values: not inner(item, names, values)


def _same(left: Operand, right: Operand) -> Test:
    return lambda item, names, values: equal(left(item, names, values), right(item, names, values))


def _in_order(compare: Callable[[Any, Any], bool], left: Operand, right: Operand) -> Test:
    def test(item: Mapping[str, Attribute], names: Names, values: Values) -> bool:
        pair = comparable(left(item, names, values), right(item, names, values))
        return pair is not None and compare(*pair)

    return test


def _exists(operand: Operand) -> Test:
    return lambda item, names, values: operand(item, names, values) is not None


def _missing(operand: Operand) -> Test:
    return lambda item, names, values: operand(item, names, values) is None


def _begins(operand: Operand, prefix: Operand) -> Test:
    def test(item: Mapping[str, Attribute], names: Names, values: Values) -> bool:
        whole, start = operand(item, names, values), prefix(item, names, values)
        if whole is None or start is None:
            return False
        ((kind, content),) = whole.items()
        return kind in ("S", "B") and kind in start and content.startswith(start[kind])

    return test


def _contains(operand: Operand, member: Operand) -> Test:
    def test(item: Mapping[str, Attribute], names: Names, values: Values) -> bool:
        whole, part = operand(item, names, values), member(item, names, values)
        if whole is None or part is None:
            return False
        ((kind, content),) = whole.items()
        if kind == "L":
            return any(equal(one, part) for one in content)
        return kind in ("S", "B") and kind in part and part[kind] in content

    return test


OF_TWO = ("begins_with", "contains")  # they take a value beside the path
FUNCTIONS: dict[str, Callable[..., Test]] = {
    "attribute_exists": _exists,
    "attribute_not_exists": _missing,
    "begins_with": _begins,
    "contains": _contains,
}
