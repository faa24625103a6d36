"""Files to take away: Excel, Word, CSV and map data, built from the model alone."""
