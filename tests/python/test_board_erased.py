"""Erased words over HTTP: every page that showed them says that they are gone, and the history by whose order and why."""

import tap

import cgov
from board.hall import ERASED
from test_board_server import Town


class ErasedWords(Town):
    def setUp(self) -> None:
        super().setUp()
        self.code = self.report(title="夜里打狗的人", text="十七号楼，每晚十点。")
        self.clerk = self.officer("center", "clerk")
        ledger, founder = self.hall.ledger, self.hall.ledger.info().founder
        ledger.adopt(cgov.Act(founder, self.hall.now()), cgov.shipped("erasing"))
        ledger.appoint(cgov.Act(founder, self.hall.now()), founder, ledger.info().root, "protector")
        self.issue = self.hall.items(self.clerk, kind=cgov.Kind.ISSUE)[0].id
        opened = list(ledger.history(self.hall.reader(self.clerk), self.issue))[-1]
        for field in "title", "text":
            ledger.erase_text(cgov.Act(founder, self.hall.now()), self.issue, opened.seq, field, "本人申请")

    def test_pages_say_that_they_are_gone(self) -> None:
        officer = "officer=%d" % self.clerk
        for path in ("/office/desk?" + officer, "/office/item?%s&item=%d" % (officer, self.issue), "/office/news?" + officer,
                     "/follow?code=" + self.code, "/en/follow?code=" + self.code):
            got = self.get(path)
            self.assertEqual(got.status, 200, path)
            self.assertFalse("打狗" in got.text or "十七号楼" in got.text, path)
            if "news" not in path:
                self.assertIn(ERASED, got.text, path)

    def test_the_history_says_by_whose_order_and_why(self) -> None:
        for path in "/office/item?officer=%d&item=%d" % (self.clerk, self.issue), "/follow?code=" + self.code:
            text = self.get(path).text
            self.assertEqual(text.count("文字已依法删除"), 2, path)
            self.assertEqual(text.count("本人申请"), 2, path)


if __name__ == "__main__":
    tap.main()
