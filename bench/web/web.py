#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The server against nginx and Fossil, and its live readers: web.py BUILD [--seconds N] [--readers N] [--rounds N]

BUILD is a release build. Its tests/net/net_server serves one page that nginx serves from a file;
`dais serve` serves the examples, beside nginx with the same bytes and Fossil with a wiki page of
the same length. Servers run on the first core, wrk on the second, by turns in one run; beside
requests a second, which depend on what else the machine does, processor time a request is counted.
Results go to bench/results/web.json, with the load of the machine before and after each part."""
import argparse
import gzip
import json
import os
import pathlib
import re
import resource
import select
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
CONNECTIONS = 32
TICK = os.sysconf("SC_CLK_TCK")
NGINX = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error; worker_rlimit_nofile 4096;
events {{ worker_connections 4000; }}
http {{
  access_log off; keepalive_requests 1000000000; sendfile on; tcp_nopush on; tcp_nodelay on; open_file_cache max=100;
  gzip_static on; types {{ text/html html; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


def make_page(folder):
    """20 kB of text as a page has it."""
    words = ("agenda item session working group report documents annotated provisional meeting conference parties "
             "convention implementation review organization adoption election officers").split()
    text, i = "<!doctype html><html lang=en><title>Page</title><main>", 0
    while len(text) < 19900:
        text += f"<p>{i}. " + " ".join(words[(i * 7 + k * 5) % len(words)] for k in range(20)) + "</p>\n"
        i += 1
    page = (text[:19980] + "</main></html>").encode()
    (folder / "page.html").write_bytes(page)
    (folder / "page.html.gz").write_bytes(gzip.compress(page, 9, mtime=0))
    return folder / "page.html"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def processor_s(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_kib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")).group(1))


def children(pid):
    return [int(p) for p in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def start_server(server, *options):
    process = subprocess.Popen(["taskset", "-c", "0", server, "allowance=4294967295", "per-client=19000", *options],
                               stdout=subprocess.PIPE, text=True)
    address = process.stdout.readline().strip()
    return process, int(address.rsplit(":", 1)[1])


def load(port, path, pid, seconds, header=None, connections=CONNECTIONS):
    """One turn of wrk: requests a second, microseconds of processor a request, 99th percentile."""
    before = tree_processor_s(pid)
    out = subprocess.run(["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency",
                          *(["-H", header] if header else []), f"http://127.0.0.1:{port}{path}"],
                         capture_output=True, text=True, check=True).stdout
    n = int(re.search(r"(\d+) requests in", out).group(1))
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    # Fossil refuses a few when it is busy.
    assert not refused or int(refused.group(1)) < n / 50, out
    p99, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", out).groups()
    return {"requests_s": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
            "processor_us": (tree_processor_s(pid) - before) * 1e6 / n,
            "p99_ms": float(p99) * {"us": 0.001, "ms": 1, "s": 1000}[unit]}


def middle(turns):
    return {key: round(statistics.median(t[key] for t in turns), 3) for key in turns[0]}


def compare(server, seconds, rounds):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        page = make_page(folder)
        port = free_port()
        (folder / "conf").write_text(NGINX.format(folder=folder, port=port), encoding="ascii")
        nginx = subprocess.Popen(["taskset", "-c", "0", "nginx", "-c", str(folder / "conf"), "-p", name])
        ours, our_port = start_server(server, f"page={page}")
        time.sleep(1)
        idle = memory_kib(ours.pid)
        worker = children(nginx.pid)[0]
        cases = {"nginx, file": (port, "/page.html", worker, None),
                 "dais, kept page": (our_port, "/page", ours.pid, None),
                 "nginx, gzip_static": (port, "/page.html", worker, "Accept-Encoding: gzip"),
                 "dais, kept page, gzip": (our_port, "/page", ours.pid, "Accept-Encoding: gzip"),
                 "dais, small reply": (our_port, "/tiny", ours.pid, None),
                 "dais, page made each time": (our_port, "/fresh", ours.pid, None)}
        turns = {name: [] for name in cases}
        for _ in range(rounds):
            for case, (p, path, pid, header) in cases.items():
                turns[case].append(load(p, path, pid, seconds, header))
        result = {case: middle(t) for case, t in turns.items()}
        result["ratios"] = {
            "kept / nginx, requests a second": [round(b["requests_s"] / a["requests_s"], 2)
                                                for a, b in zip(turns["nginx, file"], turns["dais, kept page"])],
            "kept / nginx, processor time": [round(b["processor_us"] / a["processor_us"], 2)
                                             for a, b in zip(turns["nginx, file"], turns["dais, kept page"])],
            "kept gzip / gzip_static, requests a second": [round(b["requests_s"] / a["requests_s"], 2) for a, b in zip(
                turns["nginx, gzip_static"], turns["dais, kept page, gzip"])]}
        result["memory_mib"] = {"idle": round(idle / 1024, 1), "after": round(memory_kib(ours.pid) / 1024, 1)}
        nginx.terminate()
        ours.terminate()
        nginx.wait()
        ours.wait()
        return result


def tree_processor_s(pid):
    """Of a process and the children it has waited for: Fossil makes one a request."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
    return sum(int(f) for f in fields[11:15]) / TICK


