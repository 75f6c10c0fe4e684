"""The command `cgov`: each verb with what it prints and what it says of bad input.

The program is CGOV_COMMAND. A small town is founded by the binding at fixed instants, so that all that is printed can be
compared; digests, which hang on random salts, are not.
"""

import contextlib
import csv
import importlib
import io
import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
from typing import Any, List
from unittest import mock

import reader
import tap
import twins

import cgov

COMMAND = os.environ["CGOV_COMMAND"]
MARCH = 1_772_413_200_000  # 2026-03-02 09:00 in China
HOUR = 3_600_000
LAMP = re.search(r"## A whole rulebook\n\n```\n(.*?)```", (tap.ROOT / "docs/rulebook.md").read_text("utf-8"),
                 re.DOTALL).group(1)  # type: ignore[union-attr]
Done = Any  # a completed process


def run(*words: str, given: str = "", **environment: str) -> Done:
    """The command's status, output and errors; in English unless LANG says otherwise."""
    names = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "COLUMNS")}
    return subprocess.run([COMMAND, *words], input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                          errors="surrogateescape", env={**names, "LANG": "C", **environment}, check=False, timeout=60)


def words_of(*arguments: str) -> List[str]:
    return run("help", "--words", *arguments).stdout.split()


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()  # pylint: disable=consider-using-with
        self.addCleanup(place.cleanup)
        self.place = place.name

    def path(self, name: str) -> str:
        return os.path.join(self.place, name)

    def file(self, name: str, text: str) -> str:
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def prints(self, done: Done, *lines: str, status: int = 0) -> None:
        self.assertEqual((done.stdout, done.stderr, done.returncode), ("".join(line + "\n" for line in lines), "", status))

    def says(self, done: Done, status: int, *pieces: str) -> None:
        """It ends so, prints nothing, and what it says names each of the pieces."""
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        for piece in pieces:
            self.assertIn(piece, done.stderr)

    def town(self) -> str:
        """An office with a clerk, an auditor, and two issues: one accepted, one as it came in."""
        path = self.path("town")
        with cgov.FileStorage(path) as storage, cgov.Ledger.create(
                MARCH, rulebook=cgov.shipped("standard"), organization="桥东区", resident="王某", storage=storage) as ledger:
            founder, root = ledger.info().founder, ledger.info().root
            act = cgov.Act(founder, MARCH)
            office = ledger.add_organization(act, "民呼回应中心", "center", parent=root)
            clerk = ledger.add_resident(act.salted(), "钱某", parent=office)
            ledger.appoint(act, clerk, office, "clerk")
            ledger.appoint(act, founder, root, "auditor")
            for text in ("路灯不亮\n已三天", "下水道堵了"):
                issue = ledger.report(cgov.Act(clerk, MARCH), {"place": 130702, "intake": office, "text": text})
            ledger.move(cgov.Act(clerk, MARCH + HOUR), issue, "accept")
        return path


