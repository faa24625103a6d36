"""Sign-in's own addresses, and what is answered to who may not enter."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, quote

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from components.entrance.page import Entrance, Way, write_entrance, write_style
from geo.packages.problems import Problem
from server.answering import ALWAYS_NEW, UNREADY
from server.guard.paths import BEGIN, SIGN_IN, SIGN_OUT, STYLE, Paths
from server.guard.people import Visit
from server.problems import tell_problems
from server.settings import PROXY, Settings

UNKNOWN, FORBIDDEN, MISDIRECTED, SEE_OTHER = 401, 403, 421, 303
CLOSED = "account_closed"


class Answers:
    """Every answer in both languages; a page for who opened one, JSON for everything else."""

    def __init__(self, settings: Settings, paths: Paths) -> None:
        self._settings, self._paths = settings, paths

    def write_style(self) -> Response:
        return Response(write_style(), media_type="text/css")

    def lead_to(self, path: str, asked: str = "") -> Response:
        """`path`: of the product's own; `asked`: where to go from there."""
        query = f"?next={quote(asked, safe='/')}" if asked else ""
        return RedirectResponse(f"{self._paths.base}{path}{query}", SEE_OTHER, headers=ALWAYS_NEW)

    def lead_out(self, path: str) -> Response:
        """To `path`, from where the way goes on to another site: a page that leads on, since a
        browser follows no form there, see `form-action` in `server/headers.py`."""
        address = self._name(path)
        return self._draw("leading", ways=(Way("go_on", address),), onward=address)

    def lead_back(self, asked: str) -> Response:
        return RedirectResponse(asked, SEE_OTHER, headers=ALWAYS_NEW)

    def read_next(self, query: bytes) -> str:
        told = parse_qs(query.decode("latin-1")).get("next", [""])
        return self._paths.check_next(told[0])

    def ask_to_sign_in(self, visit: Visit, asked: str) -> Response:
        """Why nobody is known, and the way on."""
        if visit.problems:
            return self.say_why(visit, is_page=True)
        act = Way("again" if visit.is_ended else "begin", self._name(BEGIN, asked), is_act=True)
        if visit.is_ended:
            others = (Way("read_on", asked),) if self._settings.reading.open else ()
            return self._draw("ended", asked=asked, ways=(act, *others))
        is_open = self._settings.reading.open
        if self._settings.sign_in.source == PROXY:
            kind = "free_gateway" if is_open else "gateway"
            return self._draw(kind, asked=asked, names=self._settings.sites.names)
        return self._draw("free" if is_open else "provider", asked=asked, ways=(act,))

    def ask_to_leave(self) -> Response:
        ways = (Way("leave", self._name(SIGN_OUT), is_act=True), Way("back", self._name("/")))
        return self._draw("leaving", ways=ways)

    def say_why(self, visit: Visit, *, is_page: bool) -> Response:
        """That the store could not be asked, or will not have this person."""
        is_closed = any(problem.rule == CLOSED for problem in visit.problems)
        status = FORBIDDEN if is_closed else UNREADY
        if not is_page:
            return self.tell(visit.problems, status)
        return self._draw(CLOSED if is_closed else "unasked", status)

    def refuse(self, visit: Visit) -> Response:
        """For what is no page."""
        if visit.problems:
            return self.say_why(visit, is_page=False)
        if visit.is_ended:
            return self.tell([Problem("session_ended", "URL")], UNKNOWN)
        return self.tell([Problem("sign_in_needed", "URL")], UNKNOWN)

    def refuse_name(self, *, is_page: bool) -> Response:
        if not is_page:
            return self.tell([Problem("wrong_name", "URL")], MISDIRECTED)
        return self._draw("wrong_name", MISDIRECTED, names=self._settings.sites.names)

    def refuse_place(self, origin: str, asked: str) -> Response:
        """Signing in goes by another name than the reader came by, as an address in numbers."""
        way = Way("by_name", f"{origin}{self._name(SIGN_IN, asked)}")
        return self._draw("wrong_place", MISDIRECTED, ways=(way,), names=(origin,))

    def say_failed(self, asked: str) -> Response:
        way = Way("again", self._name(BEGIN, asked), is_act=True)
        return self._draw("failed", FORBIDDEN, asked=asked, ways=(way,))

    def say_away(self, asked: str) -> Response:
        """The provider."""
        way = Way("again", self._name(BEGIN, asked), is_act=True)
        return self._draw("away", UNREADY, asked=asked, ways=(way,))

    def refuse_crossed(self) -> Response:
        return self._draw("crossed", FORBIDDEN, ways=(Way("back", self._name("/")),))

    def say_broken(self, problems: Sequence[Problem]) -> Response:
        return self._draw("settings", UNREADY, problems=problems)

    def tell(self, problems: Sequence[Problem], status: int) -> Response:
        return JSONResponse(tell_problems(problems), status, headers=ALWAYS_NEW)

    def _name(self, path: str, asked: str = "") -> str:
        query = f"?next={quote(asked, safe='/')}" if asked else ""
        return f"{self._paths.base}{path}{query}"

    def _draw(
        self,
        kind: str,
        status: int = 200,
        *,
        asked: str = "",
        ways: tuple[Way, ...] = (),
        names: tuple[str, ...] = (),
        problems: Sequence[Problem] = (),
        onward: str = "",
    ) -> Response:
        contact = self._settings.sign_in.contact
        values = {"contact": contact, "names": ", ".join(names)}
        lines = (*(["address"] if names else []), *(["contact"] if contact else []))
        is_first = asked == self._name("/")
        entrance = Entrance(kind, ways, lines, values, "" if is_first else asked, problems, onward)
        text = write_entrance(entrance, self._name(STYLE))
        return HTMLResponse(text, status, headers=ALWAYS_NEW)
