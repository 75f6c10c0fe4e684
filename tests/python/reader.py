"""Reads a journal without the library, from what docs/format.md says and nothing else.

usage: reader.py [-t] [-l] DIRECTORY|JOURNAL

Prints each record's line of facts, as cgov_record_text does; with -t the words under it, with -l its lists of clocks
and parties. In a directory the object "ack" says up to where it was acknowledged. Then the journal's digest, and where it is torn or corrupt. Exits 0 if all is whole, 1 if the end is torn,
2 if something is damaged, 3 if it is no journal or a newer one.
"""

import hashlib
import pathlib
import struct
import sys
import unicodedata
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

HEADER, FRAME, FLOOR, SLOT = 32, 24, 8, 4096  # bytes
SALT, RECORD_MAX, LINE_BYTES = 16, 65536, 256  # before words; a longer value is shown by its digest
KINDS = (" genesis resident organization appointed adopted opened moved reminded late rung due migrated decided unit "
         "entered left filled bundled joined erased").split(" ")
FIELDS = """actor ID, id ID, move U, state U, clocks B, parties B, owed U, answers U, texts U, -, -, key0 X64, key1 X64,
fingerprint X64, clock U, due Z, told ID, role B, share U, rung U, place U, channel U, track U, urgency U, result U,
class_name B, days U, rating U, rulebook U, procedure U, profile U, matter U, external B, parent ID, master ID,
point X64, against ID, earlier ID, public_safety U, masked U, delegates U, old_due Z, type B, resident ID,
organization ID, from Z, until Z, ends U, text B, default_profile B, map B, ledger0 X64, ledger1 X64, utc_offset Z,
calendar B, limit_ahead U, key_window U, limit_title U, limit_text U, limit_children U, limit_depth U, limit_items U,
limit_entities U, decisions U, contacted U, solved U, limit_behind U, details B, area U, owner ID, household ID, roll U,
elector ID, line U, number U, lines B, units U, amount U, choice U, waits U, rule U, outcome U, closed U, tallies B,
way U, joined U, casting U, kept U, seats U, winners B, warnings U, waiting U, held U, received Z, motion ID, follower ID, -,
erased B, -, said B, orders B, budget U, costs B, steps B, counted B, -, -, -, -, commitment B, roots B, proof B,
agreed ID, bundle U"""
TABLE = {tag: tuple(field.split()) for tag, field in enumerate(FIELDS.split(","), 1) if field != " -"}  # name, type
OPERATIONS = " start idle stop pause resume extend length".split(" ")
UNITS = " days workdays hours minutes workhours months".split(" ")
BIDI = set(map(chr, [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


class Bad(Exception):
    """Bytes that cannot be what they should."""


class Newer(Exception):
    """Bytes of a later format, or of something else."""


Frame = NamedTuple("Frame", [("seq", int), ("end", int), ("records", bytes), ("words", bytes), ("several", bool),
                             ("seed", bytes)])  # end: its position
Record = NamedTuple("Record", [("kind", str), ("seq", int), ("time", int), ("previous", int), ("fields", Dict[str, Any]),
                               ("raw", bytes)])
CRC = list(range(256))
for _ in range(8):
    CRC = [crc >> 1 ^ (0x82F63B78 if crc & 1 else 0) for crc in CRC]


def crc32c(data: bytes) -> int:
    """CRC-32C (Castagnoli), reflected, all ones at start and end."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


class Cursor:
    """Bytes, taken from the front."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def __bool__(self) -> bool:
        return self.at < len(self.data)

    def take(self, length: int) -> bytes:
        if length > len(self.data) - self.at:
            raise Bad("bytes that are too few")
        self.at += length
        return self.data[self.at - length:self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def varint(self) -> int:
        number, shift, byte = 0, 0, 0x80
        while byte & 0x80:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
        if number >> 64 or (byte == 0 and shift > 7):
            raise Bad("a number that is not in its shortest form")
        return number

    def zigzag(self) -> int:
        number = self.varint()
        return number >> 1 ^ -(number & 1)


def unpacked(number: int) -> int:
    """An id from number << 6 | kind to kind << 44 | number."""
    return (number & 63) << 44 | number >> 6


def seed_of(data: bytes) -> bytes:
    """The seed of the journal's header, after its checks."""
    if len(data) < HEADER:
        raise Bad("a header of %d bytes only" % len(data))
    magic, version, zero, seed, crc, more = struct.unpack_from("<8sII8sII", data)
    if magic != b"cgovjrnl":
        raise Newer("not a journal")
    if crc != crc32c(data[:24]):
        raise Bad("a header whose checksum does not hold")
    if version != 1 or zero:
        raise Newer("format %d" % version)
    if more:
        raise Bad("a header with bytes that should be zero")
    return seed


def frame_head(data: bytes, at: int, seed: bytes) -> Optional[Tuple[int, int, int, int, int, int]]:
    """The lengths of records and words, seq, kind, flags and payload checksum, of a header that holds."""
    if at + FRAME > len(data):
        return None
    records_len, words_len, packed, payload, crc = struct.unpack_from("<IIQII", data, at)
    flags = packed >> 56
    tail = data[at + FRAME:at + FRAME + FLOOR] if flags & 1 else b""
    if len(tail) != FLOOR * (flags & 1) or crc != crc32c(seed + data[at:at + 20] + tail):
        return None
    return records_len, words_len, packed & (1 << 48) - 1, packed >> 48 & 0xFF, flags, payload


def floor_follows(data: bytes, at: int, seed: bytes, seq: int) -> bool:
    """Does a header from here on say that seq was durable? None begins in the zeros at the end."""
    for place in range(at, min(len(data) - FRAME - FLOOR + 1, len(data.rstrip(b"\0")))):
        packed, _, floor = struct.unpack_from("<QQQ", data, place + 8)
        own = packed & (1 << 48) - 1
        if packed >> 56 & 1 and seq <= floor < own <= seq + len(data) - at and frame_head(data, place, seed):
            return True
    return False


def acknowledged(ack: bytes, seed: bytes) -> int:
    """The seq that the newest slot says was durable; 0 where none says anything of this journal."""
    newest = (0, 0)
    for place in (0, 1):
        slot = ack[place * SLOT:place * SLOT + 48]
        if len(slot) < 48 or slot[:16] != b"cgov-ack" + seed:
            continue
        counter, seq, _, _, crc = struct.unpack_from("<QQQII", slot, 16)
        if crc == crc32c(slot[:44]) and counter % 2 == place:
            newest = max(newest, (counter, seq))
    return newest[1]


class Journal:
    """The frames of a journal, one after another; afterwards `state` says how it ended, `end` where, `why` why."""

    def __init__(self, data: bytes, ack: bytes = b"") -> None:
        self.data, self.state, self.why, self.seq, self.end = data, "whole", "", 0, HEADER
        try:
            self.seed = seed_of(data)
            self.acknowledged = acknowledged(ack, self.seed)
        except Bad as bad:
            self.state, self.why, self.end = "corrupt", str(bad), 0

    def frames(self) -> Iterator[Frame]:
        """Each frame; whoever takes it sets seq to its last record's."""
        while self.state == "whole":
            frame = self._frame(self.end)
            if frame is None:
                if not self.torn(self.seq + 1):
                    self.state, self.why = "corrupt", "record %d" % (self.seq + 1)
                return
            yield frame
            self.end = frame.end

    def torn(self, seq: int) -> bool:
        """Is it torn from where it stands on, with record seq? Else that was acknowledged. Zeros are the end."""
        if self.acknowledged >= seq or floor_follows(self.data, self.end, self.seed, seq):
            return False
        left = len(self.data[self.end:].rstrip(b"\0"))
        self.state, self.why = "torn" if left else "whole", "record %d and %d bytes" % (seq, left)
        return True

    def _frame(self, at: int) -> Optional[Frame]:
        head = frame_head(self.data, at, self.seed)
        if head is None:
            return None
        records_len, words_len, seq, kind, flags, payload = head
        if kind not in (1, 2) or flags & ~3:
            raise Newer("a frame of kind %d, flags %d at byte %d" % (kind, flags, at))
        start = at + FRAME + FLOOR * (flags & 1)
        middle, end = start + records_len, start + records_len + words_len
        if seq != self.seq + 1 or end > len(self.data) or crc32c(self.data[start:middle]) != payload:
            return None
        return Frame(seq, end, self.data[start:middle], self.data[middle:end], flags & 2 != 0, self.seed)


TYPES: Dict[str, Tuple[int, Callable[[Cursor], Any]]] = {  # the form that stands beside the tag, and how to read it
    "U": (0, Cursor.varint), "Z": (0, Cursor.zigzag), "ID": (0, lambda cursor: unpacked(cursor.varint())),
    "B": (1, lambda cursor: cursor.take(cursor.varint())),
    "X64": (2, lambda cursor: int.from_bytes(cursor.take(8), "little")),
}


def record(data: bytes) -> Record:
    """A record from its bytes, length included."""
    cursor = Cursor(data)
    length = cursor.varint()
    kind, seq, time, back, last, fields = cursor.varint(), cursor.varint(), cursor.zigzag(), cursor.varint(), 0, {}
    if not 0 < kind < len(KINDS):
        raise Newer("a record of kind %d" % kind)
    if length > RECORD_MAX and KINDS[kind] != "adopted":
        raise Bad("a record of %d bytes" % length)
    while cursor:
        head = cursor.varint()
        tag = head >> 2
        if tag not in TABLE:
            raise Newer("a field of tag %d" % tag)
        name, (form, value_of) = TABLE[tag][0], TYPES[TABLE[tag][1]]
        if tag <= last or head & 3 != form:
            raise Bad("a field out of order or of another form")
        fields[name], last = value_of(cursor), tag
        if not fields[name]:
            raise Bad("a zero written out")
    if back and back >= seq:
        raise Bad("a record that follows none")
    return Record(KINDS[kind], seq, time, seq - back if back else 0, fields, data)


def records(frame: Frame) -> Iterator[Record]:
    """The records of a frame, whose numbers follow each other; of several each stands after its checksum."""
    cursor, seq = Cursor(frame.records), frame.seq
    while cursor:
        crc, start = cursor.take(4) if frame.several else b"", cursor.at
        cursor.take(cursor.varint())
        raw = frame.records[start:cursor.at]
        if frame.several and crc32c(frame.seed + struct.pack("<Q", seq) + raw) != int.from_bytes(crc, "little"):
            raise Bad("record %d under a checksum that does not hold" % seq)
        made = record(raw)
        if made.seq != seq:
            raise Bad("record %d where %d is due" % (made.seq, seq))
        yield made
        seq += 1
    if frame.several != (seq - frame.seq > 1):
        raise Bad("%d records in the frame of record %d" % (seq - frame.seq, frame.seq))


def shown(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    if len(value) > LINE_BYTES:
        return "sha256:" + hashlib.sha256(value).hexdigest()
    text = value.decode(errors="surrogateescape")
    odd = any(unicodedata.category(char) in ("Cc", "Cs") or char in BIDI or char == '"' for char in text)
    return "0x" + value.hex() if odd else '"%s"' % text


def declared(value: bytes) -> Iterator[Tuple[int, Any]]:
    """What texts declare, by number: a number, an id, a choice's name as bytes, None for words."""
    cursor = Cursor(value)
    while cursor:
        head = cursor.varint()
        number, form = head >> 2, head & 3
        yield number, (cursor.zigzag() if form == 0 else cursor.take(cursor.varint()) if form == 1
                       else unpacked(cursor.varint()) if form == 2 else None)


def details(value: bytes) -> str:
    """A list of details in a line; one that is too long by its digest."""
    if len(value) > LINE_BYTES:
        return shown(value)
    return ",".join("%d:%s" % (number, "words" if one is None else shown(one)) for number, one in declared(value))


def line(made: Record) -> str:
    """The record's facts, as cgov_record_text says them."""
    facts = ["%s=%s" % (name, (details if name == "details" else shown)(value)) for name, value in made.fields.items()]
    back = ["previous=%d" % made.previous] * (made.previous > 0)
    return " ".join([str(made.seq), made.kind, "time=%d" % made.time] + back + facts)


Erased = Dict[Tuple[int, int], Tuple[int, int]]  # by (record's seq, field): where its salt begins, the text's length


def erased(made: Record) -> Erased:
    """The texts that a record says were erased."""
    cursor, found = Cursor(made.fields["erased"] if made.kind == "erased" else b""), {}
    while cursor:
        seq, field, at, length = cursor.varint(), cursor.varint(), cursor.varint(), cursor.varint()
        cursor.take(32)  # the piece's digest
        found[seq, field] = at, length
    return found


def words(frame: Frame, made: List[Record], gone: Optional[Erased] = None) -> Dict[Tuple[int, int], Optional[str]]:
    """The texts of a frame by (record's seq, field), None for one that was erased; Bad if one does not hold, or they are
    others than records say."""
    cursor, found = Cursor(frame.words), {}
    while cursor:
        seq, field, length, crc = frame.seq + cursor.varint(), cursor.varint(), cursor.varint(), cursor.take(4)
        at, salted = cursor.at, cursor.take(SALT + length)
        if gone and (seq, field) in gone:
            if gone[seq, field] != (at, length):
                raise Bad("text %d of record %d, erased in another place" % (field, seq))
            found[seq, field] = None
            continue
        if crc32c(frame.seed + struct.pack("<QQQ", seq, field, length) + salted) != int.from_bytes(crc, "little"):
            raise Bad("text %d of record %d, whose checksum does not hold" % (field, seq))
        found[seq, field] = salted[SALT:].rstrip(b"\0").decode(errors="surrogateescape")  # some are no text
    named = {(one.seq, bit) for one in made for bit in range(64) if one.fields.get("texts", 0) >> bit & 1}
    given = [(one.seq, number, value) for one in made for number, value in declared(one.fields.get("details", b""))]
    if set(found) != named | {(seq, number) for seq, number, value in given if value is None}:
        raise Bad("words that the records do not name")
    return found


def lists(made: Record) -> Iterator[str]:
    """What a record's lists say: clocks by their index, parties by theirs."""
    cursor = Cursor(made.fields.get("clocks", b""))
    while cursor:
        clock, operation = cursor.byte(), OPERATIONS[cursor.byte()]
        said, has_length = "clock %d %s" % (clock, operation), operation in ("start", "extend", "length")
        said += " %d %s" % (cursor.varint(), UNITS[cursor.byte()]) if has_length else ""
        if has_length or operation == "resume":
            flags = cursor.byte()
            said += (" rolled" if flags & 1 else "") + (" until close" if flags & 2 else "")
            said += " due unknown" if flags & 4 else " due %d" % (made.time + cursor.zigzag())
        yield said
    cursor = Cursor(made.fields.get("parties", b""))
    while cursor:
        yield "party %d %d" % (cursor.byte(), unpacked(cursor.varint()))


def read(path: pathlib.Path, show_words: bool, show_lists: bool) -> int:
    ack = (path / "ack").read_bytes() if (path / "ack").is_file() else b""
    data = (path / "journal" if path.is_dir() else path).read_bytes()
    digest, damaged, journal, gone = hashlib.sha256(), 0, Journal(data, ack), {}
    try:
        ahead = Journal(data, ack)  # once for what was erased later than it was written
        for frame in ahead.frames():
            for one in records(frame):
                ahead.seq = one.seq
                gone.update(erased(one))
    except (Bad, Newer, IndexError):
        pass  # said below
    try:
        for frame in journal.frames():
            made, texts = list(records(frame)), {}
            journal.seq = made[-1].seq
            try:
                texts = words(frame, made, gone)
            except Bad as bad:  # damage all the same, but the facts stand, where it was acknowledged
                if journal.torn(frame.seq):
                    break
                damaged += 1
                print("damaged words of record %d: %s" % (frame.seq, bad))
            for one in made:
                digest.update(one.raw)
                print(line(one))
                for said in lists(one) if show_lists else ():
                    print("  " + said)
                for (seq, field), text in texts.items() if show_words else ():
                    if seq == one.seq:
                        print("  text %d %s" % (field, "erased" if text is None else repr(text)))
    except (Bad, IndexError) as bad:  # under a checksum that held: what wrote it was not this library
        journal.state, journal.why = "corrupt", str(bad)
    print("digest %s" % digest.hexdigest())
    if journal.state != "whole":
        print("%s at byte %d: %s" % (journal.state, journal.end, journal.why))
    return 2 if journal.state == "corrupt" or damaged else int(journal.state == "torn")


def main(*given: str) -> int:
    try:
        return read(pathlib.Path(given[-1]), "-t" in given, "-l" in given)
    except Newer as newer:
        print(newer)
        return 3


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