class TestWords(Case):
    """What holds for every verb, as the table has them."""

    def test_help_says_each_in_both_languages(self) -> None:
        everything = run("help").stdout + run("help", LANG="zh_CN.UTF-8").stdout
        for verb in words_of():
            self.assertIn("  %-12s" % verb, everything)
            for language, word in (("en", "OPTION..."), ("zh", "选项...")):
                done = run(verb, "--help", "--lang", language)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertTrue(done.stdout.startswith("cgov %s [%s]" % (verb, word)), done.stdout)
                for option in words_of(verb):
                    self.assertIn("  " + option.rstrip("="), done.stdout)

    def test_language_goes_by_the_locale(self) -> None:
        self.assertIn("动词", run("help", LC_ALL="zh_CN.UTF-8").stdout)
        self.assertIn("VERB", run("help", LC_ALL="C", LANG="zh_CN.UTF-8").stdout)
        self.assertIn("制度", run("help", "check", "--lang", "zh").stdout)
        self.says(run("check", "x", "--lang", "fr"), 2, "`fr` is neither en nor zh")

    def test_asked_wrongly(self) -> None:
        self.says(run(), 2, "cgov VERB")
        self.says(run("lst"), 2, "no verb `lst`; the nearest is `list`")
        self.says(run("x" * 100_000), 2, "no verb `xxx", "...")
        self.says(run("a\x1b[31m\n"), 2, "no verb `a?[31m?`")
        for verb in words_of():
            self.says(run(verb, "--nosuch"), 2, "no option `--nosuch`", verb)
            self.says(run(verb), 2, "something is missing", verb)
            self.says(run(verb, *["a"] * 100), 2, "one word too many", verb)
        self.says(run("list", "--knd", "x", "town"), 2, "no option `--knd`; the nearest is `--kind`")
        self.says(run("list", "town", "--kind"), 2, "--kind needs a value")
        self.says(run("list", "town", "--late=1"), 2, "--late takes no value")
        self.says(run("list", "town", "--late", "--late"), 2, "--late is given twice")
        self.says(run("list", "town", "--json", "--table"), 2, "exclude each other")

    def test_a_directory_that_is_no_ledger(self) -> None:
        os.mkdir(self.path("empty"))
        self.file("file", "")
        for verb, words in (("list", ()), ("show", ()), ("history", ("1",)), ("verify", ()), ("why", ("1",)), ("figures", ()),
                            ("meetings", ()), ("certificate", ("1",)), ("export", ()), ("snapshot", ()), ("upgrade", ()), ("erase", ("1", "text", "--reason", "r"))):
            self.says(run(verb, self.path("none"), *words), 2, "No such file or directory")
            self.says(run(verb, self.path("empty"), *words), 2, "holds no ledger")
            self.says(run(verb, self.path("file"), *words), 2, "is no directory")
        self.assertEqual(os.listdir(self.path("empty")), [])  # and nothing was written

    def test_output_that_cannot_be_written(self) -> None:
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([COMMAND, "check", "standard"], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"No space left", done.stderr)

    def test_a_closed_pipe(self) -> None:
        with subprocess.Popen([COMMAND, "help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()  # type: ignore[union-attr]
            self.assertEqual(process.stderr.read(), b"")  # type: ignore[union-attr]
            self.assertIn(process.wait(), (0, -13))


class TestHelp(Case):
    def test_values_of_kind_and_format(self) -> None:
        for verb, option, value in (("list", "--kind", "appointment"), ("import", "--kind", "unit"), ("export", "--kind", "record"),
                                    ("export", "--format", "json"), ("diagram", "--format", "mermaid"), ("figures", "--format", "csv")):
            line = next(line for line in run(verb, "--help").stdout.splitlines() if line.strip().startswith(option))
            self.assertIn(value, line, verb)


class TestCheck(Case):
    def test_working_days_without_a_calendar(self) -> None:
        text = LAMP.replace("for 3 days", "for 3 workdays")
        done = run("check", self.file("lamp.rules", text))
        self.assertEqual(done.returncode, 0)
        self.assertIn("lamp.rules:%d: note: it counts in working days" % (text[:text.index("workdays")].count("\n") + 1), done.stdout)
        self.assertNotIn("note:", run("check", self.file("lamp.rules", LAMP)).stdout)
        self.assertNotIn("note:", run("check", "standard").stdout)
        self.assertIn("注意：", run("check", self.file("lamp.rules", text), "--lang", "zh").stdout)
        self.assertTrue(any(json.loads(line)["is"] == "calendar" for line in
                            run("check", self.file("lamp.rules", text), "--json").stdout.splitlines()))

    def test_a_sound_text(self) -> None:
        self.prints(run("check", self.file("lamp.rules", LAMP)), "result\tpasses the six checks", "procedures\t1", "states\t3",
                    "moves\t4", "clocks\t2", "configurations\t7", "longest\t6", "unused\t0", "unverified\t0",
                    "digest\t" + bytes(cgov.check_rulebook(LAMP).digest).hex())

    def test_every_shipped_text_but_meetings_beside_standard(self) -> None:
        for name in cgov.shipped_rulebooks():
            self.assertEqual(run("check", name).returncode, 0, name)

    def test_all_faults_at_once(self) -> None:
        bad = LAMP.replace("held by intake\n    state mended", "held by intakes\n    state mended") \
            .replace("for 2 days", "for 2 day").replace("    answers\n", "    anwsers\n")
        done = run("check", self.file("bad.rules", bad))
        self.assertEqual(done.returncode, 1)
        lines = [re.sub(r"^.*/", "", line) for line in done.stdout.splitlines()]
        self.assertEqual(lines[0], "bad.rules:13:29: party `intakes` is not one of this procedure's: reporter, intake, handler")
        self.assertEqual(lines[1], '    state open "待修" held by intakes')
        self.assertTrue(lines[2].startswith("bad.rules:20:11: unit `day` is not one of the language's"))
        self.assertTrue(lines[4].startswith("bad.rules:30:5: `anwsers` starts no line that can stand here"))
        self.assertEqual(lines[6:], ["3 at fault; it cannot be adopted"])

    def test_what_a_fault_brings_with_it_is_not_said(self) -> None:
        # the state's line is at fault alone, though five lines name the state
        bad = LAMP.replace('state mended "待核" held by intake', 'state mended "待核" hold by intake')
        lines = run("check", self.file("bad.rules", bad)).stdout.splitlines()
        self.assertEqual(lines[-1], "1 at fault; it cannot be adopted")

    def test_what_was_meant_is_read_on(self) -> None:
        """A misspelt word at the head of a block would bring down all that it holds: it is read as it was meant."""
        text = cgov.shipped("standard")
        wrong = {"procedure part": "procedrue part", "state signed ": "satte signed ", "  stage dispatch": "  satge dispatch",
                 "clock handle": "colck handle", "held by lead\n    state inquiring": "hled by lead\n    state inquiring",
                 "move accept": "mvoe accept", "by any resident": "by any reisdent"}
        lines = set()
        for right, misspelt in wrong.items():
            lines.add(text[:text.index(right)].count("\n") + 1)
            text = text.replace(right, misspelt, 1)
        rows = [json.loads(line) for line in run("check", "--json", "-", given=text).stdout.splitlines()]
        self.assertEqual(sorted(row["line"] for row in rows), sorted(lines))

    def test_one_name_missed_on_many_lines_is_told_once(self) -> None:
        bad = LAMP.replace('state mended "待核"', 'state mneded "待核"')
        done = run("check", self.file("bad.rules", bad)).stdout
        self.assertEqual(done.count("state `mended` is not one of this procedure's"), 1, done)
        self.assertRegex(done, r"likewise on line 31, 33\n")
        self.assertIn("3 at fault", done)

    def test_a_check_that_fails_shows_the_way(self) -> None:
        bad = LAMP.replace("    at most 2\n", "")
        self.assertEqual(run("check", self.file("bad.rules", bad)).stdout.splitlines()[1:], [
            '    move mend "修好" open -> mended', "    on the way: mend again", "1 at fault; it cannot be adopted"])

    def test_unused_names(self) -> None:
        path = self.file("lamp.rules", LAMP + 'role lost "无用"\n')
        self.assertIn("lamp.rules:36: unused: role `lost` is named nowhere else", run("check", path).stdout)
        rows = [json.loads(line) for line in run("check", "--json", path).stdout.splitlines()]
        self.assertEqual([(row["is"], row.get("line")) for row in rows], [("unused", 36), ("passed", None)])

    def test_texts_are_joined_and_keep_their_lines(self) -> None:
        more = self.file("more.rules", "rulebook 1\nrole keeper \"一\"\nrole keeper \"二\"\n")
        self.assertIn("more.rules:3:6: role `keeper` stands twice", run("check", "standard", more).stdout)

    def test_standard_input_and_bad_texts(self) -> None:
        self.assertEqual(run("check", "-", given=LAMP).returncode, 0)
        self.assertEqual(run("check", "-", given=LAMP.replace("\n", "\r\n")).returncode, 0)
        self.assertEqual(run("check", "-").returncode, 1)
        self.assertEqual(run("check", "-", given="\0\0").returncode, 1)
        self.assertEqual(run("check", "-", given="rulebook 1\n" * 200_000).returncode, 1)
        self.says(run("check", "standrad"), 2, "`standrad`", "the nearest that does is `standard`")
        self.says(run("check", self.place), 3, "Is a directory")


class TestDiagram(Case):
    def test_shipped_procedures_as_they_are_drawn(self) -> None:
        for name, words in (("diagram", ("standard",)), ("diagram_part", ("standard", "--procedure", "part")),
                            ("diagram_decides", ("owners", "--procedure", "owners_decision"))):
            self.assertEqual(run("diagram", *words).stdout, (tap.ROOT / "examples/expected" / (name + ".txt")).read_text("utf-8"))

    def test_dot(self) -> None:
        done = run("diagram", self.file("lamp.rules", LAMP), "--format", "dot")
        self.prints(done, 'digraph "issue" {', '  label="路灯报修 (issue)"; rankdir=LR; node [shape=box, style=rounded];',
                    '  "[*]" [shape=point];', '  subgraph "cluster_repair" {', '    label="报修";',
                    '    "open" [label="待修\\n(intake)"];', '    "mended" [label="待核\\n(intake)"];',
                    '    "done" [label="已修", peripheries=2];', "  }", '  "[*]" -> "open" [label="报修"];',
                    '  "open" -> "mended" [label="修好 (回)"];', '  "mended" -> "done" [label="核查"];',
                    '  "mended" -> "open" [label="返工"];', "}")

    def test_bad(self) -> None:
        self.says(run("diagram", "standard", "--procedure", "isue"), 2, "no procedure `isue`; the nearest is `issue`", "question")
        self.says(run("diagram", "standard", "--format", "png"), 2, "`png` is neither mermaid nor dot")
        self.says(run("diagram", "-", given="rulebook 1\nmove\n"), 1, "at fault at line 2")
        self.says(run("diagram", "-", given='rulebook 1\nrole founder "创"\n  may appoint adopt\n'), 1, "no procedure to draw")


class TestTry(Case):
    def play(self, *lines: str, status: int = 0, text: str = "standard") -> List[str]:
        done = run("try", text, "--at", "2026-03-02T09:00", given="".join(line + "\n" for line in lines))
        self.assertEqual((done.returncode, done.stderr), (status, ""))
        return done.stdout.splitlines()

    def test_from_report_to_archive(self) -> None:
        said = self.play("open issue", "move accept", "move dispatch lead=office2", "move sign", "move start", "move done result=solved",
                         "move answer", "move pass solved=1 rating=5", "now +400d", "show")
        self.assertIn("  2026-03-02 09:00  issue:1   opened report -> registered by resident", said)
        self.assertIn("  2026-03-02 09:00  issue:1   moved pass -> closed by checker", said)
        self.assertIn("  issue:1 issue: archived 已归档", said)
        self.assertTrue(any("moved archive" in line and " by " not in line for line in said))

    def test_time_brings_about_what_is_due(self) -> None:
        said = self.play("open issue", "now +2h", "now 2026-03-18", "now")
        self.assertIn("  2026-03-10 04:29:59  issue:1   reminded forward 50%, told office", said)
        self.assertEqual([line for line in said if "late forward" in line],
                         ["  2026-03-18 00:00  issue:1   late forward, told office (head)"])
        self.assertEqual(said[-1], "  2026-03-18 00:00")

    def test_who_acts_and_why_not(self) -> None:
        said = self.play("open issue", "as resident", "move accept", "why accept", "as anyone", "why accept", "why dispatch", status=1)
        self.assertTrue(said[said.index("> move accept") + 1].startswith("  no: `accept` is for clerk of intake (CGOV_R_ACTOR, line "))
        self.assertTrue(said[said.index("> why accept") + 1].startswith("  nobody: `accept` is for clerk of intake (CGOV_R_ACTOR, line "))
        self.assertEqual(said[-3], "  clerk can")
        self.assertTrue(said[-1].startswith("  nobody: `dispatch` does not leave the state `registered` (CGOV_R_STATE, line "))

    def test_move_and_why_say_one_reason(self) -> None:
        """Who could make it but for the day is asked, not whoever comes first: so both hear of the day, in the same words."""
        said = self.play("open owners_decision matter=owners_fund_use", "move list", "now +6d", "why announce", "move announce", "as root.head", "why announce",
                         "move announce", status=1, text="owners")
        given = [re.findall(r"\((CGOV_R_\w+), line (\d+)\)", line) for line in said if "CGOV_R_" in line]
        self.assertEqual([one[0][0] for one in given], ["CGOV_R_SHARE", "CGOV_R_SHARE", "CGOV_R_ACTOR", "CGOV_R_ACTOR"], said)
        words = [line.split(": ", 1)[1] for line in said if "CGOV_R_" in line]
        self.assertEqual([words[0], words[2]], [words[1], words[3]])
        self.assertTrue(words[0].startswith("`electors` has 0, 1 needed, 1 lacking (CGOV_R_SHARE"), words[0])
        said = self.play("person owner1 in=office", "unit a in=office owner=owner1 area=30", "open owners_decision matter=owners_fund_use organizer=office2 estate=office",
                         "move list", "now +6d", "move announce day=2026-03-30", "why begin", "move begin",
                         status=1, text="owners")
        words = [line.split(": ", 1)[1] for line in said if "CGOV_R_DAY" in line]
        self.assertEqual(words[0], words[1])
        self.assertIn("2026-03-30", words[0])
        self.assertIn("  day: `20260330` is no day, as 2026-03-03", self.play(
            "open owners_decision matter=owners_fund_use", "move list", "move announce day=20260330", status=1, text="owners"))

    def test_an_opening_says_what_whoever_came_farthest_is_told(self) -> None:
        said = self.play("open owners_decision", "as root.head", "open owners_decision", status=1, text="owners")
        given = [re.findall(r"\((CGOV_R_\w+), line (\d+)\)", line)[0][0] for line in said if "CGOV_R_" in line]
        self.assertEqual(given, ["CGOV_R_NEEDS", "CGOV_R_ACTOR"], said)

    def test_rolls(self) -> None:
        said = self.play("open public_issue", "enter seconds resident2", "enter seconds", "enter seconds resident2", "enter secnods", "enter",
                         "enter seconds nobody", "enter posts resident2 x=1", "show", text="meetings", status=1)
        second = said.index("> enter seconds resident2")
        self.assertEqual(said[second + 1], "  seconds 附议: 1 (open)")
        self.assertTrue(any("they are entered already" in line for line in said))
        for piece in ("no roll `secnods`; the nearest is `seconds`", "on which roll?", "nobody is called `nobody`",
                      "`x=1`: details are NAME=VALUE", "it takes: reply_to text"):
            self.assertTrue(any(piece in line for line in said), (piece, said))

    def test_people_units_and_sums_that_are_none(self) -> None:
        lines = ("person", "person in=office", "person clerk", "person a in=nobody", "person b role=clrek", "person c color=red", "unit d area=1.234",
                 "unit e owner=nobody", "person f5..1", "person g1..3 in=office2", "open village_vote", "enter electors g1..4", "leave electors g9", "leave electors g1 reason=moved",
                 "bundle", "bundle ballots", "bundle ballots yes", "bundle ballots ja=3", "bundle ballots yes=x", "rule", "rule nosuch yes=1",
                 "rule village_assembly day=20250101 yes=1", "rule village_assembly day=2025-01-01 yes.aera=1", "certificate", "person h1..300")
        said = self.play(*lines, status=1, text="assemblies")
        for piece in ("called what?", "`clerk` cannot be a name, or is one already", "`f5..1` cannot be a name", "in: nothing here is called `nobody`", "role: `clrek` cannot be held there",
                      "`color=red`: details are NAME=VALUE, of in, role, household", "area: `1.234` is no area in square metres", "owner: nothing here is called",
                      "nobody is called `g4`", "electors 十八周岁以上的村民: 2 (open)", "on which roll?", "a bundle has rows, and none are given", "`yes`: sums are NAME=NUMBER",
                      "`ja=3`: nothing is counted by that name", "`x` is no number", "which rule?", "the text has no rule `nosuch`",
                      "day: `20250101` is no day, as 2026-03-03", "`yes.aera=1`: nothing is counted", "nothing was decided of it", "no room for more than 256 names"):
            self.assertTrue(any(piece in line for line in said), (piece, said))

    def test_a_unit_is_sold_while_the_list_is_shown(self) -> None:
        said = self.play("person owner1..3", "unit house1..3 owner=owner1..3 area=90", "open owners_decision organizer=office2 estate=office matter=owners_other text=x",
                         "move list", "now +6d", "sell house2..3 owner=owner1", "move announce day=2026-04-01", "move list", "show",
                         "sell", "sell house1", "sell house9 owner=owner2", "sell owner1 owner=owner2", "sell house1 owner=nobody", "sell house1 area=3",
                         status=1, text="owners")
        at = said.index("> sell house2..3 owner=owner1")
        self.assertEqual(said[at + 1], "  sold 2")
        self.assertTrue(any("CGOV_R_ELECTOR" in line for line in said[at:]), said)
        self.assertIn("  electors 业主名册: 1 (open)", said)
        for piece in ("called what?", "to whom? sell UNIT owner=WHO", "no unit is called `house9`", "no unit is called `owner1`",
                      "owner: nothing here is called `nobody`", "`area=3`: details are NAME=VALUE, of owner"):
            self.assertTrue(any(piece in line for line in said), (piece, said))

    def test_every_shipped_procedure_can_be_opened_or_says_why_not(self) -> None:
        for name in cgov.shipped_rulebooks():
            procedures = re.findall(r"(?m)^procedure (\w+)", cgov.shipped(name))
            if procedures:
                done = run("try", name, "--at", "2026-03-02T09:00",
                           given="".join("open %s\nmoves\nshow\n" % procedure for procedure in procedures))
                self.assertIn(done.returncode, (0, 1), name)
                self.assertEqual(done.stderr, "", name)

    def test_bad_lines(self) -> None:
        lines = ("moev accept", "move accept", "open isue", "open issue txt=1", "open issue place=x", "open issue intake=nobody", "as clrek",
                 "now yesterday", "now +3", "now +99999999999d", "now 2020-01-01", "item 7", "item x:1", "why", "", "# nothing", "x" * 70_000, '"', "=")
        said = self.play(*lines, status=1)
        for piece in ("no command `moev`; the nearest is `move`", "there is no item yet", "no procedure `isue`; the nearest is `issue`",
                      "`txt=1`: details are NAME=VALUE; the nearest is `text`", "place: `x` is no number",
                      "intake: nobody here is called `nobody`", "nobody is called `clrek`; the nearest is `clerk`", "`yesterday` is no time",
                      "`+3` is no time", "there is no 7", "there is no x:1"):
            self.assertTrue(any(piece in line for line in said), piece)
        self.says(run("try", "-", given="rulebook 1\nmove\n"), 1, "at fault at line 2")
        self.says(run("try", "standard", "--profile", "NONE"), 1, "NONE")


    def test_help_says_that_owners_hands_need_an_area(self) -> None:
        self.assertTrue(any(line.startswith("  bundle ") and "yes.area=83.17" in line for line in self.play("help")))

    def test_open_says_which_procedures_there_are(self) -> None:
        said = self.play("open urgency=urgent", status=1)
        self.assertIn("  which procedure? open PROCEDURE DETAIL=VALUE...", said)
        self.assertTrue(any(line.startswith("  there are: ") and " issue" in line and " question" in line for line in said), said)
        self.assertIn("  no procedure `isue`; the nearest is `issue`", self.play("open isue", status=1))
        lamp = self.file("lamp.rules", LAMP)
        self.assertTrue(any("opened report" in line for line in self.play("open text=灯不亮", text=lamp)))


class TestDiff(Case):
    def test_what_changed(self) -> None:
        old = self.file("old.rules", LAMP)
        new = self.file("new.rules", LAMP.replace("for 3 days", "for 1 days  # sooner").replace("again", "redo")
                        .replace("    at most 2\n", "    at most 2\n  move close \"催\" open -> same\n    by reporter\n    at most 3\n"))
        done = run("diff", old, new)
        rows = [line.split("\t") for line in done.stdout.splitlines()[1:]]
        self.assertEqual((done.returncode, [row[:3] for row in rows]), (0, [
            ["~", "clock", "issue.repair"], ["~", "clock", "issue.check"], ["+", "move", "issue.redo"],
            ["+", "move", "issue.close"], ["-", "move", "issue.again"]]))
        self.assertIn("- for 3 days; + clock", rows[0][3].replace("- clock repair from report again until mend; ", ""))
        self.prints(run("diff", old, old))
        self.prints(run("diff", "standard", "standard"))

    def test_each_line_is_told(self) -> None:
        """Rules, details, the territory, and what a procedure itself says: none of it changes silently, indented or not."""
        rule = ('rule half "业主共同决定"%s\n  source "章程" verified\n  ask yes_no\n  quorum voters at least 2/3 of electors\n'
                "  passes yes %s\n%s")
        cast = "  passes yes more than 1/2 of cast\n"
        lamp = LAMP.replace("  party reporter", '  detail hint "线索" words read by office\n  party reporter').replace(
            "    needs text intake\n", "    needs text intake\n    takes hint\n")
        text = lamp + rule % (" from 2021-01-01 to 2023-12-31", "more than 1/3 of cast", "") + (
            rule % (" from 2024-01-01", "more than 1/2 of electors", cast)) + "territory village\n"
        for old, new, said in (
                ("yes more than 1/3 of cast", "yes at least 1/4 of cast",
                 "~\trule\thalf\t- passes yes more than 1/3 of cast; + passes yes at least 1/4 of cast"),
                (cast, "", "~\trule\thalf\t- passes yes more than 1/2 of cast"),
                ("from 2024-01-01", "from 2024-01-02",
                 '~\trule\thalf\t- rule half "业主共同决定" from 2024-01-01; + rule half "业主共同决定" from 2024-01-02'),
                ("territory village", "territory town", "~\tterritory\t\t- territory village; + territory town"),
                ("read by office", "read by public",
                 '~\tdetail\tissue.hint\t- detail hint "线索" words read by office; + detail hint "线索" words read by public'),
                ("  detail hint", "  public text\n  detail hint", "~\tprocedure\tissue\t+ public text"),
                ("第五条", "第六条", '~\tprocedure\tissue\t- cites "桥东社区公约 第五条"; + cites "桥东社区公约 第六条"')):
            self.assertEqual(text.count(old), 1, old)
            for flat in (False, True):
                before, after = (re.sub("(?m)^ +", "", one) if flat else one for one in (text, text.replace(old, new)))
                done = run("diff", self.file("old.rules", before), self.file("new.rules", after))
                self.prints(done, "change\tkind\tname\tlines", said)
        later = rule % (" from 2019-01-01 to 2020-12-31", "more than 1/2 of cast", "")
        done = run("diff", self.file("old.rules", text), self.file("new.rules", text.replace("rule half", later + "rule half", 1)))
        self.prints(done, "change\tkind\tname\tlines", "+\trule\thalf\t")

    def test_layout_is_no_change(self) -> None:
        """Blanks, tabs, comments and line ends are no words; what stands inside quotes is."""
        old = self.file("old.rules", LAMP)
        same = LAMP.replace("for 3 days", "for\t 3  days # sooner?").replace("\n", " \t\r\n")
        with open(self.path("new.rules"), "w", encoding="utf-8", newline="") as file:
            file.write(same)
        self.prints(run("diff", old, self.path("new.rules")))
        for cites in ("桥东社区公约  第五条", "桥东社区公约 第五条 # 一款", "桥东社区公约 # 第五条"):
            done = run("diff", old, self.file("new.rules", LAMP.replace("桥东社区公约 第五条", cites)))
            self.prints(done, "change\tkind\tname\tlines",
                        f'~\tprocedure\tissue\t- cites "桥东社区公约 第五条"; + cites "{cites}"')

    def test_a_map(self) -> None:
        path = self.town()
        done = run("diff", "standard", "standard", "--map", "same", "--ledger", path)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        self.assertEqual(rows[0], ["procedure", "state", "items", "to"])
        self.assertIn(["issue", "accepted", "1", "accepted"], rows)
        self.assertIn(["issue", "registered", "1", "registered"], rows)
        self.assertIn(["issue", "handling", "0", "handling"], rows)
        self.assertIn("issue\taccepted\t1\t(stays)", run("diff", "standard", "standard", "--ledger", path).stdout)
        bad = self.file("bad.map", "issue accepted -> nowhere\n")
        self.says(run("diff", "standard", "standard", "--map", bad), 1, "CGOV_E_REFUSED", "nowhere")
        self.says(run("diff", "standard", "standard", "--map", self.path("none")), 2, "No such file")
        self.says(run("diff", "standard", "-", given="rulebook 1\nx\n"), 1, "at fault at line 2")


class TestAdopt(Case):
    def newer(self, path: str) -> str:
        text = run("show", path, "rulebook:1").stdout
        return self.file("newer.rules", text + '\nrole watcher "观察员"\n')

    def test_what_it_changes_is_shown_and_then_adopted(self) -> None:
        path = self.town()
        newer = self.newer(path)
        before = run("verify", path).stdout
        shown = run("adopt", path, newer, "--map", "same", "--dry-run", "--at", "2026-03-03")
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        self.assertIn("+\trole\twatcher\t", shown.stdout)
        self.assertIn("issue\taccepted\t1\taccepted", shown.stdout)
        self.assertNotIn("rulebook:", shown.stdout)
        self.assertEqual(run("verify", path).stdout, before)  # and nothing was written
        done = run("adopt", path, newer, "--map", "same", "--at", "2026-03-03")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith(shown.stdout.rstrip("\n")))
        self.assertIn("rulebook\trulebook:2", done.stdout)
        self.assertIn("issue:1\t", run("list", path).stdout)
        self.assertIn('"rulebook":2', run("show", path, "issue:1", "--json").stdout.replace(" ", ""))

    def test_a_text_beside_the_others(self) -> None:
        path = self.town()
        done = run("adopt", path, "erasing", "--at", "2026-03-03")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("+\trole\tprotector\t", done.stdout)
        self.assertNotIn("procedure\tstate", done.stdout)
        self.assertIn('"rulebook":1', run("show", path, "issue:1", "--json").stdout.replace(" ", ""))
        self.says(run("adopt", path, "erasing", "--map", "same", "--at", "2026-03-03"), 2, "nothing to carry over")

    def test_refused(self) -> None:
        path = self.town()
        newer, at = self.newer(path), ("--at", "2026-03-03")
        before = run("verify", path).stdout
        bad = self.file("bad.map", "issue accepted -> nowhere\n")
        for words in (("--map", bad), ("--map", bad, "--dry-run"), ("--as", "resident:2")):
            got = run("adopt", path, newer, *words, *at)
            self.assertEqual((got.returncode, got.stdout[:6]), (1, "change"))  # what it would change is shown first
            self.assertIn("CGOV_E_REFUSED", got.stderr)
        self.says(run("adopt", path, "-", *at, given="rulebook 1\nx\n"), 1, "at fault at line 2")
        got = run("adopt", path, "deciding_unverified", *at)
        self.assertEqual((got.returncode, got.stderr.endswith("; `--unverified` says that it is known\n")), (1, True), got.stderr)
        got = run("adopt", path, "deciding_unverified", *at, "--as", "resident:2", "--unverified")
        self.assertEqual((got.returncode, "--unverified" in got.stderr), (1, False), got.stderr)
        self.says(run("adopt", path, self.path("none"), *at), 2, "no text of that name ships")
        self.says(run("adopt", self.path("none"), newer, *at), 2, "No such file")
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage):
            got = run("adopt", path, newer, *at)
            self.assertEqual((got.returncode, "CGOV_E_BUSY" in got.stderr), (3, True))
        self.assertEqual(run("verify", path).stdout, before)

    def test_a_clock_that_is_wrong(self) -> None:
        path = self.town()
        for at, hint in (("2027-01-01", "`--long-jump` insists"), ("2026-03-01", "`--at` gives another instant")):
            got = run("adopt", path, "erasing", "--at", at)
            self.assertEqual((got.returncode, hint in got.stderr), (1, True), got.stderr)
        got = run("import", path, self.file("a.csv", "key,name\nA,甲\n"), "--kind", "resident", "--at", "2027-01-01")
        self.assertIn("`--long-jump` insists on this one; the row is left out", got.stderr)
        self.assertEqual(run("adopt", path, "erasing", "--at", "2027-01-01", "--long-jump").returncode, 0)

    def test_in_chinese(self) -> None:
        path = self.town()
        got = run("adopt", path, self.newer(path), "--as", "resident:2", "--at", "2026-03-03", "--lang", "zh")
        self.assertIn("制度不允许：所任岗位均无此权限（no role of the actor may adopt", got.stderr)
        self.says(run("history", path, "99", "--lang", "zh"), 1, "查无此项（")


