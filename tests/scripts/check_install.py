"""The library as others meet it: installed, through pkg-config, CMake and Python; as a subproject of theirs; alone.

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
CMAKE = """cmake_minimum_required(VERSION 3.13)
project(host C)
find_package(cgov {} REQUIRED COMPONENTS {})
add_executable(host host.c)
target_link_libraries(host cgov::{})
"""
PYTHON = """import cgov
print(cgov._lib._name)
print(cgov.shipped("standard") == open({!r}, encoding="utf-8", newline="").read())
"""


def faults(*command, **environment):
    """What a command says when it fails, or nothing."""
    run = subprocess.run([str(word) for word in command], env={**os.environ, **environment}, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, check=False)
    return [f"{' '.join(map(str, command))}: {run.stdout[-2000:]}"] if run.returncode else []


def by_cmake(place, shared, kind, version=""):
    """What goes wrong where a host's CMake project asks for the installed library."""
    project = place / "cmake-host"
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir()
    (project / "CMakeLists.txt").write_text(CMAKE.format(version, kind, kind), encoding="utf-8")
    (project / "host.c").write_text(PROGRAM, encoding="utf-8")
    compiler = [word for word in cc if not word.endswith("ccache")]
    told = [f"-DCMAKE_PREFIX_PATH={place / 'root' / prefix}", f"-DCMAKE_C_COMPILER={compiler[0]}",
            f"-DCMAKE_C_FLAGS={' '.join(compiler[1:])}"]
    return (faults("cmake", "-S", project, "-B", project / "build", *told)
            or faults("cmake", "--build", project / "build")
            or faults(project / "build/host", LD_LIBRARY_PATH=str(shared.parent) if kind != "static" else ""))


def in_python(binding, shared, texts):
    """What goes wrong where the installed binding is imported, without a word on where the library is."""
    if not (binding and shared):
        return ["it is not installed"]
    environment = {**os.environ, "PYTHONPATH": str(binding.parent), "LC_ALL": "C.UTF-8"}
    environment.pop("CGOV_LIBRARY", None)
    run = subprocess.run([sys.executable, "-c", PYTHON.format(str(texts["standard"]))], env=environment, cwd=binding.parent,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    wanted = [f"{shared}.0", "True"]
    return [] if run.stdout.split("\n")[:-1] == wanted else [run.stdout[-2000:], wanted]


def targets(build):
    return {target["name"]: target for target in json.loads(output("meson", "introspect", "--targets", build))}


tap = Tap()
prefix = next(option["value"] for option in json.loads(output("meson", "introspect", "--buildoptions", build))
              if option["name"] == "prefix").lstrip("/")
with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    source = place / "host.c"
    source.write_text(PROGRAM, encoding="utf-8")

    tap.check("it installs", faults("meson", "install", "-C", build, "--no-rebuild", "--destdir", place / "root"))
    shared = next(place.rglob("libcgov.so"), None)
    installed = {path.name for path in place.rglob("cgov/*.h")}
    tap.check("with all its headers", installed ^ {path.name for path in (root / "include/cgov").glob("*.h")})
    tap.check("with the list of what they declare", [] if next(place.rglob("share/cgov/api.json"), None) else ["none"])
    command = next(place.rglob("bin/cgov"), None)
    tap.check("with the command, its man page and its completion", faults(command, "check", "standard",
              LD_LIBRARY_PATH=str(shared.parent)) if command and shared and next(place.rglob("man/man1/cgov.1"), None) and next(
              place.rglob("bash-completion/completions/cgov"), None) else ["it is not whole"])
    tap.check("its soname is libcgov.so.0", [] if shared and "SONAME               libcgov.so.0\n" in
              output("objdump", "-p", shared) else [shared])
    sources = {path.stem for path in (root / "src/rulebooks").glob("*.rules")}
    texts = {path.stem: path for path in place.rglob("share/cgov/rulebooks/*.rules")}
    tap.check("with the shipped rulebooks, each whole", [] if "standard" in texts and set(texts) - {"standard"} <= sources
              and all(path.read_bytes().startswith(b"rulebook 1\n") for path in texts.values()) else texts)
    pages = {path.name for path in place.rglob("share/doc/cgov/**/*.md")}
    tap.check("with its documents", {"README.md", *(path.name for path in (root / "docs").glob("*.md"))} - pages)
    tap.check("without what is an example", [path for path in place.rglob("*") if "board" in path.name])
    binding = next(place.rglob("cgov.py"), None)
    tap.check("with the binding, which finds the library of its prefix", in_python(binding, shared, texts))
    if shutil.which("cmake") and shared:
        tap.check("CMake's find_package is enough to use it", (
            fault for kind in ("cgov", "shared", "static") for fault in by_cmake(place, shared, kind)))
        tap.check("and finds no other version", [
            wanted for wanted in ("0.1", "0.1.0") if by_cmake(place, shared, "cgov", wanted)] + [
            wanted for wanted in ("0.1.1", "0.2", "1.0", "0.0.9") if not by_cmake(place, shared, "cgov", wanted)])
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
    alone = {"cgov", "units", "shipped.c", "rulebooks", "api.json"}
    tap.check("without its examples and tests", set(targets(host)) ^ {"host", *alone})
    tap.check("built of units it answers as it does built of files", faults(
        sys.executable, root / "tests/python/conformance.py", CGOV_LIBRARY=str(next(host.rglob("libcgov.so"), ""))))
    static = place / "static"
    tap.check("as a static one when that is asked for", faults("meson", "setup", static, place, "-Ddefault_library=static")
              or faults("ninja", "-C", static, "host") or [
                  line for line in output("objdump", "-p", static / "host").splitlines() if "cgov" in line and "NEEDED" in line])

    plain = place / "plain"
    tap.check("nobody who does not ask builds its tests and examples",
              faults("meson", "setup", plain, root, "-Ddefault_library=static") or set(targets(plain)) ^ {*alone, "library", "messages_zh.c"})
tap.end()
