"""Who may open which page: the one table, checked in one place, ``visit.guard``."""

from collections.abc import Collection, Iterable, Mapping
from enum import Enum

from bot.log.model import Role


class Access(Enum):
    """Who a page is for."""

    ANYONE = "anyone"  # also who is not signed in
    ASKERS = "askers"  # who is signed in; where the site is open to all, anyone
    MEMBERS = "members"  # who is signed in
    SECRETARIAT = "secretariat"
    REVIEWERS = "reviewers"
    ADMINS = "admins"

    def admits(self, role: Role | None, *, open_to_all: bool) -> bool:
        """Whether somebody in this role may open the page; None is who is not signed in."""
        if self is Access.ANYONE or (self is Access.ASKERS and open_to_all):
            return True
        return role is not None and role.covers(_LEAST[self])


_LEAST = {
    Access.ASKERS: Role.ASKER,
    Access.MEMBERS: Role.ASKER,
    Access.SECRETARIAT: Role.SECRETARIAT,
    Access.REVIEWERS: Role.REVIEWER,
    Access.ADMINS: Role.ADMIN,
}

# The names of routes are the names of their functions.
_ROUTES: Mapping[Access, Collection[str]] = {
    Access.ANYONE: (
        # operation
        "healthz", "readyz", "metrics", "static",
        # signing in and out
        "sign_in", "do_sign_in", "do_sign_out", "sso", "sso_back", "welcome", "do_welcome", "do_language",
        # what must be open to all
        "privacy", "accessibility",
    ),
    Access.ASKERS: (
        # the chat
        "chat", "ask", "answer", "progress", "new_conversation", "rate", "share", "shared", "as_text", "source",
        # the documents
        "documents", "document", "passage", "original",
        # programmes, partners and lessons
        "programmes", "programme", "partners", "partner", "lessons", "facts_export",
    ),
    Access.MEMBERS: ("account", "do_password", "do_sign_out_everywhere", "do_forget_me", "my_data"),
    Access.SECRETARIAT: (
        "collection", "report", "collected", "do_upload", "upload", "do_decide", "do_roll_back", "corrections",
        "do_correct",
    ),
    Access.REVIEWERS: (
        # judging
        "queue", "review", "do_judge", "find_passage", "do_golden", "golden", "do_drop_golden",
        "curated", "curate", "do_curate", "do_withdraw",
        # looking back
        "log", "log_export", "do_save_filter", "do_drop_filter", "insight", "gaps",
    ),
    Access.ADMINS: (
        "accounts", "do_add_account", "managed", "do_change_account", "security",
        "retention", "do_hold", "do_release", "do_forget", "audit",
    ),
}  # fmt: skip

ACCESS: Mapping[str, Access] = {name: access for access, names in _ROUTES.items() for name in names}


def unlisted(names: Iterable[str]) -> list[str]:
    """The routes that the table forgot; nobody may open them."""
    return sorted(set(names) - ACCESS.keys())