class TestWalk(Case):
    """What the pages on backups, erasing, snapshots and upgrading say to do, in their order, by the command alone."""

    def test_a_year_with_a_ledger(self) -> None:
        path, copy = self.town(), self.path("copy")
        at = ("--at", "2026-03-03")

        def done(*words: str) -> str:
            got = run(*words)
            self.assertEqual((got.returncode, got.stderr), (0, ""), words)
            return got.stdout

        def seq() -> int:
            return int(dict(line.split("\t", 1) for line in done("show", path).splitlines())["seq"])

        # a copy while another process writes: ack first
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage) as ledger:
            os.mkdir(copy)
            for name in ("ack", "journal"):
                shutil.copy(os.path.join(path, name), copy)
            ledger.tick(cgov.Act(0, ledger.info().now))
            kept = ledger.info().seq
        self.assertIn("damaged\t0", done("verify", copy, "--at-least", str(kept)))
        # an office that may erase, somebody in it, and a text that goes
        done("adopt", path, "erasing", *at)
        done("import", path, self.file("who.csv", "resident,role\nresident:1,protector\n"), "--kind", "appointment", *at)
        text = ("erase", path, "2", "text", "--reason", "本人要求")
        done(*text, *at)
        self.assertIn("(erased)", done("history", path, "2"))
        # a snapshot, and it is as it was
        digest = [line for line in done("verify", path).splitlines() if line.startswith("journal")]
        done("snapshot", path)
        self.assertEqual([line for line in done("verify", path).splitlines() if line.startswith("journal")], digest)
        # the copy is put back, and what was erased since is erased again
        shutil.move(path, self.path("away"))
        shutil.copytree(copy, path)
        self.assertEqual(seq(), kept)
        self.assertNotIn("(erased)", done("history", path, "2"))
        done("adopt", path, "erasing", *at)
        done("import", path, self.path("who.csv"), "--kind", "appointment", *at)
        done(*text, *at)
        self.assertIn("(erased)", done("history", path, "2"))
        # a newer text, and the items carried to it
        newer = self.file("newer.rules", done("show", path, "rulebook:1") + '\nrole watcher "观察员"\n')
        self.assertIn("+\trole\twatcher", done("adopt", path, newer, "--map", "same", "--at", "2026-03-04"))
        self.assertIn("erased\t1\ndamaged\t0", done("verify", path))


