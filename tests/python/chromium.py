"""A headless Chromium to use pages with as a person does, over its debugging pipe: JSON on file descriptors 3 and 4."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any, Dict, List, Optional

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def found() -> Optional[str]:
    """The browser on PATH, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _above(descriptor: int) -> int:
    """The same open file under a number of 10 or more."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


class Chromium:
    """One tab. A context manager."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.mkdtemp()
        # None of them is 3 or 4 itself, so that neither is put over the other.
        (theirs, self._out), (self._in, their_out) = ([_above(end) for end in os.pipe()] for _ in range(2))
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
                   "--hide-scrollbars", "--remote-debugging-pipe", "--user-data-dir=" + self._profile]
        become = "import os, sys; os.dup2(%d, 3); os.dup2(%d, 4); os.execv(sys.argv[1], sys.argv[1:])"
        self._process = subprocess.Popen(
            [sys.executable, "-c", become % (theirs, their_out), program, *options, "about:blank"],
            pass_fds=(theirs, their_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(their_out)
        self._bytes, self._asked, self._session = b"", 0, ""
        self.events: List[Dict[str, Any]] = []  # what the tab told unasked
        pages = [target for target in self.ask("Target.getTargets")["targetInfos"] if target["type"] == "page"]
        target = pages[0]["targetId"] if pages else self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(domain + ".enable")

    def close(self) -> None:
        """Ends the browser this object started."""
        os.close(self._out)
        os.close(self._in)
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)  # what it left running may still write there

    def __enter__(self) -> "Chromium":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _message(self) -> Dict[str, Any]:
        while b"\0" not in self._bytes:
            read = os.read(self._in, 1 << 16)
            if not read:
                raise OSError("the browser has gone")
            self._bytes += read
        message, _, self._bytes = self._bytes.partition(b"\0")
        return json.loads(message)

    def ask(self, method: str, **parameters: Any) -> Dict[str, Any]:
        """A command of the protocol and its result."""
        self._asked += 1
        command: Dict[str, Any] = {"id": self._asked, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._out, json.dumps(command).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") != self._asked:
                self.events.append(message)
            elif "error" in message:
                raise OSError("%s: %s" % (method, message["error"]["message"]))
            else:
                return message["result"]

    def look(self, expression: str) -> Any:
        """What an expression is in the page."""
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise ValueError(result["exceptionDetails"]["exception"].get("description", expression))
        return result["result"].get("value")

    def _settled(self, seconds: float = 20) -> None:
        """Waits until another page than the marked one is whole."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.look("!window.left && document.readyState === 'complete'"):
                    return
            except OSError:
                pass  # between two pages there is none to ask
            time.sleep(0.02)
        raise OSError("the page does not come")

    def go(self, address: str) -> None:
        """Opens an address."""
        self.look("window.left = true")
        self.ask("Page.navigate", url=address)
        self._settled()

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """The window's size, and its light."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def type(self, selector: str, text: str) -> None:
        """Puts the cursor into a control, and types."""
        self.look("document.querySelector(%s).focus()" % json.dumps(selector))
        self.ask("Input.insertText", text=text)

    def choose(self, selector: str, value: str) -> None:
        """Chooses from a list."""
        self.look("document.querySelector(%s).value = %s" % (json.dumps(selector), json.dumps(value)))

    def click(self, selector: str, turns: bool = True) -> None:
        """Clicks in the middle of an element, with the mouse. turns: it leads to another page."""
        where = self.look("(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'});"
                          "const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
                          % json.dumps(selector))
        if turns:
            self.look("window.left = true")
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1)
        if turns:
            self._settled()

    def picture(self, path: str) -> None:
        """The whole page as a PNG."""
        high = self.look("document.documentElement.scrollHeight")
        wide = self.look("document.documentElement.clientWidth")
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True,
                        clip={"x": 0, "y": 0, "width": wide, "height": high, "scale": 1})
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
