"""How fast a run is, beside what a good Keras user writes by hand: `python -m specbuild.workshop.benchmark FOLDER`."""
