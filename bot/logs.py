"""What the services write to standard error: lines for people, or JSON lines for machines; secrets in neither."""

import json
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote


class Redacted(logging.Formatter):
    """A line that leaves secrets out, tracebacks included: an HTTP client logs addresses, which may hold a token."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [form for secret in secrets for form in _forms(secret)]

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without secrets."""
        line = self._line(record)
        for secret in self._secrets:
            line = line.replace(secret, "<token>")
        return line

    def _line(self, record: logging.LogRecord) -> str:
        return super().format(record)


def _forms(secret: str) -> list[str]:
    """A secret as it may stand in a line: whole, as addresses write it, and its part behind the number of a bot."""
    forms = (secret, quote(secret, safe=""), secret.rpartition(":")[2])
    return [form for form in dict.fromkeys(forms) if form]


class JsonLines(Redacted):
    """The same as one JSON object per line."""

    def _line(self, record: logging.LogRecord) -> str:
        row = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def configure(secrets: Iterable[str], form: str = "", level: str = "info") -> None:
    """Log to standard error: "text", "json", or what suits who reads it; libraries only when something is wrong.

    At level "debug" libraries say everything, and that includes what people typed.
    """
    as_json = form == "json" or (form != "text" and not sys.stderr.isatty())
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(secrets) if as_json else Redacted(secrets))
    wanted = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=wanted if wanted <= logging.DEBUG else logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(wanted)
