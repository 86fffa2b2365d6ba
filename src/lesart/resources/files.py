"""Opens data files under `lesart/data`, checks them against a model and says clearly what is wrong with one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from lesart.errors import DataFileError

Model = TypeVar("Model", bound=BaseModel)

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def data_path(name: str) -> Path:
    """Path of a data file of the package, for example `lexicons/de/reporting_verbs.yaml`."""
    return Path(str(resources.files("lesart") / "data" / name))


def load_yaml(source: str | Path, model: type[Model]) -> Model:
    """Reads a YAML file (a name under `lesart/data`, or a path) into `model`.

    Raises DataFileError that names file and field where the file is missing, no YAML, or breaks the model; models of
    data files forbid unknown keys, so a misspelt key is an error and not silence.
    """
    path = source if isinstance(source, Path) else data_path(source)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}).", way_out="Check the path.") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: is no text in UTF-8 ({error}).", way_out="Save it as UTF-8.") from error
    return parse_yaml(text, model, name=str(path))


def parse_yaml(text: str, model: type[Model], *, name: str) -> Model:
    """The same for YAML that is at hand already; `name` is what messages call it."""
    try:
        raw = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise DataFileError(f"{name}: is no valid YAML ({error}).", way_out="Mend the place named.") from error
    return check(raw, model, name=name)


def check(raw: object, model: type[Model], *, name: str) -> Model:
    """The same for content that is read already, for example a part of another file."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataFileError(
            f"{name}: {where}: {first['msg']} ({error.error_count()} problem(s) in all).",
            way_out="Mend the field named.",
        ) from error


def read_tsv(source: str | Path) -> Iterator[list[str]]:
    """Rows of a tab-separated data file without its `#` head lines and blank lines."""
    path = source if isinstance(source, Path) else data_path(source)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def digest(source: str | Path) -> str:
    """SHA-256 of a data file, so that a reading can say which rules it was made with."""
    path = source if isinstance(source, Path) else data_path(source)
    return hashlib.sha256(path.read_bytes()).hexdigest()
