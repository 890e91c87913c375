"""Gives what is made up a chance to be about something: ids that there are, and the device that is signed in.

Made-up ids meet nothing but 404. Every second request that fits the description gets real ones.
"""

import base64
import itertools
import json
import os

import schemathesis

KNOWN = json.loads(os.environ["DONG_HANH_KNOWN"])
turns = itertools.count()

# What is to be sent as it is.
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")

METADATA = ",".join(
    f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in (("sha256", KNOWN["uploads"]), ("filetype", "image/jpeg"))
)


@schemathesis.hook
def before_call(_context, case, **_kwargs):
    if not case.meta or not case.meta.generation.mode.is_positive or next(turns) % 2:
        return
    ids = case.path_parameters or {}
    for name in ids:
        noun = case.path.split("/")[3]
        if "/uploads/" in case.path:
            ids[name] = KNOWN["uploads"]
        elif noun == "odk":
            ids[name] = {"key": KNOWN["odk"], "form": KNOWN["form"].removeprefix("sha256:")}.get(name, "households.csv")
        elif noun in KNOWN and not (noun == "people" and name == "id"):
            ids[name] = KNOWN[noun]
    if case.path == "/api/v1/media/uploads" and case.method == "POST":
        case.headers["Upload-Metadata"] = METADATA
        case.headers["Upload-Length"] = "5"
    if isinstance(case.body, dict) and "device" in case.body and "operations" in case.body:
        case.body["device"] = KNOWN["device"]
        for at, operation in enumerate(case.body["operations"]):
            operation["device"] = KNOWN["device"]
            operation["action"] = ACTIONS[(len(case.body["operations"]) + at) % len(ACTIONS)](operation)


ACTIONS = [
    lambda operation: operation["action"],
    lambda operation: {"acknowledge": {}},
    lambda operation: {"review_visit": {"visit": KNOWN["visits"], "decision": "accept"}},
    lambda operation: {
        "finish_visit": {
            "visit": operation["id"],
            "household": KNOWN["households"],
            "form": KNOWN["form"],
            "answers": {"answers": operation["action"]},
            "started": operation["made"],
        }
    },
]
