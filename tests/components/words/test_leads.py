"""Lead departments by name, with the measures that the model counts."""

from __future__ import annotations

import pytest

from components.texts import Texts
from components.words.leads import list_leads
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import list_lead_measures


@pytest.mark.parametrize(("lang", "column"), [("zh", "name"), ("en", "name_en")])
@pytest.mark.parametrize("codes", [("110118",), ("110118", "110116")])
def test_departments_are_named_and_keep_their_measures(
    model: Model, codes: tuple[str, ...], lang: str, column: str
) -> None:
    names = model.region.units.set_index("unit_code")[column]
    leads = list_leads(Words(model, Texts(lang)), codes)
    assert {lead.code: lead.measure_ids for lead in leads} == list_lead_measures(
        model.duties, model.region.units, codes
    )
    assert [lead.name for lead in leads] == [names[lead.code] for lead in leads]
    assert len(leads) > 1
