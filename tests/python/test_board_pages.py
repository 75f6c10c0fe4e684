"""Long lists over HTTP: a page of them at a time, each row on one page alone, in both languages."""

import html
import re
from typing import List

import tap

from board.view import PAGE
from test_board_server import Town


class Pages(Town):
    """More reports than two pages hold."""

    COUNT = 2 * PAGE + 1

    def setUp(self) -> None:
        super().setUp()
        for number in range(self.COUNT):
            self.hall.report("%032x" % number, "", {"text": "路灯不亮", "title": "路灯 %d 号" % number, "place": 990101001001})

    def rows(self, path: str) -> List[str]:
        got = self.get(path)
        self.assertEqual(got.status, 200)
        return re.findall(r"路灯 \d+ 号", got.text.split('id="open"')[1].split("</section>")[0])

    def way(self, path: str, rel: str) -> str:
        found = re.search(r'<a rel="%s" href="([^"#]*)#open"' % rel, self.get(path).text) or re.search(
            r'<a href="([^"#]*)#open" rel="%s"' % rel, self.get(path).text)
        return html.unescape(found[1]) if found else ""

    def test_each_row_stands_on_one_page_and_links_lead_through_all(self) -> None:
        seen, path, pages = [], "/?other=1", 0
        while path:
            pages += 1
            rows = self.rows(path)
            self.assertEqual(len(rows), PAGE if pages < 3 else 1)
            self.assertIn("第 %d 页，共 3 页" % pages, self.get(path).text)
            seen, path = seen + rows, self.way(path, "next")
        self.assertEqual(pages, 3)
        self.assertEqual(sorted(seen), sorted("路灯 %d 号" % number for number in range(self.COUNT)))
        self.assertEqual(self.rows(self.way("/?open=3", "prev")), self.rows("/?open=2"))
        self.assertEqual(self.way("/", "prev"), "")

    def test_counts_are_of_the_whole_list_and_other_sections_stay_where_they_are(self) -> None:
        page = self.get("/en/?open=2&closed=1").text
        self.assertIn("<small>%d</small>" % self.COUNT, page)
        self.assertIn("Page 2 of 3", page)
        self.assertIn("closed=1", self.way("/en/?open=2&closed=1", "next"))
        self.assertTrue(self.way("/en/?open=2", "next").startswith("/en/"))

    def test_a_list_of_one_page_has_no_ways(self) -> None:
        self.assertNotIn('class="pages"', self.get("/meet").text)

    def test_past_the_end_stands_the_last_page_and_what_is_no_number_is_no_page(self) -> None:
        self.assertEqual(self.rows("/?open=4"), self.rows("/?open=3"))
        self.assertEqual(self.rows("/?open=999999999"), self.rows("/?open=3"))
        for odd in ("0", "-1", "1.5", "x", "", "1234567890", "%EF%BC%92"):
            self.assertEqual(self.get("/?open=" + odd).status, 404, odd)

    def test_what_else_stands_in_an_address_is_escaped_in_links(self) -> None:
        text = self.get("/?open=2&x=%22%3E%3Cscript%3E").text
        self.assertNotIn("<script", text)
        self.assertIn("x=%22%3E%3Cscript%3E", self.way("/?open=2&x=%22%3E%3Cscript%3E", "next"))

    def test_a_desk_is_paged_too(self) -> None:
        center = self.hall.offices["center"]
        clerk = self.officer("center", "clerk")
        text = self.get("/office/desk?officer=%d" % clerk).text
        self.assertIn("waits-%d=2" % center, text)
        second = self.get("/office/desk?officer=%d&waits-%d=2" % (clerk, center)).text
        self.assertIn("第 2 页，共 3 页", second)


if __name__ == "__main__":
    tap.main()
