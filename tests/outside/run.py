"""Strangers look at the door of a server that speaks TLS: testssl.sh tries what can be agreed on, wapiti attacks the pages and,
signed in as an officer, whatever the API's description names. What is medium or worse fails, but for what exceptions.json names
with a reason.

Usage: run.py SERVER APP TESTSSL WAPITI FOLDER [ONLY]. `cargo xtask outside` runs it.
"""

import json
import os
import ssl
import subprocess
import sys
import urllib.request
import uuid
from pathlib import Path

SERVER, APP, TESTSSL, WAPITI, FOLDER = sys.argv[1:6]
ONLY = sys.argv[6] if len(sys.argv) > 6 else ""
HERE = Path(__file__).parent
EXCEPTIONS = json.loads((HERE / "exceptions.json").read_text(encoding="utf-8"))

# What wapiti tries that needs nothing but the server: no list from the network, no host that listens elsewhere.
MODULES = (
    "backup,brute_login_form,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,"
    "shellshock,spring4shell,sql,timesql,upload,xss"
)
SECONDS = "900"


def main():
    authority = certificate()
    server, address = start()
    try:
        found = []
        if ONLY in "tls":
            found += tls(address, authority)
        if ONLY in "web":
            found += web(address, authority)
    finally:
        server.terminate()
        server.wait()
    print("\n".join(found) or "nothing is open")
    sys.exit(1 if found else 0)


def certificate():
    """An authority of our own, and a certificate of it for this machine, as an office has from elsewhere."""
    openssl = lambda *words: subprocess.run(["openssl", *words], cwd=FOLDER, check=True, capture_output=True)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "365", "-subj", "/O=Outside/CN=Outside CA")
    openssl("req", *key, "-keyout", "key.pem", "-out", "asked.pem", "-subj", "/CN=localhost")
    names = "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\nbasicConstraints=CA:FALSE\n"
    names += "crlDistributionPoints=URI:http://localhost/ca.crl\n"
    Path(FOLDER, "names").write_text(names, encoding="ascii")
    openssl("x509", "-req", "-in", "asked.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "90", "-sha256",
            "-extfile", "names", "-out", "cert.pem")
    return str(Path(FOLDER, "ca.pem"))


def start():
    """A server with the demo commune, and where it answers."""
    command = [SERVER, "serve", "--demo", "--app", APP, "--listen", "127.0.0.1:0", "--tls-cert", Path(FOLDER, "cert.pem")]
    command += ["--tls-key", Path(FOLDER, "key.pem"), "--database", f"sqlite:{Path(FOLDER, 'dong-hanh.db')}"]
    command += ["--media", Path(FOLDER, "media")]
    log = open(Path(FOLDER, "server.log"), "w", encoding="utf-8")
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    for line in server.stdout:
        if "https://" in line:
            port = line.split("https://")[1].split("/")[0].rsplit(":", 1)[1]
            return server, f"localhost:{port}"
    sys.exit("the server ended by itself, see server.log in " + FOLDER)


def tls(address, authority):
    """What testssl.sh finds; it says a grade from version 3.2 on."""
    report = Path(FOLDER, "testssl.json")
    command = [TESTSSL, "--quiet", "--color", "0", "--warnings", "batch", "--ip", "127.0.0.1", "--add-ca", authority, "--jsonfile", report, f"https://{address}/"]
    environment = os.environ | {"TERM": "dumb"}
    with open(Path(FOLDER, "testssl.txt"), "w", encoding="utf-8") as text:
        subprocess.run(command, cwd=FOLDER, env=environment, stdout=text, stderr=subprocess.STDOUT, check=False)
    findings = json.loads(report.read_text(encoding="utf-8"))
    for finding in findings:
        if finding["id"] in ("overall_grade", "final_score"):
            print(f"testssl.sh: {finding['id']} {finding['finding']}")
    if not any(finding["id"].startswith("TLS1_3") and finding["severity"] == "OK" for finding in findings):
        return ["testssl.sh: it did not come as far as TLS 1.3, see testssl.txt in " + FOLDER]
    worse = [one for one in findings if one["severity"] in ("MEDIUM", "HIGH", "CRITICAL", "FATAL")]
    print(f"testssl.sh: {len(findings)} looks, {len(worse)} findings of medium and worse")
    return [f"testssl.sh: {one['severity']} {one['id']}: {one['finding']}" for one in worse if one["id"] not in EXCEPTIONS["tls"]]


def web(address, authority):
    """What wapiti finds on the pages, and behind a session."""
    context = ssl.create_default_context(cafile=authority)
    session = {"sign_in": "chau", "password": "dong-hanh", "device": {"id": str(uuid.uuid4()), "label": "?"}}
    request = urllib.request.Request(f"https://{address}/api/v1/session", data=json.dumps(session).encode())
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, context=context) as answer:
        token = json.load(answer)["token"]
        described = ["--swagger", f"https://{address}/api/v1/openapi.json", "-H", f"Authorization: Bearer {token}"]
    return [found for name, more in (("pages", []), ("api", described)) for found in attack(address, name, more)]


def attack(address, name, more):
    report = Path(FOLDER, f"wapiti-{name}.json")
    command = [WAPITI, "-u", f"https://{address}/", "-m", MODULES, "-f", "json", "-o", report, "--verify-ssl", "0", "--no-bugreport"]
    command += ["--flush-session", "--store-session", Path(FOLDER, name), "--store-config", Path(FOLDER, "config"), "-v", "1"]
    # Who asks for the end of the session would see nothing afterwards.
    command += ["--max-scan-time", SECONDS, "-x", f"https://{address}/api/v1/session*", *more]
    with open(Path(FOLDER, f"wapiti-{name}.txt"), "w", encoding="utf-8") as text:
        subprocess.run(command, cwd=FOLDER, stdout=text, stderr=subprocess.STDOUT, check=False)
    if not report.exists():
        return [f"wapiti did not end by itself, see wapiti-{name}.txt in " + FOLDER]
    found = json.loads(report.read_text(encoding="utf-8"))
    print(f"wapiti: {name}: {found['infos'].get('crawled_pages_nbr', '?')} addresses")
    open_ = []
    for kind in ("vulnerabilities", "anomalies"):
        for category, ones in found[kind].items():
            for one in ones:
                # 1 is low.
                if one["level"] > 1 and category not in EXCEPTIONS["web"]:
                    open_.append(f"wapiti: {category}: {one['method']} {one['path']} {one['info']}")
    return open_


main()
