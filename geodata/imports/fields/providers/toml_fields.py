"""The values of a TOML table by their kinds; everything that is missing or wrong in it is reported at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from geodata.problems import DataError, Problem, shown


class TomlFields:
    """Reads the keys of a table and of those inside it; what is wrong is noted, and read as nothing."""

    def __init__(self, file: str, values: object, name: str = "", problems: list[Problem] | None = None) -> None:
        self.file, self.name = file, name
        self.values: Mapping[str, object] = values if isinstance(values, dict) else {}
        self.unread = set(self.values)
        self.problems: list[Problem] = [] if problems is None else problems
        self.inner: list[TomlFields] = []

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.take(key)
        if isinstance(value, str):
            return value
        self.expect(key, "a text", value, required=required)
        return ""

    def number(self, key: str, *, required: bool = False) -> int:
        value = self.take(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.expect(key, "a whole number", value, required=required)
        return 0

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.take(key)
        if isinstance(value, bool):
            return value
        self.expect(key, "true or false", value)
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.expect(key, "a list of texts", value)
        return ()

    def table(self, key: str, *, required: bool = False) -> TomlFields:
        value = self.take(key)
        if not isinstance(value, dict):
            self.expect(key, "a table", value, required=required)
        self.inner.append(TomlFields(self.file, value, self.path(key), self.problems))
        return self.inner[-1]

    def lists_by_key(self, allowed: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return a list of texts for every key, of which only some are allowed."""
        return {key: self.texts(key) for key in self.values if key in allowed}

    def tables_of_text(self, allowed: Collection[str]) -> dict[str, dict[str, str]]:
        """Return a table of texts for every key, of which only some are allowed."""
        tables = {key: self.table(key) for key in self.values if key in allowed}
        return {key: {code: table.text(code) for code in table.values} for key, table in tables.items()}

    def check(self) -> None:
        """Raise DataError with all that was wrong, keys that nobody asked for among it."""
        self.report_unread()
        if self.problems:
            raise DataError(self.problems)

    def report_unread(self) -> None:
        for key in sorted(self.unread):
            self.note(key, "there is no such key here.", "look for a slip of the pen.")
        for table in self.inner:
            table.report_unread()

    def take(self, key: str) -> object:
        self.unread.discard(key)
        return self.values.get(key)

    def expect(self, key: str, what: str, value: object, *, required: bool = False) -> None:
        if value is not None:
            self.note(key, f"expected {what}.", value=shown(value))
        elif required:
            self.note(key, f"expected {what}, found nothing.")

    def note(self, key: str, message: str, fix: str = "", value: str | None = None) -> None:
        problem = Problem(file=self.file, field=self.path(key), code="provider", message=message, fix=fix, value=value)
        self.problems.append(problem)

    def path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key
