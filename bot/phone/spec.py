"""The Bot API's own description of itself, and whether a request keeps to it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ATTACHED = "attach://"
_NAME = "bot-api-10.3.json"
_ARRAY = "Array of "
# Only of these is the value of `type` the tail of the type's own name.
_TOLD_BY_NAME = frozenset({"BotCommandScope", "ReactionType", "MenuButton", "InputMedia", "InputPaidMedia"})
_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True)
class Violation:
    """One way in which a request is not what the specification says; `refused` if Telegram would not have it."""

    where: str
    reason: str
    refused: bool = True

    def __str__(self) -> str:
        return f"{self.where} {self.reason}"


@cache
def _kinds_of(kind: str) -> tuple[str, ...]:
    """`A or B` and `A, B and C` as the list they are."""
    return tuple(re.split(r" or |, | and ", kind))


def _snake(name: str) -> str:
    return _HUMP.sub("_", name).lower()


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_PLAIN: Mapping[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": _is_integer,
    "Float": lambda value: _is_integer(value) or isinstance(value, float),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
}


@dataclass(frozen=True)
class Spec:
    """Methods, types and unions by name, as the file gives them."""

    methods: Mapping[str, Mapping[str, Any]]
    types: Mapping[str, Mapping[str, Any]]
    unions: Mapping[str, list[str]]

    def knows(self, method: str) -> bool:
        """Whether there is such a method at all."""
        return method in self.methods

    def parameters(self, method: str) -> dict[str, str]:
        """The type of each parameter."""
        return {name: rule["type"] for name, rule in self.methods.get(method, {}).items()}

    def check(self, method: str, params: Mapping[str, Any]) -> list[Violation]:
        """Everything in which these parameters are not what the method takes."""
        return list(self._fields(self.methods[method], params, f"{method}:"))

    def check_type(self, name: str, value: Any) -> list[Violation]:
        """The same for one value of a named type."""
        return list(self._kind(name, value, name))

    def _fields(self, rules: Mapping[str, Any], values: Mapping[str, Any], where: str) -> Iterator[Violation]:
        for name, rule in rules.items():
            if values.get(name) is None:
                if rule.get("required"):
                    yield Violation(where, f"{name} is missing")
                elif name in values:
                    yield Violation(where, f"{name} is null")
                continue
            inside = f"{where} {name}"
            wrong = list(self._kind(rule["type"], values[name], inside))
            yield from wrong or _limits(rule, values[name], inside)
        for name in values:
            if name not in rules:
                yield Violation(where, f"{name} is no parameter of it", refused=False)

    def _kind(self, kind: str, value: Any, where: str) -> Iterator[Violation]:
        if kind.startswith(_ARRAY):
            yield from self._array(kind.removeprefix(_ARRAY), value, where)
        elif kind in self.unions:
            yield from self._one_of(self._candidates(kind, value), value, where)
        elif len(kinds := _kinds_of(kind)) > 1:
            yield from self._one_of(kinds, value, where)
        elif kind == "InputFile":
            if isinstance(value, (str, int, float, list, dict)):
                yield Violation(where, "is no uploaded file")
        elif plain := _PLAIN.get(kind):
            if not plain(value) and not (kind == "String" and _is_upload(value)):
                yield Violation(where, f"{value!r:.60} is no {kind}")
        elif not isinstance(value, dict):
            yield Violation(where, f"{value!r:.60} is no {kind}")
        elif kind in self.types:
            yield from self._fields(self.types[kind], value, where)

    def _array(self, kind: str, value: Any, where: str) -> Iterator[Violation]:
        if not isinstance(value, list):
            yield Violation(where, f"{value!r:.60} is no array")
            return
        for number, item in enumerate(value):
            yield from self._kind(kind, item, f"{where}[{number}]")

    def _one_of(self, kinds: Sequence[str], value: Any, where: str) -> Iterator[Violation]:
        """The complaints of the alternative that comes nearest."""
        if not kinds:
            yield Violation(where, f"{value!r:.60} is of no known type")
            return
        # Refusals weigh more than what is tolerated: an unknown field must not make another type look nearer.
        found = (list(self._kind(kind, value, where)) for kind in kinds)
        yield from min(found, key=lambda wrong: (sum(one.refused for one in wrong), len(wrong)))

    def _candidates(self, union: str, value: Any) -> list[str]:
        members = self.unions[union]
        if union not in _TOLD_BY_NAME or not isinstance(value, dict):
            return members
        tail = f"_{value.get('type')}"
        return sorted((name for name in members if _snake(name).endswith(tail)), key=len)[:1]


def _is_upload(value: Any) -> bool:
    # A file laid in the place of its `attach://` name: media and thumbnails are declared as strings.
    return hasattr(value, "content_type")


def _limits(rule: Mapping[str, Any], value: Any, where: str) -> Iterator[Violation]:
    """Lengths that hold only after parsing are the method's to judge."""
    if isinstance(value, str) and "max" in rule and not rule.get("after_parsing"):
        length = len(value.encode("utf-8", "replace")) if rule["unit"] == "bytes" else len(value)
        if not rule["min"] <= length <= rule["max"]:
            yield Violation(where, f"has {length} {rule['unit']}, not {rule['min']} to {rule['max']}")
    if isinstance(value, list):
        least, most = rule.get("min_items", 0), rule.get("max_items", len(value))
        if not least <= len(value) <= most:
            yield Violation(where, f"has {len(value)} items, not {least} to {most}")
    if "at_least" in rule and not rule["at_least"] <= value <= rule["at_most"]:
        yield Violation(where, f"is {value}, not {rule['at_least']} to {rule['at_most']}", refused=False)
    if "one_of" in rule and value not in rule["one_of"]:
        yield Violation(where, f"{value!r:.60} is none of {', '.join(rule['one_of'])}", refused=False)


@cache
def load() -> Spec:
    """The specification that lies beside this module."""
    content = json.loads(files("bot.phone").joinpath(_NAME).read_text(encoding="utf-8"))
    return Spec(content["methods"], content["types"], content["unions"])
