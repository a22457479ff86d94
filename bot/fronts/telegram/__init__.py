"""The Telegram front. ``run`` needs the telegram library; ``wiring`` and ``notices`` do not."""
