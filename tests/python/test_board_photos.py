"""Photos as evidence over HTTP: kept by what they hold, named in the ledger, shown to whoever reads it and to nobody else."""

import contextlib
import hashlib
import http.client
import io
import os
import stat
from typing import Any, Dict, List, Optional
from unittest import mock

import tap

import cgov
from board import photos
from test_board_server import Got, Reading, Town

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"\r\n--x\r\n\r\n\n"


def multipart(values: Dict[str, Any], photo: Optional[bytes], boundary: str = "x-boundary") -> bytes:
    """A form as browsers send it."""
    parts = [b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), str(value).encode())
             for name, value in values.items()]
    if photo is not None:
        parts.append(b'Content-Disposition: form-data; name="photo"; filename="a b.png"\r\nContent-Type: image/png\r\n\r\n' + photo)
    line = b"--" + boundary.encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


class Photos(Town):
    def setUp(self) -> None:
        super().setUp()
        self.report()
        self.clerk = self.officer("center", "clerk")
        self.step("center", "clerk", "路灯不亮", "accept")
        self.step("center", "dispatcher", "路灯不亮", "dispatch", lead=str(self.hall.offices["urban"]))
        for move in "sign", "start":
            self.step("urban", "contact", "路灯不亮", move)
        self.contact = self.officer("urban", "contact")
        self.item_id = self.hall.items(self.contact, kind=cgov.Kind.ISSUE)[0].id
        self.page = "/office/item?officer=%d&item=%d" % (self.contact, self.item_id)

    def send(self, photo: Optional[bytes], body: Optional[bytes] = None, boundary: str = "x-boundary", **values: Any) -> Got:
        form = Reading(self.get(self.page).text).form("done")
        given = {**form["fields"], "result": "solved", **values}
        return self.ask("POST", form["action"], body if body is not None else multipart(given, photo, "x-boundary"),
                        {"Content-Type": "multipart/form-data; boundary=" + boundary})

    def kept(self) -> List[str]:
        return os.listdir(self.hall.photos.directory) if self.hall.photos.directory.exists() else []

    def shown(self, officer: int, name: str, item: int = 0) -> Any:
        line = "/office/photo?officer=%d&item=%d&name=%s" % (officer, item or self.item_id, name)
        connection = http.client.HTTPConnection(*self.server.server_address[:2], timeout=20)
        connection.request("GET", line, headers={"Cookie": self.signed(officer)})
        answer = connection.getresponse()
        got = answer.status, answer.headers.get_content_type(), answer.read()
        connection.close()
        return got

    def test_it_is_kept_named_and_shown_to_whoever_reads_the_evidence(self) -> None:
        self.assertIn('enctype="multipart/form-data"', self.get(self.page).text)
        self.assertEqual(self.send(PNG, evidence="换了灯泡").status, 303)
        name = hashlib.sha256(PNG).hexdigest()
        self.assertEqual(self.kept(), [name])
        self.assertEqual(self.hall.words(self.contact, self.item_id, "evidence"), "换了灯泡\nsha256:" + name)
        page = self.get(self.page).text
        self.assertIn("换了灯泡", page)
        self.assertNotIn("sha256:", page)
        self.assertEqual(self.shown(self.contact, name), (200, "image/png", PNG))
        self.assertEqual(self.shown(self.officer("water", "contact"), name)[0], 404)  # who does not read it
        self.assertEqual(self.shown(self.hall.neighbours[0], name)[0], 404)
        for odd in ("0" * 64, "..%2Fledger%2Fjournal", "", name.upper()):
            self.assertEqual(self.shown(self.contact, odd)[0], 404, odd)
        self.assertNotIn("sha256", self.get("/issue?item=%d" % self.item_id).text)

    def test_one_that_was_erased_or_changed_is_not_there(self) -> None:
        self.send(PNG)
        name = hashlib.sha256(PNG).hexdigest()
        (self.hall.photos.directory / name).write_bytes(PNG + b"!")
        self.assertEqual(self.shown(self.contact, name)[0], 404)
        (self.hall.photos.directory / name).unlink()
        self.assertEqual(self.shown(self.contact, name)[0], 404)

    def test_what_is_refused_leaves_nothing_behind(self) -> None:
        self.assertEqual(self.send(PNG, seen="1").status, 409)
        self.assertEqual(self.send(b"GIF89a", evidence="x").status, 400)
        self.assertEqual(self.send(b"\xff\xd8\xff" + bytes(photos.PHOTO_MOST - 2)).status, 400)  # one byte too long
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.send(b"\xff\xd8\xff" + bytes(photos.PHOTO_MOST - 3)).status, 303)
        self.assertEqual(len(self.kept()), 1)

    def test_one_that_the_journal_may_name_stays(self) -> None:
        """What is written is not known where the storage fails at the sync: here the move is there."""
        move = self.hall.move

        def fail(*given: Any) -> None:
            move(*given)
            raise cgov.StorageError(cgov.Fault(status=-21))

        self.hall.move = fail  # type: ignore[method-assign]
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(self.send(PNG).status, 503)
        self.hall.move = move  # type: ignore[method-assign]
        name = hashlib.sha256(PNG).hexdigest()
        self.assertEqual(self.kept(), [name])
        self.assertEqual(self.shown(self.contact, name), (200, "image/png", PNG))

    def test_it_is_durable_before_the_journal_names_it(self) -> None:
        synced: List[str] = []
        real = os.fsync

        def fsync(file: int) -> None:
            synced.append("directory" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
            real(file)

        with mock.patch.object(photos.os, "fsync", fsync):
            self.hall.photos.keep(PNG)
            self.hall.photos.keep(PNG)  # is there
        self.assertEqual(synced, ["directory", "file", "directory"] if os.name == "posix" else ["file"])

    def test_a_form_without_a_photo_is_a_form(self) -> None:
        self.assertEqual(self.send(b"", evidence="换了灯泡").status, 303)  # nothing was chosen
        self.assertEqual(self.hall.words(self.contact, self.item_id, "evidence"), "换了灯泡")
        self.assertEqual(self.kept(), [])

    def test_what_is_no_such_form_is_told(self) -> None:
        for body in (b"", b"x", b"--x-boundary\r\n\r\n\r\n--x-boundary--", multipart({"a": "b"}, None)[:-4],
                     b'--x-boundary\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x-boundary--',
                     multipart({str(number): "" for number in range(65)}, None)):
            self.assertEqual(self.send(None, body).status, 400, body[:40])
        self.assertEqual(self.send(None, multipart({}, PNG), boundary="bad\tboundary").status, 400)
        self.assertEqual(self.ask("POST", "/report", multipart({}, PNG), {"Content-Type": "multipart/form-data; boundary=x"}).status, 415)
        too_long = self.ask("POST", "/office/move", bytes(photos.PHOTO_MOST + (64 << 10) + 1), {"Content-Type": "multipart/form-data; boundary=x"})
        self.assertEqual(too_long.status, 413)


if __name__ == "__main__":
    tap.main()
