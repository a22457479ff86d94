"""Faults of the answering side. Each message is one Dutch line that says what is wrong and what to do.

BotError
├── UsageError          a file or an argument that cannot be right
├── ConfigError         a setting that cannot be right
├── ServiceError        a service that refuses us or does not answer
├── LogError            the answer log cannot be opened or written
└── AlreadyRunning      another bot is running on the same data
"""


class BotError(Exception):
    """Base of every expected fault of this package; ``exit_code`` is what a command ends with."""

    exit_code = 2


class UsageError(BotError):
    """A file or an argument that cannot be right."""


class ConfigError(BotError):
    """A setting that cannot be right."""


class ServiceError(BotError):
    """A service that refuses us or does not answer."""

    exit_code = 1


class LogError(BotError):
    """The answer log cannot be opened or written."""


class AlreadyRunning(BotError):
    """Another bot is running on the same data."""

    exit_code = 1
