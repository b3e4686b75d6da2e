"""Sentences in one of two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Bilingual:
    """Say things in one language, "en" or "zh"."""

    language: str

    def say(self, en: str, zh: str) -> str:
        """Return the sentence that is in the language."""
        return zh if self.language == "zh" else en
