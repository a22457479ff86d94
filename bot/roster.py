"""Managing who may sign in: every change is noted in the security log, from a page or from the command line."""

from dataclasses import dataclass
from datetime import datetime

from bot.log.model import Account, Role
from bot.log.records import Records
from bot.log.security import Door


@dataclass(frozen=True, slots=True)
class Roster:
    """The accounts, in the hands of one manager."""

    records: Records
    manager: str | None  # the id of the account; None: who has the command line
    address: str  # where the manager is

    def add(self, name: str, shown: str, role: Role, now: datetime) -> tuple[Account, str] | None:
        """A new account and the code of its link; None when the name is taken."""
        account = self.records.accounts.add(name, shown, role, now)
        if account is None:
            return None
        self._note(Door.ACCOUNT_MADE, account, now, role.value)
        return account, self.records.credentials.make_link(account.id, now)

    def link(self, account: Account, now: datetime) -> str:
        """The code of a new link with which somebody chooses a password."""
        self._note(Door.LINK_MADE, account, now)
        return self.records.credentials.make_link(account.id, now)

    def change_role(self, account: Account, role: Role, now: datetime) -> bool:
        """Give somebody another role; False when nobody would be left to manage the accounts."""
        changed = self.records.accounts.change_role(account.id, role)
        if changed:
            self._note(Door.ROLE_CHANGED, account, now, role.value)
        return changed

    def disable(self, account: Account, now: datetime) -> bool:
        """Let somebody in no more, from this moment; False when nobody would be left to manage the accounts."""
        changed = self.records.accounts.disable(account.id, now)
        if changed:
            self._note(Door.DISABLED, account, now)
        return changed

    def enable(self, account: Account, now: datetime) -> None:
        """Let somebody in again."""
        self.records.accounts.enable(account.id)
        self._note(Door.ENABLED, account, now)

    def _note(self, event: Door, account: Account, now: datetime, role: str = "") -> None:
        detail = f"{account.id} {role}".strip()
        self.records.security.add(
            event, now, name=account.name, address=self.address, account_id=self.manager, detail=detail
        )
