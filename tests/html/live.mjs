// SPDX-License-Identifier: LGPL-2.1-or-later
// A reader's open page in Chromium while a meeting changes: it says so, shows the new release with
// what changed, survives a lost network, and never passes for new when it may be old.
// usage: node live.mjs SERVE_PORTAL PACKAGE
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const SKIP = 77;
const [program, folder] = process.argv.slice(2);
const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path && existsSync(path));
let puppeteer;
try {
  puppeteer = (await import("puppeteer-core")).default;
} catch {
  console.log("skipped: node modules are not installed (npm ci in tests/html)");
}
if (!chromium || !puppeteer) {
  if (!chromium) console.log("skipped: no Chromium (apt-get install chromium)");
  process.exit(SKIP);
}

async function serve(port) {
  const child = spawn(program, port ? [folder, port] : [folder], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise((done) => createInterface({ input: child.stdout }).once("line", done));
  return { address: line, say: (text) => child.stdin.write(text + "\n"),
    end: () => new Promise((done) => { child.once("exit", done); child.stdin.end(); }) };
}

const profile = mkdtempSync(join(tmpdir(), "dais-live-"));
const browser = await puppeteer.launch({ executablePath: chromium, userDataDir: profile, headless: true, timeout: 120_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"] });
let server = await serve();
let bad = 0;
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const says = (text) => page.waitForFunction(
    (wanted) => document.getElementById("live").textContent.includes(wanted), {}, text);
  const step = async (name, act) => {
    try {
      await act();
      console.log("ok:", name);
    } catch (error) {
      bad++;
      console.log(`FAILED: ${name}: ${error.message}: the page says "${
        await page.evaluate("document.getElementById('live').textContent")}"`);
    }
  };
  await page.emulateTimezone("America/New_York");
  await page.goto(`${server.address}/en/meetings/untoc-2022`);

  await step("the reader's own time stands beside the seat's", async () => {
    const own = await page.$$eval(".zone-own", (v) => v.map((e) => e.textContent));
    if (!own.some((t) => t.includes("4:00") && t.includes("America/New_York"))) throw new Error(own[0]);
  });
  await step("hours that are of another day there say which", async () => {
    const own = async (zone, path) => {
      await page.emulateTimezone(zone);
      await page.goto(`${server.address}/en/meetings/untoc-2022${path}`);
      return page.$$eval(".zone-own", (v) => v.map((e) => e.textContent.replace(/\s/g, " ")));
    };
    // 3 p.m. to 6 p.m. in Vienna are the small hours of the next day in Auckland, and the day itself in Cairo.
    const far = await own("Pacific/Auckland", "/items/environment");
    if (!far.some((t) => t.includes("Wed, May 25, 1:00") && t.includes("4:00 AM (Pacific/Auckland)"))) throw new Error(far);
    const near = await own("Africa/Cairo", "");
    if (near.some((t) => /May 2[4567], .*4:00 PM/.test(t))) throw new Error(near);
    await page.emulateTimezone("America/New_York");
    await page.goto(`${server.address}/en/meetings/untoc-2022`);
  });
  await step("a release is told to the open page", async () => {
    server.say("Whales and their songs");
    await says("later release");
    const text = await page.evaluate("document.querySelector('main').textContent");
    if (text.includes("Whales")) throw new Error("the page changed by itself");
  });
  await step("the new release is shown and what changed is marked", async () => {
    await page.click("#live button");
    await says("marked parts");
    const marked = await page.$$eval("tr.fresh", (v) => v.map((e) => e.textContent));
    // Its own row, and that of an annotation which names it.
    const rest = marked.filter((text) => !text.includes("Whales"));
    if (!marked.length || rest.length) throw new Error(`marked: ${marked}`);
    const foot = await page.$eval(".foot", (e) => e.textContent);
    if (!foot.includes("Release 2")) throw new Error(foot);
  });
  await step("while the network is away the page says that it may be old", async () => {
    await page.setOfflineMode(true);
    await says("out of date");
  });
  await step("when it is back the page has asked before it says that it is new", async () => {
    await page.setOfflineMode(false);
    await says("up to date");
  });
  await step("what was released meanwhile is told", async () => {
    await page.setOfflineMode(true);
    await says("out of date");
    server.say("-");
    await page.setOfflineMode(false);
    await says("later release");
    await page.click("#live button");
    await page.waitForFunction("document.querySelector('main').textContent.includes('has been cancelled')");
  });
  await step("a server that is gone is noticed", async () => {
    errors.length = 0;
    await server.end();
    await says("out of date");
    server = null;
  });
  const real = errors.filter((e) => !/ERR_|Failed to load resource/.test(e));
  if (real.length) {
    bad++;
    console.log("errors of the page:", real);
  }
} finally {
  await browser.close();
  if (server) await server.end();
  rmSync(profile, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 });
}
process.exit(bad ? 1 : 0);
