"""HTML as values: whatever is not markup already is escaped, so nothing can be forgotten."""

import html
from typing import Any

_EMPTY = {"img", "input", "link", "meta"}


class Html(str):
    """Markup. Only `h` and `join` make it from anything that came from outside."""


def join(parts: Any) -> Html:
    """Markup as it is, everything else escaped; lists within lists; None and False say nothing."""
    if parts is None or parts is False:
        return Html()
    if isinstance(parts, Html):
        return parts
    if isinstance(parts, (str, int)):
        return Html(html.escape(str(parts)))
    return Html("".join(join(part) for part in parts))


def h(tag: str, *inside: Any, **attributes: Any) -> Html:
    """An element. `for_`, `class_`: a trailing underscore is not part of the name; `aria_label` is aria-label."""
    shown = "".join(" %s" % name if value is True else ' %s="%s"' % (name, html.escape(str(value)))
                    for name, value in ((name.rstrip("_").replace("_", "-"), value)
                                        for name, value in attributes.items())
                    if value is not None and value is not False)
    return Html("<%s%s>" % (tag, shown)) if tag in _EMPTY else Html("<%s%s>%s</%s>" % (tag, shown, join(inside), tag))
