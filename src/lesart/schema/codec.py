"""Readings as JSON after the contract, and back; pydantic stands at this edge."""

from __future__ import annotations

import functools

from pydantic import TypeAdapter

from lesart.schema.readings import Reading


@functools.cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def to_json(reading: Reading) -> bytes:
    """The reading as one line of JSON (UTF-8, no newline), with every field of the contract."""
    return _adapter().dump_json(reading)


def from_json(body: bytes | str) -> Reading:
    """The reading again; raises pydantic's ValidationError where the JSON breaks the contract."""
    return _adapter().validate_json(body)
