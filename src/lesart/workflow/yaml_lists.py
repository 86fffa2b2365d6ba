"""Adds entries to a list of a YAML file and leaves every other character as it is: comments, order, spacing.

A library that writes YAML back (ruamel.yaml) keeps comments too, but reflows lines and quotes, and would be one more
dependency for one command. The parser that is here already says where each node ends; the new lines go in there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from lesart.errors import DataFileError

_INDENT = 2


def with_entries(text: str, key: str, entries: Sequence[Mapping[str, Any]], *, name: str) -> str:
    """The text with entries at the end of the top-level list `key`, which is begun where it is missing.

    Raises DataFileError where that would not be exactly the old content and the new entries (`name` is what messages
    call the file): a list that is written in a way this function does not understand is left alone.
    """
    if not entries:
        return text
    try:
        before = yaml.safe_load(text)
        new = _inserted(text, key, entries)
        after = yaml.safe_load(new)
    except (yaml.YAMLError, NotImplementedError) as error:
        raise _refusal(name, key) from error
    wanted = {**(before or {}), key: [*((before or {}).get(key) or []), *(dict(entry) for entry in entries)]}
    if after != wanted:
        raise _refusal(name, key)
    return new


def _refusal(name: str, key: str) -> DataFileError:
    return DataFileError(
        f"{name}: cannot be added to; the list “{key}” is written in an unusual way.",
        way_out=f"Write it as “{key}:” with one entry a line, each beginning with “- ”.",
    )


def _inserted(text: str, key: str, entries: Sequence[Mapping[str, Any]]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return _closed(text, newline) + f"{key}:{newline}" + _lines(entries, _INDENT, newline)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise NotImplementedError
    found = next((value for name, value in root.value if name.value == key), None)
    if found is None:
        return _closed(text, newline) + f"{newline}{key}:{newline}" + _lines(entries, _INDENT, newline)
    if isinstance(found, yaml.SequenceNode) and found.value and found.flow_style:
        return _in_brackets(text, found, entries)
    if isinstance(found, yaml.SequenceNode) and found.value:
        return _after(text, _end(found), _lines(entries, found.start_mark.column, newline), newline)
    empty = isinstance(found, yaml.SequenceNode) or (
        isinstance(found, yaml.ScalarNode) and found.tag == "tag:yaml.org,2002:null"
    )
    if not empty:
        raise NotImplementedError
    start, end = found.start_mark.index, found.end_mark.index
    return _after(
        text[:start].rstrip(" ") + text[end:], len(text[:start].rstrip(" ")), _lines(entries, _INDENT, newline), newline
    )


def _end(node: yaml.Node) -> int:
    """Where the last thing inside a node ends; a block's own end is where the next token begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _after(text: str, index: int, lines: str, newline: str) -> str:
    """The text with lines after the line that holds a place."""
    if index and text[index - 1] == "\n":  # a block scalar ends where the next line begins
        return text[:index] + lines + text[index:]
    at = text.find("\n", index)
    if at < 0:
        return _closed(text, newline) + lines
    return text[: at + 1] + lines + text[at + 1 :]


def _in_brackets(text: str, node: yaml.Node, entries: Sequence[Mapping[str, Any]]) -> str:
    at = node.end_mark.index - 1  # the closing bracket
    comma = "" if text[:at].rstrip().endswith(",") else ", "
    return text[:at] + comma + ", ".join(_flow(entry) for entry in entries) + text[at:]


def _closed(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


def _lines(entries: Sequence[Mapping[str, Any]], indent: int, newline: str) -> str:
    return "".join(f"{' ' * indent}- {_flow(entry)}{newline}" for entry in entries)


def _flow(entry: Mapping[str, Any]) -> str:
    """One entry on one line; escaped as a whole where PyYAML cannot read back a sign that it wrote (U+0085)."""
    for as_written in (True, False):
        dumped = yaml.safe_dump(
            dict(entry), default_flow_style=True, allow_unicode=as_written, sort_keys=False, width=float("inf")
        )
        if yaml.safe_load(dumped) == entry:
            break
    return str(dumped).strip()
