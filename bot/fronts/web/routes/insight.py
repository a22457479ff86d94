"""What the log shows over time, and what people asked in vain."""

from fastapi import APIRouter

router = APIRouter()
