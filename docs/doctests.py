"""Show the doctests of docstrings as code: numpydoc has a section for them."""

import griffe

HEADING = "Examples\n--------\n"


class Doctests(griffe.Extension):
    """Put the heading of its section before a doctest that has none."""

    def on_instance(self, *, obj: griffe.Object, **_: object) -> None:
        """Look at the docstring of every object as it is read."""
        if obj.docstring is None or HEADING in obj.docstring.value:
            return
        text, prompt, example = obj.docstring.value.partition(">>> ")
        if prompt:
            obj.docstring.value = f"{text}{HEADING}{prompt}{example}"
