import pytest

from patronage.engine.carried import CarriedError, plain_error
from patronage.errors import (
    ConfigError,
    InputError,
    IntegrityError,
    MachineError,
    QualityError,
)


class SparkError(Exception):
    def __init__(self, text: str, condition: str | None = None) -> None:
        super().__init__(text)
        self.condition = condition

    def getCondition(self) -> str | None:
        return self.condition


def traceback_of(error: Exception) -> SparkError:
    said = (
        f"job aborted: Traceback\n  line 3\nCarriedError: {CarriedError(error)}\n at x"
    )
    return SparkError(said, "PYTHON_EXCEPTION")


@pytest.mark.parametrize("kind", [ConfigError, InputError, QualityError])
def test_our_errors_are_what_they_were(kind):
    sentence = 'features: "x" should be 1; 得到 2.\nAnd [a list].'
    found = plain_error(traceback_of(kind(sentence)))
    assert type(found) is kind
    assert str(found) == str(kind(sentence))


def test_memory_that_ran_out_is_still_that():
    assert isinstance(plain_error(traceback_of(MemoryError())), MemoryError)


def test_a_fault_of_ours_stays_a_fault_and_says_what_it_was():
    found = plain_error(traceback_of(KeyError("brand")))
    assert type(found) is RuntimeError
    assert str(found) == "KeyError: 'brand'"


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ("PATH_NOT_FOUND", InputError),
        ("CAST_INVALID_INPUT", InputError),
        ("FAILED_READ_FILE.NO_HINT", IntegrityError),
        ("OTHER", MachineError),
        (None, MachineError),
    ],
)
def test_an_error_of_sparks_own_is_told_in_its_first_line(condition, kind):
    found = plain_error(SparkError("[X] No such path.\n\tat java", condition))
    assert type(found) is kind
    assert str(found).endswith(": [X] No such path.")


def test_a_worker_that_cannot_start_is_told_in_its_last_line():
    error = SparkError("Thrown:\nTraceback\nImportError: nothing", "PYTHON_EXCEPTION")
    assert str(plain_error(error)) == "Spark stopped: ImportError: nothing"
