"""`make bench`: how fast the product answers, measured side by side; see docs/decisions/009."""
