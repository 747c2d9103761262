// SPDX-License-Identifier: LGPL-2.1-or-later
// What the journeys in Chromium have in common: a fresh record with the example in it, people with
// their roles, the real server, a browser, pages held against axe-core, and a count of what failed.
// usage of each of them: node JOURNEY.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR]
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const SKIP = 77;
export const PASSWORD = "seven quiet herons";
const [dais, examples, modules] = process.argv.slice(2);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(SKIP);
}

const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => path && existsSync(path));
if (!chromium) skip("no Chromium (apt-get install chromium)");
let puppeteer, axe;
try {
  const require = createRequire(join(modules, "package.json"));
  puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  skip("node modules are not installed (npm ci in tests/html)");
}

export const shots = process.argv[5] === "--shots" ? process.argv[6] : null;

export const place = mkdtempSync(join(tmpdir(), "dais-site-"));
export const record = join(place, "meetings.db");
// Who reads no password may have ended before one is written.
export const run = (...args) => execFileSync(dais, args, args.includes("--password-stdin")
  ? { input: `${PASSWORD}\n`, stdio: ["pipe", "pipe", "inherit"] } : { stdio: ["ignore", "pipe", "inherit"] }).toString();
run("db", "init", "--db", record, "--quiet");
// The walk of the first meeting begins with nothing.
if (!process.argv[1].endsWith("empty.mjs")) run("db", "import", "--db", record, "--quiet", join(examples, "untoc-2022"));

export function account(id, name, ...roles) {
  run("account", "add", "--db", record, "--id", id, "--name", name, "--email", `${id}@example.org`,
    ...roles.flatMap((role) => ["--role", role]), "--password-stdin");
}
export const token = (id, scopes) =>
  run("account", "token", id, "--db", record, "--name", "journeys", "--scopes", scopes).match(/dais_\S+/)[0];

// A port that nobody has, of those that the kernel gives to nobody by itself, nor the tests in Python to each other: who ends a server
// there can begin another.
export async function freePort() {
  for (;;) {
    const port = 30000 + Math.floor(Math.random() * 2000), probe = createServer();
    const is = await new Promise((done) => probe.once("error", () => done(false)).listen(port, "127.0.0.1", () => done(true)));
    if (!is) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}

// The server; `site.base` is its address, without a slash at its end.
export const site = { base: null };
let running;
export async function serve(port = 0) {
  running = spawn(dais, ["serve", "--db", record, "--listen", `127.0.0.1:${port}`, "--allowance", "1000000", "--arrivals", "1000000"], { stdio: ["ignore", "pipe", "inherit"] });
  site.base = await new Promise((done, failed) => {
    createInterface({ input: running.stdout }).once("line", (line) => done(line.match(/http:[^\s,]+/)[0].replace(/\/$/, "")));
    running.once("exit", () => failed(new Error("the server ended")));
  });
}
// A test that throws leaves no server behind, which would hold its output open.
process.on("exit", () => running?.kill("SIGKILL"));
export const stop = () => new Promise((done) => { running.once("exit", done); running.kill("SIGTERM"); });

// A call of the interface for programs with a token; throws when it is refused.
export async function api(bearer, method, path, body, headers = {}) {
  const reply = await fetch(`${site.base}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${bearer}`,
    "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json", ...headers },
    body: body && JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}
// Publishes the example as it stands.
export async function release(bearer) {
  const now = await (await api(bearer, "GET", "/packages/untoc-2022?release=0")).json();
  await api(bearer, "POST", "/packages/untoc-2022/releases", { revision: now.revision, note: "", despiteFindings: true },
    { "Idempotency-Key": `release-${now.revision}` });
}

// How long is waited for what must come, in milliseconds: other tests run beside.
const PATIENCE = 120_000;
export const browser = await puppeteer.launch({
  executablePath: chromium, userDataDir: join(place, "profile"), headless: true, timeout: PATIENCE, protocolTimeout: 2 * PATIENCE,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

let bad = 0, done = 0;
export function report(what) {
  bad++;
  console.log(`FAILED ${what}`);
}
export function check(ok, what) {
  done++;
  if (!ok) report(what);
}

// Until the page has been painted: Chromium drops what is pressed on one that is not seen yet, as nobody can press it. A page behind another
// is not painted, and one without scripts says nothing of it.
const painted = (page) => Promise.race([
  page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); })).catch(() => {}), // another page has come
  new Promise((done) => setTimeout(done, 500)),
]);

// Counts what one presses: links, buttons, boxes and folds by a mouse or a finger, choices in lists.
// What is put in place of another between being found and being pressed is found once more, as an eye does.
export function counting(page) {
  page.presses = 0;
  page.setDefaultTimeout(PATIENCE);
  const once = page.click.bind(page);
  page.click = async (...what) => {
    for (let left = 3; ; left--) {
      try {
        await painted(page);
        return await once(...what);
      } catch (error) {
        if (!left || !/detached/.test(error.message)) throw error;
      }
    }
  };
  for (const name of ["click", "select"]) {
    const act = page[name];
    page[name] = (...what) => { page.presses++; return act.apply(page, what); };
  }
  page.press = async (selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);
}
// Says how many it took since `page.presses` was set to 0, and that it takes no more than it did.
export function took(page, who, most) {
  console.log(`${who}: ${page.presses} presses`);
  check(page.presses <= most, `${who}: ${page.presses} presses, ${most} before`);
}

