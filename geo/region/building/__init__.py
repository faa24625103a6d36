"""How a region's package is made for any place of China: the source, its names, its outlines."""
