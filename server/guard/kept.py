"""What the store keeps of sessions, as the guard and the pages ask for it."""

from __future__ import annotations

from geo.packages.problems import DataError
from server.guard.sources import Identity
from server.settings import Settings
from store.place import is_used
from store.rights import Grant

CLOSED = "account_closed"


class Kept:
    """By the times of the settings; SQLAlchemy is imported where somebody is known first."""

    def __init__(self, settings: Settings) -> None:
        told = settings.sessions
        self._idle, self._absolute = told.idle_minutes, told.absolute_hours

    def begin(self, identity: Identity, address: str) -> str | None:
        from store.access.sessions import begin_session

        who = (identity.person, identity.name, identity.source, identity.groups)
        try:
            return begin_session(*who, address).token
        except DataError as error:
            if [problem.rule for problem in error.problems] == [CLOSED]:
                return None
            raise

    def find(self, token: str) -> str | None:
        from store.access.sessions import find_session

        session = find_session(token, self._idle, self._absolute)
        return session.person if session else None

    def touch(self, token: str) -> None:
        from store.access.sessions import find_session, touch_session

        session = find_session(token, self._idle, self._absolute)
        if session:
            touch_session(session, self._idle)

    def end(self, token: str, why: str) -> None:
        from store.access.sessions import end_session

        end_session(token, why)

    def note(self, kind: str, about: str, address: str) -> None:
        """Nothing where nothing was ever kept: who forges does not make the database."""
        if is_used():
            from store.access.events import note_event

            note_event(kind, "", about, address)

    def find_grants(self, token: str) -> frozenset[Grant] | None:
        """The rights that the person of a session was given; None where it does not hold."""
        from store.access.grants import find_grants

        person = self.find(token)
        return None if person is None else find_grants(person)
