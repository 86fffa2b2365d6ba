"""The catalogue of quotation rules: what each says, how sure it is, and examples that the tests run."""

from __future__ import annotations

import functools

from pydantic import BaseModel, ConfigDict, Field

from lesart.resources import load_yaml

RULES = "rules/de/quotations/rules.yaml"


class SpanExample(BaseModel):
    """A text with the exact content ("…" stands for what lies between two stretches) and speaker of a quotation."""

    model_config = ConfigDict(extra="forbid")

    text: str
    content: str
    speaker: str
    type: str


class Rule(BaseModel):
    """One rule. Taking its entry out of the file switches the rule off."""

    model_config = ConfigDict(extra="forbid")

    name: str
    says: str
    confidence: float = Field(ge=0, le=1)
    yes: list[str] = Field(min_length=1)
    no: list[str] = Field(min_length=1)
    span: list[SpanExample] = Field(min_length=1)


class Catalogue(BaseModel):
    """All rules of the file."""

    model_config = ConfigDict(extra="forbid")

    licence: str
    origin: str
    rules: list[Rule]

    def confidences(self) -> dict[str, float]:
        """Confidence of every rule by name."""
        return {rule.name: rule.confidence for rule in self.rules}


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the package; read once a process."""
    return load_yaml(RULES, Catalogue)