def newer(path: str) -> None:
    """Makes a ledger what a library of the next number of decisions would have founded."""
    with open(os.path.join(path, "journal"), "r+b") as file:
        data = bytearray(file.read())
        seed, frame = reader.seed_of(bytes(data)), reader.HEADER
        records_len = struct.unpack_from("<I", data, frame)[0]
        payload = frame + reader.FRAME + reader.FLOOR
        record = payload + 4  # after its own checksum
        cursor = reader.Cursor(bytes(data[record:]))
        cursor.take(cursor.varint())
        end = record + cursor.at
        data[data.index(b"\x80\x02\x01", record, end) + 2] = 2  # field 64, a varint: 1
        struct.pack_into("<I", data, record - 4, reader.crc32c(seed + struct.pack("<Q", 1) + bytes(data[record:end])))
        struct.pack_into("<I", data, frame + 16, reader.crc32c(bytes(data[payload:payload + records_len])))
        struct.pack_into("<I", data, frame + 20, reader.crc32c(
            seed + bytes(data[frame:frame + 20]) + bytes(data[payload - reader.FLOOR:payload])))
        file.seek(0)
        file.write(data)


class TestUpgrade(Case):
    def test_what_is_decided_already_stays(self) -> None:
        path = self.town()
        before = run("verify", path).stdout
        self.prints(run("upgrade", path), "decisions\t1", "before\t1", "record\t")
        self.assertEqual(json.loads(run("upgrade", path, "--json", "--as", "resident:2").stdout)["decisions"], 1)
        self.assertEqual(run("verify", path).stdout, before)
        self.says(run("upgrade", path, "--as", "who"), 2, "`who` is no id")
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage):
            self.says(run("upgrade", path), 3, "CGOV_E_BUSY")

    def test_a_ledger_of_a_newer_version(self) -> None:
        path = self.town()
        newer(path)
        facts = dict(line.split("\t") for line in run("show", path).stdout.splitlines())
        self.assertEqual((facts["decisions"], facts["library"], facts["issues"]), ("2", "1", "2"))
        self.says(run("upgrade", path), 1, "CGOV_E_DECISIONS", "newer")
        people = self.file("a.csv", "key,name\nA,甲\nB,乙\n")
        self.says(run("import", path, people, "--kind", "resident"), 1, "CGOV_E_DECISIONS")  # at once, not of each row


