// SPDX-License-Identifier: LGPL-2.1-or-later
// Walks the public pages in Chromium on the real server: a delegate finds a document in Russian on a
// phone and downloads the agenda; an open page hears of a release that a program publishes, and of
// what it missed while the server was away; everything can be read and searched without scripts; the
// page of a meeting goes onto paper.
// usage: node delegate.mjs DAIS EXAMPLES NODE_MODULES_OF
import { account, api as call, browser, counting, freePort, release as publish, report, serve, site, stop, token, took, walk } from "./site.mjs";

account("irina", "Irina", "secretariat");
const bearer = token("irina", "working.read,item.edit,package.release");
const api = (...args) => call(bearer, ...args);
const release = () => publish(bearer);

async function rename(title) {
  const path = "/packages/untoc-2022/things/item/environment";
  const etag = (await api("GET", path)).headers.get("ETag");
  await api("PATCH", path, { title: { en: title } }, { "If-Match": etag });
}

async function step(name, act) {
  try {
    await act();
    console.log("ok:", name);
  } catch (error) {
    report(`${name}: ${error.message}`);
  }
}
function must(ok, what) {
  if (!ok) throw new Error(what);
}
const words = (page, selector = "main") => page.$eval(selector, (node) => node.textContent);
const says = (page, text) => page.waitForFunction(
  (wanted) => document.getElementById("live").textContent.includes(wanted), {}, text);

// The documents of a release are made behind it, and told to open pages as it is.
async function documentsMade() {
  for (let tries = 0; tries < 240; tries++) {
    const changes = await (await api("GET", "/packages/untoc-2022/changes?limit=1")).json();
    if (JSON.stringify(changes).includes('"file"')) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error("the documents of the release are not made");
}

const port = await freePort();
await serve(port);
async function newPage() {
  const page = await browser.newPage();
  counting(page);
  return page;
}

async function delegates() {
  await release();

  const phone = await newPage();
  await phone.setViewport({ width: 360, height: 740, isMobile: true, hasTouch: true });
  const search = async (page, text) => {
    await page.goto(`${site.base}/ru/search`);
    await page.type("main #q", text);
    await Promise.all([page.waitForNavigation(), page.click("main form button")]);
  };
  await step("a delegate finds a document in Russian by part of its symbol, from the first page", async () => {
    await phone.goto(`${site.base}/ru`);
    await phone.type("main #q", "WG.3/2022/2");
    await phone.press("main form button");
    await phone.press('main a[href="/ru/CTOC/COP/WG.3/2022/2"]');
    took(phone, "a delegate finds a document in Russian on a phone", 2);
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
      await phone.goto(`${site.base}/ru/CTOC/COP/WG.3/2022/1`);
      href = await phone.evaluate(() => document.querySelector('main a[hreflang="ru"][type="application/pdf"]')?.href);
      if (!href) await new Promise((done) => setTimeout(done, 1000));
    }
    must(href, "there is no PDF");
    const reply = await fetch(href);
    const bytes = Buffer.from(await reply.arrayBuffer());
    must(reply.status === 200 && bytes.subarray(0, 5).toString() === "%PDF-", `${reply.status}`);
  });

  const page = await newPage();
  await page.goto(`${site.base}/en/meetings/untoc-2022`);
  await step("what is edited is not public; what is released is told to the open page", async () => {
    await rename("Whales and their songs");
    must(!(await (await fetch(`${site.base}/en/meetings/untoc-2022`)).text()).includes("Whales"), "an edit is public");
    await release();
    await says(page, "later release");
    must(!(await words(page)).includes("Whales"), "the page changed by itself");
    // A page with something later to show says that, not that it may be old.
    await documentsMade();
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
    const plain = await newPage();
    await plain.setJavaScriptEnabled(false);
    await plain.goto(`${site.base}/en`);
    await plain.type("main #q", "sentenced persons");
    await Promise.all([plain.waitForNavigation(), plain.click("main form button")]);
    must((await plain.content()).includes("<mark>"), "nothing is marked as found");
    await plain.goto(`${site.base}/en/meetings/untoc-2022`);
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
}

await walk(delegates);
