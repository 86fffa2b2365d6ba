"""The workbench: the record in a browser. A face without logic, the only room that knows FastAPI."""

from __future__ import annotations

from lesart.web.app import create_app
from lesart.web.desk import DossierFace
from lesart.web.server import serve

__all__ = ["DossierFace", "create_app", "serve"]
