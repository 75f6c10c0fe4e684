"""Photos as evidence: the host keeps the file under what it holds, its SHA-256, and the ledger the reference to it. So the
ledger says which file it was, nobody changes it unseen, and it can be erased without touching the ledger."""

import hashlib
import os
import pathlib
import re
from typing import Dict, List, NamedTuple, Optional, Tuple

PHOTO_MOST = 3 << 20  # bytes
REFERENCE = re.compile("sha256:([0-9a-f]{64})")
_KINDS = ((b"\xff\xd8\xff", 0, "image/jpeg"), (b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"WEBP", 8, "image/webp"))
_PARAMETER = re.compile(rb'form-data; name="([^"\r\n]{1,64})"(?:; filename="([^"\r\n]{0,255})")?')


def kind_of(photo: bytes) -> Optional[str]:
    """What its first bytes say it is; None: none of the kinds that are kept."""
    return next((kind for mark, at, kind in _KINDS if photo[at:at + len(mark)] == mark), None)


class Parts(NamedTuple):
    """A form as multipart/form-data brings it."""

    values: Dict[str, List[str]]
    files: Dict[str, bytes]


def parts_of(content_type: str, body: bytes) -> Parts:
    """The parts of a form, read strictly: ValueError where it is not one, as browsers write them."""
    boundary = re.fullmatch(r'multipart/form-data; *boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?', content_type)
    if not boundary:
        raise ValueError("no boundary")
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())
    if first or not parts or parts.pop().rstrip(b"\r\n") != b"--" or len(parts) > 64:
        raise ValueError("not between boundaries")
    values: Dict[str, List[str]] = {}
    files: Dict[str, bytes] = {}
    for part in parts:
        head, found, value = part.partition(b"\r\n\r\n")
        lines = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in head.split(b"\r\n"))}
        named = _PARAMETER.fullmatch(lines.get(b"content-disposition", b""))
        if not found or not named:
            raise ValueError("a part without a name")
        if named[2] is None:
            values.setdefault(named[1].decode(), []).append(value.decode())
        elif value:
            files[named[1].decode()] = value
    return Parts(values, files)


def _sync(directory: pathlib.Path) -> None:
    """What it lists outlasts a power cut; where directories cannot be synced, as the system has it."""
    if os.name != "posix":
        return
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class Photos:
    """A directory of photos beside the ledger's."""

    def __init__(self, directory: str) -> None:
        self.directory = pathlib.Path(directory)

    def keep(self, photo: bytes) -> Tuple[str, bool]:
        """Keeps it, whole or not at all, and durable; its reference, and whether it is new here."""
        name = hashlib.sha256(photo).hexdigest()
        to = self.directory / name
        new = not to.exists()
        if new:
            if not self.directory.exists():
                self.directory.mkdir(mode=0o700, exist_ok=True)
                _sync(self.directory.parent)
            half = self.directory / (name + ".half")
            with open(half, "wb") as file:
                file.write(photo)
                file.flush()
                os.fsync(file.fileno())
            half.replace(to)
            _sync(self.directory)  # before the journal names it
        return "sha256:" + name, new

    def drop(self, reference: str) -> None:
        """Forgets one that no record came to name."""
        (self.directory / reference.partition(":")[2]).unlink()

    def find(self, name: str) -> Optional[bytes]:
        """What is kept under a digest, if it still holds that."""
        try:
            photo = (self.directory / name).read_bytes()
        except FileNotFoundError:
            return None  # erased
        return photo if hashlib.sha256(photo).hexdigest() == name else None


def split(evidence: str) -> Tuple[str, List[str]]:
    """Words of evidence, and the digests of photos that lines of them name."""
    lines = evidence.splitlines()
    named = [found[1] for found in map(REFERENCE.fullmatch, lines) if found]
    return "\n".join(line for line in lines if not REFERENCE.fullmatch(line)), named