class TestNew(Case):
    def test_founded(self) -> None:
        path = self.path("town")
        self.prints(run("new", path, "--organization", "桥东区", "--founder", "王某", "--at", "2026-03-02T09:00", "--auditor"),
                    "ledger\t" + path, "organization\torganization:1 桥东区", "founder\tresident:1 王某", "rulebooks\t1",
                    "now\t2026-03-02 09:00")
        self.prints(run("list", path, "--kind", "appointment"), "id\tresident\trole\torganization\tfrom\tuntil",
                    "appointment:1\tresident:1 王某\tfounder\torganization:1 桥东区\t2026-03-02 09:00\t",
                    "appointment:2\tresident:1 王某\tauditor\torganization:1 桥东区\t2026-03-02 09:00\t")
        self.says(run("new", path), 1, "holds a ledger already")

    def test_refused_leaves_nothing(self) -> None:
        self.says(run("new", self.path("a"), self.file("lamp.rules", LAMP)), 1, "CGOV_E_REFUSED", "founder")
        self.says(run("new", self.path("a"), "standard", self.file("bad.rules", "rulebook 1\nrole\n")), 1, "bad.rules:2: ")
        self.says(run("new", self.path("a"), "--profile", "NONE"), 1, "NONE")
        founder = "rulebook 1\nrole founder \"建账人\"\n  may adopt add change appoint\n"
        self.says(run("new", self.path("a"), self.file("plain.rules", founder), "--auditor"), 1, "auditor")
        self.says(run("new", self.path("a"), "standard", "deciding_unverified"), 1, "CGOV_R_RULE", "; `--unverified` says that it is known")
        self.says(run("new", self.path("a"), "--offset", "841"), 2, "`841` is no number of minutes")
        self.says(run("new", self.path("a"), "--at", "2026-02-30"), 2, "`2026-02-30` is no instant")
        self.says(run("new", self.path("a"), "--region", "x"), 2, "`x` is no number")
        self.says(run("new", self.path("a/b")), 3, "CGOV_E_STORAGE")
        self.says(run("new", "/dev/null/x"), 3, "CGOV_E_STORAGE")
        self.assertEqual(sorted(os.listdir(self.place)), ["bad.rules", "lamp.rules", "plain.rules"])

    def test_what_another_process_founds_meanwhile_is_left_alone(self) -> None:
        """It comes between the look whether there is a directory and the founding, which waits for its text."""
        text = cgov.shipped("standard") + "# and more than a pipe holds\n" * 5_000
        for status, piece in ((1, "holds a ledger already"), (3, "CGOV_E_BUSY"), (1, "at fault")):
            path = self.path("town%d" % len(os.listdir(self.place)))
            with subprocess.Popen([COMMAND, "new", path, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                  encoding="utf-8", env={**os.environ, "LANG": "C"}) as process:
                process.stdin.write(text + ("role\n" if piece == "at fault" else ""))  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                self.assertEqual(run("new", path).returncode, 0)
                held = [cgov.FileStorage(path)] if status == 3 else []
                writer = [cgov.Ledger.open(storage) for storage in held]
                said = process.communicate()[1]
                for one in [*writer, *held]:
                    one.close()
            self.assertEqual(process.returncode, status, said)
            if piece != "at fault":
                self.assertIn(piece, said)
            self.assertEqual(run("verify", path).stderr, "")  # its journal, and its ack


class TestReading(Case):
    def test_list(self) -> None:
        path = self.town()
        head = "id\tprocedure\tstate\tholder\topened\tdue\tlate\tmatter\tabout"
        rows = ["issue:1\tissue\t已登记\torganization:2 民呼回应中心\t2026-03-02 09:00\t2026-03-17 23:59:59\t0\t\t路灯不亮\\n已三天",
                "issue:2\tissue\t已受理\torganization:2 民呼回应中心\t2026-03-02 09:00\t2026-03-17 23:59:59\t0\t\t下水道堵了"]
        noon = ("--at", "2026-03-02T12:00")
        self.prints(run("list", path, *noon), head, *rows)
        self.prints(run("list", path, *noon, "--state", "accepted"), head, rows[1])
        self.prints(run("list", path, *noon, "--limit", "1"), head, rows[0])
        self.prints(run("list", path, *noon, "--late"))
        self.assertEqual(json.loads(run("list", path, *noon, "--json").stdout.splitlines()[0]), {
            "is": "item", "id": "issue:1", "procedure": "issue", "state": "registered", "holder": "organization:2 民呼回应中心",
            "opened": "2026-03-02 09:00", "due": "2026-03-17 23:59:59", "late": 0, "matter": "", "about": "路灯不亮\n已三天"})
        self.prints(run("list", path, "--kind", "resident", "--as", "public"))
        self.says(run("list", path, "--state", "acepted"), 1, "CGOV_E_NOT_FOUND", "acepted", "accepted")
        self.says(run("list", path, "--kind", "isue"), 2, "no kind `isue`; the nearest is `issue`")
        self.says(run("list", path, "--organization", "office:1"), 2, "no kind `office`")
        self.says(run("list", path, "--organization", "issue:1"), 2, "CGOV_E_KIND")
        self.says(run("list", path, "--limit", "-1"), 2, "`-1` is no number")
        self.says(run("list", path, "--as", "resident:99999999999999999999"), 2, "is no id")

    def test_a_table_is_aligned_and_cut(self) -> None:
        path = self.town()
        for width in (40, 60, 80):
            for line in run("list", path, "--table", COLUMNS=str(width), LANG="zh_CN.UTF-8").stdout.splitlines():
                self.assertLessEqual(sum(2 if ord(c) > 0x2E7F else 1 for c in line), max(width, 71), line)
        lines = run("list", path, "--kind", "organization", "--table", COLUMNS="200").stdout.splitlines()
        self.assertEqual([line.split()[:3] for line in lines[1:]], [["organization:1", "桥东区", "government"],
                                                                    ["organization:2", "民呼回应中心", "center"]])
        at = [sum(2 if ord(c) > 0x2E7F else 1 for c in line[:line.index(word)])
              for line, word in zip(lines, ("type", "government", "center"))]
        self.assertEqual(len(set(at)), 1)

    def test_show(self) -> None:
        path = self.town()
        facts = dict(line.split("\t") for line in run("show", path).stdout.splitlines())
        self.assertEqual({key: facts[key] for key in ("organization", "residents", "issues", "open", "ack_missing")},
                         {"organization": "organization:1 桥东区", "residents": "2", "issues": "2", "open": "2", "ack_missing": "0"})
        shown = run("show", path, "2", "--at", "2026-03-02T12:00").stdout.split("\n\n")
        self.assertIn("state\taccepted\ntitle\t已受理", shown[0])
        self.assertEqual(shown[1].splitlines(), ["party\twho\tholds", "reporter\tresident:2 钱某\t",
                                                 "intake\torganization:2 民呼回应中心\tmust act"])
        self.assertTrue(shown[2].startswith("clock\ttitle\tstate\tstarted\tdue\tstopped\tlate\treminders\nforward\t转办\truns\t"))
        self.assertEqual(shown[3].splitlines()[:2], ["words\tlatest", "text\t下水道堵了"])
        self.assertIn("name\t钱某", run("show", path, "resident:2").stdout)
        self.assertEqual(run("show", path, "rulebook:1").stdout, cgov.shipped("standard"))
        self.says(run("show", path, "rulebook:2"), 1, "there are 1 texts")
        self.says(run("show", path, "issue:3"), 1, "CGOV_E_NOT_FOUND", "no item issue:3")
        self.says(run("show", path, "issue:1", "--as", "resident:7"), 1, "CGOV_E_NOT_FOUND")
        for none in ("isue:1", "issue:", "issue:0", ":1", "-1", "12x", "issue:17592186044416", "9" * 500):
            self.says(run("show", path, "--", none), 2, "is no id")

    def test_history(self) -> None:
        path = self.town()
        self.prints(run("history", path, "2"), "seq\tat\trecord\twhat\tto\tby\tdetails",
                    "11\t2026-03-02 09:00\topened\treport\tregistered\tresident:2 钱某\ttext: 下水道堵了",
                    "12\t2026-03-02 10:00\tmoved\taccept\taccepted\tresident:2 钱某\t")
        self.says(run("history", path, "7"), 1, "7: CGOV_E_NOT_FOUND")
        self.says(run("history", path, "resident:1"), 2, "CGOV_E_KIND")

    def test_beside_a_writer_and_where_nobody_can_write(self) -> None:
        path = self.town()
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage):
            for verb in ("list", "show", "verify"):
                self.assertEqual(run(verb, path).returncode, 0)
        os.remove(os.path.join(path, "lock"))
        os.chmod(path, 0o500)
        self.addCleanup(os.chmod, path, 0o700)
        self.assertEqual(run("list", path).returncode, 0)
        self.assertNotIn("lock", os.listdir(path))


def told_by(example: str, path: str) -> str:
    """What an example of the binding prints; its ledger is kept in files."""
    create = cgov.Ledger.create
    storage = cgov.FileStorage(path)
    printed = io.StringIO()
    with mock.patch.object(cgov.Ledger, "create", lambda *words, **names: create(*words, **{**names, "storage": storage})):
        with contextlib.redirect_stdout(printed):
            importlib.import_module(example).main()
    storage.close()
    return printed.getvalue()


class TestWhy(Case):
    def test_moves(self) -> None:
        path = self.town()
        lines = run("why", path, "2", "--as", "resident:2").stdout.splitlines()
        self.assertEqual(lines[0], "move\ttitle\tallowed\tto\treason\twhy\tline\tcites")
        rows = {line.split("\t")[0]: line.split("\t")[2:6] for line in lines[1:]}
        self.assertEqual(rows["classify"][0], "yes")
        self.assertEqual(rows["accept"], ["no", "accepted", "CGOV_R_STATE", "`accept` does not leave the state `accepted`"])
        self.assertEqual(rows["dispatch"][:3], ["no", "dispatched", "CGOV_R_ACTOR"])

    def test_one_move(self) -> None:
        path = self.town()
        shown = run("why", path, "2", "dispatch", "--as", "resident:2")
        self.assertEqual(shown.returncode, 1)
        parts = shown.stdout.split("\n\n")
        self.assertIn("reason\tCGOV_R_ACTOR\nwhy\t`dispatch` is for dispatcher of intake", parts[0])
        self.assertIn("lead\t", parts[1])
        line = int(re.search(r"^line\t(\d+)$", parts[0], re.MULTILINE).group(1))  # type: ignore[union-attr]
        text = cgov.shipped("standard").splitlines()[line - 1].strip()
        self.assertEqual(parts[-1], "rulebook\tline\ttext\n1\t%d\t%s\n" % (line, text))
        self.assertEqual(run("why", path, "2", "classify", "--as", "resident:2").returncode, 0)
        self.says(run("why", path, "2", "despatch"), 2, "`issue` has no move `despatch`; the nearest is `dispatch`")
        self.says(run("why", path, "2", "q" * 1000), 2, "has no move `qqq")
        self.says(run("why", path, "9"), 1, "CGOV_E_NOT_FOUND")


class TestFigures(Case):
    def test_groups(self) -> None:
        path = self.town()
        head = "group\tissues\topen\tclosed\trefused\twithdrawn\tmerged\tanswered\tdue\ton_time\tassessable\tsolved\trated\t" \
            "satisfied\treturned\treworked\treopened"
        none = "\t0" * 14
        self.prints(run("figures", path, "--group", "month", "--at", "2026-03-03"), head, "2026-03\t2\t2" + none)
        self.prints(run("figures", path, "--group", "intake", "--at", "2026-03-03"), head, "organization:2 民呼回应中心\t2\t2" + none)
        self.assertIn("2026-03\t2\t2\t0\t0\t0\t0\t0\t2\t0", run("figures", path, "--group", "month", "--at", "2026-04-03").stdout)
        self.prints(run("figures", path, "--until", "2026-03-02"))
        lines = run("figures", path, "--format", "csv").stdout.splitlines()
        self.assertEqual((lines[0], len(lines)), (cgov.figures_head(), 2))
        self.assertEqual(json.loads(run("figures", path, "--json").stdout)["issues"], 2)

    def test_bad(self) -> None:
        path = self.town()
        self.says(run("figures", path, "--group", "mont"), 2, "--group: `mont` is none; the nearest is `month`")
        self.says(run("figures", path, "--format", "xls"), 2, "`xls` is not csv")
        self.says(run("figures", path, "--clock", "hanlde"), 1, "CGOV_E_NOT_FOUND")
        self.says(run("figures", path, "--until", "2026-13-01"), 2, "is no instant")


