"""What the demonstration serves besides the hall, to this machine only: its tokens and its papers."""

from pathlib import Path

from flask import Blueprint, Response, render_template, send_file, send_from_directory

from queue_server.web.access import anyone, only_local_or

SHOWN = 12
"""Papers on the page: those of the last visitors."""
HERE = Path(__file__).parent


def local_pages(data: Path) -> Blueprint:
    """``/demo.json`` for the start page, and ``/demo/papers``."""
    bp = Blueprint("demo", __name__, template_folder="papers")
    papers = (data / "papers").absolute()

    @bp.get("/demo.json")
    @only_local_or()
    def demo_json() -> Response:
        return send_file((data / "demo.json").absolute(), mimetype="application/json", max_age=0)

    @bp.get("/demo/papers")
    @only_local_or()
    def last_papers() -> str:
        return render_template("papers.html", papers=_newest(papers))

    @bp.get("/demo/papers/papers.css")
    @anyone
    def style() -> Response:
        return send_from_directory(HERE / "papers", "papers.css")

    @bp.get("/demo/papers/<name>.png")
    @only_local_or()
    def paper(name: str) -> Response:
        return send_from_directory(papers, f"{name}.png", max_age=3600)

    return bp


def _newest(folder: Path) -> list[str]:
    """Names of the last papers, the newest first; none before the first is printed."""
    pictures = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [picture.name for picture in pictures[:SHOWN]]
