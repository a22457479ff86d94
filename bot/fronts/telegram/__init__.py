"""The Telegram front. ``run`` needs the telegram library; ``wiring`` and ``texts`` do not."""
