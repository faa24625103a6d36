"""Everything that shows the model: map, panel, texts, state, theme."""
