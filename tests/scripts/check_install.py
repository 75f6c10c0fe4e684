"""The library as others meet it: installed, through pkg-config; and as a subproject of theirs.

usage: check_install.py ROOT BUILD CC...
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from tap import Tap, output

root, build, cc = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3:]
PROGRAM = "#include <cgov/cgov.h>\nint main(void) { return cgov_version_number() != CGOV_VERSION_NUMBER; }\n"
PROJECT = """project('host', 'c')
executable('host', 'host.c', dependencies: dependency('cgov', fallback: 'cgov'))
"""


def faults(*command, **environment):
    """What a command says when it fails, or nothing."""
    run = subprocess.run([str(word) for word in command], env={**os.environ, **environment}, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, check=False)
    return [f"{' '.join(map(str, command))}: {run.stdout[-2000:]}"] if run.returncode else []


tap = Tap()
with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    source = place / "host.c"
    source.write_text(PROGRAM, encoding="utf-8")

    tap.check("it installs", faults("meson", "install", "-C", build, "--no-rebuild", "--destdir", place / "root"))
    shared = next(place.rglob("libcgov.so"), None)
    installed = {path.name for path in place.rglob("cgov/*.h")}
    tap.check("with all its headers", installed ^ {path.name for path in (root / "include/cgov").glob("*.h")})
    tap.check("with the list of what they declare", [] if next(place.rglob("share/cgov/api.json"), None) else ["none"])
    tap.check("its soname is libcgov.so.0", [] if shared and "SONAME               libcgov.so.0\n" in
              output("objdump", "-p", shared) else [shared])
    if shutil.which("pkg-config") and shared:
        described = {"PKG_CONFIG_PATH": str(shared.parent / "pkgconfig"), "PKG_CONFIG_SYSROOT_DIR": str(place / "root")}
        for kind in ([], ["--static"]):
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", *kind, "cgov"], env={**os.environ, **described},
                                   stdout=subprocess.PIPE, text=True, check=True).stdout.split()
            linked = faults(*cc, source, *flags, *(["-static"] if kind else []), "-o", place / "host")
            tap.check(f"pkg-config {' '.join(kind)} is enough to use it".replace("  ", " "),
                      linked or faults(place / "host", LD_LIBRARY_PATH=str(shared.parent)))

    (place / "subprojects").mkdir()
    (place / "subprojects/cgov").symlink_to(root)
    (place / "meson.build").write_text(PROJECT, encoding="utf-8")
    host = place / "build"
    # A compiler that warns of what ours does not is no reason not to build.
    tap.check("it can be a subproject", faults("meson", "setup", host, place, CFLAGS="-O0 -Wpadded")
              or faults("ninja", "-C", host, "host"))
    names = [target["name"] for target in json.loads(output("meson", "introspect", "--targets", host))]
    tap.check("without its examples and tests", set(names) - {"host", "cgov", "shipped.c", "api.json"})
tap.end()
