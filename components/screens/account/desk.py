"""Whose account it is, and what they may see of it: asked anew by every run."""

from __future__ import annotations

from dataclasses import dataclass

from components.screens.account.link import AccountLink
from components.session.reader import Reader, find_reader
from components.texts import Texts
from components.words.words import Words
from store.rights import ADMINISTRATOR, Actor


@dataclass(frozen=True)
class Desk:
    words: Words
    link: AccountLink
    reader: Reader

    @property
    def t(self) -> Texts:
        return self.words.t

    @property
    def me(self) -> Actor:
        return self.reader.actor

    @property
    def is_administrator(self) -> bool:
        return self.me.may(ADMINISTRATOR)


def load_desk(words: Words, link: AccountLink) -> Desk:
    return Desk(words, link, find_reader())
