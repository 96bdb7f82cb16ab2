"""Values of template.yaml: parameters, references, conditions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.emulator import ACCOUNT, REGION
from shared.errors import ConfigurationError

NO_VALUE = object()
PLACEHOLDER = re.compile(r"\$\{(!?)([^}]+)\}")
FUNCTION_PREFIX = "Fn::"


@dataclass(frozen=True, slots=True)
class Identity:
    """What `Ref` and `Fn::GetAtt` give for one resource."""

    ref: str
    attributes: Mapping[str, str] = field(default_factory=dict)


class Resolver:
    """Turns what is written in the template into values.

    `identify` gives the identity of a resource, making it first if need be. Anything unknown raises
    ConfigurationError: a value that is silently wrong would be found much later.
    """

    def __init__(
        self,
        template: Mapping[str, Any],
        stack: str,
        parameters: Mapping[str, str],
        identify: Callable[[str], Identity],
    ) -> None:
        declared = template.get("Parameters", {})
        unknown = sorted(set(parameters) - set(declared))
        if unknown:
            raise ConfigurationError(f"template.yaml has no parameter {', '.join(unknown)}.")
        missing = [name for name, about in declared.items() if name not in parameters and "Default" not in about]
        if missing:
            raise ConfigurationError(
                f"template.yaml's parameter {', '.join(missing)} has no default and was not given."
            )
        self._parameters = {name: parameters.get(name, about.get("Default")) for name, about in declared.items()}
        self._conditions = template.get("Conditions", {})
        self._mappings = template.get("Mappings", {})
        self._identify = identify
        self._pseudo = {
            "AWS::AccountId": ACCOUNT,
            "AWS::Region": REGION,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": stack,
            "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{stack}/local",
            "AWS::NoValue": NO_VALUE,
        }

    def value(self, written: Any) -> Any:
        """The value, all the way down. A member whose value is AWS::NoValue is left out."""
        if isinstance(written, list):
            return [value for value in map(self.value, written) if value is not NO_VALUE]
        if not isinstance(written, dict):
            return written
        if len(written) == 1:
            name, argument = next(iter(written.items()))
            if name in self._FUNCTIONS:
                return self._FUNCTIONS[name](self, argument)
            if name.startswith(FUNCTION_PREFIX):
                raise ConfigurationError(
                    f"template.yaml uses {name}, which the local run does not know. Write it otherwise, "
                    "or teach infra/local/resolve.py."
                )
        values = {name: self.value(member) for name, member in written.items()}
        return {name: value for name, value in values.items() if value is not NO_VALUE}

    def holds(self, condition: str) -> bool:
        """Whether a named condition is true."""
        if condition not in self._conditions:
            raise ConfigurationError(f"template.yaml names a condition {condition} that it does not define.")
        return self._truth(self._conditions[condition])

    def _ref(self, name: str) -> Any:
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self._parameters:
            return self._parameters[name]
        return self._identify(name).ref

    def _get_att(self, path: Any) -> str:
        logical_id, attribute = path.split(".", 1) if isinstance(path, str) else path
        attributes = self._identify(logical_id).attributes
        if attribute not in attributes:
            raise ConfigurationError(
                f"template.yaml asks for {logical_id}.{attribute}, which the local run cannot tell."
            )
        return attributes[attribute]

    def _sub(self, argument: Any) -> str:
        text, own = argument if isinstance(argument, list) else (argument, {})

        def fill(found: re.Match[str]) -> str:
            literal, name = found.groups()
            if literal:
                return f"${{{name}}}"
            if name in own:
                return str(self.value(own[name]))
            return str(self._get_att(name) if "." in name else self._ref(name))

        return PLACEHOLDER.sub(fill, text)

    def _join(self, argument: Any) -> str:
        glue, parts = argument
        return glue.join(str(part) for part in self.value(parts))

    def _find_in_map(self, argument: Any) -> Any:
        name, first, second = self.value(argument)
        try:
            return self.value(self._mappings[name][first][second])
        except KeyError as error:
            raise ConfigurationError(f"template.yaml has no mapping {name}.{first}.{second}.") from error

    def _if(self, argument: Any) -> Any:
        condition, then, otherwise = argument
        return self.value(then if self.holds(condition) else otherwise)

    def _truth(self, written: Any) -> bool:
        if isinstance(written, dict) and len(written) == 1:
            name, argument = next(iter(written.items()))
            if name == "Condition":
                return self.holds(argument)
            if name == "Fn::Equals":
                first, second = (str(self.value(side)) for side in argument)
                return first == second
            if name == "Fn::Not":
                return not self._truth(argument[0])
            if name == "Fn::And":
                return all(self._truth(part) for part in argument)
            if name == "Fn::Or":
                return any(self._truth(part) for part in argument)
        raise ConfigurationError(f"template.yaml has a condition that the local run does not know: {written}")

    _FUNCTIONS: Mapping[str, Callable[["Resolver", Any], Any]] = {
        "Ref": _ref,
        "Fn::GetAtt": _get_att,
        "Fn::Sub": _sub,
        "Fn::Join": _join,
        "Fn::If": _if,
        "Fn::FindInMap": _find_in_map,
    }
