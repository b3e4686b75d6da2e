import errno
import os
import subprocess
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from commands import ROOT
from forked import forked

from patronage import errors


def run(
    body: str, *arguments: str, command: str = "config.main"
) -> subprocess.CompletedProcess:
    """Run a command whose task is `body`."""
    text = textwrap.dedent(
        f"""
        import errno, os, signal, time
        from contextlib import contextmanager
        from patronage import config, errors

        @contextmanager
        def claim(cfg):
            print('taken', cfg.source.name, cfg.seed)
            yield
            print('free', cfg.seed)

        @{command}
        def main(cfg):
            {body}

        main()
        """
    )
    with TemporaryDirectory() as folder:
        script = Path(folder, "command.py")
        script.write_text(text, encoding="utf-8")
        return forked(
            [str(script), *arguments],
            root=ROOT,
            seconds=60,
            environment=os.environ,
        )


SWALLOWED = """
            try:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(9)
            except KeyboardInterrupt:
                raise RuntimeError('Query interrupted')
"""

CODES = {
    "ConfigError": 2,
    "InputError": 3,
    "QualityError": 4,
    "MachineError": 5,
    "LockHeldError": 6,
    "TrackingError": 7,
    "IntegrityError": 8,
    "PatronageError": 70,
}


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_each_error_has_its_frozen_code(name, code):
    assert getattr(errors, name).exit_code == code


@pytest.mark.parametrize(
    ("body", "code", "sentence"),
    [
        ("pass", 0, ""),
        ("raise errors.QualityError('too few.')", 4, "patronage: too few."),
        (f"raise OSError({errno.ENOSPC}, 'No space left')", 5, "the machine refuses"),
        ("raise MemoryError", 5, "memory ran out"),
        ('raise RuntimeError("can\'t start new thread")', 5, "memory ran out"),
        ("os.kill(os.getpid(), signal.SIGINT); time.sleep(9)", 130, "interrupted"),
        ("os.kill(os.getpid(), signal.SIGTERM); time.sleep(9)", 143, ""),
        (SWALLOWED, 130, "patronage: interrupted"),
        ("import warnings; warnings.warn('mind.')", 0, "patronage: mind."),
        ("1 / 0", 70, "a fault of ours: ZeroDivisionError"),
    ],
)
def test_errors_become_sentences_and_exit_codes(body, code, sentence):
    done = run(body)
    assert done.returncode == code
    assert sentence in done.stderr


def test_an_expected_error_shows_no_traceback():
    assert "Traceback" not in run("raise errors.QualityError('few.')").stderr


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("clustering=kmeens", "kmeens"),
        ("sede=3", "sede"),
        ("seed=three", "seed"),
        ("language=fr", "language"),
        ("schemes=[a", "[a"),
        ("paths.data=客户", "quote it: \"paths.data='客户'\""),
        ("paths.data=Sale (Dollars)", "quote it: \"paths.data='Sale (Dollars)'\""),
    ],
)
def test_composition_errors_are_usage_errors(override, words):
    done = run("pass", override)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_sweep_gives_the_code_of_its_failure_too(tmp_path):
    sweep = f"hydra.sweep.dir={tmp_path}"
    done = run("raise errors.QualityError('few.')", "-m", "seed=1,2", sweep)
    assert done.returncode == 4


def test_a_foreign_target_stops_before_the_task():
    done = run("print('task ran')", "++rules.cut._target_=os.system")
    assert done.returncode == 8
    assert "os.system" in done.stderr
    assert "task ran" not in done.stdout


TRIALS = """
            from functools import partial
            if cfg.seed == 1: raise errors.QualityError('few.')
            print('trial', cfg.seed, config.current_trial())
            config.at_end(partial(print, 'the end'))
"""


def test_a_sweep_goes_on_after_a_failure_and_ends_once(tmp_path):
    done = run(TRIALS, "-m", "n_jobs=2", "seed=0,1,2", f"hydra.sweep.dir={tmp_path}")
    assert done.returncode == 4
    own = [line for line in done.stdout.splitlines() if "HYDRA" not in line]
    assert own == ["trial 0 seed=0", "trial 2 seed=2", "the end"]
    assert done.stderr == (
        "patronage: few.\npatronage: 1 of 3 trials failed: seed=1.\n"
    )


INTERRUPTED = """
            print('trial', cfg.seed)
            try:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(9)
            except KeyboardInterrupt:
                raise RuntimeError('Query interrupted')
"""


def test_an_interruption_ends_the_whole_sweep(tmp_path):
    done = run(INTERRUPTED, "-m", "seed=0,1,2", f"hydra.sweep.dir={tmp_path}")
    assert done.returncode == 130
    assert "trial 1" not in done.stdout


COMPOSED = """
            again = config.compose(['seed=5', 'clustering=gaussian_mixture'])
            print(again.seed, again.clustering.name, again.n_bootstraps)
            print(config.given_keys())
"""


def test_a_configuration_is_composed_again_with_other_values():
    done = run(COMPOSED, "experiment=quick_look", "n_bootstraps=3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "5 gaussian_mixture 3",
        "['experiment', 'n_bootstraps']",
    ]


def test_what_is_composed_again_is_checked_again():
    done = run("config.compose(['++rules.cut._target_=os.system'])")
    assert done.returncode == 8
    assert "os.system" in done.stderr


UNDER = "config.main_under(claim)"


def own(done: subprocess.CompletedProcess) -> list[str]:
    return [line for line in done.stdout.splitlines() if "HYDRA" not in line]


def test_a_task_under_a_lock_has_it_while_it_works():
    done = run("print('works')", "source=cdnow", command=UNDER)
    assert done.returncode == 0, done.stderr
    assert own(done) == ["taken cdnow 0", "works", "free 0"]


def test_each_trial_of_a_sweep_takes_the_lock_anew(tmp_path):
    trials = ("-m", "source=cdnow", "seed=1,2", f"hydra.sweep.dir={tmp_path}")
    done = run("print('works')", *trials, command=UNDER)
    assert done.returncode == 0, done.stderr
    assert own(done) == [
        line for n in (1, 2) for line in (f"taken cdnow {n}", "works", f"free {n}")
    ]


@pytest.mark.parametrize(
    ("override", "code"),
    [
        ("++rules.cut._target_=os.system", 8),
        ("n_bootstraps=0", 2),
        ("source.name=../elsewhere", 2),
    ],
)
def test_a_configuration_that_is_wrong_takes_no_lock(override, code):
    done = run("print('works')", override, command=UNDER)
    assert done.returncode == code
    assert done.stdout == ""


def test_what_a_target_turns_out_to_be_is_seen_under_the_lock():
    wrong = "++rules.cut._target_=patronage.io.load_model"
    done = run("print('works')", wrong, command=UNDER)
    assert done.returncode == 8
    assert own(done) == ["taken complete_journey 0"]
