#!/usr/bin/env python3
"""Writes the lines of the list of KNIME's API that the stand-in needs.

Usage: python3 extract-lines.py [LIST]
LIST is knime-api-5.12.txt; without it ../../../shared/knime/knime-api-5.12.txt beside the checkout is read. For every type
with a source file here, and its nested types, the lines are taken whose member is named in that file.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT = HERE.parents[2] / "shared" / "knime" / "knime-api-5.12.txt"


def main():
    full = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    words = {}
    for root in HERE.parent.glob("org.knime.*/src/main/java"):
        for source in root.rglob("*.java"):
            name = ".".join(source.relative_to(root).with_suffix("").parts)
            words[name] = set(re.findall(r"\w+", source.read_text(encoding="utf-8")))
    kept = []
    for line in full.read_text(encoding="utf-8").splitlines():
        fields = line.split(" ")
        outer = fields[1].split("$")[0]
        if outer not in words:
            continue
        nested = fields[1].split("$")[1:]
        member = fields[2] if fields[0] == "M" else None
        implicit = ("<init>", "values", "valueOf", "toString", "hashCode", "equals")
        if all(n in words[outer] for n in nested) and (
                member is None or member in implicit or member in words[outer]):
            kept.append(line)
    target = HERE / "src" / "test" / "resources" / "knime-api-5.12-used.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} lines in {target.name}")


if __name__ == "__main__":
    main()
