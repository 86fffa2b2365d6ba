"""The order of things, told once: read, compile, look, decide."""

from __future__ import annotations

from lesart.workflow.dossier import Dossier
from lesart.workflow.reading import Outcome, read

__all__ = ["Dossier", "Outcome", "read"]
