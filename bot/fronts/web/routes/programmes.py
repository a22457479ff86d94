"""Programmes, partners and lessons, gathered over all documents."""

from fastapi import APIRouter

router = APIRouter()
