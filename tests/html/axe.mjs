// SPDX-License-Identifier: LGPL-2.1-or-later
// Runs axe-core over pages in Chromium, in both colour schemes, at desktop and phone width, and
// refuses pages wider than the window. With --shots DIR also takes screenshots.
// With --root DIR pages and what they load come from a server of that folder; FILEs lie in it.
// usage: node axe.mjs [--shots DIR] [--root DIR] FILE.html...
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, extname, join, normalize, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const SKIP = 77;
const args = process.argv.slice(2);
const shots = args[0] === "--shots" ? args.splice(0, 2)[1] : null;
const root = args[0] === "--root" ? resolve(args.splice(0, 2)[1]) : null;
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
  executablePath: chromium, userDataDir: profile, headless: true, timeout: 120_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript" };
const server = root && createServer((request, reply) => {
  const file = join(root, normalize(new URL(request.url, "http://x").pathname));
  if (!existsSync(file)) return reply.writeHead(404).end();
  // The policy of dais's own server: nothing inline, nothing from elsewhere.
  reply.writeHead(200, { "Content-Type": types[extname(file)] || "application/octet-stream",
    "Content-Security-Policy": "default-src 'self'; style-src 'self'; script-src 'self'" });
  reply.end(readFileSync(file));
});
if (server) await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
function address(file) {
  return server ? `http://127.0.0.1:${server.address().port}/${relative(root, resolve(file))}`
    : pathToFileURL(resolve(file)).href;
}
const widths = root && !shots ? [1200, 360] : [1200, 375, 360];
let bad = 0;
function report(where, text) {
  bad++;
  console.log(`${where}: ${text}`);
}
try {
  // A page is loaded once. Dark colours are looked at on a desk only, and there for what colours can spoil.
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  for (const file of args) {
    await page.setViewport({ width: widths[0], height: 800 });
    await page.goto(address(file));
    // What one has to open is looked at, too.
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    await page.evaluate(axe);
    for (const width of widths) {
      await page.setViewport({ width, height: 800 });
      for (const scheme of ["light", "dark"]) {
        if (scheme === "dark" && width !== widths[0] && !shots) continue;
        const where = `${basename(file)} ${width} ${scheme}`;
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        const only = scheme === "dark" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {};
        const result = await page.evaluate((given) => window.axe.run(document, given), { resultTypes: ["violations"], ...only });
        for (const v of result.violations) {
          report(where, `${v.id} (${v.impact}): ${v.help}: ${v.nodes[0].html.slice(0, 200)}`);
        }
        const wide = await page.evaluate("document.documentElement.scrollWidth");
        if (wide > width) report(where, `page is ${wide} pixels wide`);
        if (shots && width !== 360) {
          const name = basename(file).replace(/\.html$/, "");
          await page.screenshot({ path: join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
        }
      }
    }
  }
} finally {
  await browser.close();
  server?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 });
}
console.log(`${args.length} pages, ${bad} findings`);
process.exit(bad ? 1 : 0);
