"""Texts that the map's frame fetches; whichever server of the product is asked answers.

An address names a text by its content, and says what it is written from: a server that does not
hold the text writes it. So no page needs what another process wrote, or this one before it was
started anew. See docs/decisions/043.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlencode

from components.session.remember import share

ROOT = "drawn"
"""The addresses begin so, below that of the pages."""
MAX_TEXTS, MAX_BYTES = 64, 16 * 2**20
"""Of one kind; what is asked for again is written again."""
Source = tuple[Hashable, ...]


@dataclass(frozen=True)
class Text:
    """`name`: the hash of its content, with an extension; `packed`: the content, by gzip."""

    name: str
    packed: bytes


class SharedTexts:
    """Texts of one kind, each told by what it is written from."""

    def __init__(
        self,
        kind: str,
        extension: str,
        write: Callable[..., str],
        *,
        describe: Callable[..., Mapping[str, str]],
        find_source: Callable[[Mapping[str, str]], Source | None],
    ) -> None:
        """`describe` says in an address what `write` is given, `find_source` reads it back: nothing
        where it is not there for everybody."""
        self.kind, self.extension, self._write = kind, extension, write
        self._describe, self._find_source = describe, find_source
        self._texts: OrderedDict[Source, Text] = OrderedDict()
        self._lock, self._writing = Lock(), Lock()

    def find(self, *source: Hashable) -> str | None:
        """The frame's address of the text, or nothing where it is not written (any more)."""
        with self._lock:
            text = self._texts.get(source)
            if text is None:
                return None
            self._texts.move_to_end(source)
        return self._address(text, source)

    def get(self, *source: Hashable) -> str:
        """The frame's address of the text."""
        return self.find(*source) or self._address(self._keep(source), source)

    def answer(self, name: str, params: Mapping[str, str]) -> tuple[Text | None, bool]:
        """The text of an address, and whether it is exactly the one: after a plan was published, or
        from another version of the product, what is written now stands in its place."""
        with self._lock:
            for text in self._texts.values():
                if text.name == name:
                    return text, True
        source = self._find_source(params)
        if source is None:
            return None, False
        with self._lock:
            held = self._texts.get(source)
        text = held or self._keep(source)
        return text, text.name == name

    def _keep(self, source: Source) -> Text:
        """One is written at a time: Python does no more, and many may ask for the same."""
        with self._writing:
            with self._lock:
                if source in self._texts:
                    return self._texts[source]
            with share():
                text = pack(self._write(*source), self.extension)
            with self._lock:
                self._texts[source] = text
                while len(self._texts) > 1 and self._is_too_much():
                    self._texts.popitem(last=False)
            return text

    def weigh(self) -> tuple[int, int]:
        """How many are held, and their bytes."""
        with self._lock:
            return len(self._texts), self._weigh()

    def _weigh(self) -> int:
        return sum(len(text.packed) for text in self._texts.values())

    def _is_too_much(self) -> bool:
        return len(self._texts) > MAX_TEXTS or self._weigh() > MAX_BYTES

    def _address(self, text: Text, source: Source) -> str:
        """As the frame's own page, `component/<name>/index.html`, reads it."""
        return f"../../{ROOT}/{self.kind}/{text.name}?{urlencode(self._describe(*source))}"


def pack(content: str, extension: str) -> Text:
    data = content.encode()
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.{extension}"
    return Text(name, gzip.compress(data, mtime=0))
