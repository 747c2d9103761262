// SPDX-License-Identifier: LGPL-2.1-or-later
// Compiles FILE.typ... to FILE.pdf in one process, REPEAT times each (default once).
import { readFileSync, writeFileSync } from "node:fs";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
const repeat = Number(process.env.REPEAT ?? 1);
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"] }] });
for (const file of process.argv.slice(2)) {
  for (let i = 0; i < repeat; i++) {
    const pdf = compiler.pdf({ mainFileContent: readFileSync(file, "utf8") });
    if (i === 0) writeFileSync(file.replace(/\.typ$/, ".pdf"), pdf);
  }
}
