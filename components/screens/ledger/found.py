"""What the ledger's link finds: the page shows it, its files hold it, other programs read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from components.screens.ledger.link import parse_filter, read_state
from components.session.models import get_search_index
from components.session.progress import Progress
from components.words.duty_states import Told, pick_measures, tell_measures
from components.words.words import Words
from geo.plan.ledger import LedgerFilter, filter_measures, split_found


@dataclass(frozen=True)
class Found:
    """`settled`, `still_open`: measures, those apart of which the plan leaves open whether a party
    asked for holds them; `told`: what was reported on each, None without a month."""

    wanted: LedgerFilter
    state: str
    settled: list[str]
    still_open: list[str]
    told: Mapping[str, Told] | None


def find_measures(words: Words, params: Mapping[str, str], progress: Progress | None) -> Found:
    """What of the link cannot be followed is left out, see `find_filter_notices`."""
    model = words.model
    wanted, state = parse_filter(params, model)[0], read_state(params, progress)
    found = filter_measures(model.plan.measures, model.duties, get_search_index(model), wanted)
    codes = [party.unit_code for party in wanted.parties]
    if progress and state:
        picked = pick_measures(progress, state, codes)
        found = [measure_id for measure_id in found if measure_id in picked]
    told = tell_measures(words, progress, codes) if progress else None
    return Found(wanted, state, *split_found(found, model.duties, wanted), told)
