"""What goes wrong as customers are scored ends in a score, or in one sentence."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from championed import (
    AS_OF,
    FIRST,
    QUICK,
    SECOND,
    copy_of,
    shop_once,
    tables,
    versions,
)
from commands import ROOT, command, places
from faults.corpus import fault

from patronage import io
from patronage.errors import IntegrityError
from patronage.study.champion import Champion
from patronage.study.scoring import RawScorer
from patronage.tables import RAW_FEATURES, SCORES


@pytest.fixture(scope="module")
def shop(tmp_path_factory, worker_id):
    """A shop with a champion, which is not to be changed."""
    return shop_once(tmp_path_factory, worker_id)


@pytest.fixture
def place(shop, tmp_path):
    return copy_of(shop, tmp_path)


@pytest.fixture(scope="module")
def scorer(shop):
    return RawScorer.of(Champion(versions(shop).opened()))


@pytest.fixture(scope="module")
def raw(shop):
    """Raw features of some customers."""
    return io.read(RAW_FEATURES, tables(shop)).head(300)


def score(folder, *overrides):
    return command("score", *QUICK, *places(folder), *overrides)


def digests(folder):
    published = folder / "data" / "published"
    return {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}


@fault(11)
def test_nobody_to_score_is_a_valid_empty_answer(scorer, raw, tmp_path):
    none = scorer(raw.head(0))
    assert none.dtypes.equals(scorer(raw).dtypes)
    folder = io.Folder(tmp_path, "shop")
    io.write(SCORES, io.stream(SCORES, [none]), folder, scheme="kmeans")
    assert len(io.read(SCORES, folder, scheme="kmeans")) == 0


@fault(12)
def test_one_customer_is_scored_as_among_all(scorer, raw):
    whole = scorer(raw)
    for row in (0, 150, 299):
        one = scorer(raw.iloc[[row]])
        expected = whole.iloc[[row]].reset_index(drop=True)
        pd.testing.assert_frame_equal(one, expected, check_exact=True)


@fault(80)
def test_columns_in_another_order_give_the_same_scores(scorer, raw):
    rng = np.random.default_rng(0)
    turned = raw[rng.permutation(raw.columns)]
    pd.testing.assert_frame_equal(scorer(turned), scorer(raw), check_exact=True)


@fault(80)
def test_a_column_less_renamed_or_of_another_type_is_refused(scorer, raw):
    asked = list(scorer.signature.kinds)
    assert len(asked) > 5
    for name in asked:
        for other in (
            raw.drop(columns=name),
            raw.rename(columns={name: f"{name}_2"}),
            raw.assign(**{name: "a text"}),
        ):
            with pytest.raises(IntegrityError, match=f"'{name}'") as found:
                scorer(other)
            assert found.value.exit_code == 8


@fault(81)
def test_a_customer_unknown_at_training_is_scored_by_what_he_does(scorer, raw):
    unknown = raw.assign(customer_id=[f"newcomer {n}" for n in range(len(raw))])
    found, known = scorer(unknown), scorer(raw)
    same = [name for name in known if name != "customer_id"]
    pd.testing.assert_frame_equal(found[same], known[same], check_exact=True)
    assert found["customer_id"].tolist() == unknown["customer_id"].tolist()


@fault(96)
@pytest.mark.slow
def test_an_old_champion_is_warned_of_and_refused_where_that_is_asked(place):
    done = score(place)
    assert done.returncode == 0
    assert f"WARNING: version {SECOND} learned of 334 days ago" in done.stdout
    assert "WARNING" not in score(place, "score.warn_after_days=334").stdout
    before = tables(place).path(SCORES, "kmeans").read_bytes()
    done = score(place, "score.error_after_days=333")
    assert done.returncode == 4
    assert "should be at most 333 days old" in done.stderr
    assert tables(place).path(SCORES, "kmeans").read_bytes() == before
    assert score(place, "score.error_after_days=333", f"as_of={AS_OF}").returncode == 0


def _missing(store):
    shutil.rmtree(store.folder)
    return "should hold a champion"


def _cut(store):
    path = store.folder / "champion.json"
    path.write_bytes(path.read_bytes()[:-20])
    return "champion.json"


def _gone(store):
    shutil.rmtree(store.folder / "versions" / SECOND)
    return f"version '{SECOND}' should be one of those published"


def _flipped(store):
    path = store.folder / "versions" / SECOND / "scheme.skops"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    return "is not what was published"


def _added(store):
    (store.folder / "versions" / SECOND / "more.skops").touch()
    return "more.skops"


@fault(97)
@pytest.mark.slow
@pytest.mark.parametrize("harm", [_missing, _cut, _gone, _flipped, _added])
def test_a_champion_that_is_not_what_was_published_ends_with_8(place, harm):
    said = harm(versions(place))
    before = digests(place)
    done = score(place)
    assert done.returncode == 8
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert digests(place) == before
    assert not tables(place).path(SCORES, "kmeans").exists()


@fault(97)
@pytest.mark.slow
def test_the_champion_before_it_takes_over_where_that_is_asked(place):
    _flipped(versions(place))
    done = score(place, "score.fallback=true")
    assert done.returncode == 0, done.stderr
    assert "WARNING: the champion is damaged" in done.stdout
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["version"], told["fallback"]) == (FIRST, True)
    table = io.read(SCORES, tables(place), scheme="kmeans")
    assert set(table["model_version"]) == {FIRST}


@fault(97)
@pytest.mark.slow
def test_a_version_is_scored_by_name(place):
    done = score(place, f"version={FIRST}")
    assert json.loads(done.stdout.splitlines()[-1])["version"] == FIRST
    done = score(place, "version=2017-01-01-00000000")
    assert done.returncode == 8
    assert "should be one of those published" in done.stderr


@fault(92)
@pytest.mark.slow
def test_each_of_eight_scorers_sees_one_whole_version(place):
    store = versions(place)

    def begin(number):
        csv = f"score.to={place / f'{number}.csv'}"
        arguments = [
            sys.executable,
            "-m",
            "pipelines.score",
            *QUICK,
            *places(place),
            csv,
        ]
        done = subprocess.run(
            arguments, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])["version"]

    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(begin, number) for number in range(8)]
        while not all(each.done() for each in waiting):
            now = store.pointer().version
            store.point({FIRST: SECOND, SECOND: FIRST}[now], expected=now, facts={})
        said = [each.result() for each in waiting]
    for number, version in enumerate(said):
        table = pd.read_csv(place / f"{number}.csv")
        assert set(table["model_version"]) == {version} <= {FIRST, SECOND}
        assert len(table) == 2357
