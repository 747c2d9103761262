#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What doc/security.md says of ASVS, tried by somebody who means harm, at the real server: cookies, hosts, caches, links, redirects,
uploads that are something else, archives and XML that explode, words that would be headers, queries that would take for ever.

usage: e2e_adversary.py DAIS EXAMPLES        77: openssl or aiosmtpd is not here
"""
import email
import email.policy
import html
import http.client
import io
import json
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile
import zlib

sys.argv[3:] = []
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from e2e_account import PASSWORD, Browser, Server, dais, wait  # noqa: E402
from e2e_crash import Mails, ask  # noqa: E402  it reads the arguments, too
from e2e_renew import certify  # noqa: E402
from processor import processor_seconds  # noqa: E402

EXAMPLES = pathlib.Path(sys.argv[2])
P = "untoc-2022"
ITEM = f"/api/v1/packages/{P}/things/item/organization"
EVIL = "evil.example.net"
PATIENCE = 100  # seconds that any one answer may take, on a busy machine, too


def timed(what, *args, **named):
    since = time.monotonic()
    result = what(*args, **named)
    assert time.monotonic() - since < PATIENCE, (args, time.monotonic() - since)
    return result


def cookies(folder, db):
    """Of a server with TLS: no cookie without Secure and __Host-, no session that somebody else has chosen."""
    process = subprocess.Popen([sys.argv[1], "serve", "--db", db, "--listen", "127.0.0.1:0", "--certificate", folder / "certificate.pem", "--key",
                                folder / "key.pem", "--no-fence"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r"https://[^:]+:(\d+)", process.stdout.readline()).group(1))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        jar = {"__Host-dais-session": "sec.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "__Host-dais-visit": "B" * 43}
        planted, seen, page = dict(jar), [], ""
        for method, path in (("GET", "/en/sign-in"), ("POST", "/en/sign-in"), ("GET", "/en/desk")):
            connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=120, context=context)
            token = re.search(r'name="form-token" value="([^"]+)"', page)
            fields = f"email=sec%40example.org&password={PASSWORD.replace(' ', '+')}&form-token={token.group(1) if token else ''}"
            connection.request(method, path, fields if method == "POST" else None,
                               {"Cookie": "; ".join(f"{k}={v}" for k, v in jar.items()), "Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            page = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                seen.append(cookie)
                name, value = cookie.split(";")[0].split("=", 1)
                jar[name] = value
            connection.close()
        assert answer.status == 200, (answer.status, page)
        for cookie in seen:
            assert cookie.startswith("__Host-") and {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(re.split("; ?", cookie)), cookie
        assert jar["__Host-dais-session"] != planted["__Host-dais-session"], "the session was planted"
        assert jar.get("__Host-dais-visit") != planted["__Host-dais-visit"], "the visit was planted"
    finally:
        process.terminate()
        process.wait(120)


def hosts(server, mails):
    """A host or a scheme that a client makes up stands nowhere: not in a page that is kept for others, not in a mail."""
    headers = {"Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https", "X-Original-URL": "/en/desk", "X-Rewrite-URL": "/en/desk",
               "X-Forwarded-For": "203.0.113.7", "Forwarded": f"host={EVIL};proto=https", "X-HTTP-Method-Override": "DELETE"}
    for path in ("/en", "/en/calendar", "/fr/CTOC/COP/WG.3/2022/2", f"/en/meetings/{P}", "/en/news.atom", "/sitemap.xml", "/robots.txt", "/"):
        b = Browser(server.address)
        b.ask("GET", path, None, headers)
        assert EVIL not in b.page and EVIL not in str(b.headers), (path, "it stands there")
        poisoned = b.page
        b.cookies = {}
        b.get(path)
        assert b.page == poisoned and EVIL not in b.page, (path, "it was kept for others")
    b = Browser(server.address)
    b.ask("GET", "/en/reset", None, {"Host": EVIL})
    token = html.unescape(re.search(r'name="form-token" value="([^"]+)"', b.page).group(1))
    b.ask("POST", "/en/reset", {"email": "sec@example.org", "form-token": token}, {"Host": EVIL})
    assert b.status == 200, (b.status, b.page)
    wait(lambda: mails.texts)
    assert "https://m.example.org/en/reset/" in mails.texts[0] and EVIL not in mails.texts[0], mails.texts


def redirects(server):
    """After signing in one is led within the site, whatever the address of the page said."""
    for wish in (f"//{EVIL}/", f"https://{EVIL}/", f"/\\{EVIL}", f"\\\\{EVIL}", f"/%09/{EVIL}", "javascript:alert(1)", f"/\t/{EVIL}", f"%2f%2f{EVIL}",
                 f"/en//../..//{EVIL}", f"///{EVIL}", "/en\r\nSet-Cookie: a=b", f"@{EVIL}"):
        b = Browser(server.address)
        b.get(f"/en/sign-in?next={urllib.parse.quote(wish)}")
        found = re.search(r'name="next" value="([^"]*)"', b.page)
        fields = {"email": "sec@example.org", "password": PASSWORD, "next": wish}
        assert b.post("/en/sign-in", fields) == 303, (wish, b.status, b.page)
        to = b.headers["location"]
        assert re.fullmatch(r"/[^/\\\s][^\\\s]*|/", to) and EVIL not in to.split("/")[1] and "a" not in b.cookies, (wish, to, found)


def hooks(server, chief):
    """Addresses inside are no addresses for programs."""
    for url in ("http://127.0.0.1/", "ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1:70/_", "https://exa mple.org/", "https://a\r\nb/",
                "//example.org/", "https:/\\127.0.0.1/", "dict://127.0.0.1:11211/", ""):
        status, body, _ = ask(server.address, "POST", "/api/v1/webhooks", chief, json.dumps({"url": url}), {"Content-Type": "application/json"})
        assert status == 422 or status == 400, (url, status, body)


def zipped(files, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as z:
        for name, content in files:
            z.writestr(name, content)
    return out.getvalue()


def docx(document, extra=()):
    return zipped([("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
                    'Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'),
                   ("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                    'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
                   ("word/document.xml", document), *extra])


ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";" * 1}{("&" + chr(97 + n) + ";") * 9}">' for n in range(12)) + "]>"
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://127.0.0.1:9/x">%b;]>'
W = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"


def files(server, token, marker):
    """Files that are something else than they say, that explode, that want what is not theirs: kept as bytes, or refused; never read out."""
    deep = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n" \
        b"3 0 obj<</Length 99999/Filter[" + b"/FlateDecode" * 50 + b"]>>stream\n" + zlib.compress(zlib.compress(bytes(200 << 20), 9), 9) + \
        b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    bombs = {
        "docx": [zipped([("word/document.xml", bytes(300 << 20))]), docx("<?xml version='1.0'?>" + ENTITIES + W % "&m;"),
                 docx("<?xml version='1.0'?>" + OUTSIDE + W % "&a;"), docx(W % "x", [("../../../../tmp/" + marker, "x"), ("/tmp/" + marker, "x"), ("..\\..\\" + marker, "x")]),
                 docx("<a>" * 200000)],
        "pdf": [deep, b"%PDF-1.4\n" + b"[" * 2000000, b"%PDF-1.4"],
        "html": [b"<script>alert(document.cookie)</script><p>CTOC/COP/WG.2/2022/3</p>", b"<div>" * 300000, b"<svg onload=alert(1)>"],
        "txt": [b"\x1b]0;evil\x07\r\nSet-Cookie: a=b", b"=cmd|' /C calc'!A0\n"],
    }
    for kind, contents in bombs.items():
        for n, content in enumerate(contents):
            status, body, _ = timed(ask, server.address, "PUT", f"/api/v1/packages/{P}/documents/env-paper/files/en/{kind}?name=a.{kind}", token, content,
                                    {"Content-Type": "application/octet-stream"})
            assert status in (200, 413, 415, 422), (kind, n, status, body[:400])
            assert b"root:" not in body and b"daemon" not in body, body
    assert not pathlib.Path("/tmp", marker).exists()
    # A page of a working file is an attachment, and a name is no header.
    name = "a%22%0d%0aX-Evil%3a%201%3b.html"
    status, body, _ = ask(server.address, "PUT", f"/api/v1/packages/{P}/documents/env-paper/files/en/html?name={name}", token, b"<script>alert(1)</script>",
                          {"Content-Type": "application/octet-stream"})
    assert status in (200, 400, 422), (status, body)
    listed = json.loads(ask(server.address, "GET", f"/api/v1/packages/{P}/documents/env-paper/files", token)[1])
    for entry in listed["items"]:
        for address in re.findall(r'/api/v1/[^"]+', json.dumps(entry)):
            status, _, headers = ask(server.address, "GET", address, token)
            if status == 200:
                assert headers["Content-Disposition"].startswith("attachment") and headers["X-Content-Type-Options"] == "nosniff" and not headers["X-Evil"], headers.items()
    # What it is called is what one reads: nothing in a name turns the direction of writing.
    for name in ("invoice\u202efdp.html", "\u2067a\u2069\u202a.html"):
        status, body, _ = ask(server.address, "PUT", f"/api/v1/packages/{P}/documents/env-paper/files/en/html?name={urllib.parse.quote(name)}", token, b"<p>x",
                              {"Content-Type": "application/octet-stream"})
        assert status == 200, (status, body)
        listed = ask(server.address, "GET", f"/api/v1/packages/{P}/documents/env-paper/files", token)[1].decode()
        for turn in name:
            assert turn.isascii() or (turn not in listed and json.dumps(turn).strip('"') not in listed), (name, listed)
    # A body that is packed is not unpacked.
    status, body, _ = ask(server.address, "PATCH", ITEM, token, zlib.compress(b"{}" * 1000000), {"Content-Encoding": "deflate", "If-Match": "*",
                                                                                              "Content-Type": "application/merge-patch+json"})
    assert status == 415, (status, body)


def send_file(browser, path, fields, content):
    """A form with a file, whose name leads elsewhere."""
    parts = [f'Content-Disposition: form-data; name="{k}"\r\n\r\n{v}'.encode() for k, v in fields.items()]
    parts.append(b'Content-Disposition: form-data; name="file"; filename="../../a.zip"\r\nContent-Type: application/zip\r\n\r\n' + content)
    body = b"".join(b"--BBBBBBBBBB\r\n" + part + b"\r\n" for part in parts) + b"--BBBBBBBBBB--\r\n"
    connection = http.client.HTTPConnection(browser.host, timeout=120)
    connection.request("POST", path, body, {"Content-Type": "multipart/form-data; boundary=BBBBBBBBBB",
                                            "Cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items())})
    answer = connection.getresponse()
    said = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, said


def packages(secretary, marker):
    """Archives of packages: names that lead out, links, the same name twice, what explodes."""
    meeting = (EXAMPLES / P / "meeting.yaml").read_bytes()
    link = zipfile.ZipInfo("text/en.md")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("meeting.yaml", meeting)
        z.writestr(link, "/etc/passwd")
    for n, archive in enumerate((zipped([("meeting.yaml", meeting), (f"../../../../tmp/{marker}", "x")]), zipped([(f"/tmp/{marker}", "x"), ("meeting.yaml", meeting)]),
                                 zipped([("meeting.yaml", meeting), (f"text/../../../tmp/{marker}", "x")]), out.getvalue(),
                                 zipped([("meeting.yaml", bytes(400 << 20))]), zipped([(f"text/{n}.md", "x") for n in range(70000)]),
                                 zipped([("meeting.yaml", b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % ((98 + n, 98 + n) + (97 + n,) * 9) for n in range(10)))]),
                                 zipped([("meeting.yaml", b"[" * 100000)]), zipped([("meeting.yaml", b"a: !!python/object/apply:os.system ['touch /tmp/" + marker.encode() + b"']\n")]),
                                 b"PK\x03\x04" + b"\xff" * 5000)):
        assert secretary.get("/en/desk/import") == 200
        token = html.unescape(re.search(r'name="form-token" value="([^"]+)"', secretary.page).group(1))
        status, said = timed(send_file, secretary, "/en/desk/import", {"form-token": token, "name": f"evil-{n}"}, archive)
        # A name that leads elsewhere is not a file of the package; what is one may be taken.
        assert status in (200, 303, 400, 413, 415, 422), (n, status, said[:600])
        assert "root:x" not in said and not pathlib.Path("/tmp", marker).exists(), n
    assert secretary.get("/en/desk") == 200 and "evil-3" not in secretary.page


def words(server, token, mails):
    """Words that would be lines or marks elsewhere: in calendars, feeds, pages, mails."""
    merge = {"If-Match": "*", "Content-Type": "application/merge-patch+json"}
    for body in ("ic", "ta"):
        status, said, _ = ask(server.address, "PATCH", f"/api/v1/packages/{P}/things/body/{body}", token, json.dumps({"name": {
            "en": "Working\r\nBcc: evil@example.net\n\u0007Group"}}), merge)
        assert status in (200, 422), (status, said)
    evil = "X\r\nATTENDEE:mailto:evil@example.net\r\nBcc: evil@example.net\r\n\r\n<script>alert(1)</script>]]>&\u2028\u202e\"'"
    status, body, _ = ask(server.address, "PATCH", ITEM, token, json.dumps({"title": {"en": evil}}), merge)
    assert status in (200, 422), (status, body)
    listed = json.loads(ask(server.address, "GET", "/api/v1/packages", token)[1])["items"]
    revision = next(p for p in listed if p["package"] == P)["revision"]
    status, body, _ = ask(server.address, "POST", f"/api/v1/packages/{P}/releases", token, json.dumps({"revision": revision, "despiteFindings": True}), {"Content-Type": "application/json"})
    assert status in (200, 201), (status, body)
    notice = f"/api/v1/packages/{P}/notices/{json.loads(body)['number']}"
    seen = json.loads(ask(server.address, "GET", notice, token)[1])["revision"]
    status, body, _ = ask(server.address, "POST", notice + "/send", token, "", {"If-Match": f'"{seen}"'})
    assert status == 200 and json.loads(body)["recipients"] == 1, (status, body)
    wait(lambda: len(mails.texts) >= 2)
    assert not [r for r in mails.recipients if "evil" in r], mails.recipients
    b = Browser(server.address)
    for path in ("/en", f"/en/meetings/{P}", "/en/news.atom", "/en/calendar.ics", f"/en/meetings/{P}/work.ics", f"/en/meetings/{P}/news.atom", "/en/search?q=ATTENDEE", f"/en/meetings/{P}/agenda"):
        b.get(path)
        assert "<script>alert" not in b.page, path
        if path.endswith(".ics"):
            assert "BEGIN:VCALENDAR" in b.page and not re.search(r"^(ATTENDEE|Bcc)", b.page.replace("\r\n ", ""), re.M), path


def multitudes(server, reader):
    """Two bytes of JSON become a hundred of memory: 16 MB of them, from whoever may do least, must not end the server."""
    cookies_, no_token = "; ".join(f"{k}={v}" for k, v in reader.cookies.items()), {"Authorization": "Basic eDp4", "If-Match": "*"}
    for body in (b"[" + b"0," * 7900000 + b"0]", b"[" + b"{}," * 5000000 + b"0]", b"{" + b",".join(b'"%d":0' % n for n in range(1200000)) + b"}",
                 b"[" * 16000000, b'"' + b"," * 16000000, b'{"a":"' + b"\\u0041" * 2600000 + b'"}'):
        status, answer, _ = timed(ask, server.address, "PATCH", ITEM, None, body, {"Content-Type": "application/merge-patch+json", "Cookie": cookies_, **no_token})
        assert status in (400, 403, 413, 422), (body[:20], status, answer)
    fields = "&".join(f"a{n}=%41" for n in range(4000)) + "&b=" + "%41" * 1300000
    status, answer, _ = timed(ask, server.address, "POST", f"/en/desk/{P}/translation/xliff", None, fields.encode(),
                              {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies_, **no_token})
    assert status in (400, 403, 413), (status, answer)
    assert ask(server.address, "GET", "/healthz", None)[0] == 200


def queries(server):
    """Questions that would take for ever, and addresses that would be lines of the log."""
    for q in ("a " * 2000, '"' * 3000, "(" * 3000, "*" * 3000, "a*" * 500, "-" * 2000, "NEAR(" * 300, " OR ".join(["a"] * 800), "a" * 4000, "\u0651" * 1500, "\u4e00" * 1200,
              "'; DROP TABLE thing; --", "%00", "title:" * 400, "\ufdfa" * 1000):
        b, before = Browser(server.address), processor_seconds(server.process.pid)
        b.get("/en/search?q=" + urllib.parse.quote(q)[:3900])
        took = processor_seconds(server.process.pid) - before
        assert b.status in (200, 400, 414) and took < 2, (q[:20], b.status, took)


def log_lines(path):
    for line in path.read_bytes().split(b"\n")[:-1]:
        entry = json.loads(line)
        assert not re.search(rb"[\x00-\x1f\x7f]", line), line
        assert PASSWORD not in str(entry)


class Texts(Mails):
    """What the mails say."""

    def __init__(self):
        self.texts, self.recipients = [], []
        super().__init__()

    async def handle_DATA(self, server, session, envelope):
        self.recipients += envelope.rcpt_tos
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.texts.append(str(message["Subject"]) + message.get_body(("plain",)).get_content())
        return "250 OK"


def main():
    if not shutil.which("openssl"):
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="dais-adversary-") as name:
        folder = pathlib.Path(name)
        db, marker = str(folder / "record.db"), "dais-marker-" + folder.name
        dais("db", "init", "--db", db)
        dais("db", "import", "--db", db, str(EXAMPLES / P))
        dais("db", "release", "--db", db, P)
        for id_, role in (("sec", "secretariat"), ("chief", "administrator")):
            dais("account", "add", "--db", db, "--id", id_, "--email", f"{id_}@example.org", "--name", id_, "--role", role, "--password-stdin", stdin=PASSWORD)
        token = dais("account", "token", "sec", "--db", db, "--scopes", "working.read,meeting.edit,item.edit,version.set,package.release,notice.send").strip()
        chief = dais("account", "token", "chief", "--db", db, "--scopes", "webhook.manage").strip()
        certify(folder / "certificate.pem", folder / "key.pem")
        mails = Texts()
        log = folder / "requests.log"
        server = Server(db, "--mail", f"smtp://127.0.0.1:{mails.port}", "--mail-from", "sec@example.org", "--mail-tls", "none", "--address",
                        "https://m.example.org", "--log", str(log), "--allowance", "1000000")
        try:
            secretary = Browser(server.address)
            assert secretary.sign_in("sec@example.org") == 303
            cookies(folder, db)
            hosts(server, mails)
            redirects(server)
            hooks(server, chief)
            files(server, token, marker)
            packages(secretary, marker)
            words(server, token, mails)
            queries(server)
            dais("account", "add", "--db", db, "--id", "rea", "--email", "rea@example.org", "--name", "rea", "--role", "reader", "--password-stdin", stdin=PASSWORD)
            reader = Browser(server.address)
            assert reader.sign_in("rea@example.org") == 303
            multitudes(server, reader)
            ask(server.address, "GET", "/en/%0d%0a%7b%22evil%22:1%7d", token, None, {"User-Agent": "a\x1b[31m"})
        finally:
            server.stop()
        log_lines(log)
        assert "sound" in dais("db", "verify", "--db", db)
    print("what is said of ASVS held")


if __name__ == "__main__":
    main()
