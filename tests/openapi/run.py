"""A stranger's view of the API: schemathesis reads its description and asks for all of it, for what fits and what does
not, as a volunteer, an officer of the commune and one of the city. No answer may be a fault of the server or one that is not described.

Usage: run.py SERVER SCHEMATHESIS FOLDER EXAMPLES [SEED]. `cargo xtask test --only openapi` runs it.
"""

import hashlib
import json
import os
import subprocess
import sys
import urllib.request
import uuid
from pathlib import Path

SERVER, SCHEMATHESIS, FOLDER, EXAMPLES = sys.argv[1:5]
SEED = sys.argv[5:6]

# Who does this may have no session any more, so it comes last.
ENDS_SESSIONS = r"^DELETE /api/v1/(sessions|people)/"
SIGNS_OUT = r"^DELETE /api/v1/session$"

# A description in OpenAPI can say neither all that is refused (dates, digests, what belongs together) nor all that is
# taken (64 bits without a sign).
LEAVE_OUT = "positive_data_acceptance,negative_data_rejection"

# What the server knows a picture by.
JPEG = b"\xff\xd8\xff\xe0"
PICTURE = hashlib.sha256(JPEG).hexdigest()

# And one that arrives in pieces.
UPLOAD = hashlib.sha256(JPEG + b"2").hexdigest()


def main():
    server, address = start()
    try:
        # All at first, as afterwards there have been too many tries.
        sessions = {name: sign_in(address, name) for name in ("chau", "lai")}
        # Who sees no visit asks for those of the commune.
        sessions["ha"] = sign_in(address, "ha", sessions["chau"][1])
        give_key(address, sessions)
        failed = [name for name, session in sessions.items() if not looks_at(address, name, *session)]
    finally:
        server.kill()
        server.wait()
    sys.exit(f"described otherwise than it is, as {' and as '.join(failed)}" if failed else 0)


def start():
    """A server with the demo commune, and where it answers."""
    database, media = Path(FOLDER, "dong-hanh.db"), Path(FOLDER, "media")
    command = [SERVER, "serve", "--demo", "--listen", "127.0.0.1:0", "--database", f"sqlite:{database}", "--media", media]
    log = open(Path(FOLDER, "server.log"), "w", encoding="utf-8")
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    for line in server.stdout:
        if "http://" in line:
            return server, "http://" + line.split("http://")[1].split("/")[0]
    sys.exit("the server ended by itself, see server.log in " + FOLDER)


def sign_in(address, name, known=None):
    """Somebody's token, and what there is for them, or what somebody else knows of."""
    device = str(uuid.uuid4())
    opened = ask(address, "session", body={"sign_in": name, "password": "dong-hanh", "device": {"id": device, "label": "?"}})
    token = opened["token"]
    own = {"device": device, "people": opened["me"]["user"], "units": opened["me"]["unit"]["key"]}
    ask(address, f"media/{PICTURE}", token, JPEG, "PUT")
    return token, (known or there_is(address, token)) | own


def there_is(address, token):
    visit = ask(address, "visits?limit=1", token)["visits"][0]
    form = ask(address, f"visits/{visit['id']}", token)["form"]
    return {
        "visits": visit["id"],
        "households": visit["household"],
        "media": PICTURE,
        "uploads": UPLOAD,
        "form": form,
        "forms": form,
    }


def give_key(address, sessions):
    """Lets both speak as a client of another make that the volunteer has."""
    officer, volunteer = sessions["chau"][0], sessions["lai"][1]
    given = ask(address, f"people/{volunteer['people']}/key", officer, method="POST")
    for _, known in sessions.values():
        known["odk"] = given["address"].rsplit("/", 1)[1]


def looks_at(address, name, token, known):
    """Whether all that somebody was answered is as it is described."""
    print(f"\nas {name}", flush=True)
    lasting = check(address, token, known, "--exclude-name-regex", f"{ENDS_SESSIONS}|{SIGNS_OUT}")
    # With a session that had ended on the way nothing would have been seen.
    ask(address, "me", token)
    ends = check(address, token, known, "--include-name-regex", ENDS_SESSIONS, "--phases", "coverage,fuzzing")
    return check(address, token, known, "--include-name-regex", SIGNS_OUT) and ends and lasting


def check(address, token, known, *which):
    command = [SCHEMATHESIS, "--no-color", "run", f"{address}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}"]
    command += ["--max-examples", EXAMPLES, "--exclude-checks", LEAVE_OUT, "--generation-database", "none", "--continue-on-failure", *which]
    command += ["--seed", *SEED] if SEED else []
    environment = os.environ | {"SCHEMATHESIS_HOOKS": str(Path(__file__).with_name("hooks.py")), "DONG_HANH_KNOWN": json.dumps(known)}
    return subprocess.run(command, env=environment, cwd=FOLDER, check=False).returncode == 0


def ask(address, path, token=None, body=None, method=None):
    data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    request = urllib.request.Request(f"{address}/api/v1/{path}", data=data, method=method)
    request.add_header("Content-Type", "image/jpeg" if body is JPEG else "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or "null")


main()