def make_record(dais, folder):
    record = str(folder / "record.db")
    subprocess.run([dais, "db", "init", "-d", record], check=True, capture_output=True)
    for example in ("untoc-2022", "single-body"):
        subprocess.run([dais, "db", "import", "-d", record, str(HERE.parent.parent / "examples" / example)], check=True, capture_output=True)
        subprocess.run([dais, "db", "release", "-d", record, "--despite", example], check=True, capture_output=True)
    return record


def start_site(dais, record):
    process = subprocess.Popen(["taskset", "-c", "0", dais, "serve", "-d", record, "--listen", "127.0.0.1:0",
                                "--allowance", "2000000000", "--connections", "19000"], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    return process, int(line.rsplit(":", 1)[1])


def fetch(port, path):
    with socket.create_connection(("127.0.0.1", port)) as s:
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        reply = b""
        while part := s.recv(65536):
            reply += part
    head, body = reply.split(b"\r\n\r\n", 1)
    assert head.split(b" ")[1] == b"200", (path, head[:200])
    return body


def start_fossil(folder, length):
    """A wiki page of about @length bytes."""
    env = {**os.environ, "HOME": str(folder), "USER": "bench"}
    repository = str(folder / "wiki.fossil")
    subprocess.run(["fossil", "new", repository], check=True, capture_output=True, env=env)
    text, i = "", 0
    while len(text) < length - 5000:
        i += 1
        text += f"Paragraph {i} of a page about an agenda, its items and the documents that are before the meeting.\n\n"
    subprocess.run(["fossil", "wiki", "create", "Page", "-R", repository], input=text, text=True, check=True, capture_output=True, env=env)
    subprocess.run(["fossil", "user", "capabilities", "nobody", "hjor", "-R", repository], check=True, capture_output=True, env=env)
    port = free_port()
    process = subprocess.Popen(["taskset", "-c", "0", "fossil", "server", repository, "--port", str(port), "--localhost", "--nojail"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    return process, port


def compare_site(dais, seconds, rounds):
    """The real pages: as they are kept, and made anew for somebody who sends a cookie."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        record = make_record(dais, folder)
        ours, our_port = start_site(dais, record)
        time.sleep(2)
        idle = memory_kib(ours.pid)
        pages = {"first": "/en", "meeting": "/en/meetings/untoc-2022"}
        port = free_port()
        (folder / "conf").write_text(NGINX.format(folder=folder, port=port), encoding="ascii")
        sizes = {}
        for key, path in pages.items():
            body = fetch(our_port, path)
            sizes[key] = len(body)
            (folder / f"{key}.html").write_bytes(body)
            (folder / f"{key}.html.gz").write_bytes(gzip.compress(body, 9, mtime=0))
        nginx = subprocess.Popen(["taskset", "-c", "0", "nginx", "-c", str(folder / "conf"), "-p", name])
        fossil, fossil_port = start_fossil(folder, sizes["meeting"])
        time.sleep(1)
        fossil_size = len(fetch(fossil_port, "/wiki/Page"))
        worker = children(nginx.pid)[0]
        zipped, cookie = "Accept-Encoding: gzip", "Cookie: seen=1"
        turns = {}
        for _ in range(rounds):
            for key, path in pages.items():
                for case, (p, at, pid, header, count) in {
                        "nginx": (port, f"/{key}.html", worker, None, CONNECTIONS),
                        "dais, kept": (our_port, path, ours.pid, None, CONNECTIONS),
                        "nginx, gzip_static": (port, f"/{key}.html", worker, zipped, CONNECTIONS),
                        "dais, kept, gzip": (our_port, path, ours.pid, zipped, CONNECTIONS),
                        "dais, made each time": (our_port, path, ours.pid, cookie, 4)}.items():
                    turns.setdefault(f"{key} page: {case}", []).append(load(p, at, pid, seconds, header, count))
            turns.setdefault("Fossil, wiki page", []).append(load(fossil_port, "/wiki/Page", fossil.pid, seconds, None, 4))
        result = {case: middle(t) for case, t in turns.items()}
        result["bytes"] = {**sizes, "Fossil": fossil_size}
        result["memory_mib"] = {"idle": round(idle / 1024, 1), "after": round(memory_kib(ours.pid) / 1024, 1)}
        for process in (nginx, ours, fossil):
            process.terminate()
            process.wait()
        return result


def publish(s, data):
    body = f"topic=a&data={data}".encode()
    s.sendall(b"POST /publish HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              b"Content-Length: %d\r\n\r\n" % len(body) + body)
    s.recv(65536)


def open_readers(port, n, path="/live?topics=a,b"):
    readers = []
    for _ in range(n):
        s = socket.create_connection(("127.0.0.1", port))
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        readers.append(s)
    for s in readers:
        data = b""
        while b"retry: 3000\n\n" not in data:
            data += s.recv(4096)
    return readers


def spread(readers, mark, cause):
    """Does @cause; the seconds after which each reader has the event with @mark."""
    poll = select.epoll()
    for s in readers:
        poll.register(s.fileno(), select.EPOLLIN)
    by_fd = {s.fileno(): s for s in readers}
    begin = time.perf_counter()
    cause()
    times, missing = [], set(by_fd)
    while missing:
        for fd, _ in poll.poll(20):
            if mark in by_fd[fd].recv(4096) and fd in missing:
                missing.discard(fd)
                times.append(time.perf_counter() - begin)
        assert time.perf_counter() - begin < 60, "events were lost"
    poll.close()
    return times


def live(server, n):
    process, port = start_server(server)
    time.sleep(0.5)
    before = memory_kib(process.pid)
    os.sched_setaffinity(0, {1})
    readers = open_readers(port, n)
    time.sleep(1.5)
    after = memory_kib(process.pid)
    used = processor_s(process.pid)
    with socket.create_connection(("127.0.0.1", port)) as asks:
        turns = [spread(readers, b"data: x", lambda: publish(asks, "x" * 120)) for _ in range(5)]
    used = processor_s(process.pid) - used
    for s in readers:
        s.close()
    process.terminate()
    process.wait()
    return {"readers": n, "last_ms": [round(max(t) * 1000, 1) for t in turns],
            "median_ms": [round(statistics.median(t) * 1000, 1) for t in turns],
            "processor_us_each": round(used * 1e6 / (5 * n), 2),
            "memory_mib": round(after / 1024, 1), "bytes_a_reader": round((after - before) * 1024 / n)}


def live_site(dais, n):
    """Readers of the real server; another process publishes a release, which the server finds by itself."""
    with tempfile.TemporaryDirectory() as name:
        record = make_record(dais, pathlib.Path(name))
        process, port = start_site(dais, record)
        os.sched_setaffinity(0, {1})
        readers = open_readers(port, n, "/live?topic=public&topic=package/untoc-2022")
        memory = memory_kib(process.pid)
        changed = pathlib.Path(name) / "untoc-2022"
        shutil.copytree(HERE.parent.parent / "examples" / "untoc-2022", changed)
        text = changed / "text" / "en.md"
        text.write_text(text.read_text(encoding="utf-8").rstrip() + " Changed.\n", encoding="utf-8")
        subprocess.run([dais, "db", "import", "-d", record, "--replace", str(changed)], check=True, capture_output=True)
        times = spread(readers, b"event: released", lambda: subprocess.run(
            [dais, "db", "release", "-d", record, "--despite", "untoc-2022"], check=True, capture_output=True))
        for s in readers:
            s.close()
        process.terminate()
        process.wait()
        return {"readers": n, "from_first_to_last_ms": round((max(times) - min(times)) * 1000, 1), "memory_mib": round(memory / 1024, 1)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--readers", type=int, default=10000)
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parent / "results" / "web.json")
    o = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    server, dais = str(o.build.resolve() / "tests/net/net_server"), str(o.build.resolve() / "dais")
    readers = min(o.readers, hard - 500)
    # Requests a second depend on what else the machine does; processor time hardly.
    result = {"load": {"cores": os.cpu_count()}}
    for key, part in (("page", lambda: compare(server, o.seconds, o.rounds)),
                      ("site", lambda: compare_site(dais, o.seconds, o.rounds)),
                      ("live", lambda: live(server, readers)), ("live site", lambda: live_site(dais, readers))):
        result["load"][key] = [round(os.getloadavg()[0], 1)]
        result[key] = part()
        result["load"][key].append(round(os.getloadavg()[0], 1))
        o.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
