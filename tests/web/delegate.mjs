// SPDX-License-Identifier: LGPL-2.1-or-later
// Walks the public pages in Chromium on the real server: a delegate finds a document in Russian on a
// phone and downloads the agenda; an open page hears of a release that a program publishes, and of
// what it missed while the server was away; everything can be read and searched without scripts; the
// page of a meeting goes onto paper.
// usage: node delegate.mjs DAIS EXAMPLES NODE_MODULES_OF
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
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
let puppeteer;
try {
  const require = createRequire(join(modules, "package.json"));
  puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;
} catch {
  console.log("skipped: node modules are not installed (npm ci in tests/html)");
  process.exit(SKIP);
}

const place = mkdtempSync(join(tmpdir(), "dais-delegate-"));
const record = join(place, "meetings.db");
const run = (...args) => execFileSync(dais, args, { input: "seven quiet herons\n", stdio: ["pipe", "pipe", "inherit"] }).toString();
run("db", "init", "--db", record, "--quiet");
run("db", "import", "--db", record, "--quiet", join(examples, "untoc-2022"));
run("account", "add", "--db", record, "--id", "irina", "--name", "Irina", "--email", "irina@example.org", "--role", "secretariat",
  "--password-stdin");
const token = run("account", "token", "irina", "--db", record, "--name", "journeys",
  "--scopes", "working.read,item.edit,package.release").match(/dais_\S+/)[0];

let base, running;
async function serve(port) {
  running = spawn(dais, ["serve", "--db", record, "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "inherit"] });
  base = await new Promise((done, failed) => {
    createInterface({ input: running.stdout }).once("line", (line) => done(line.match(/http:[^\s,]+/)[0].replace(/\/$/, "")));
    running.once("exit", () => failed(new Error("the server ended")));
  });
}
const stop = () => new Promise((done) => { running.once("exit", done); running.kill("SIGTERM"); });

async function api(method, path, body, headers = {}) {
  const reply = await fetch(`${base}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}`,
    "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json", ...headers },
    body: body && JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}

async function rename(title) {
  const path = "/packages/untoc-2022/things/item/environment";
  const etag = (await api("GET", path)).headers.get("ETag");
  await api("PATCH", path, { title: { en: title } }, { "If-Match": etag });
}

async function release() {
  const now = await (await api("GET", "/packages/untoc-2022?release=0")).json();
  await api("POST", "/packages/untoc-2022/releases", { revision: now.revision, note: "", despiteFindings: true },
    { "Idempotency-Key": `release-${now.revision}` });
}

let bad = 0;
async function step(name, act) {
  try {
    await act();
    console.log("ok:", name);
  } catch (error) {
    bad++;
    console.log(`FAILED: ${name}: ${error.message}`);
  }
}
function must(ok, what) {
  if (!ok) throw new Error(what);
}
const words = (page, selector = "main") => page.$eval(selector, (node) => node.textContent);
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById("live").textContent.includes(wanted), { timeout: 20000 }, text);

await serve(0);
const port = new URL(base).port;
const browser = await puppeteer.launch({ executablePath: chromium, userDataDir: join(place, "profile"), headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
try {
  await release();

  const phone = await browser.newPage();
  await phone.setViewport({ width: 360, height: 740, isMobile: true, hasTouch: true });
  const search = async (page, text) => {
    await page.goto(`${base}/ru/search`);
    await page.type("main #q", text);
    await Promise.all([page.waitForNavigation(), page.click("main form button")]);
  };
  await step("a delegate finds a document in Russian by part of its symbol", async () => {
    await search(phone, "WG.3/2022/2");
    await Promise.all([phone.waitForNavigation(), phone.click('main a[href="/ru/CTOC/COP/WG.3/2022/2"]')]);
    must((await words(phone, "h1")).includes("передаче осужденных лиц"), await words(phone, "h1"));
    must(await phone.evaluate("document.documentElement.scrollWidth <= 360"), "the page is wider than the phone");
  });
  await step("and by another form of a word of its title", async () => {
    await search(phone, "осужденные лица");
    must(await phone.$('main a[href="/ru/CTOC/COP/WG.3/2022/2"]'), "not found");
  });
  await step("and downloads the agenda", async () => {
    let href = null;
    for (let tries = 0; tries < 60 && !href; tries++) {
      await phone.goto(`${base}/ru/CTOC/COP/WG.3/2022/1`);
      href = await phone.evaluate(() => document.querySelector('main a[hreflang="ru"][type="application/pdf"]')?.href);
      if (!href) await new Promise((done) => setTimeout(done, 1000));
    }
    must(href, "there is no PDF");
    const reply = await fetch(href);
    const bytes = Buffer.from(await reply.arrayBuffer());
    must(reply.status === 200 && bytes.subarray(0, 5).toString() === "%PDF-", `${reply.status}`);
  });

  const page = await browser.newPage();
  await page.goto(`${base}/en/meetings/untoc-2022`);
  await step("what is edited is not public; what is released is told to the open page", async () => {
    await rename("Whales and their songs");
    must(!(await (await fetch(`${base}/en/meetings/untoc-2022`)).text()).includes("Whales"), "an edit is public");
    await release();
    await says(page, "later release");
    must(!(await words(page)).includes("Whales"), "the page changed by itself");
    await page.click("#live button");
    await page.waitForSelector("tr.fresh");
    must((await words(page, "tr.fresh")).includes("Whales"), await words(page, "tr.fresh"));
  });
  await step("a release that an open page missed while the server was away is told when it is back", async () => {
    await stop();
    await says(page, "out of date");
    await serve(port);
    await rename("Whales and their silence");
    await release();
    await says(page, "later release");
    await page.click("#live button");
    await page.waitForFunction("document.querySelector('main').textContent.includes('silence')");
  });

  await step("without scripts the same can be read and searched", async () => {
    const plain = await browser.newPage();
    await plain.setJavaScriptEnabled(false);
    await plain.goto(`${base}/en`);
    await plain.type("main #q", "sentenced persons");
    await Promise.all([plain.waitForNavigation(), plain.click("main form button")]);
    must((await plain.content()).includes("<mark>"), "nothing is marked as found");
    await plain.goto(`${base}/en/meetings/untoc-2022`);
    const html = await plain.content();
    must(html.includes("<details") && html.includes("Release 3, published"), "annotations or release are missing");
    await plain.close();
  });
  await step("the page of a meeting goes onto paper, with the annotation that is open", async () => {
    await page.emulateMediaType("print");
    await page.evaluate("document.querySelector('main details').open = true");
    const shown = await page.$$eval("main details", (v) => v.filter((d) => d.offsetHeight).length);
    must(shown === 1, `${shown} annotations are printed`);
    must(await page.evaluate("!document.querySelector('.menu').offsetHeight"), "the menu is printed");
    const pdf = await page.pdf({ format: "A4" });
    must(pdf.length > 20000, `${pdf.length} bytes`);
  });
} finally {
  await browser.close();
  if (running.exitCode === null) await stop();
  rmSync(place, { recursive: true, force: true });
}
process.exit(bad ? 1 : 0);
