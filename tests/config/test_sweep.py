import pytest

from patronage.config import Attempts, Trial
from patronage.config.sweep import TrialsFailedError, current_trial
from patronage.errors import InputError, QualityError

FIRST = Trial(number=0, overrides=("seed=1", "k=9"))
SECOND = Trial(number=1, overrides=("seed=2", "k=9"))


def fail(error):
    def task():
        raise error

    return task


def test_a_trial_that_fails_is_told_and_the_next_goes_on(capsys):
    attempts = Attempts()
    assert attempts.make(FIRST, fail(QualityError("too few."))) is None
    assert attempts.make(SECOND, lambda: 3) == 3
    assert capsys.readouterr().err == "patronage: too few.\n"


def test_the_end_names_the_failed_and_has_the_code_of_the_first():
    attempts = Attempts()
    attempts.make(FIRST, fail(QualityError("too few.")))
    attempts.make(SECOND, fail(InputError("no file.")))
    attempts.make(Trial(number=2, overrides=("seed=3",)), lambda: None)
    expected = "2 of 3 trials failed: seed=1 k=9; seed=2 k=9."
    with pytest.raises(TrialsFailedError, match=expected) as caught:
        attempts.end()
    assert caught.value.exit_code == 4


def test_without_a_failure_the_end_is_silent():
    attempts = Attempts()
    attempts.make(FIRST, lambda: None)
    attempts.end()


def test_an_interruption_is_no_failed_trial():
    with pytest.raises(KeyboardInterrupt):
        Attempts().make(FIRST, fail(KeyboardInterrupt()))


def test_outside_a_sweep_there_is_no_trial():
    assert current_trial() is None
