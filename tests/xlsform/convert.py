"""What pyxform makes of workbooks, or says against them. One line of JSON for each, in the order given.

Usage: convert.py [--validate] [--table] FILE_OR_FOLDER...

{"file", "accepted", "xform", "itemsets", "warnings", "errors"}; with --validate also "valid", which is what ODK Validate
(the engine of ODK Collect) says of the XForm, and needs Java; "errors" are then its errors. With --table one line for a
person instead. Remembers what it made, by what is in the workbook.
"""

import argparse
import contextlib
import hashlib
import io
import json
import os
import sys
import tempfile
import warnings as python_warnings
from importlib.metadata import version
from pathlib import Path

from pyxform.errors import PyXFormError
from pyxform.validators.odk_validate import ODKValidateError, check_xform
from pyxform.xls2json_backends import Definition
from pyxform.xls2xform import convert

# To be counted up when what is remembered means something else.
FORMAT = 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("what", nargs="+", type=Path)
    wanted = parser.parse_args()
    # It warns of what it leaves out of a workbook's looks.
    python_warnings.simplefilter("ignore")
    for path in wanted.what:
        for file in sorted(filter(Path.is_file, path.iterdir())) if path.is_dir() else [path]:
            made = converted(file, wanted.validate)
            print(row(made) if wanted.table else json.dumps(made, ensure_ascii=False), flush=True)


def converted(file, validate):
    data = file.read_bytes()
    memory = remembered(file, data, validate)
    if memory.is_file():
        return {"file": file.name, **json.loads(memory.read_text(encoding="utf-8"))}
    made = made_of(file, data)
    if validate and made["accepted"]:
        made.update(validated(made["xform"]))
    memory.parent.mkdir(parents=True, exist_ok=True)
    # In one stroke: several of these may run at once.
    part = memory.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    part.replace(memory)
    return {"file": file.name, **made}


def made_of(file, data):
    made = {"accepted": False, "xform": None, "itemsets": None, "warnings": [], "errors": []}
    # By its content alone, as its ending may be wrong; the name still names the form.
    definition = Definition(data=io.BytesIO(data), file_type=None, file_path_stem=file.stem)
    try:
        result = convert(xlsform=definition, warnings=made["warnings"])
        made.update(accepted=True, xform=result.xform, itemsets=result.itemsets)
    except PyXFormError as error:
        made["errors"] = [str(error)]
    except Exception as error:  # It has no better word for some workbooks than a crash of its own.
        made["errors"] = [f"{type(error).__name__}: {error}"]
    return made


def validated(xform):
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as form:
        form.write(xform)
        form.flush()
        try:
            with contextlib.redirect_stdout(sys.stderr):
                check_xform(form.name)
        except ODKValidateError as error:
            return {"valid": False, "errors": [str(error)]}
    return {"valid": True}


def remembered(file, data, validate):
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    parts = [str(FORMAT), version("pyxform"), file.stem, str(validate)]
    key = hashlib.sha256("\n".join(parts).encode() + data).hexdigest()
    return Path(base, "dong-hanh", "xlsform", key[:2], key[2:] + ".json")


def row(made):
    verdict = "refused" if not made["accepted"] else "accepted" if made.get("valid", True) else "invalid"
    why = " / ".join(made["errors"]) or f"{len(made['warnings'])} warnings"
    return f"{made['file']:42} {verdict:9} {' '.join(why.split())[:200]}"


if __name__ == "__main__":
    # It orders some of what it writes by the hashes of texts, which are others in every process unless they are told.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    main()
