"""Judging answers, golden cases and curated answers."""

from fastapi import APIRouter

router = APIRouter()
