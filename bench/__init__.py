"""The measures of the README, as ratios: ``python -m bench --help``."""
