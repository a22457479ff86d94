"""What the secretariat says of the facts: which names mean the same, which do not, and what is not a fact."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel, Field
from starlette.responses import Response

from bot.fronts.web.pages import go, page
from bot.fronts.web.visit import Visit, Visiting
from bot.log.trails import Action
from ingest.errors import UsageError
from ingest.facts.correction import Correction, Verdict
from ingest.facts.corrections import add_correction, read_corrections, remove_correction
from ingest.facts.model import FactKind

router = APIRouter()

_PATH = "/collectie/verbeteringen"
_LONGEST = 2000  # characters of a field
_SHOWN = 200
Text = Annotated[str, Field(max_length=_LONGEST)]


@router.get(_PATH)
def corrections(visit: Visiting, gedaan: str = "") -> Response:
    """The corrections there are, and a form for one more."""
    return _corrections(visit, done=gedaan if gedaan in ("erbij", "weg") else "")


class Correcting(BaseModel):
    """What somebody fills in, or the key of what is to be taken away."""

    doe: Text = ""
    welke: Text = ""
    oordeel: Text = ""
    namen: Text = ""
    waarde: Text = ""
    soort: Text = ""
    document: Text = ""
    opmerking: Text = ""


@router.post(_PATH)
def do_correct(visit: Visiting, form: Annotated[Correcting, Form()]) -> Response:
    """Add a correction, or take one away."""
    if form.doe == "weg":
        entries = read_corrections(visit.desk.corrections).entries
        found = next((one for one in entries if key_of(one) == form.welke), None)
        if found is None:
            return _corrections(visit, fault="gone")
        return _change(visit, found, Action.UNCORRECTED)
    if form.doe != "erbij" or form.oordeel not in set(Verdict) or form.soort not in {"", *FactKind}:
        raise HTTPException(422)
    return _change(visit, _made(form), Action.CORRECTED, form.model_dump())


def _made(form: Correcting) -> Correction:
    verdict, note = Verdict(form.oordeel), _flat(form.opmerking)
    if verdict is Verdict.NOT_A_FACT:
        kind = FactKind(form.soort) if form.soort else None
        return Correction(verdict, value=_flat(form.waarde), kind=kind, document=_flat(form.document), note=note)
    names = tuple(name for line in form.namen.splitlines() if (name := _flat(line)))
    return Correction(verdict, names=names, note=note)


def key_of(correction: Correction) -> str:
    """What a form calls a correction."""
    said = [correction.verdict, sorted(correction.names), correction.value, correction.kind, correction.document]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _change(visit: Visit, correction: Correction, action: Action, typed: dict[str, str] | None = None) -> Response:
    change = add_correction if action is Action.CORRECTED else remove_correction
    try:
        change(visit.desk.corrections, correction)
    except UsageError as error:
        return _corrections(visit, fault="refused", reason=str(error), typed=typed)
    detail = "; ".join((*correction.names, correction.value)[:_SHOWN]).strip("; ")[:_SHOWN]
    visit.desk.records.audit.add(visit.signed_in.id, action, datetime.now(UTC), detail=detail)
    return go(visit, f"{_PATH}?gedaan={'erbij' if action is Action.CORRECTED else 'weg'}")


def _corrections(
    visit: Visit, *, done: str = "", fault: str = "", reason: str = "", typed: dict[str, str] | None = None
) -> Response:
    known = read_corrections(visit.desk.corrections)
    return page(
        visit,
        "collection_corrections.html",
        422 if fault else 200,
        entries=[(key_of(one), one) for one in known.entries],
        mistakes=known.mistakes,
        kinds=list(FactKind),
        done=done,
        fault=fault,
        reason=reason,
        typed=typed or {},
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
