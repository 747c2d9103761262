// SPDX-License-Identifier: LGPL-2.1-or-later
// Holds every kind of page of the real server against axe-core, signed in as a secretary who also keeps
// the accounts, in Arabic and in English, on a desk and on a phone, in light and in dark colours.
// With --shots DIR also takes pictures.
// usage: node accessible.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR]
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const SKIP = 77;
const [dais, examples, modules] = process.argv.slice(2);
const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path && existsSync(path));
if (!chromium) {
  console.log("skipped: no Chromium (apt-get install chromium)");
  process.exit(SKIP);
}
let puppeteer, axe;
try {
  const require = createRequire(join(modules, "package.json"));
  puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  console.log("skipped: node modules are not installed (npm ci in tests/html)");
  process.exit(SKIP);
}

const shots = process.argv[5] === "--shots" ? process.argv[6] : null;
const PASSWORD = "seven quiet herons";
const place = mkdtempSync(join(tmpdir(), "dais-accessible-"));
const record = join(place, "meetings.db");
const run = (...args) => execFileSync(dais, args, { input: `${PASSWORD}\n`, stdio: ["pipe", "pipe", "inherit"] }).toString();
run("db", "init", "--db", record, "--quiet");
run("db", "import", "--db", record, "--quiet", join(examples, "untoc-2022"));
run("account", "add", "--db", record, "--id", "irina", "--name", "Irina Petrova", "--email", "irina@example.org",
  "--role", "secretariat", "--role", "administrator", "--password-stdin");
const token = run("account", "token", "irina", "--db", record, "--name", "pages", "--scopes", "working.read,package.release")
  .match(/dais_\S+/)[0];
const running = spawn(dais, ["serve", "--db", record, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
const base = await new Promise((done, failed) => {
  createInterface({ input: running.stdout }).once("line", (line) => done(line.match(/http:[^\s,]+/)[0].replace(/\/$/, "")));
  running.once("exit", () => failed(new Error("the server ended")));
});
const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": "first" };
const now = await (await fetch(`${base}/api/v1/packages/untoc-2022?release=0`, { headers })).json();
const released = await fetch(`${base}/api/v1/packages/untoc-2022/releases`, { method: "POST", headers,
  body: JSON.stringify({ revision: now.revision, note: "", despiteFindings: true }) });

const desk = "/desk/untoc-2022";
const pages = ["", "/bodies", "/bodies/bureau", "/CTOC/COP", "/CTOC/COP/WG.3/2022/1", "/CTOC/COP/WG.3/2022/99", "/meetings/untoc-2022",
  "/meetings/untoc-2022?since=1", "/calendar?year=2022", "/calendar?year=2022&month=5", "/search?q=crime", "/search?q=zzzz",
  "/about", "/nothing/here", "/account", "/accounts", "/desk", "/desk/new", "/desk/import", "/desk/documents", "/desk/outbox", desk,
  ...["/items", "/items/environment", "/texts/transfer", "/translation?to=fr", "/documents", "/timetable", "/releases", "/changes",
    "/notices/1"].map((path) => desk + path)];

let bad = 0, looked = 0;
const browser = await puppeteer.launch({ executablePath: chromium, userDataDir: join(place, "profile"), headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
try {
  if (!released.ok) throw new Error(await released.text());
  const page = await browser.newPage();
  await page.goto(`${base}/en/sign-in`);
  await page.type("[name=email]", "irina@example.org");
  await page.type("[name=password]", PASSWORD);
  await Promise.all([page.waitForNavigation(), page.click("main form [type=submit], main form button")]);
  await page.setBypassCSP(true);
  for (const [language, width, scheme] of [["ar", 1280, "light"], ["en", 1280, "dark"], ["ar", 360, "light"]]) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const path of pages) {
      const where = `${language} ${width} ${scheme} ${path || "/"}`;
      const reply = await page.goto(`${base}/${language}${path}`, { waitUntil: "domcontentloaded" })
        .catch((error) => { throw new Error(`${where}: ${error.message}`); });
      looked++;
      if (reply.status() >= 500 || (reply.status() === 404) !== /99|nothing/.test(path)) {
        bad++;
        console.log(`${where}: ${reply.status()}`);
        continue;
      }
      await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
      await page.evaluate(axe);
      const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      for (const v of found.violations) {
        bad++;
        console.log(`${where}: ${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
      }
      const wide = await page.evaluate("document.documentElement.scrollWidth");
      if (wide > width) {
        bad++;
        console.log(`${where}: page is ${wide} pixels wide`);
      }
      if (shots) {
        await page.screenshot({ path: join(shots, `${language}-${width}${path.replace(/\W+/g, "_") || "_home"}.png`), fullPage: true });
      }
    }
  }
} finally {
  await browser.close();
  running.kill("SIGTERM");
  rmSync(place, { recursive: true, force: true });
}
console.log(`${looked} pages, ${bad} findings`);
process.exit(bad ? 1 : 0);
