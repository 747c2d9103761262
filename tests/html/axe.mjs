// SPDX-License-Identifier: LGPL-2.1-or-later
// Runs axe-core over pages in Chromium, in both colour schemes, at desktop and phone width, and
// refuses pages wider than the window. With --shots DIR also takes screenshots.
// usage: node axe.mjs [--shots DIR] FILE.html...
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const SKIP = 77;
const args = process.argv.slice(2);
const shots = args[0] === "--shots" ? args.splice(0, 2)[1] : null;
const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path && existsSync(path));
if (!chromium) {
  console.log("skipped: no Chromium (apt-get install chromium)");
  process.exit(SKIP);
}

let puppeteer, axe;
try {
  puppeteer = (await import("puppeteer-core")).default;
  axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
} catch {
  console.log("skipped: node modules are not installed (npm ci in tests/html)");
  process.exit(SKIP);
}

const profile = mkdtempSync(join(tmpdir(), "dais-axe-"));
const browser = await puppeteer.launch({
  executablePath: chromium, userDataDir: profile, headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let bad = 0;
function report(where, text) {
  bad++;
  console.log(`${where}: ${text}`);
}
try {
  for (const file of args) {
    for (const width of [1200, 375, 360]) {
      for (const scheme of ["light", "dark"]) {
        const page = await browser.newPage();
        const where = `${basename(file)} ${width} ${scheme}`;
        await page.setViewport({ width, height: 800 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.goto(pathToFileURL(resolve(file)).href);
        await page.evaluate(axe);
        const result = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
        for (const v of result.violations) {
          report(where, `${v.id} (${v.impact}): ${v.help}: ${v.nodes[0].html.slice(0, 200)}`);
        }
        const wide = await page.evaluate("document.documentElement.scrollWidth");
        if (wide > width) report(where, `page is ${wide} pixels wide`);
        if (shots && width !== 360) {
          const name = basename(file).replace(/\.html$/, "");
          await page.screenshot({ path: join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
        }
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${args.length} pages, ${bad} findings`);
process.exit(bad ? 1 : 0);
