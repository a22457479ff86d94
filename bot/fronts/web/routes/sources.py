"""A source in its context, and the documents themselves."""

from fastapi import APIRouter

router = APIRouter()
