"""The log: searching, filters, export."""

from fastapi import APIRouter

router = APIRouter()
