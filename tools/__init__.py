"""Programs for those who keep the project: they run from the source tree and are not shipped."""
