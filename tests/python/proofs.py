"""Says whether a proof holds, from what docs/format.md says of roots and nothing of the library.

usage: proofs.py PROOF ROOT

PROOF is a file as cgov_roll_proof writes it, ROOT what its line must lead to: 64 hexadecimal digits, or a file that has
them in a line `root ...`, as a certificate and cgov_roll_root do. Exits 0 if it holds, 1 if not.
"""

import hashlib
import pathlib
import re
import sys
from typing import List

HEX = "[0-9a-f]{%d}"
FORM = re.compile(r"cgov proof 1\n"
                  r"(?P<head>ledger [^\n]*\nitem [^\n]* lines (?P<lines>[1-9][0-9]*)\n)"
                  r"(?P<line>line (?P<place>[1-9][0-9]*) [^\n]*\n)"
                  r"blind (?P<blind>" + HEX % 32 + r")\n"
                  r"(?P<nodes>(?:node " + HEX % 64 + r"\n)*)"
                  r"root (?P<root>" + HEX % 64 + r")\n", re.DOTALL)


def sha256(kind: int, *parts: bytes) -> bytes:
    return hashlib.sha256(bytes([kind]) + b"".join(parts)).digest()


def tree_of(leaf: bytes, place: int, lines: int, nodes: List[bytes]) -> bytes:
    """The tree of so many lines, of which one is known, and the trees beside its way, the nearest first."""
    if lines == 1:
        if nodes:
            raise ValueError("more hashes than the way has steps")
        return leaf
    if not nodes:
        raise ValueError("fewer hashes than the way has steps")
    left = 1 << (lines - 1).bit_length() - 1
    if place < left:
        return sha256(1, tree_of(leaf, place, left, nodes[:-1]), nodes[-1])
    return sha256(1, nodes[-1], tree_of(leaf, place - left, lines - left, nodes[:-1]))


def holds(proof: bytes, root: str) -> bool:
    said = FORM.fullmatch(proof.decode("latin-1"))
    if said is None or said["root"] != root:
        return False
    lines, place = int(said["lines"]), int(said["place"])
    leaf = sha256(0, bytes.fromhex(said["blind"]), said["line"].encode("latin-1"))
    nodes = [bytes.fromhex(node) for node in re.findall(HEX % 64, said["nodes"])]
    try:
        tree = tree_of(leaf, place - 1, lines, nodes) if place <= lines else b""
    except ValueError:
        return False
    return sha256(2, said["head"].encode("latin-1"), tree).hex() == root


def main(arguments: List[str]) -> int:
    proof, root = pathlib.Path(arguments[0]).read_bytes(), arguments[1]
    roots = [root]
    if re.fullmatch(HEX % 64, root) is None:
        roots = re.findall(r"(?m)^root (?:\S+ lines \d+ sha256 )?(" + HEX % 64 + ")$",
                           pathlib.Path(root).read_text(encoding="utf-8"))
    if any(holds(proof, one) for one in roots):
        print("the proof holds")
        return 0
    print("the proof does not lead to that root")
    return 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