const sessions = new Map(); // the cookies of who has signed in

// A window of a person who has signed in, with or without scripts.
export async function person(who, { scripts = true, width = 1280, touch = false } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900, hasTouch: touch, isMobile: touch });
  page.on("pageerror", (error) => report(`${who}: ${error.message}`));
  page.on("dialog", (dialog) => dialog.accept());
  page.show = (path) => page.goto(`${site.base}${path}`);
  page.words = (selector) => page.$eval(selector, (node) => node.textContent.trim());
  counting(page);
  if (!sessions.has(who)) {
    // As a person, who comes again when the server is busy with others.
    for (let left = 20; left; left--) {
      await page.show("/en/sign-in");
      await page.type("[name=email]", `${who}@example.org`);
      await page.type("[name=password]", PASSWORD);
      const [reply] = await page.press("main form [type=submit], main form button");
      if (reply?.status() !== 503) break;
    }
    sessions.set(who, await context.cookies());
  }
  await context.setCookie(...sessions.get(who));
  return page;
}

// Where what @selector finds is in the window; found and looked at in one go, since a page may be put in place of another at any time.
export const boxOf = (page, selector) => page.$eval(selector, (one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return { x, y, width, height };
});

// Takes what @from finds with a finger and holds it over the middle of what @to finds; end() of what is given back lets it go.
export async function hold(page, from, to) {
  await page.$eval(from, (one) => one.scrollIntoView({ block: "center" }));
  const middle = async (selector) => {
    const { x, y, width, height } = await boxOf(page, selector);
    return [x + width / 2, y + height / 2];
  };
  const [x, y] = await middle(from);
  const finger = await page.touchscreen.touchStart(x, y);
  const [left, top] = await middle(to);
  for (let i = 1; i <= 8; i++) await finger.move(x + (left - x) * i / 8, y + (top - y) * i / 8);
  return finger;
}

export const message = (page, text) => page.waitForFunction((words) =>
  document.querySelector("#message")?.textContent.includes(words), {}, text)
  .then(() => check(true), () => report(`no message "${text}"`));

export async function fits(page, where) {
  const [wide, width] = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]");
  check(wide <= width, `${where}: page is ${wide} pixels wide`);
}

// Holds the page against axe-core, and its width against the window. Needs page.setBypassCSP(true).
export async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'], iframes: false, rules: { 'target-size': { enabled: true } } })");
  check(!found.violations.length, `${where}: ${found.violations.map((v) => `${v.id} ${v.nodes[0].html.slice(0, 160)}`).join("; ")}`);
  await fits(page, where);
}

// What axe-core does not ask: that all that takes the focus shows it and is not under a bar that stays in the
// window (WCAG 2.4.7, 2.4.11), that no heading skips a level.
export async function walkable(page, where) {
  const bare = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => {
    one.focus({ focusVisible: true });
    if (document.activeElement !== one) return false;
    const { left, top, width, height } = one.getBoundingClientRect();
    const over = height < innerHeight / 2 && document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".live, .desk-live, .tt-live, .sticky");
    return getComputedStyle(one).outlineStyle === "none" || (over && !over.contains(one));
  }).map((one) => one.outerHTML.slice(0, 120)));
  check(!bare.length, `${where}: the focus is not to be seen on ${bare}`);
  const levels = await page.$$eval("h1, h2, h3, h4, h5, h6", (all) => all.map((one) => Number(one.localName[1])));
  check(levels[0] === 1 && levels.every((level, i) => !i || (level > 1 && level <= levels[i - 1] + 1)), `${where}: headings ${levels}`);
}

// In forced colours a border without a colour has one: of the menus only what is chosen keeps it. The scheme is as before.
export async function forced(page, where, scheme) {
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  const widths = await page.$$eval(":is(.menu, .desk-menu) a", (all) => all.map((one) =>
    one.hasAttribute("aria-current") === (getComputedStyle(one).borderBlockEndWidth !== "0px")));
  check(widths.length && widths.every(Boolean), `${where}: what is chosen is not told apart in forced colours`);
  await session.detach();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
}

// With the reader's own distances between letters, words, lines and paragraphs (WCAG 1.4.12). Leaves the page so.
export async function spaced(page, where) {
  await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
    + "p { margin-block-end: 2em !important }" });
  await fits(page, `${where} spaced`);
}

export async function shoot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

// Processes of a browser that has been closed may write into its folder for a moment more.
export const takeAway = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 });

// Walks the journeys in order, each whatever became of the others, clears away and ends the program.
export async function walk(...journeys) {
  try {
    for (const journey of journeys) {
      await journey().catch((error) => report(`${journey.name}: ${error.message}`));
    }
  } finally {
    await browser.close();
    if (running?.exitCode === null) await stop();
    takeAway(place);
  }
  console.log(`${done} checks, ${bad} failed`);
  process.exit(bad ? 1 : 0);
}
