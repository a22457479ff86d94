"""What people are told, their own data, and for admins: retention, holds, erasure and the trail."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, HTTPException, Path, Query
from starlette.responses import Response

from bot.fronts.web.log_form import read_form
from bot.fronts.web.own_data import own_data
from bot.fronts.web.pages import go, page, remember
from bot.fronts.web.visit import Visit, Visiting
from bot.log.holds import Hold
from bot.log.model import Account
from bot.log.people import Forgotten
from bot.log.trails import Action
from bot.register import OWN_SERVER

router = APIRouter()

_ROWS, _RUNS = 50, 10
_REASON = 500  # characters
_QUERY = 4000
_ACCOUNT = re.compile(r"account (\w+)")  # in the trail; its name is not, so that it goes with the account
_DONE = ("vast", "gewist", "deels")
Text = Annotated[str, Form()]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Place = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


@router.get("/privacy")
def privacy(visit: Visiting) -> Response:
    """What happens with what people ask, as it is set here."""
    return page(visit, "privacy.html", practice=visit.site.practice, own_server=OWN_SERVER)


@router.get("/toegankelijkheid")
def accessibility(visit: Visiting) -> Response:
    """How well everybody can use these pages."""
    return page(visit, "privacy_accessibility.html", practice=visit.site.practice)


@router.get("/account/gegevens")
def my_data(visit: Visiting) -> Response:
    """Everything that is known of the visitor, as a file."""
    headers = {"content-disposition": 'attachment; filename="mijn-gegevens.json"'}
    content = json.dumps(own_data(visit), ensure_ascii=False, indent=2)
    return remember(visit, Response(content, media_type="application/json", headers=headers))


@router.post("/account/vergeten")
def do_forget_me(visit: Visiting, zeker: Text = "") -> Response:
    """Erase what the visitor asked; the account itself stays."""
    if zeker != "ja":
        return go(visit, "/account?zeker=nee#gegevens")
    gone = visit.desk.records.people.forget(visit.person)
    return go(visit, f"/account?gewist={gone.questions}&blijft={gone.held}#gegevens")


@router.get("/beheer/bewaren")
def retention(  # noqa: PLR0913, PLR0917  # what an address may hold
    visit: Visiting, vraag: str = "", zoekvraag: str = "", gesprek: str = "", gedaan: str = "", aantal: str = ""
) -> Response:
    """How long what is kept, what the last nights did, what is held, and erasing somebody."""
    given = {"vraag": vraag[:100], "zoekvraag": zoekvraag[:_QUERY], "gesprek": gesprek[:100]}
    done = gedaan if gedaan == "los" or (gedaan in _DONE and aantal.isdecimal()) else ""
    return _retention(visit, given, done=done, count=aantal[:9])


@router.post("/beheer/bewaren")
def do_hold(visit: Visiting, reden: Text = "", vraag: Text = "", zoekvraag: Text = "") -> Response:
    """Keep one answer, or all that a filter of the log lets through, beyond its period."""
    given = {"vraag": vraag[:100], "zoekvraag": zoekvraag[:_QUERY], "reden": reden[:_REASON]}
    if not reden.strip() or len(reden) > _REASON:
        return _retention(visit, given, fault="reason")
    made = _hold(visit, " ".join(reden.split()), given["vraag"], given["zoekvraag"])
    if made is None:
        return _retention(visit, given, fault="nothing")
    detail = f"nummer {made.number}: {made.turns} antwoorden"
    visit.desk.records.audit.add(visit.signed_in.id, Action.HELD, datetime.now(UTC), vraag or None, detail)
    return go(visit, f"/beheer/bewaren?gedaan=vast&aantal={made.turns}")


@router.post("/beheer/bewaren/{number}/einde")
def do_release(visit: Visiting, number: Number) -> Response:
    """Hold something no longer."""
    now = datetime.now(UTC)
    if not visit.desk.records.holds.release(number, visit.signed_in.id, now):
        raise HTTPException(404)
    visit.desk.records.audit.add(visit.signed_in.id, Action.RELEASED, now, detail=f"nummer {number}")
    return go(visit, "/beheer/bewaren?gedaan=los")


@router.post("/beheer/wissen")
def do_forget(
    visit: Visiting, account: Text = "", gesprek: Text = "", zeker: Text = "", ook_account: Text = ""
) -> Response:
    """Erase somebody: everything that was asked with an account, or by whose conversation it is."""
    records, given = visit.desk.records, {"gesprek": gesprek[:100], "account": account[:100]}
    if zeker != "ja" or bool(account) == bool(gesprek):
        return _retention(visit, given, fault="unsure" if zeker != "ja" else "whom")
    known = records.accounts.get(account) if account else None
    if account and (known is None or (ook_account and known.id == visit.signed_in.id)):
        return _retention(visit, given, fault="whom" if known is None else "yourself")
    gone = records.people.forget(f"web:{account}") if known else records.people.forget_conversation(gesprek.strip())
    if gone is None:
        return _retention(visit, given, fault="whom")
    _note_erasure(visit, gone, f"account {account}" if known else f"gesprek {gesprek.strip()}")
    if known and ook_account and not records.accounts.remove(known.id):
        return _retention(visit, given, fault="last")
    return go(visit, f"/beheer/bewaren?gedaan={'deels' if gone.held else 'gewist'}&aantal={gone.questions}")


@router.get("/beheer/spoor")
def audit(visit: Visiting, voor: Place = None, wie: str = "", wat: str = "") -> Response:
    """Who saw or changed what of the log, the last things first."""
    action = wat if wat in set(Action) else ""
    found = visit.desk.records.audit.latest(_ROWS + 1, voor, account=wie[:100], action=action)
    people = {one.id: one for one in visit.desk.records.accounts.all()}
    return page(
        visit,
        "privacy_audit.html",
        found=found[:_ROWS],
        more=found[_ROWS - 1].number if len(found) > _ROWS else None,
        newest=voor is None,
        people=people,
        named=partial(_named, people),
        actions=list(Action),
        chosen={name: value for name, value in (("wie", wie[:100]), ("wat", action)) if value},
    )


def _named(people: Mapping[str, Account], detail: str) -> str:
    """What the trail says, with the names that accounts have now."""
    return _ACCOUNT.sub(lambda found: people[found[1]].shown if found[1] in people else found[0], detail)


def _hold(visit: Visit, reason: str, question_id: str, query: str) -> Hold | None:
    records, now = visit.desk.records, datetime.now(UTC)
    if question_id:
        return records.holds.add_one(reason, visit.signed_in.id, now, question_id)
    form = read_form(visit, dict(parse_qsl(query)))
    if not query or form.faults:
        return None
    return records.holds.add(reason, visit.signed_in.id, now, list(records.search.numbers(form.chosen)))


def _note_erasure(visit: Visit, gone: Forgotten, who: str) -> None:
    detail = f"{who}: {gone.questions} vragen" + (f", {gone.held} vastgehouden" if gone.held else "")
    visit.desk.records.audit.add(visit.signed_in.id, Action.FORGOT, datetime.now(UTC), detail=detail)


def _retention(visit: Visit, given: dict[str, str], *, fault: str = "", done: str = "", count: str = "") -> Response:
    records = visit.desk.records
    form = read_form(visit, dict(parse_qsl(given.get("zoekvraag", ""))))
    return page(
        visit,
        "privacy_retention.html",
        422 if fault else 200,
        periods=visit.desk.retention.periods,
        runs=records.nights.latest(_RUNS),
        holds=records.holds.all(),
        people={one.id: one for one in records.accounts.all()},
        given=given,
        selection=form.in_words if form.query and not form.faults else "",
        fault=fault,
        done=done,
        count=count,
    )
