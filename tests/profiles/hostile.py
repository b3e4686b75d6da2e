"""Names that would be more than text, and a reader that finds what is markup."""

import html.parser

NAMES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "</style><b>",
    "</title><svg/onload=alert(1)>",
    "</pre></details></table><iframe src=javascript:alert(1)>",
    "<!-- --><a href=javascript:alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://127.0.0.1:9/x.png)",
    "a|b\n\n# head\n```",
    "\x1b[31mred\x00\u202egnp.exe\u2066",
    "&lt;b&gt;&#x3c;script>",
]
HIDDEN = frozenset("\x00\x1b\u202e\u2066")
TAGS = (
    {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "div"}
    | {"nav", "ol", "ul", "li", "a", "dl", "dt", "dd", "details", "summary", "pre"}
    | {"table", "thead", "tbody", "tr", "th", "td", "small", "span"}
    | {"figure", "img", "figcaption"}
)
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "id",
    "class",
    "href",
} | {"style", "src", "alt", "aria-label"}


class Markup(html.parser.HTMLParser):
    """The tags of a page, and what their attributes say."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.comments = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.comments.append(data)

    @property
    def shape(self):
        """The tags with the names of their attributes."""
        return [(tag, tuple(attrs)) for tag, attrs in self.tags]


def assert_only_ours(page):
    """No tag, attribute, link or comment is there that is not of our making."""
    found = Markup(page)
    assert {tag for tag, _ in found.tags} <= TAGS
    assert {name for _, attrs in found.tags for name in attrs} <= ATTRIBUTES
    assert found.comments == []
    for _, attrs in found.tags:
        assert attrs.get("href", "#").startswith("#")
        assert attrs.get("src", "data:image/png;base64,").startswith("data:image/png;")
    assert not HIDDEN & set(page)
