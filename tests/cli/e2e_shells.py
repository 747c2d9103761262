#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What zsh and fish themselves offer by the completion that dais prints: e2e_shells.py DAIS Zsh|Fish. Exit code 77 where there is no such shell."""
import os
import re
import shutil
import subprocess

import e2e
from e2e import Case

# Zsh completes where a line is edited only: as soon as the first line could be typed, each line of $asked is completed instead, what is offered
# goes to $told, and the shell ends. It is loaded as an installed one is, from a folder of functions, or sourced ($sourced).
ZSHRC = r"""
setopt extended_glob
autoload -Uz compinit && compinit -D -u
[[ -z $sourced ]] || source $sourced
compadd() {
	local -a offered before=("${(@)argv[1,${argv[(i)(-|--)]}]}")
	# Helpers of zsh also ask it what would match.
	(( ${before[(I)-[[:alnum:]]#[AOD]]} )) && { builtin compadd "$@"; return }
	builtin compadd -O offered "$@"
	print -rl -- "${(@)offered}" >>$told
	builtin compadd "$@"
}
zle -C offer complete-word _main_complete
zle-line-init() {
	local line
	for line in "${(@f)$(<$asked)}"; do
		print -r -- "= $line" >>$told
		BUFFER=$line CURSOR=$#line
		zle offer
	done
	exit
}
zle -N zle-line-init
"""
ZPTY = "zmodload zsh/zpty && zpty shell zsh -i && while zpty -r shell line; do :; done"


class Shell(Case):
    def setUp(self):
        super().setUp()
        shell = type(self).__name__.lower()
        if not shutil.which(shell):
            self.skipTest(f"there is no {shell}")
        self.work, self.home = self.tmp / "work", self.tmp / "home"
        for folder in (self.work / "a folder", self.home, self.tmp / "bin", self.tmp / "functions"):
            folder.mkdir(parents=True)
        (self.work / "a file.yaml").touch()
        (self.tmp / "bin/dais").symlink_to(e2e.DAIS)
        self.env = {"PATH": f"{self.tmp}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "vt100", "HOME": str(self.home)}

    def offered(self, *lines):
        """What is offered for the last word of each line."""
        raise NotImplementedError

    def offers(self, line, *words):
        self.assertEqual(self.offered(line), [sorted(words)], line)

    def asked_of_every_shell(self):
        lines = {"dais pl": ["plan"], "dais plan --mod": ["--modality"], "dais plan --m": ["--messages", "--modality"],
                 "dais plan --modality ": ["hybrid", "in-person", "online"], "dais plan -m o": ["online"], "dais help pl": ["plan"],
                 "dais check -f s": ["sarif"], "dais check --format j": ["json"], "dais rules R-TIME-0": [f"R-TIME-0{i}" for i in range(1, 10)],
                 "dais rules --mess": ["--messages"], "dais db re": ["rebuild", "release", "restore"], "dais db --db r.db --format json mi": ["migrate"],
                 "dais account in": ["invite"], "dais account list i": [], "dais completion ": ["bash", "fish", "zsh"], "dais plan --now ": [],
                 "dais --v": ["--version"], "dais plan -": None, "dais ": None}
        for (line, words), got in zip(lines.items(), self.offered(*lines)):
            if words is not None:
                self.assertEqual(got, words, line)
            else:
                many = got
        commands = re.findall(r"^  ([a-z]+) {2,}", self.dais("help").stdout.partition("Start with")[0], re.M)
        self.assertGreater(len(commands), 12)
        self.assertEqual([word for word in many if not word.startswith("-")], sorted(commands))

    def asked_for_files(self):
        both, folder = ["a file.yaml", "a folder"], ["a folder"]
        lines = {"dais check ": both, "dais plan ": both, "dais build ": folder, "dais plan x --out ": both, "dais read x --out ": folder,
                 "dais db import ": folder, "dais db backup ": both, "dais db list ": [], "dais serve --key-file ": both, "dais help ": None}
        for (line, words), got in zip(lines.items(), self.offered(*lines)):
            if words is not None:
                self.assertEqual([re.sub(r"\\|/$", "", word) for word in got], words, line)

    def asked_for_every_option(self):
        """Every option of every command, as its help lists them."""
        commands = re.findall(r"^  ([a-z]+) {2,}", self.dais("help").stdout.partition("Start with")[0], re.M)
        listed = [set(re.findall(r"^  (?:-\w, |    )(--[a-z-]+)", self.dais("help", c).stdout, re.M)) for c in commands]
        for command, options, got in zip(commands, listed, self.offered(*(f"dais {c} --" for c in commands))):
            self.assertEqual(set(got) | {"--help", "--messages"}, options | {"--help", "--messages"}, command)


class Zsh(Shell):
    def offered(self, *lines, sourced=""):
        script = self.tmp / "functions/_dais"
        script.write_text(self.dais("completion", "zsh").stdout, encoding="utf-8")
        (self.home / ".zshrc").write_text(f"fpath=('{'' if sourced else script.parent}' $fpath)\n{ZSHRC}")
        (self.tmp / "asked").write_text("\n".join(lines))
        (self.tmp / "told").write_text("")
        env = self.env | {"asked": str(self.tmp / "asked"), "told": str(self.tmp / "told"), "sourced": str(script) if sourced else ""}
        subprocess.run(["zsh", "-fc", ZPTY], cwd=self.work, env=env, check=True, timeout=100, stdin=subprocess.DEVNULL)
        told = re.split(r"^= .*\n", (self.tmp / "told").read_text(encoding="utf-8"), flags=re.M)[1:]
        self.assertEqual(len(told), len(lines))
        return [sorted({word for word in block.splitlines() if word}) for block in told]

    def test_words(self):
        self.asked_of_every_shell()

    def test_files(self):
        self.asked_for_files()

    def test_options(self):
        self.asked_for_every_option()

    def test_lists(self):
        """Values that are parted by commas."""
        self.assertEqual(self.offered("dais build --format pdf,d", "dais build -l en,f"), [["docx"], ["fr"]])

    def test_sourced(self):
        self.assertEqual(self.offered("dais pl", "dais plan --modality h", sourced=True), [["plan"], ["hybrid"]])


class Fish(Shell):
    def offered(self, *lines):
        script = self.tmp / "dais.fish"
        script.write_text(self.dais("completion", "fish").stdout, encoding="utf-8")
        asked = ["source $argv[1]", *(f"echo '= {line}'; complete -C'{line}'" for line in lines)]
        env = self.env | {"XDG_CONFIG_HOME": str(self.home), "XDG_DATA_HOME": str(self.home)}
        got = subprocess.run(["fish", "--no-config", "-c", "\n".join(asked), str(script)], cwd=self.work, env=env, capture_output=True, text=True,
                             timeout=100, stdin=subprocess.DEVNULL)
        self.assertEqual((got.returncode, got.stderr), (0, ""))
        told = re.split(r"^= .*\n", got.stdout, flags=re.M)[1:]
        self.assertEqual(len(told), len(lines))
        return [sorted({line.partition("\t")[0] for line in block.splitlines()}) for block in told]

    def test_words(self):
        self.asked_of_every_shell()

    def test_lists(self):
        """Values that are parted by commas; fish writes them as they stand."""
        self.assertEqual(self.offered("dais build --format d", "dais build --format pdf,d", "dais build -l en,f", "dais build --lang=en,f"),
                         [["docx"], ["pdf,docx"], ["en,fr"], ["--lang=en,fr"]])

    def test_files(self):
        self.asked_for_files()

    def test_options(self):
        self.asked_for_every_option()


if __name__ == "__main__":
    e2e.main()
