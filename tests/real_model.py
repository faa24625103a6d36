"""The model of the shipped plan, read once for all tests of a process."""

from geo.model import load_model

MODEL = load_model("ecology-2025")
