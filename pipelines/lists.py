"""Lists of customers to act on: `python -m pipelines.lists 'lists.names=[council]'`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from patronage import config, lists, tracking
from patronage.loggable import Loggable, Params, Table, Text
from pipelines import profiles, pseudonym_key, terminal, workspace
from pipelines.acting import Acting
from pipelines.list_files import ListFiles
from pipelines.shared import Shared

if TYPE_CHECKING:
    from patronage.config import Config


def run(cfg: Config) -> None:
    """Make the lists, write each, and say how many stand on it."""
    workspace.say_origin(cfg)
    acting = Acting(Shared(cfg), config.instantiate(cfg.lists))
    made, left_out = acting.plan(acting.customers)
    files = _files(acting)
    if not acting.plan.replace:
        files.check_unchanged(made)
    for each in made:
        files.write(each)
    said = [*left_out, *(f"{m.name}: {c}" for m in made for c in _words(m))]
    for sentence in (*said, *_of_names(files, made)):
        terminal.say(sentence)
    if not made:
        return
    day, language = acting.shared.facts["as_of"], cfg.language.value
    terminal.show(lists.readable_lists(made, language), f"lists of {day}")
    terminal.say(f"files: {files.place}/")
    if cfg.tracking.enabled and _track(acting, made, said):
        config.at_end(partial(profiles.say_link, cfg))


def _files(acting: Acting) -> ListFiles:
    return ListFiles(
        folder=acting.shared.folder,
        day=acting.shared.facts["as_of"],
        scheme=acting.loyalty.scheme.name,
        pseudonyms=acting.plan.pseudonyms,
    )


def _words(made: lists.MadeList) -> list[str]:
    """What must be said of a list; also that it is empty."""
    empty = [] if len(made.rows) else ["nobody stands on it"]
    return [*made.caveats, *empty]


def _of_names(files: ListFiles, made: Sequence[lists.MadeList]) -> Iterator[str]:
    """What must be said of how files name customers; none of it is tracked."""
    if made and files.pseudonyms:
        key = pseudonym_key.path(files.folder)
        yield f"customers stand under pseudonyms; the key is '{key}'"
    yield from files.mixture(made)


def _track(
    acting: Acting, made: Sequence[lists.MadeList], said: Sequence[str]
) -> str | None:
    """Log counts and totals; never who stands on a list."""
    cfg, scheme = acting.shared.cfg, acting.loyalty.scheme
    own = workspace.tags(cfg, scheme, as_of=acting.shared.facts["as_of"])
    return tracking.log(
        _items(acting, made, said),
        workspace.store(cfg),
        name=f"{scheme.name}-lists",
        tags=own | {"stage": "lists"},
    )


def _items(
    acting: Acting, made: Sequence[lists.MadeList], said: Sequence[str]
) -> Iterator[Loggable]:
    cfg, facts = acting.shared.cfg, acting.shared.facts
    yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
    yield from lists.list_metrics(made)
    yield workspace.note(cfg, said, otherwise="Lists to act on.")
    yield Table("lists.csv", lists.list_summary(made))
    yield Text("config.yaml", config.to_yaml(cfg, facts))


@config.main
def main(cfg: Config) -> None:
    """Write lists of customers to act on, and track how long they are."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
