"""What is live, and changing it."""

from fastapi import APIRouter

router = APIRouter()
