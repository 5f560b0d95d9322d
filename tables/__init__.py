"""The heart: leertafels and thematafels, their chairs, and the landscape they lie in."""
