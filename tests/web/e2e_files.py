#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Long files on a real server: sent, fetched whole and in parts, by readers who take their time; what a damaged part does; a server that
is killed in the midst of one. With --measure: AT_ONCE uploads and downloads of MEGABYTES at once, and what the server's loop and memory
were at it, for bench/README.md.

usage: e2e_files.py DAIS EXAMPLES [sqlite|postgresql [--measure MEGABYTES AT_ONCE]]
"""
import concurrent.futures
import contextlib
import glob
import hashlib
import http.client
import os
import pathlib
import random
import re
import signal
import socket
import sys
import tempfile
import threading
import time
import urllib.parse

from e2e_account import Browser, Server, dais, PASSWORD

EXAMPLES = pathlib.Path(sys.argv[2]).resolve()
ENGINE = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
MEASURE = [int(n) for n in sys.argv[5:7]]
sys.argv[3:] = []
from e2e_crash import Cluster, File, ask  # noqa: E402  it reads the arguments, too

P = "untoc-2022"
FILES = f"/api/v1/packages/{P}/documents/env-paper/files"
BYTES = {"Content-Type": "application/octet-stream"}
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def noise(n, seed):
    return random.Random(seed).randbytes(n)


def put(server, token, path, body):
    status, answer, _ = ask(server.address, "PUT", f"{FILES}/{path}?name=a.pdf", token, body, BYTES)
    return status, answer


def metrics(server, token):
    """Figures of the loop. The metrics are for whoever may see them, or for this machine."""
    connection = http.client.HTTPConnection(urllib.parse.urlparse(server.address).netloc, timeout=120)
    connection.request("GET", "/metrics", headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == 200, answer.status
    return text


def figure(text, name):
    return float(re.search(rf"^dais_http_{name} (\S+)$", text, re.M).group(1))


def resident(pid, what="VmRSS"):
    return int(re.search(rf"^{what}:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii"), re.M).group(1)) / 1024


def ranges(server, token):
    """All that may be asked of a long file."""
    whole = noise(3_000_017, 1)
    assert put(server, token, "en/pdf", whole)[0] == 200
    status, body, headers = ask(server.address, "GET", f"{FILES}/en/pdf", token)
    assert status == 200 and body == whole, (status, len(body))
    tag = headers["ETag"]
    assert tag == f'"{hashlib.blake2b(whole, digest_size=32).hexdigest()}"' and headers["Accept-Ranges"] == "bytes", headers
    status, body, headers = ask(server.address, "HEAD", f"{FILES}/en/pdf", token)
    assert status == 200 and not body and headers["Content-Length"] == str(len(whole)) and headers["ETag"] == tag, headers
    luck = random.Random(2)
    spans = [(0, 0), (262143, 262144), (262144, 524287), (len(whole) - 1, len(whole) - 1), (0, len(whole) - 1)]
    spans += [sorted((luck.randrange(len(whole)), luck.randrange(len(whole)))) for _ in range(12)]
    for first, last in spans:
        status, body, headers = ask(server.address, "GET", f"{FILES}/en/pdf", token, headers={"Range": f"bytes={first}-{last}", "If-Range": tag})
        assert status == 206 and body == whole[first:last + 1], (first, last, status, len(body))
        assert headers["Content-Range"] == f"bytes {first}-{last}/{len(whole)}", headers
    status, body, _ = ask(server.address, "GET", f"{FILES}/en/pdf", token, headers={"Range": "bytes=-5"})
    assert status == 206 and body == whole[-5:]
    status, body, _ = ask(server.address, "GET", f"{FILES}/en/pdf", token, headers={"Range": "bytes=0-5", "If-Range": '"another"'})
    assert status == 200 and body == whole
    status, body, headers = ask(server.address, "GET", f"{FILES}/en/pdf", token, headers={"Range": f"bytes={len(whole)}-"})
    assert status == 416 and headers["Content-Range"] == f"bytes */{len(whole)}", (status, headers)
    assert ask(server.address, "GET", f"{FILES}/en/pdf", token, headers={"If-None-Match": tag})[:2] == (304, b"")
    assert ask(server.address, "GET", f"{FILES}/en/pdf", token, headers={"If-Match": '"another"'})[0] == 412
    # The same bytes under another language are one file of the record.
    assert put(server, token, "fr/pdf", whole)[0] == 200
    return whole


def by_form(server):
    """As a browser sends it, with delimiters that look alike within."""
    browser = Browser(server.address)
    assert browser.sign_in("sec@example.org") == 303
    browser.get(f"/en/desk/{P}/documents/env-paper")
    token = re.search(r'name="form-token" value="([^"]+)"', browser.page).group(1)
    whole = noise(1_200_000, 5) + b"\r\n--BoundarY\r--\r\n--Boundar" + noise(1_100_000, 6)
    parts = b"".join(f'--BoundarY!\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in
                     (("form-token", token), ("upload-language", "es")))
    body = parts + b'--BoundarY!\r\nContent-Disposition: form-data; name="upload"; filename="a.pdf"\r\n\r\n' + whole + b"\r\n--BoundarY!--\r\n"
    connection = http.client.HTTPConnection(browser.host, timeout=120)
    cookies = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
    connection.request("POST", f"/en/desk/{P}/documents/env-paper/files", body,
                       {"Cookie": cookies, "Origin": server.address, "Content-Type": "multipart/form-data; boundary=BoundarY!"})
    answer = connection.getresponse()
    assert answer.status == 303 and "did=uploaded" in answer.headers["Location"], (answer.status, answer.headers, answer.read()[:2000])
    answer.read()
    connection.request("GET", f"/en/desk/{P}/documents/env-paper/files/es/pdf", headers={"Cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == 200 and answer.read() == whole
    connection.close()


def slow(server, token, whole):
    """Fifty who take some bytes and then wait hold next to nothing; the others are served meanwhile."""
    before, held = resident(server.process.pid), []
    for _ in range(50):
        s = socket.create_connection(urllib.parse.urlparse(server.address).netloc.split(":"))
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.sendall(f"GET {FILES}/en/pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        assert s.recv(100)
        held.append(s)
    grown = resident(server.process.pid) - before
    sanitized = bool(os.environ.get("DAIS_NO_FENCE"))
    assert grown < 10 or sanitized, f"{grown:.1f} MiB for fifty that wait"
    assert ask(server.address, "GET", f"{FILES}/en/pdf", token)[1] == whole
    for s in held:
        s.close()


def damaged(record, server, token):
    """A part that was altered: what is whole does not arrive as if it were."""
    record.ask("DROP TRIGGER file_part_is_not_altered" + (" ON file_part" if ENGINE == "postgresql" else ""))
    record.ask("UPDATE file_part SET bytes = (SELECT o.bytes FROM file_part AS o WHERE o.digest = file_part.digest AND o.part = 2) WHERE part = 3")
    text = metrics(server, token)
    sent = figure(text, "sent_bytes_total") + len(text.encode())
    try:
        status, body, _ = ask(server.address, "GET", f"{FILES}/en/pdf", token)
        raise AssertionError((status, len(body)))
    except http.client.IncompleteRead as e:
        came = len(e.partial)
    for _ in range(1200):
        text = metrics(server, token)
        if figure(text, "sent_bytes_total") - sent >= came:
            break
        sent += len(text.encode())
        time.sleep(0.02)
    assert 0 <= figure(text, "sent_bytes_total") - sent - came < 65536, "what did not go is counted as sent"
    # Nor does what is said of one that cannot be sent at all come under its name.
    record.ask("DROP TRIGGER file_part_is_not_removed" + (" ON file_part" if ENGINE == "postgresql" else ""))
    record.ask("DELETE FROM file_part")
    status, body, headers = ask(server.address, "GET", f"{FILES}/en/pdf", token)
    assert status == 500 and headers["Cache-Control"] == "no-store", (status, headers)
    assert not headers.get("Content-Disposition") and not headers.get("ETag"), headers


def killed(record, token, luck):
    """Nothing that was acknowledged is lost, no half file is seen, and what remains of one goes."""
    kept, cut, n = {}, 0, -1
    # As often as it takes until one was cut off: a quick server is through before one looks.
    while n < 5 or (not cut and n < 60):
        n += 1
        server, language = Server(record.where), LANGUAGES[n % 6]
        whole = noise(9_000_000, 100 + n)
        told = {}

        def send(language=language, whole=whole, server=server, told=told):
            with contextlib.suppress(OSError, http.client.HTTPException):
                told[language] = put(server, token, f"{language}/pdf", whole)[0]

        sender = threading.Thread(target=send)
        sender.start()
        # Once its parts are coming, somewhere among them.
        if n % 2:
            for _ in range(2000):
                if int(record.ask("SELECT count(DISTINCT digest) FROM file_part WHERE digest NOT IN (SELECT digest FROM file)")[0]):
                    break
                if told:
                    break
                time.sleep(0.005)
        time.sleep(luck.uniform(0, 0.1))
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.communicate()
        sender.join()
        if told.get(language) == 200:
            kept[language] = whole
        cut = int(record.ask("SELECT count(DISTINCT digest) FROM file_part WHERE digest NOT IN (SELECT digest FROM file)")[0])
        assert "sound" in dais("db", "verify", "--db", record.where)
    assert cut, "no upload was cut off among its parts"
    record.ask("UPDATE state SET ends_ms = 1 WHERE area = 'arriving'")  # as if five minutes had passed
    server = Server(record.where)
    try:
        for _ in range(2400):
            if not int(record.ask("SELECT count(*) FROM file_part WHERE digest NOT IN (SELECT digest FROM file)")[0]):
                break
            time.sleep(0.05)
        else:
            raise AssertionError("parts stay that belong to no file")
        for _ in range(2400):
            if int(re.search(r"^dais_unfinished_files_removed_total (\d+)$", metrics(server, token), re.M).group(1)) == cut:
                break
            time.sleep(0.05)
        else:
            raise AssertionError("the metrics do not count what was taken away")
        for language, whole in kept.items():
            assert ask(server.address, "GET", f"{FILES}/{language}/pdf", token)[1] == whole, language
        assert put(server, token, "ru/pdf", noise(9_000_000, 105))[0] == 200
    finally:
        server.stop()
    assert '"unclaimed": 0' in dais("db", "verify", "--db", record.where, "--format", "json")
    return cut


def measure(record, token, megabytes, at_once):
    server = Server(record.where, "--allowance", "1000000")
    peak, done = [0.0], threading.Event()

    def watch():
        while not done.wait(0.02):
            peak[0] = max(peak[0], resident(server.process.pid))

    threading.Thread(target=watch, daemon=True).start()
    bodies = [noise(megabytes << 20, 1000 + n) for n in range(at_once)]
    put(server, token, "en/html", b"<p>CTOC/COP/WG.2/2022/3</p>")
    before = metrics(server, token)
    print(f"a short file: longest turn {figure(before, 'longest_turn_seconds') * 1e3:.1f} ms ({figure(before, 'longest_turn_processor_seconds') * 1e3:.1f} of processor)")
    idle, began = resident(server.process.pid), time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        paths = [f"{LANGUAGES[n % 6]}/{('pdf', 'docx')[n // 6 % 2]}" for n in range(at_once)]
        statuses = list(pool.map(lambda pair: put(server, token, *pair)[0], zip(paths, bodies)))
        assert statuses == [200] * at_once, statuses
    sent, up = time.monotonic() - began, metrics(server, token)
    up_peak, peak[0], began = peak[0], 0.0, time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        right = list(pool.map(lambda pair: ask(server.address, "GET", f"{FILES}/{pair[0]}", token)[1] == pair[1], zip(paths, bodies)))
        assert all(right)
    down = metrics(server, token)
    done.set()
    print(f"{at_once} of {megabytes} MiB at once, memory idle {idle:.0f} MiB; uploads: {sent:.1f} s, longest turn {figure(up, 'longest_turn_seconds') * 1e3:.1f} ms "
          f"({figure(up, 'longest_turn_processor_seconds') * 1e3:.1f} of processor), memory {up_peak:.0f} MiB; downloads: {time.monotonic() - began:.1f} s, "
          f"longest turn of all {figure(down, 'longest_turn_seconds') * 1e3:.1f} ms ({figure(down, 'longest_turn_processor_seconds') * 1e3:.1f}), memory {peak[0]:.0f} MiB")
    print("\n".join(line for line in down.splitlines() if line.startswith(("dais_http_turn_seconds_bucket", "dais_http_longest_step", "dais_http_long_turns"))))
    server.stop()


def run(record):
    dais("db", "init", "--db", record.where)
    dais("db", "import", "--db", record.where, str(EXAMPLES / P))
    dais("account", "add", "--db", record.where, "--id", "sec", "--email", "sec@example.org", "--name", "sec", "--role", "secretariat", "--password-stdin",
         stdin=PASSWORD + "\n")
    token = dais("account", "token", "sec", "--db", record.where, "--scopes", "working.read,version.set").strip()
    if MEASURE:
        measure(record, token, *MEASURE)
        return
    server = Server(record.where)
    try:
        whole = ranges(server, token)
        by_form(server)
        slow(server, token, whole)
    finally:
        server.stop()
    assert "sound" in dais("db", "verify", "--db", record.where)
    cut = killed(record, token, random.Random(7))
    server = Server(record.where)
    try:
        assert put(server, token, "en/pdf", whole)[0] == 200
        damaged(record, server, token)
    finally:
        server.process.send_signal(signal.SIGTERM)
        server.process.communicate(timeout=120)
    print(f"long files sent, fetched in parts, by fifty slow readers; {cut} cut off by kill -9 and taken away")


def main():
    if ENGINE == "postgresql" and not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        print("PostgreSQL is not here")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-files-") as name:
        record = Cluster(pathlib.Path(name)) if ENGINE == "postgresql" else File(pathlib.Path(name))
        try:
            run(record)
        finally:
            record.end()


if __name__ == "__main__":
    main()
