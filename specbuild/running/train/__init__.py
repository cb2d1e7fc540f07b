"""Model, batches -> History: what is optimised, the loop, evaluation and its guard, and all the state that a resumed run needs."""
