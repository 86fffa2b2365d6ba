"""Bytes to text: which encoding, and whether it is text at all.

German press text comes as UTF-8, as UTF-16 (Windows editors), and in the one-byte encodings of old archives.
Statistical guessers need more text than a short report offers and take Latin-1 German for Turkish or Baltic text, so
the one-byte encodings are told apart by where they put the umlauts; a guesser is asked only if none of them fits.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lesart.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")

_CONVERT = "Open it in the program that made it and save it as plain text (UTF-8) or HTML."
_UNPACK = "Unpack it and name the files inside."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "Save its text as .txt, for example with pdftotext."),
    (b"%!PS", "a PostScript document", _CONVERT),
    (b"{\\rtf", "an RTF document", _CONVERT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", _CONVERT),
    (b"\x1f\x8b", "gzip-compressed", _UNPACK),
    (b"BZh", "bzip2-compressed", _UNPACK),
    (b"\xfd7zXZ\x00", "xz-compressed", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG", "an image", "Only text can be read; run a text recognition first."),
    (b"\xff\xd8\xff", "an image", "Only text can be read; run a text recognition first."),
    (b"GIF8", "an image", "Only text can be read; run a text recognition first."),
    (b"II*\x00", "an image", "Only text can be read; run a text recognition first."),
    (b"MM\x00*", "an image", "Only text can be read; run a text recognition first."),
    (b"SQLite format 3\x00", "a database (perhaps a dossier)", "Name articles here and the dossier with --dossier."),
    (b"\x7fELF", "a program", "Name an article."),
    (b"ID3", "a sound recording", "Only text can be read; transcribe it first."),
    (b"OggS", "a sound recording", "Only text can be read; transcribe it first."),
    (b"WARC/", "a web archive", "Extract its pages as HTML files first."),
)
_ZIP = b"PK\x03\x04"

_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_C0 = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UMLAUT = re.compile(
    r"(?<=[A-Za-zäöüß])[äöüß]|[äöüÄÖÜ](?=[a-zß])|\b[Üü]ber\b|[„“”‚‘’–€»«](?!\w)|(?<!\w)[„»«‚]"
    r"|(?<=[a-z])[àâéèêëíïóôúñçåø](?=[a-z]|\b)"
)
_ODD = re.compile(
    r"(?<=[A-Za-z])[^\w\s.,;:!?'’()/&@*+=#%\"«»\u00ad-](?=[a-z])|[\x80-\x9f]|[ŸƒãÒÓõ¸¿¡¢¤¥¦¨ª¬¯±µ¶¾]"
    r"|(?<=[a-zäöü])[À-ÞŠŽ](?=[a-z])|(?<=[A-Za-zäöü])[Šš](?=[a-z])|(?<=[a-z])§|(?<=[aeiou])á|\böb(?:er|ung|rig)"
    r"|(?:^|[.!?:] )[„“”\"]?[äöü](?=[a-z])|(?<!\w)[”“™šŽ](?=[a-z])"
)
"""What a wrong encoding makes of umlauts: symbols and capitals inside words, "öber" for "Über", small letters first."""
_CLEAR = 1
"""By so much another one-byte encoding must fit better than Windows-1252, which is by far the most frequent."""
_BINARY_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and the encoding it was found in. A byte-order mark is gone, line ends are `\\n`."""

    text: str
    encoding: str
    notice: str | None = None


def decode(data: bytes, name: str, *, declared: str | None = None) -> Decoded:
    """The text of a file; `declared` is the encoding that the file itself names (HTML).

    Raises InputError for what is no text: known formats by their first bytes, others by control characters.
    """
    refuse_binary(data, name)
    text, encoding, notice = _text(data, declared)
    if text is None or _is_binary(text):
        raise InputError(
            f"{name}: is no text (it holds bytes that no text has).",
            way_out="Save the article as plain text (UTF-8) or HTML.",
        )
    return Decoded(unify_line_ends(text.removeprefix("\ufeff")), encoding, notice)


def looks_like_html(data: bytes) -> bool:
    """Whether bytes begin like a page, whatever the file is called."""
    return _PAGE.match(data[:4096]) is not None


def unify_line_ends(text: str) -> str:
    """CRLF and CR become LF; nothing else is changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(data: bytes, name: str) -> None:
    """Raises InputError that names the format and the way out if the first bytes are those of a known format."""
    if data.startswith(_ZIP):
        kind, way_out = _zip_kind(data)
        raise InputError(f"{name}: is {kind}, no text.", way_out=way_out)
    for magic, kind, way_out in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: is {kind}, no text.", way_out=way_out)
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise InputError(f"{name}: is a recording or an image, no text.", way_out="Only text can be read.")


def _zip_kind(data: bytes) -> tuple[str, str]:
    head = data[:4096]
    if b"word/" in head or b"[Content_Types].xml" in head:
        return "a Word or other Office document", _CONVERT
    if b"opendocument" in head:
        return "an OpenDocument file", _CONVERT
    if b"epub" in head:
        return "an e-book", _CONVERT
    return "a zip archive", _UNPACK


def _text(data: bytes, declared: str | None) -> tuple[str | None, str, str | None]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        return text, "utf-8", None
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    if text is not None or b"\x00" in data:
        return None, "", None
    if declared:
        try:
            return data.decode(declared), declared, None
        except (LookupError, UnicodeDecodeError):
            pass  # the page names an encoding that it does not have; go on as if it had not
    return _damaged_utf8(data) or _one_byte(data)


def _utf16_without_mark(data: bytes) -> tuple[str, str, None] | None:
    """UTF-16 without a byte-order mark: in German nearly every second byte is zero."""
    sample = data[: 4096 - len(data[:4096]) % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.7 * len(zeros) and others.count(0) == 0:
            try:
                return data.decode(encoding), encoding, None
            except UnicodeDecodeError:
                return None
    return None


def _damaged_utf8(data: bytes) -> tuple[str, str, str] | None:
    """UTF-8 with a few bad bytes (a cut file, a stray byte): read as such if the good sequences far outnumber them."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if good < 4 * bad:
        return None
    return text, "utf-8", f"{bad} byte(s) are no UTF-8 and were replaced"


def _one_byte(data: bytes) -> tuple[str | None, str, None]:
    scored: list[tuple[int, int, str, str]] = []
    for encoding in _ONE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:  # Windows-1252 leaves five bytes undefined that Latin-1 has as control characters
            text = data.decode("latin-1") if encoding == "cp1252" else data.decode(encoding, "replace")
        fit = len(_UMLAUT.findall(text)) - 2 * len(_ODD.findall(text))
        scored.append((fit + (_CLEAR if encoding == "cp1252" else 0), -len(scored), text, encoding))
    score, _, text, encoding = max(scored)
    high = sum(byte > 0x7F for byte in data)
    if score > (_CLEAR if encoding == "cp1252" else 0) or high < 3 or high < 0.02 * len(data):
        return text, encoding, None
    from charset_normalizer import from_bytes  # slow to load and rarely needed

    best = from_bytes(data[:100_000]).best()
    if best is None:
        return (text, encoding, None) if high < 0.2 * len(data) else (None, "", None)
    try:
        return data.decode(best.encoding, "replace"), best.encoding, None
    except LookupError:
        return text, encoding, None


def _is_binary(text: str) -> bool:
    controls = len(_C0.findall(text)) + sum("\x80" <= c <= "\x9f" for c in text)
    return "\x00" in text or controls > max(2, _BINARY_SHARE * len(text))
