"""Fetching web pages politely and safely, and the copies that are kept of them."""
