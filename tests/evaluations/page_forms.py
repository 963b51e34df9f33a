"""Reads a form back from a page as a browser would send it."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, action: str | None) -> None:
        super().__init__()
        self.action, self.inside, self.done = action, False, False
        self.fields: dict[str, str] = {}
        self._select = self._text = ""
        self._chosen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post" and not self.done:
            self.inside = (self.action is None and "phieu" in (given.get("id", ""),)) or (
                self.action is not None and self.action in given.get("action", "")
            )
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") != "submit":
            if given.get("type") in ("checkbox", "radio"):
                if "checked" in given:
                    self.fields[name] = given.get("value", "on")
            else:
                self.fields[name] = given.get("value", "")
        elif tag == "textarea":
            self._text, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self.fields[name] = name, ""
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._text] = self.fields[self._text].removeprefix("\n")
            self._text = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form" and self.inside:
            self.inside, self.done = False, True


def form_of(html: str, action: str | None = None) -> dict[str, str]:
    """The fields of the sheet's form, or of the form whose action holds ``action``."""
    reader = _Form(action)
    reader.feed(html)
    assert reader.done, f"The page has no form for {action or 'the sheet'}."
    return {name: text for name, text in reader.fields.items() if name != "csrfmiddlewaretoken"}
