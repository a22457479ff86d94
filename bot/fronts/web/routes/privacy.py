"""Retention, holds, erasure, and the trails."""

from fastapi import APIRouter

router = APIRouter()
