"""The errors that users meet, each with the exit code that schedulers see."""

from patronage.plain import plain, without_secrets


class PatronageError(Exception):
    """Stop with one sentence (the rule; the offender) and an exit code.

    >>> try:
    ...     study.fit("tier4")
    ... except PatronageError as error:
    ...     print(error)
    a scheme should be one of ...; got 'tier4' (did you mean ...).
    """

    exit_code = 70

    def __init__(self, sentence: str = "") -> None:
        """Say it in one line, without passwords."""
        super().__init__(plain(without_secrets(sentence)))


class ConfigError(PatronageError):
    """The configuration cannot be used."""

    exit_code = 2


class InputError(PatronageError):
    """An input cannot be read, or breaks its structural contract."""

    exit_code = 3


class QualityError(PatronageError):
    """The data can be read but are not good enough to go on."""

    exit_code = 4


class MachineError(PatronageError):
    """The machine refuses: disk, permission or memory."""

    exit_code = 5


class MemoryShortError(MachineError):
    """A query needs more memory than it may have."""


class LockHeldError(PatronageError):
    """Another process holds the lock."""

    exit_code = 6


class TrackingError(PatronageError):
    """The tracking store cannot be used."""

    exit_code = 7


class IntegrityError(PatronageError):
    """A file is not what it should be, or must not be trusted."""

    exit_code = 8


class RejectedError(PatronageError):
    """The challenger may not take the champion's place, and `gate.strict` is set."""

    exit_code = 9


class RetrainDueError(PatronageError):
    """The champion should be trained anew."""

    exit_code = 10
