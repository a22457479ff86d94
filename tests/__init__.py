"""Tests: unit, contract, integration, journeys, architecture; bench holds what is measured, not asserted."""