class TestMeetings(Case):
    def test_a_meeting(self) -> None:
        path = self.path("met")
        told_by("joint_meeting", path)
        done = run("meetings", path, "--as", "resident:4")
        self.assertEqual([line.split("\t")[1:4:2] + line.split("\t")[5:7] for line in done.stdout.splitlines()[1:]],
                         [["joint_meeting", "", "2", "0"]])
        number = done.stdout.splitlines()[1].split("\t")[0]
        topics, rolls, *_ = run("meetings", path, number, "--as", "resident:4").stdout.split("\n\n")
        self.assertEqual([line.split("\t")[1] for line in topics.splitlines()[1:]], ["topic", "topic"])
        self.assertIn("members\t", rolls)
        self.says(run("meetings", path, "session:77"), 1, "CGOV_E_NOT_FOUND")
        self.says(run("meetings", path, "resident:1"), 2, "CGOV_E_KIND")

    def test_a_certificate(self) -> None:
        path = self.path("decided")
        self.assertEqual(run("certificate", self.path("none"), "1").returncode, 2)
        printed = told_by("owners_decide", path)
        self.assertIn("outcome passed", printed)
        for words in (("1",), ("motion:1", "count"), ("motion:1", "count", "40")):
            done = run("certificate", path, *words, "--as", "resident:6")
            self.assertEqual((done.stdout.splitlines()[2:], done.returncode), (printed.splitlines()[2:], 0))
        self.says(run("certificate", path, "1", "publish", "--as", "resident:6"), 1, "CGOV_E_NOT_FOUND")
        self.says(run("certificate", path, "1", "count", "x"), 2, "`x` is no record's number")
        self.says(run("certificate", path, "2"), 1, "CGOV_E_NOT_FOUND")
        why = run("why", path, "motion:1", "count", "--as", "resident:6").stdout
        self.assertIn("rule\tcounted_now\nowners_special\tpassed\n", why)
        self.assertIn("cast\telectors\t48050\t48050\t32034\t1\t20\n", why)


class TestImport(Case):
    AT = ("--at", "2026-03-02T09:00")

    def bring(self, path: str, kind: str, text: str, *words: str) -> Done:
        return run("import", path, self.file("rows.csv", text), "--kind", kind, *(words or self.AT))

    def brought(self, done: Done, fresh: int, old: int, bad: int = 0) -> str:
        self.assertEqual(done.stdout.split("\n")[1:4], ["new\t%d" % fresh, "there\t%d" % old, "bad\t%d" % bad], done.stderr)
        self.assertEqual(done.returncode, int(bad > 0))
        return re.sub("(?m)^.*/", "", done.stderr)

    def founded(self) -> str:
        path = self.path("town")
        self.assertEqual(run("new", path, "--auditor", *self.AT).returncode, 0)
        self.brought(self.bring(path, "organization", "key,name,type,parent\nA,街道,street,\nB,社区,community,A\n"), 2, 0)
        self.brought(self.bring(path, "resident", "key,name,parent\nP1,钱某,B\nP2,赵某,B\n"), 2, 0)
        self.brought(self.bring(path, "appointment", "resident,role,organization\nP1,operator,B\n"), 1, 0)
        return path

    def test_each_kind_and_again(self) -> None:
        path = self.founded()
        units = "key;name;type;parent;owner;area\n1-101;一单元101;dwelling;B;P2;89.5\n1-102;一单元102;dwelling;B;organization:2;60\n"
        self.brought(self.bring(path, "unit", units), 2, 0)
        issues = "key,text,place,behalf,received\nH1,路灯不亮,130702,P2,2026-03-02T08:00\nH2,\"井盖, \"\"松了\"\"\n第二行\",130702,,\n"
        words = ("--at", "2026-03-02T09:30", "--as", "resident:2", "--organization", "organization:3")
        self.brought(self.bring(path, "issue", issues, *words), 2, 0)
        with open(os.path.join(path, "journal"), "rb") as file:
            before = file.read()
        self.brought(self.bring(path, "issue", issues, *words), 0, 2)
        self.brought(self.bring(path, "unit", units), 0, 2)
        self.brought(self.bring(path, "resident", "\ufeffkey\tname\tparent\nP1\t钱某\tB\n"), 0, 1)
        self.brought(self.bring(path, "appointment", "resident,role,organization\nP1,operator,B\n"), 0, 1)
        with open(os.path.join(path, "journal"), "rb") as file:
            self.assertEqual(file.read(), before)  # the same files change nothing
        rows = list(csv.DictReader(io.StringIO(run("export", path).stdout)))
        self.assertEqual([(row["key"], row["about"], row["reporter"], row["received"], row["opened"]) for row in rows], [
            ("H1", "路灯不亮", "resident:3", "2026-03-02 08:00", "2026-03-02 09:30"),
            ("H2", '井盖, "松了"\n第二行', "", "2026-03-02 09:30", "2026-03-02 09:30")])
        units_out = list(csv.DictReader(io.StringIO(run("export", path, "--kind", "unit").stdout)))
        self.assertEqual([(row["owner"], row["area"]) for row in units_out], [("resident:3", "89.50"), ("organization:2", "60.00")])

    def test_a_queue_is_soonest_due_first(self) -> None:
        path = self.founded()
        rows = "key,text,place,received\nH1,甲,130702,2026-03-01T08:00\nH2,乙,130702,2026-02-20T08:00\nH3,丙,130702,\n"
        self.brought(self.bring(path, "issue", rows, *self.AT, "--as", "resident:2", "--organization", "organization:3"), 3, 0)
        for words, order in (((), "123"), (("--due",), "213"), (("--due", "--limit", "2"), "21")):
            lines = run("list", path, *self.AT, *words).stdout.splitlines()[1:]
            self.assertEqual([line.split("\t")[0] for line in lines], ["issue:" + number for number in order])

    def test_bad_rows_are_named_and_the_others_come_in(self) -> None:
        path = self.founded()
        said = self.brought(self.bring(path, "resident", 'key,name,parent\nQ1,孙某,B\n,无号,B\nQ2,李某,Z\nQ3,"周某,B\nQ4,吴某\nQ5,,B\nQ6,郑"某,B\nQ7,王\x01某,B\nQ8,冯某,A\n'),
                            2, 0, 7)
        self.assertEqual(said.splitlines()[:6], [
            "rows.csv:3: it has no key; the row is left out", "rows.csv:4: parent: no organization has the key `Z`; the row is left out",
            "rows.csv:5: a closing quote does not end its field; the row is left out",
            "rows.csv:6: it has not as many columns as the first row; the row is left out",
            *[line for line in said.splitlines() if line.startswith("rows.csv:7: CGOV_E_")],
            "rows.csv:8: a quote stands inside a field that is not quoted; the row is left out"])
        self.assertIn("rows.csv:9: CGOV_E_TEXT", said)
        said = self.brought(self.bring(path, "issue", "key,text,place,received\nH1,甲,130702,soon\nH2,乙,1307,\nH3,丙,x,\nH4,丁,130702,\n",
                                       *self.AT, "--as", "resident:2", "--organization", "organization:3"), 1, 0, 3)
        self.assertIn("rows.csv:2: received: `soon` is no instant", said)
        self.assertIn("rows.csv:3: CGOV_E_", said)
        self.assertIn("rows.csv:4: place: `x` is no number", said)
        refused = self.brought(self.bring(path, "organization", "key,name,type\nC,丙,office\n", *self.AT, "--as", "resident:3"), 0, 0, 1)
        self.assertIn("CGOV_E_REFUSED", refused)
        for area in ("1.234", "-1", "x", "99999999"):
            self.assertIn("is no area", self.bring(path, "unit", "key,name,type,owner,area\nU,户,dwelling,P2,%s\n" % area).stderr)

    def test_bad_files(self) -> None:
        path = self.founded()
        self.says(self.bring(path, "people", "key\n"), 2, "`people` is none of organization, resident")
        self.says(self.bring(path, "resident", ""), 2, "does not start with the names of its columns")
        self.says(self.bring(path, "resident", "key,nmae\nA,甲\n"), 2, "nothing is known of a column `nmae`; the nearest is `name`")
        self.says(self.bring(path, "resident", "key,key\nA,甲\n"), 2, "two columns `key`")
        self.says(run("import", path, self.path("none.csv"), "--kind", "resident"), 2, "No such file")
        early = self.bring(path, "resident", "key,name\nZ,甲\n", "--at", "2020-01-01")
        self.assertIn("CGOV_E_TIME_BACKWARDS", early.stderr)
        far = self.bring(path, "resident", "key,name\nZ,甲\n", "--at", "2027-01-01")
        self.assertIn("CGOV_E_TIME_AHEAD", far.stderr)
        self.brought(self.bring(path, "resident", "key,name\nZ,甲\n", "--at", "2027-01-01", "--long-jump"), 1, 0)

    def test_what_a_column_names_by_key_or_id(self) -> None:
        path = self.founded()
        as_clerk = (*self.AT, "--as", "resident:2", "--organization")
        self.brought(self.bring(path, "organization", "key,name,type\nC,某单位,office\n"), 1, 0)
        self.brought(self.bring(path, "unit", "key,name,type,owner,area\nU1,户,dwelling,C,60\n"), 1, 0)  # an organization, by its key
        self.brought(self.bring(path, "issue", "key,text,place\nH1,甲,130702\n", *as_clerk, "organization:3"), 1, 0)
        # An issue by its key, which is its intake's own; an accused organization, by key and by id.
        rows = "key,text,place,track,earlier,against\nH2,乙,130702,petition,H1,\nH3,丙,130702,petition,issue:1,C\nH4,丁,130702,petition,,organization:4\n"
        self.brought(self.bring(path, "issue", rows, *as_clerk, "organization:3"), 3, 0)
        said = self.brought(self.bring(path, "issue", "key,text,place,earlier\nH5,戊,130702,H9\nH6,己,130702,resident:1\n",
                                       *as_clerk, "organization:3"), 0, 0, 2)
        self.assertIn("rows.csv:2: earlier: no issue has the key `H9`", said)
        self.assertIn("rows.csv:3: earlier: no issue has the key `resident:1`", said)
        self.assertIn("owner: no resident or organization has the key `Z`",
                      self.bring(path, "unit", "key,name,type,owner,area\nU2,户,dwelling,Z,60\n").stderr)
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage, read=True) as ledger:
            reader = cgov.Reader(cgov.Kind.RESIDENT << 44 | 2, MARCH)
            second, third = (cgov.Kind.ISSUE << 44 | number for number in (2, 3))
            self.assertEqual([ledger.item(reader, issue).earlier for issue in (second, third)], [cgov.Kind.ISSUE << 44 | 1] * 2)

    def test_an_item_of_any_kind(self) -> None:
        path = self.founded()
        rules = LAMP.replace("  party reporter", '  detail about "事由" item read by public\n  party reporter', 1).replace(
            "procedure issue", "procedure lamp", 1).replace('"路灯报修"', '"路灯报修" issue', 1).replace("needs text intake", "needs text intake\n    takes about").replace(
                "by any resident", "by keeper of intake")
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage) as ledger:
            founder, root = ledger.info().founder, ledger.info().root
            act = cgov.Act(founder, MARCH)
            ledger.adopt(act, TestVerify.RULES)
            ledger.adopt(act, rules)
            ledger.appoint(act, founder, root, "secretary")
            ledger.appoint(act, founder, root, "keeper")
            talk = ledger.open_item(act.salted(), "talk", {"organization": root})
        self.assertEqual(talk >> 44, cgov.Kind.SESSION)
        rows = "key,text,about\nL1,甲,session:%d\nL2,乙,resident:1\nL3,丙,L1\n" % (talk & (1 << 44) - 1)
        done = self.bring(path, "issue", rows, *self.AT, "--procedure", "lamp")
        self.assertEqual(self.brought(done, 2, 0, 1).splitlines(), [
            "rows.csv:3: about: no issue or part or session or motion has the key `resident:1`; the row is left out"])

    def test_blank_lines_are_passed_over_however_many(self) -> None:
        path = self.founded()
        self.brought(self.bring(path, "resident", "key,name\n" + "\n" * 1_000_000 + "Q1,孙某\n" + "\n" * 1_000_000), 1, 0)
        self.assertIn("rows.csv:1000003: it has no key",
                      self.bring(path, "resident", "key,name\n" + "\n" * 1_000_001 + ",孙某\n").stderr)

    def test_another_writer_holds_it(self) -> None:
        path = self.town()
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage):
            self.says(self.bring(path, "resident", "key,name\nZ,甲\n"), 3, "CGOV_E_BUSY")

    def test_export(self) -> None:
        path = self.town()
        self.assertEqual(run("export", path, "--as", "public", "--kind", "resident").stdout,
                         "id,key,name,type,parent,region,household,owner,area\n")
        rows = [json.loads(line) for line in run("export", path, "--kind", "record", "--format", "json").stdout.splitlines()]
        self.assertEqual([row["seq"] for row in rows], list(range(1, 13)))
        self.assertTrue(rows[-1]["facts"].startswith("12 moved "))
        self.assertEqual(len(run("export", path, "--kind", "appointment").stdout.splitlines()), 4)
        self.says(run("export", path, "--kind", "isue"), 2, "no kind `isue`; the nearest is `issue`")
        self.says(run("export", path, "--format", "xlsx"), 2, "`xlsx` is neither csv nor json")


