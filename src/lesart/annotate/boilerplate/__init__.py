"""Boilerplate in plain text: what stands in an article's text but is no part of the report.

Precision comes first: a paragraph of the report must never vanish, so a line is marked only where a rule says so, and
the list below "Siehe auch" ends where report prose resumes. The rules are data (`rules/de/boilerplate/`).
"""

from __future__ import annotations

from lesart.annotate.boilerplate.component import BoilerplateFinder, make

__all__ = ["BoilerplateFinder", "make"]
