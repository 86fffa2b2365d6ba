"""The one reader of data files: lexicons, rules, gazetteers, dossiers. Checks them when loaded."""

from __future__ import annotations

from lesart.resources.files import check, data_path, digest, load_yaml, parse_yaml, read_tsv

__all__ = ["check", "data_path", "digest", "load_yaml", "parse_yaml", "read_tsv"]