class TestVerify(Case):
    def test_sound(self) -> None:
        path = self.town()
        done = run("verify", path)
        facts = dict(line.split("\t") for line in done.stdout.splitlines())
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage, read=True) as ledger:
            self.assertEqual(facts, {"records": "12", "items": "2", "entities": "4", "words": "6", "erased": "0", "damaged": "0", "unseen": "0",
                                     "journal": ledger.journal_digest().hex(), "state": ledger.state_digest().hex()})
        self.assertEqual(run("verify", path, "--expect", facts["journal"], "--at-least", "12").returncode, 0)
        older = run("verify", path, "--at-least", "13")
        self.assertEqual((older.returncode, "older than 13" in older.stderr), (1, True))
        other = run("verify", path, "--expect", "00")
        self.assertEqual((other.returncode, "its digest is not 00" in other.stderr), (1, True))
        self.assertIn("unseen\t2", run("verify", path, "--as", "public").stdout)
        os.remove(os.path.join(path, "ack"))
        self.assertIn("a lost end would not be seen", run("verify", path).stderr)

    def test_each_verb_says_that_the_journal_is_damaged(self) -> None:
        path = self.town()
        with open(os.path.join(path, "journal"), "r+b") as file:
            file.seek(30_000 if os.path.getsize(file.name) > 40_000 else os.path.getsize(file.name) // 2)
            file.write(b"damage")
        words = {"history": ["1"], "why": ["1"], "certificate": ["1"], "import": [self.file("rows.csv", "key,name\nA,甲\n"), "--kind", "resident"],
                 "erase": ["1", "text", "--reason", "r"], "diff": ["standard", "standard", "--ledger", path], "adopt": ["erasing"]}
        for verb in words_of():
            if verb in ("check", "diagram", "try", "new"):
                continue
            done = run(verb, *([path] if verb != "diff" else []), *words.get(verb, []))
            self.assertEqual((done.returncode, "CGOV_E_CORRUPT" in done.stderr), (3, True), (verb, done.stderr))

    def test_every_kind_of_damage_is_named(self) -> None:
        path = self.town()
        journal = os.path.join(path, "journal")
        with open(journal, "rb") as file:
            whole = file.read()

        def damaged(change: Any) -> Done:
            data = bytearray(whole)
            change(data)
            with open(journal, "wb") as into:
                into.write(data)
            return run("verify", path)

        def flip(place: int) -> Any:
            def change(data: bytearray) -> None:
                data[place] ^= 1
            return change

        self.says(damaged(flip(len(whole) // 2)), 3, "CGOV_E_CORRUPT")
        self.says(damaged(lambda data: data.__delitem__(slice(len(data) - 20, None))), 3, "CGOV_E_CORRUPT")
        self.says(damaged(lambda data: data.__setitem__(slice(None), b"hello")), 3, "CGOV_E_")
        words = damaged(flip(whole.index("下水道".encode())))  # words have a checksum of their own
        self.assertEqual(words.returncode, 3)
        self.assertIn("issue:2\t11\ttext\t", words.stdout)
        self.assertIn("damaged\t1", words.stdout)

    RULES = """rulebook 1
role secretary "秘书"
procedure talk "议事" session
  detail wish "愿望" words read by public
  party convenor "召集单位" organization
  roll posts "发言"
    of any resident
    by self
    out by self
    many
    in open
    takes text wish
  stage talk "议事"
    state open "进行中" held by convenor
    state done "已结束" final
  clock talk "结束" from begin until end
    for 30 days
    late tell secretary of convenor
  open begin "开始" -> open
    by secretary of convenor
    needs organization
    takes wish
    sets convenor to given
  move end "结束" open -> done
    by secretary of convenor
    tells posts
"""

    def test_words_wherever_they_lie_are_read(self) -> None:
        path = self.town()
        eraser = 'role eraser "删除专员"\n  may erase\n'
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage) as ledger:
            founder, root, clerk = ledger.info().founder, ledger.info().root, cgov.Kind.RESIDENT << 44 | 2
            act = cgov.Act(founder, MARCH + 2 * HOUR)
            ledger.adopt(act, self.RULES + eraser)
            for role in ("secretary", "eraser"):
                ledger.appoint(act, founder, root, role)
            talk = ledger.open_item(act.salted(), "talk", {"organization": root, "wish": "会上愿望"})
            by_clerk = cgov.Act(clerk, MARCH + 2 * HOUR)
            ledger.enter(by_clerk, talk, "posts", clerk, {"text": "名册发言", "wish": "名册愿望"})
            ledger.leave(by_clerk.salted(), talk, "posts", clerk, {"reason": "撤下理由"}, number=1)
            ledger.change(act.salted(), clerk, name="现用姓名")
            ledger.erase_text(act.salted(), cgov.Kind.ISSUE << 44 | 2, 11, "text", "删除理由")
            seq = ledger.info().seq
        whole = run("verify", path)
        self.assertEqual((whole.returncode, whole.stderr), (0, ""))
        # Four names and one more; two reports, of which one is erased; four words of the talk, one of the erasure.
        self.assertIn("words\t12\nerased\t1\ndamaged\t0\n", whole.stdout)
        self.assertIn("records\t%d\n" % seq, whole.stdout)
        journal = os.path.join(path, "journal")
        with open(journal, "rb") as file:
            before = file.read()
        for words, where in (("会上愿望", r"session:3\t\d+\twish"), ("名册发言", r"session:3\t\d+\ttext"),
                             ("名册愿望", r"session:3\t\d+\twish"), ("撤下理由", r"session:3\t\d+\treason"),
                             ("现用姓名", r"resident:2\t\d+\tname"), ("钱某", r"resident:2\t\d+\tname"),
                             ("删除理由", r"issue:2\t\d+\treason"), ("路灯不亮", r"issue:1\t\d+\ttext")):
            data = bytearray(before)
            data[before.index(words.encode())] ^= 1
            with open(journal, "wb") as into:
                into.write(data)
            done = run("verify", path)
            self.assertEqual(done.returncode, 3, (words, done.stdout, done.stderr))
            self.assertRegex(done.stdout, "(?m)^" + where + "\t", words)
            self.assertIn("damaged\t1\n", done.stdout, words)


    def test_what_was_counted_is_read_by_its_certificate(self) -> None:
        path = self.path("estate")
        with cgov.FileStorage(path) as storage:
            twin = twins.Twin(storage)
            twin.vote("no", "1 3")
            twin.move(twin.clerk, "close")
            twin.move(twin.teller, "count")
            seq = twin.ledger.info().seq
            twin.ledger.close()
        sound = dict(line.split("\t") for line in run("verify", path).stdout.splitlines())
        self.assertEqual((sound["damaged"], sound["records"]), ("0", str(seq)))
        with open(os.path.join(path, "journal"), "r+b") as file:
            data = file.read()
            file.seek(len(data) - 1)  # the last piece, which is what the count made
            file.write(bytes([data[-1] ^ 1]))
        done = run("verify", path)
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("%d\tchoice\twhat was counted is damaged\n" % seq, done.stdout)
        self.assertIn("words\t%s\nerased\t0\ndamaged\t1\n" % sound["words"], done.stdout)


class TestSnapshot(Case):
    def test_written_used_and_removed(self) -> None:
        path = self.town()
        facts = dict(line.split("\t") for line in run("snapshot", path).stdout.splitlines())
        self.assertEqual(facts, {"seq": "12", "bytes": str(os.path.getsize(os.path.join(path, "snapshot")))})
        self.assertIn("snapshot_seq\t12\n", run("show", path).stdout)
        shown = run("list", path).stdout
        os.remove(os.path.join(path, "snapshot"))
        self.assertIn("snapshot_seq\t0\n", run("show", path).stdout)
        self.assertEqual(run("list", path).stdout, shown)

    def test_damage_before_it_is_found_by_verify(self) -> None:
        path = self.town()
        self.assertEqual(run("snapshot", path).returncode, 0)
        journal = os.path.join(path, "journal")
        with open(journal, "rb") as file:
            data = bytearray(file.read())
        data[len(data) - 700] ^= 1
        with open(journal, "wb") as into:
            into.write(data)
        self.says(run("verify", path), 3, "CGOV_E_CORRUPT")

    def test_bad(self) -> None:
        path = self.town()
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage):
            self.says(run("snapshot", path), 3, "CGOV_E_BUSY")
        self.assertNotIn("snapshot", os.listdir(path))
        self.says(run("snapshot", self.path("none")), 2, "No such file")


class TestErase(Case):
    WORDS = "下水道堵了".encode()

    def town_with_eraser(self) -> str:
        path = self.town()
        rules = 'rulebook 1\nrole eraser "删除专员"\n  may erase\n'
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage) as ledger:
            act = cgov.Act(ledger.info().founder, MARCH + 2 * HOUR)
            ledger.adopt(act, rules)
            ledger.appoint(act, ledger.info().founder, ledger.info().root, "eraser")
        return path

    def holds(self, path: str, words: bytes) -> bool:
        found = False
        for name in os.listdir(path):
            with open(os.path.join(path, name), "rb") as file:
                found = found or words in file.read()
        return found

    def test_one_text(self) -> None:
        path = self.town_with_eraser()
        self.assertTrue(self.holds(path, self.WORDS))
        done = run("erase", path, "2", "text", "--reason", "本人要求", "--at", "2026-03-03")
        facts = dict(line.split("\t") for line in done.stdout.splitlines())
        self.assertEqual((done.returncode, facts["of"], facts["field"], facts["text"]), (0, "issue:2", "text", "11"), done.stderr)
        self.assertFalse(self.holds(path, self.WORDS))
        self.assertIn("text: (erased)", run("history", path, "2").stdout)
        self.assertTrue(run("list", path).stdout.splitlines()[2].endswith("\t(erased)"))
        self.assertEqual(json.loads(run("list", path, "--json").stdout.splitlines()[1])["about"], "")
        verified = run("verify", path)
        self.assertEqual((verified.returncode, "erased\t1\ndamaged\t0" in verified.stdout), (0, True))
        self.says(run("erase", path, "2", "text", "11", "--reason", "又", "--at", "2026-03-03"), 1, "CGOV_E_ERASED")

    def test_a_resident(self) -> None:
        path = self.town_with_eraser()
        done = run("erase", path, "resident:2", "--reason", "依法", "--at", "2026-03-03")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertFalse(self.holds(path, "钱某".encode()))
        self.assertIn("resident:2\t(erased)\t", run("list", path, "--kind", "resident").stdout)

    def test_refused(self) -> None:
        path = self.town_with_eraser()
        at = ("--at", "2026-03-03")
        self.says(run("erase", path, "2", "text", *at), 2, "--reason is needed")
        self.says(run("erase", path, "2", "text", "--reason", "", *at), 2, "--reason is needed")
        self.says(run("erase", path, "2", "--reason", "r", *at), 2, "say which field")
        self.says(run("erase", path, "2", "txt", "--reason", "r", *at), 2, "no field `txt`; the nearest is `text`")
        self.says(run("erase", path, "2", "note", "--reason", "r", *at), 1, "has no such words")
        self.says(run("erase", path, "2", "text", "x", "--reason", "r", *at), 2, "`x` is no record's number")
        self.says(run("erase", path, "2", "text", "3", "--reason", "r", *at), 1, "CGOV_E_NOT_FOUND")
        self.says(run("erase", path, "9", "text", "--reason", "r", *at), 1, "CGOV_E_NOT_FOUND")
        self.says(run("erase", path, "2", "text", "--reason", "r", "--as", "resident:2", *at), 1, "CGOV_E_REFUSED")
        with cgov.FileStorage(path) as storage, cgov.Ledger.open(storage):
            self.says(run("erase", path, "2", "text", "--reason", "r", *at), 3, "CGOV_E_BUSY")
        self.assertTrue(self.holds(path, self.WORDS))


class TestDocuments(Case):
    """What README and the pages show is what is printed, digests apart, and lines of shipped texts where one is played with. A block after "Saved as `NAME`" is that file."""

    def told(self, document: str, **environment: str) -> None:
        text = (tap.ROOT / document).read_text("utf-8")
        names = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "COLUMNS")}
        path = os.path.dirname(COMMAND) + ":" + os.environ["PATH"]
        shown = printed = ""
        for before, kind, block in re.findall(r"([^\n]*)\n\n```(\w*)\n(.*?)```", text, re.DOTALL):
            saved = re.search(r"(?:Saved as|存为) `([\w.]+)`", before)
            if saved:
                self.file(saved.group(1), block)
            for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) if kind == "console" else []:
                done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                                      cwd=self.place, check=False, env={**names, "LANG": "C", "PATH": path, **environment})
                shown += "$ %s\n%s" % (command, output)
                plain = re.sub("[0-9a-f]{64}", "<hex>", done.stdout)
                if "cgov try" in command and ".rules" not in command:  # of a shipped text, where a line above may come or go
                    plain = re.sub(r"(CGOV_R_\w+)(?:, line|，第) \d+(?: 行)?", r"\1", plain)
                printed += "$ %s\n%s" % (command, plain)
        self.assertTrue(shown)
        if os.environ.get("CGOV_EXPECTED") == "write":
            self.write(document, text, printed)
        else:
            self.assertEqual(shown, printed)

    def write(self, document: str, text: str, printed: str) -> None:
        """Puts what is printed into the document: after a change that means to change it."""
        parts = iter(re.split(r"^(?=\$ )", printed, flags=re.MULTILINE)[1:])
        def block(found: Any) -> str:
            return "```console\n" + "".join(next(parts) for _ in re.findall(r"^\$ ", found.group(1), re.MULTILINE)) + "```"
        with open(tap.ROOT / document, "w", encoding="utf-8") as file:
            file.write(re.sub(r"```console\n(.*?)```", block, text, flags=re.DOTALL))

    def test_page(self) -> None:
        self.told("docs/tool.md")
        self.setUp()
        self.told("docs/tool.zh.md", LANG="zh_CN.UTF-8")

    def test_rules_tried(self) -> None:
        self.told("docs/deciding.md")
        self.setUp()
        self.told("docs/deciding.zh.md", LANG="zh_CN.UTF-8")

    def test_walks(self) -> None:
        self.told("docs/walks.md")
        self.setUp()
        self.told("docs/walks.zh.md", LANG="zh_CN.UTF-8")

    def test_readme(self) -> None:
        self.told("README.md")
        self.setUp()
        self.told("docs/README.zh.md", LANG="zh_CN.UTF-8")

    def test_man_page(self) -> None:
        page = (tap.ROOT / "examples/tool/cgov.1").read_text("utf-8")
        plain = re.sub(r"\\f[BR]", "", page).replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\")
        told = {verb: (usage, says, options.split(", ")) for verb, usage, says, options in
                re.findall(r'^\.BI (\w+) " (.*)"\n(.*)\n\.br\nOptions: (.*)\.$', plain, re.MULTILINE)}
        true = {}
        for verb in words_of():
            head, _, says = run(verb, "--help").stdout.splitlines()[:3]
            options = [option.rstrip("=") for option in words_of(verb) if option not in ("--help", "--lang=")]
            true[verb] = (head.split("] ", 1)[1], says, options)
        self.assertEqual((list(told), told), (list(true), true))
        listed = re.findall(r'^\.BI? (--[\w-]+)', plain.split(".SH OPTIONS")[1], re.MULTILINE)
        self.assertEqual(sorted(listed), sorted({option.rstrip("=") for verb in words_of() for option in words_of(verb)}))
        if shutil.which("groff"):
            done = subprocess.run(["groff", "-man", "-Tutf8", "-k", "-ww", "-z", str(tap.ROOT / "examples/tool/cgov.1")],
                                  stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.stderr, b"")

    def test_completion(self) -> None:
        script = tap.ROOT / "examples/tool/cgov.bash"
        self.file("lamp.rules", LAMP)

        def completes(*words: str) -> List[str]:
            asked = 'source %s; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cgov; printf "%%s\\n" "${COMPREPLY[@]}"' % script
            done = subprocess.run(["bash", "-c", asked, "bash", COMMAND, *words], cwd=self.place, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, encoding="utf-8", check=True)
            return done.stdout.split()

        if not shutil.which("bash"):
            self.skipTest("no bash")
        self.assertEqual(completes(""), [*words_of(), "help", "--version"])
        self.assertEqual(completes("ver"), ["verify"])
        self.assertEqual(completes("help", "im"), ["import"])
        for verb in words_of():
            self.assertEqual(completes(verb, "--"), [option.rstrip("=") for option in words_of(verb)])
        self.assertEqual(completes("check", "la"), ["lamp.rules"])
        self.assertEqual(completes("list", "town", "--kind", "re"), ["resident", "record"])
        self.assertEqual(completes("diagram", "x", "--format", ""), ["mermaid", "dot"])
        self.assertEqual(completes("nosuch", "--"), [])

    def test_page_tells_of_every_verb(self) -> None:
        for name in ("tool.md", "tool.zh.md"):
            text = (tap.ROOT / "docs" / name).read_text("utf-8")
            self.assertEqual(re.findall(r"^## (\w+)$", text, re.MULTILINE), words_of())


if __name__ == "__main__":
    tap.main()
