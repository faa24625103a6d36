"""What was read from a plan's own file, as HTML: a sentence, what is asked, table, and proof."""

from __future__ import annotations

from markupsafe import Markup

from components.html.reading import say_place, say_proof, write_left_out, write_measures
from components.html.table import write_table
from components.html.template import draw
from components.texts import Texts
from geo.intake.draft import Draft


def write_draft(draft: Draft, name: str, t: Texts) -> Markup:
    """The whole reading of the file `name`."""
    return draw(
        "screens/plans/draft.draft",
        t=t,
        name=name,
        said=say_reading(draft, t),
        proof=say_proof(draft.proof, t),
        proof_css="quiet" if draft.proof.holds else "draft-fault",
        questions=_write_questions(draft, t),
        measures=write_measures(draft, t("plans.table"), t),
        left_out=write_left_out(draft.proof, t),
    )


def say_reading(draft: Draft, t: Texts) -> str:
    tasks = len(dict.fromkeys(measure.task_no for measure in draft.measures))
    said = t("plans.read", tasks=tasks, measures=len(draft.measures))
    asked = len(draft.questions)
    return said + (t("plans.asked", n=asked) if asked else t("plans.nothing_asked"))


def _write_questions(draft: Draft, t: Texts) -> Markup | str:
    columns = [t(f"plans.column_{name}") for name in ("place", "value", "ask", "first", "other")]
    rows = [
        [
            say_place(draft, question, t),
            question.value,
            question.ask(t.lang),
            question.read_first(t.lang),
            question.read_other(t.lang),
        ]
        for question in draft.questions
    ]
    return write_table(columns, rows) if rows else ""
