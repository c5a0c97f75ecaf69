"""Measures the page of a release in Chromium: `python benchmarks/page.py dist/halden-news-1.0.0`.

Prints its size, how many articles it shows, and the seconds until it can be used, until another article is open, and
until a word has been looked for in every text. Wants Debian's packages chromium and chromium-driver, and selenium.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from toolkit.pipeline.report_with_raw import find_page
from toolkit.release.report.html_report import PAGE

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path)
    parser.add_argument("--word", default="harbour", help="what is looked for")
    arguments = parser.parse_args()
    path = arguments.release.absolute() / PAGE
    page = find_page(arguments.release)
    with tempfile.TemporaryDirectory() as profile:
        driver = _browser(profile)
        driver.get("about:blank")
        ready = _seconds(lambda: driver.get(path.as_uri()), driver, "document.documentElement.dataset.ready")
        opened = _seconds(
            lambda: driver.execute_script("location.hash = [...document.querySelectorAll('#list a')].at(-1).hash"),
            driver,
            "document.querySelector('#list a[aria-current]')?.hash === location.hash"
            " && document.activeElement?.id === 'article'",
        )
        looked = _seconds(
            lambda: driver.execute_script(
                "document.querySelector('#query').value = arguments[0];"
                "document.querySelector('#query').dispatchEvent(new Event('input'));"
                "document.querySelector('#found').textContent = 'searching';",
                arguments.word,
            ),
            driver,
            "!document.querySelector('#found').textContent.includes('searching')",
        )
        result = driver.execute_script("return document.querySelector('#found').textContent")
        driver.quit()
    print(json.dumps({
        "bytes": path.stat().st_size, "articles": page.articles, "with raw document": page.originals,
        "seconds until ready": round(ready, 2), "seconds to open an article": round(opened, 2),
        "seconds to search all texts": round(looked, 2), "found": result,
    }, indent=2))  # fmt: skip


def _browser(profile: str) -> Chrome:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return Chrome(options=options, service=Service(shutil.which("chromedriver")))


def _seconds(act: Callable[[], object], driver: Chrome, done: str) -> float:
    start = time.perf_counter()
    act()
    while not driver.execute_script(f"return {done}"):
        time.sleep(0.01)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
