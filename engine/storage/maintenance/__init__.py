"""Work on whole libraries: adjust, copy, export, remove, resample, make samples."""
