"""What the log shows over time, and what people asked in vain."""

from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.responses import Response

from bot.fronts.web.charts import columns
from bot.fronts.web.documents_used import documents_used
from bot.fronts.web.pages import page
from bot.fronts.web.period import CHOICES, Period, read_period
from bot.fronts.web.visit import Visit, Visiting
from bot.gaps import find_gaps, is_about_documents
from bot.log.filters import LogFilter
from bot.log.overview import Bin, overview
from bot.log.trails import Action
from bot.model import AnswerStatus
from ingest.clock import today

router = APIRouter()

_GROUPED = 2000  # unanswered questions
_GAPS = 50  # shown
_MISSHAPEN = 422
_TIMES = (50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000, 30_000)  # milliseconds


@router.get("/inzicht")
def insight(visit: Visiting) -> Response:
    """How much was asked in a period, how it went, how fast, and from which documents."""
    period = read_period(visit.request.query_params)
    known = overview(visit.desk.records.figures, period.since, period.until)
    times = known.within(_TIMES)
    return _page(
        visit,
        "insight.html",
        period,
        known=known,
        days=columns(
            [(_name(one, known.unit), (one.answered, one.partial, one.not_found, one.other)) for one in known.bins]
        ),
        times=columns([(name, (count,)) for name, count in times]),
        rows_of_times=times,
        documents=documents_used(visit, known.documents, today()),
    )


@router.get("/inzicht/gaten")
def gaps(visit: Visiting) -> Response:
    """What people asked in vain in a period, by subject."""
    period = read_period(visit.request.query_params)
    chosen = LogFilter(status=AnswerStatus.NO_EVIDENCE.value, since=period.since, until=period.until)
    asked = visit.desk.records.search.newest(chosen, _GROUPED)
    library = visit.desk.library
    telling = [(text, at) for text, at in asked if is_about_documents(text, library.holds)]
    gathered = library.gathered()
    called = [programme.name for programme in gathered.programmes] + [partner.name for partner in gathered.partners]
    names = [form for name in called for form in (name.canonical, *name.aliases)]
    found = find_gaps(telling, visit.desk.generations.embedder, names)
    detail = f"van {period.since}; tot {period.until}"
    visit.desk.records.audit.add(visit.signed_in.id, Action.SAW_GAPS, datetime.now(UTC), detail=detail)
    known = {"asked": len(asked), "full": len(asked) == _GROUPED, "total": len(found)}
    return _page(visit, "insight_gaps.html", period, gaps=found[:_GAPS], **known)


def _page(visit: Visit, template: str, period: Period, **known: object) -> Response:
    first = visit.desk.records.figures.first_day()
    status = _MISSHAPEN if period.fault else 200
    return page(visit, template, status, period=period, first=first, today=today(), choices=CHOICES, **known)


def _name(one: Bin, unit: str) -> str:
    return f"{one.first:%m-%Y}" if unit == "month" else f"{one.first.day}-{one.first.month}"
