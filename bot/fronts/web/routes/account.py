"""Signing in and out, and one's own account."""

from fastapi import APIRouter

router = APIRouter()
