"""Arrays in `.npy` and `.npz` files: opened where they lie, never unpickled, and checked before anything is trained."""
