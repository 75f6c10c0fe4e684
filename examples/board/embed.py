"""Makes a C array of the job's own rulebook: embed.py OUTPUT.c FILE.rules"""
import pathlib
import sys

if len(sys.argv) != 3:
    print(__doc__.strip())
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
text = b"rulebook 1\n\n" + pathlib.Path(sys.argv[2]).read_bytes()
rows = ",\n    ".join(", ".join(map(str, text[at:at + 24])) for at in range(0, len(text), 24))
pathlib.Path(sys.argv[1]).write_text(f"""/* Made by embed.py from meetings.rules: change that. */
extern const unsigned char meetings_rules[];
extern const unsigned long meetings_rules_len;
const unsigned char meetings_rules[] = {{\n    {rows}}};
const unsigned long meetings_rules_len = sizeof meetings_rules;
""", encoding="ascii")
