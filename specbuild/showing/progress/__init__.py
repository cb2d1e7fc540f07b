"""How far the work is: a live line in a terminal, a plain line an epoch elsewhere; always on standard error."""
