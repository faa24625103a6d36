"""What goes by is counted by its kind, and timed from the click to the end of its script."""

from __future__ import annotations

import time

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server.counting import CLICKS, REQUESTS, Counting, find_kind
from tests.server.loop import run_apart

EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
WHOLE = ForwardMsg.FINISHED_SUCCESSFULLY


@pytest.mark.parametrize(
    ("path", "base", "kind"),
    [
        ("/", "", "page"),
        ("/compare", "", "page"),
        ("/compare.csv", "", "program"),
        ("/duty/compare.json", "duty", "program"),
        ("/duty/", "duty", "page"),
        ("/duty", "duty", "page"),
        ("/dutyapi", "duty", "page"),
        ("/duty/api/v1/plans", "duty", "program"),
        ("/readyz/reading", "duty", "check"),
        ("/duty/_stcore/stream", "duty", "connection"),
        ("/component/a/index.html", "", "map"),
        ("/static/a.json", "", "script"),
        ("/a.csv/b", "", "page"),
    ],
)
def test_an_address_is_of_a_kind(path: str, base: str, kind: str) -> None:
    assert find_kind(path, base) == kind


def test_answers_are_counted_by_kind_and_status() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 418})
        await send({"type": "http.response.body", "body": b""})

    before = count("dutymap_requests_total", kind="download", status="418")
    assert run_apart(talk(app, {"type": "http", "path": "/media/a"}, [])) == 2
    assert count("dutymap_requests_total", kind="download", status="418") == before + 1


def test_a_click_lasts_until_its_script_has_ended() -> None:
    """One that another click interrupts is answered with it; what nobody clicked is none."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        await say(send, ForwardMsg(script_finished=WHOLE))
        await receive()
        await receive()
        await say(send, ForwardMsg(script_finished=EARLY))
        time.sleep(0.05)
        long = ForwardMsg()
        long.delta.new_element.html.body = "a" * 1000
        await say(send, long)
        await say(send, ForwardMsg(script_finished=WHOLE))
        await receive()
        await say(send, ForwardMsg(script_finished=WHOLE))

    def tell() -> tuple[float, float, float]:
        return (
            count("dutymap_click_seconds_count", part="part"),
            count("dutymap_click_seconds_sum", part="part"),
            count("dutymap_click_seconds_count", part="page"),
        )

    click, other, away = BackMsg(), BackMsg(), BackMsg()
    click.rerun_script.fragment_id = other.rerun_script.fragment_id = "map"
    away.app_heartbeat = True
    clicks, seconds, pages = tell()
    run_apart(talk(app, {"type": "websocket", "path": "/_stcore/stream"}, [click, other, away]))
    found = tell()
    assert (found[0] - clicks, found[2] - pages) == (1, 0)
    assert found[1] - seconds >= 0.05
    page = BackMsg()
    page.rerun_script.query_string = "lang=en"
    run_apart(talk(app, {"type": "websocket", "path": "/_stcore/stream"}, [page, away, away]))
    assert tell()[2] == pages + 1


async def talk(app: object, scope: Scope, heard: list[BackMsg]) -> int:
    """How many messages the app sent."""
    told: list[Message] = []
    waiting = iter(heard)

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": next(waiting).SerializeToString()}

    async def send(message: Message) -> None:
        told.append(message)

    await Counting(app)(scope, receive, send)  # type: ignore[arg-type]
    return len(told)


async def say(send: Send, message: ForwardMsg) -> None:
    await send({"type": "websocket.send", "bytes": message.SerializeToString()})


def count(name: str, **labels: str) -> float:
    families = [*REQUESTS.collect(), *CLICKS.collect()]
    samples = [sample for family in families for sample in family.samples]
    return sum(one.value for one in samples if (one.name, one.labels) == (name, labels))
