"""Places of a plan and a region: restoration sites and protected areas, with how sure they are."""
