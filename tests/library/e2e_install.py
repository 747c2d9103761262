#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What `meson install` puts somewhere works there, with neither the source nor the build in sight: the program with all its modules, the
manual, the units of systemd, and the library for a program of somebody else. In a mount namespace of its own, in which the prefix is
what was installed and the source is empty.

usage: e2e_install.py BUILD SOURCE PREFIX        77: not root, or no compiler here
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

P = "untoc-2022"
HERE = pathlib.Path(__file__).resolve().parent


def run(*args, **named):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **named)
    assert done.returncode == 0, (args, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def install(build, source, prefix):
    """Outside: into a folder, which then stands in the place of @prefix."""
    with tempfile.TemporaryDirectory(prefix="dais-install-") as name:
        work = pathlib.Path(name)
        run("meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", work / "to")
        shutil.copytree(source / "examples" / P, work / "example")
        shutil.copy(HERE / "use.c", work)
        shutil.copy(__file__, work)
        script = f'mount --bind "{work}/to{prefix}" "{prefix}" && mount -t tmpfs tmpfs "{source}" && cd "{work}" && exec /usr/bin/python3 e2e_install.py inside'
        if not str(build).startswith(str(source)):
            script = f'mount -t tmpfs tmpfs "{build}" && ' + script
        done = subprocess.run(["unshare", "-m", "sh", "-c", script], check=False, env={"PATH": f"{prefix}/bin:/usr/sbin:/usr/bin:/sbin:/bin", "PREFIX": str(prefix),
                                                                                         "LC_ALL": "C.UTF-8", "HOME": name})
        sys.exit(done.returncode)


def program():
    """Each module once: PDF, linear programmes, HTTP, mail, PostgreSQL, sign-in with others."""
    assert re.fullmatch(r"dais \d+\.\d+\.\d+\n", run("dais", "--version"))
    run("dais", "build", "example", "--out", "out")
    for name in ("fr/agenda.pdf", "ar/agenda.docx", "zh/agenda.html", "agenda.en-ru.xlf", "meeting.json"):
        assert (pathlib.Path("out") / name).stat().st_size > 1000, name
    assert json.loads(run("dais", "read", "--format", "json", "out/fr/agenda.pdf"))["language"] == "fr"
    assert "Proven" in run("dais", "plan", "example")
    run("dais", "db", "init", "--db", "r.db")
    run("dais", "db", "import", "--db", "r.db", "example", "--as", P)
    said = subprocess.run(["dais", "db", "init", "--db", "postgresql://nobody@127.0.0.1:1/none"], capture_output=True, text=True, check=False)
    assert said.returncode == 2 and "cannot be loaded" not in said.stderr, said.stderr
    serve()


def serve():
    server = subprocess.Popen(["dais", "serve", "--db", "r.db", "--listen", "127.0.0.1:0", "--mail", "smtp://127.0.0.1:1", "--mail-from", "a@example.org"],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stdout.readline()).group(0)
        with urllib.request.urlopen(address + "/en", timeout=120) as page:
            text = page.read().decode()
        style = re.search(r'href="(/[^"]+\.css[^"]*)"', text).group(1)
        with urllib.request.urlopen(address + style, timeout=120) as page:
            assert page.status == 200 and len(page.read()) > 1000
    finally:
        server.terminate()
        assert server.wait(20) == 0


def completion(prefix):
    """Where bash-completion, zsh and fish look for it, by the name of the program."""
    script = prefix / "share/bash-completion/completions/dais"
    assert "_dais" in run("bash", "-c", f'source "{script}" && complete -p dais')
    assert (prefix / "share/zsh/site-functions/_dais").read_text(encoding="utf-8").startswith("#compdef dais\n")
    assert "\ncomplete -c dais " in (prefix / "share/fish/vendor_completions.d/dais.fish").read_text(encoding="utf-8")


def manual(prefix):
    pages = sorted((prefix / "share/man/man1").glob("dais*.1"))
    named = set(re.findall(r"^ {2,}([a-z]+) ", run("dais", "--help"), re.M))
    assert len(pages) >= 10 and prefix / "share/man/man1/dais.1" in pages, pages
    for name in named & {"build", "check", "serve", "db", "plan", "read"}:
        assert prefix / f"share/man/man1/dais-{name}.1" in pages, name
    for language in ("ar", "es", "fr", "ru", "zh"):
        there = sorted(page.name for page in (prefix / "share/man" / language / "man1").glob("*.1"))
        assert there == [page.name for page in pages], (language, there)


def units(prefix):
    folder = prefix / "lib/systemd/system"
    for name in ("dais.service", "dais.socket", "dais-backup.service", "dais-backup.timer"):
        text = (folder / name).read_text(encoding="utf-8")
        for path in re.findall(r"(/\S*/dais) ", text):
            assert path == f"{prefix}/bin/dais" and os.access(path, os.X_OK), (name, path)
    if shutil.which("systemd-analyze"):
        said = subprocess.run(["systemd-analyze", "verify", "--man=no", folder / "dais.service", folder / "dais-backup.timer"], capture_output=True, text=True, check=False)
        assert "dais" not in said.stderr, said.stderr


def library(prefix):
    """A program of C and C++ with what pkg-config says; what is exported is what the header promises, no more."""
    folder = next(prefix.glob("lib/**/pkgconfig/dais.pc")).parent
    env = {**os.environ, "PKG_CONFIG_PATH": str(folder)}
    flags = run("pkg-config", "--cflags", "--libs", "dais", env=env).split()
    run("cc", "-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "use.c", "-o", "use", *flags, f"-Wl,-rpath,{folder.parent}")
    run("cc", "-x", "c++", "-std=c++17", "-Wall", "-Werror", "-fsyntax-only", prefix / "include/dais/dais.h")
    version, findings = run("./use", "example", "used", "out/en/agenda.docx").split()
    assert f"dais {version}\n" == run("dais", "--version") and int(findings) >= 0
    made = pathlib.Path("used/fr/agenda.pdf").read_bytes()
    assert made == pathlib.Path("out/fr/agenda.pdf").read_bytes(), "the library and the program make two documents"
    promised = set(re.findall(r"DAIS_PUBLIC [^;(]*?\*?(dais_\w+)\(", (prefix / "include/dais/dais.h").read_text(encoding="utf-8")))
    exported = {line.split()[-1].split("@")[0] for line in run("nm", "-D", "--defined-only", folder.parent / "libdais.so").splitlines()}
    assert exported == promised, exported ^ promised


def inside():
    prefix = pathlib.Path(os.environ["PREFIX"])
    program()
    completion(prefix)
    manual(prefix)
    units(prefix)
    library(prefix)
    # None of it came from elsewhere: without its module the server says so.
    next(prefix.glob("lib/**/dais/dais_http.so")).unlink()
    said = subprocess.run(["dais", "serve", "--db", "r.db", "--listen", "127.0.0.1:0"], capture_output=True, text=True, check=False)
    assert said.returncode == 2 and "cannot be loaded" in said.stderr, said
    print("installed, and nothing of the source in sight: program, modules, manual, units, library")


def main():
    if sys.argv[1] == "inside":
        inside()
        return
    if os.environ.get("DAIS_NO_FENCE"):
        print("a sanitized library wants a sanitized program")
        sys.exit(77)
    if os.geteuid() != 0 or not all(map(shutil.which, ("cc", "pkg-config", "unshare", "nm", "meson"))):
        print("root and a compiler are needed")
        sys.exit(77)
    build, source, prefix = map(pathlib.Path, sys.argv[1:4])
    if str(prefix) != "/usr/local":
        print("only what is under a prefix of its own can be hidden")
        sys.exit(77)
    install(build.resolve(), source.resolve(), prefix)


if __name__ == "__main__":
    main()
