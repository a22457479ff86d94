"""How Telegram delivers updates to a webhook: one after the other, again and again until the bot says 200."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests.bot_api_rules import Json

_AGAIN_SECONDS = 0.1


@dataclass
class Courier:
    """Brings updates to an address, with the secret that the bot gave for it."""

    address: str
    secret: str
    waiting: Callable[[], Json | None]  # the update whose turn it is
    arrived: Callable[[Json], None]
    statuses: list[int] = field(default_factory=list)  # what the bot said; 0 when it did not answer

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Delivers nothing more."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with httpx.Client(timeout=10) as client:
            while not self._over.is_set():
                update = self.waiting()
                if update is None:
                    time.sleep(0.01)
                elif self._bring(client, update):
                    self.arrived(update)
                else:
                    self._over.wait(_AGAIN_SECONDS)

    def _bring(self, client: httpx.Client, update: Json) -> bool:
        try:
            headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret}
            status = client.post(self.address, json=update, headers=headers).status_code
        except httpx.TransportError:
            status = 0
        self.statuses.append(status)
        return status == httpx.codes.OK
