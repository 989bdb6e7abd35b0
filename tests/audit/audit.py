"""Lighthouse as a phone sees the built site: the median of five runs for each kind of page, behind gzip.

Then one page of each template is held against the HTML standard by vnu, which needs Java.

`make audit` installs both, pinned, and runs this; `python tests/audit/audit.py 1` makes one run of each page.
Ends with 1 where a page falls below what is asked of it, and with 0 and a line where there is no Node.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
SITE = HERE.parents[1] / "build" / "site"
RUNS = 5
ASKED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAINT, SHIFT = 1500, 0.05
"""The most milliseconds to the largest paint, and the most shift of the layout."""
DISCLOSURE = "agencies/changji-sme/2023-budget/"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".wasm")


def pages(site: Path) -> dict[str, str]:
    """Kinds of page by name, with the address of one of each below the site's root."""
    by_size = sorted(site.glob("agencies/*/*-*/index.html"), key=lambda path: path.stat().st_size)
    smallest, largest = (f"{path.parent.relative_to(site).as_posix()}/" for path in (by_size[0], by_size[-1]))
    return {
        "home": "",
        "smallest disclosure": smallest,
        "largest disclosure": largest,
        "table": f"{DISCLOSURE}tables/income/",
        "item": "items/20805/",
        "explorer": "explore/",
        "source": f"{DISCLOSURE}source/",
        "checks": f"{DISCLOSURE}checks/",
    }


@functools.cache
def packed(path: Path) -> bytes:
    """A file's bytes, packed once as a host does, not anew for each reader."""
    return gzip.compress(path.read_bytes(), 6)


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves the site as a host does: text packed with gzip, and kept by the browser for a day."""

    # Without it each file takes a connection of its own, which no host asks for.
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, packed where that is worth it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        text = path.suffix in PACKED
        content = packed(path) if text else path.read_bytes()
        self.send_response(200)
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=86400")
        self.end_headers()
        self.wfile.write(content)


def measure(lighthouse: Path, chromium: str, address: str) -> dict[str, float]:
    """One run: the scores of 100, milliseconds to the largest paint, and shift."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [
                *(str(lighthouse), address, "--quiet", "--output=json", f"--output-path={report}"),
                *(f"--only-categories={','.join(ASKED)}", "--chrome-flags=--headless=new --no-sandbox"),
            ],
            check=True,
            env={"CHROME_PATH": chromium, "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder},
        )
        found = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: 100 * (found["categories"][name]["score"] or 0) for name in ASKED}
    audits = found["audits"]
    paint, shift = (audits[name]["numericValue"] for name in ("largest-contentful-paint", "cumulative-layout-shift"))
    return {**scores, "paint": paint, "shift": shift}


def one_of_each_template(site: Path) -> list[Path]:
    """The largest page of each kind: disclosures, tables, things and years have one template each."""
    found: dict[str, Path] = {}
    for page in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        kind = page.relative_to(site).as_posix()
        kind = re.sub(r"^agencies/[^/]+/([^/]+/\b)?", lambda own: "disclosure/" if own[1] else "department/", kind)
        kind = re.sub(r"^(disclosure/(?:tables|projects)|checks|regions|compare|explore|items)/[^/]+/", r"\1/N/", kind)
        found[re.sub(r"^(figures|terms|questions)/[^/]+/", r"\1/N/", kind)] = page
    return sorted(found.values())


def objections_to_markup(site: Path) -> list[str] | None:
    """What the checker of HTML calls an error, a line each; None where it cannot run."""
    jar, java = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar", shutil.which("java")
    if java is None or not jar.is_file():
        return None
    command = [java, "-jar", str(jar), "--errors-only", "--format", "gnu", *map(str, one_of_each_template(site))]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr
    return [line.replace(f"file:{site}/", "") for line in said.splitlines()]


def main(arguments: list[str]) -> int:
    """Measure each page and print a line for it."""
    lighthouse = HERE / "node_modules" / ".bin" / "lighthouse"
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not lighthouse.is_file() or chromium is None:
        print("Skipped: Lighthouse needs Node and Chromium, and one of them is not here.")
        return 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packed, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    runs, below = int(arguments[0]) if arguments else RUNS, False
    print(f"{'page':<22}" + "".join(f"{name:>16}" for name in (*ASKED, "paint ms", "shift")))
    for name, url in pages(SITE).items():
        address = f"http://127.0.0.1:{server.server_address[1]}/{url}"
        found = [measure(lighthouse, chromium, address) for _ in range(runs)]
        middle = {key: median(one[key] for one in found) for key in found[0]}
        short = [key for key, asked in ASKED.items() if round(middle[key]) < asked]
        short += ["paint"] if middle["paint"] > PAINT else []
        short += ["shift"] if middle["shift"] > SHIFT else []
        scores = "".join(f"{middle[key]:>16.0f}" for key in (*ASKED, "paint"))
        print(
            f"{name:<22}{scores}{middle['shift']:>16.3f}  {'below: ' + ', '.join(short) if short else ''}", flush=True
        )
        below |= bool(short)
    server.shutdown()
    objections = objections_to_markup(SITE.resolve())
    if objections is None:
        print("The HTML was not checked: that needs Java.")
    else:
        print(*objections or ["The HTML of one page of each template is valid."], sep="\n")
    return 1 if below or objections else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
