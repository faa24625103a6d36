"""Opens a page of the product in `AppTest`, through the router as a reader does."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from streamlit.testing.v1 import AppTest

from components.session import embedded
from tests.html_tree import parse_html

ROOT = Path(__file__).parents[2]


def open_page(name: str, **params: str) -> AppTest:
    """The page after one run."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    if name != "map":
        app.switch_page(f"pages/{name}.py")
    return app.run()


def open_framed(name: str, **params: str) -> AppTest:
    """The page as another site shows it in a frame."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "is_embedded", lambda: True)
        return open_page(name, **params)


def read_html(app: AppTest) -> str:
    """Everything the page wrote through `st.html`."""
    return "\n".join(element.proto.body for element in app.get("html"))


def find_all(app: AppTest, path: str) -> list[lxml.html.HtmlElement]:
    """The elements of an XPath in what the page wrote through `st.html`, in its order."""
    return list(parse_html(read_html(app)).xpath(path))


def read_texts(app: AppTest, path: str) -> list[str]:
    """The words of the elements of an XPath, spaces and breaks as one."""
    return [" ".join(node.text_content().split()) for node in find_all(app, path)]


def read_params(app: AppTest) -> dict[str, str]:
    """The parameters of the page's link."""
    pairs = app.query_params.items()
    return {key: value if isinstance(value, str) else value[0] for key, value in pairs}
