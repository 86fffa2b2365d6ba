"""The ledger: an append-only store of articles, readings, assertions, links and decisions.

The only room that speaks SQL.
"""

from __future__ import annotations

from lesart.ledger.assertions import Assertion, assertions
from lesart.ledger.store import Ledger, StoredArticle
from lesart.ledger.verify import Problem, verify

__all__ = ["Assertion", "Ledger", "Problem", "StoredArticle", "assertions", "verify"]
