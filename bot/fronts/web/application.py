"""The site as one application: its pages, who may open them, and what goes with every response."""

from importlib import import_module

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.fronts.limits import Limits
from bot.fronts.web.answering import Answering
from bot.fronts.web.assets import assets
from bot.fronts.web.body import BodyLimit
from bot.fronts.web.collecting import Collecting
from bot.fronts.web.faults import add_faults
from bot.fronts.web.headers import SecurityHeaders
from bot.fronts.web.rights import unlisted
from bot.fronts.web.sso import SingleSignOn
from bot.fronts.web.visit import guard
from bot.fronts.web.wiring import Desk, Site
from bot.metrics import Metrics, Watched

_SUBJECTS = (
    "chat",
    "afterwards",
    "sources",
    "account",
    "managing",
    "provider",
    "review",
    "curating",
    "log",
    "insight",
    "collection",
    "uploading",
    "corrections",
    "programmes",
    "privacy",
    "operation",
)
_COLLEAGUES = 20  # people who are not signed in and may share an address


def routers() -> list[APIRouter]:
    """The pages by subject."""
    return [import_module(f"bot.fronts.web.routes.{subject}").router for subject in _SUBJECTS]


def routes() -> list[APIRoute]:
    """Every page and form of the site; the application itself does not list what is in its routers."""
    return [route for router in routers() for route in router.routes if isinstance(route, APIRoute)]


def build_app(desk: Desk, site: Site) -> FastAPI:
    """The site, ready to be served; raises RuntimeError when a page is missing from the table of rights."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(guard)])
    app.state.desk, app.state.site = desk, site
    app.state.collecting = Collecting(desk.uploads)
    app.state.metrics = Metrics(Watched(desk.records, desk.generations.archive, desk.uploads, desk.budget))
    app.state.sso = SingleSignOn(site.provider) if site.provider else None
    app.state.answering, app.state.limits = Answering(desk), Limits(site.per_minute, site.per_day)
    app.state.limits_of_addresses = Limits(_COLLEAGUES * site.per_minute, _COLLEAGUES * site.per_day)
    for router in routers():
        app.include_router(router)
    app.mount("/static", assets(), name="static")
    add_faults(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders, secure=site.is_secure)
    if site.host:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[site.host, "127.0.0.1", "localhost"])
    if forgotten := unlisted(route.name for route in routes()):
        raise RuntimeError(f"rights.py does not say who may open {', '.join(forgotten)}")
    return app
