"""Where a table's rows stand, sorted: by its own key and by those of its secondary indexes."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from infra.simulate.refusals import RefusedError, RowError
from infra.simulate.values import Attribute, Item, measure_item

UNIT = 1024  # bytes written for one write unit
Entry = tuple[str, ...]  # the range key, then the table's key
_range = itemgetter(0)


class Index:
    """One order of a table's rows: by `hash`, then by `range`, then by the table's key.

    `shown` are the attributes that stand in it, None for all. Only rows that bear both keys stand in it.
    """

    def __init__(
        self,
        name: str,
        key_schema: Sequence[Mapping[str, str]],
        shown: frozenset[str] | None,
        table_keys: frozenset[str],
    ) -> None:
        keys = {member["KeyType"]: member["AttributeName"] for member in key_schema}
        self.name = name
        self.hash = keys["HASH"]
        self.range = keys["RANGE"]
        self.keys = frozenset(keys.values())
        self.shown = shown
        self.partitions: dict[str, list[Entry]] = {}
        self._others = None if shown is None else tuple(shown - self.keys - table_keys)

    def place(self, item: Item) -> tuple[str, str] | None:
        """The keys under which an item stands, or None if it does not."""
        hash_key, range_key = item.get(self.hash), item.get(self.range)
        return (hash_key["S"], range_key["S"]) if hash_key and range_key else None

    def check(self, name: str, attribute: Attribute) -> None:
        """Refuses a key that cannot stand in the index."""
        if "S" not in attribute:
            raise RowError(
                "One or more parameter values were invalid: Type mismatch for Index Key "
                f"{name} Expected: S Actual: {next(iter(attribute))} IndexName: {self.name}"
            )
        if not attribute["S"]:
            raise RefusedError(
                "One or more parameter values are not valid. A value specified for a secondary index key is not "
                "supported. The AttributeValue for a key attribute cannot contain an empty string value. "
                f"IndexName: {self.name}, IndexKey: {name}"
            )

    def add(self, place: tuple[str, str], key: tuple[str, str]) -> None:
        hash_key, range_key = place
        entries = self.partitions.get(hash_key)
        if entries is None:
            self.partitions[hash_key] = [(range_key, *key)]
        else:
            insort(entries, (range_key, *key))

    def remove(self, place: tuple[str, str], key: tuple[str, str]) -> None:
        hash_key, range_key = place
        entries = self.partitions[hash_key]
        del entries[bisect_left(entries, (range_key, *key))]
        if not entries:
            del self.partitions[hash_key]

    def change(self, key: tuple[str, str], old: Item | None, new: Item | None, *, small: bool) -> int:
        """Follows the table; the write units that it costs. `small`: neither item is larger than one unit.

        Amazon DynamoDB Developer Guide, "Using Global Secondary Indexes", section "Provisioned throughput
        considerations" (read 2026-11): nothing if no attribute shown changed, one write to add, change or
        remove an entry, two (a deletion and an addition) where its keys change.
        """
        before = self.place(old) if old else None
        after = self.place(new) if new else None
        if before == after:
            if before is None or not old or not new or not self._looks_different(old, new):
                return 0
            return 1 if small else max(self.units(old), self.units(new))
        units = 0
        if before is not None and old is not None:
            self.remove(before, key)
            units += 1 if small else self.units(old)
        if after is not None and new is not None:
            self.add(after, key)
            units += 1 if small else self.units(new)
        return units

    def show(self, item: Item) -> Item:
        """What stands in the index of an item."""
        if self.shown is None:
            return dict(item)
        return {name: item[name] for name in self.shown if name in item}

    def units(self, item: Item) -> int:
        """The write units of one entry."""
        return -(-measure_item(self.show(item)) // UNIT)

    def find(self, hash_key: str, comparison: tuple[str, str] | None) -> tuple[list[Entry], int, int]:
        """A partition's entries, and from where to where the range key fulfils the comparison."""
        entries = self.partitions.get(hash_key, [])
        low, high = 0, len(entries)
        if comparison is None:
            return entries, low, high
        sign, value = comparison
        if sign in ("=", ">="):
            low = bisect_left(entries, (value,))
        if sign == "<":
            high = bisect_left(entries, (value,))
        if sign in ("=", "<="):
            high = bisect_right(entries, value, key=_range)
        if sign == ">":
            low = bisect_right(entries, value, key=_range)
        if sign == "begins_with":
            low = bisect_left(entries, (value,))
            high = bisect_right(entries, value, lo=low, key=lambda entry: entry[0][: len(value)])
        return entries, low, high

    def entry_of(self, start: Mapping[str, Any], key: tuple[str, str]) -> Entry:
        """The entry that a page's last key names."""
        return (start[self.range]["S"], *key)

    def _looks_different(self, old: Item, new: Item) -> bool:
        if self._others is None:
            return old != new
        return any(old.get(name) != new.get(name) for name in self._others)
