// SPDX-License-Identifier: LGPL-2.1-or-later
// Walks the desk in Chromium on the real server: items by keyboard, by drag and by finger, shared and taken off
// without scripts, an annotation in Arabic, two editors who collide, a translation, the next meeting
// made from the last, planned and released, while a delegate has its page open. Pages are held
// against axe-core.
// usage: node desk.mjs DAIS EXAMPLES NODE_MODULES_OF (site.mjs)
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PASSWORD, account, accessible, boxOf, check, fits, hold, message, person, place, report, serve, shoot, took, walk } from "./site.mjs";

for (const [id, name, role] of [["irina", "Irina Petrova", "secretariat"], ["jose", "José García", "secretariat"],
  ["claire", "Claire Dubois", "translator:fr"], ["amina", "Amina", "translator:ar"], ["dele", "Dele", "delegate"]]) {
  account(id, name, role);
}
await serve();

// What is announced stands there for a few seconds: one waits for it before one does what is announced.
const said = (page, words) => page.waitForFunction((text) => document.getElementById("desk-live")?.textContent.includes(text), { polling: 100 }, words)
  .then(() => check(true), () => report(`"${words}" is not announced`));

const agenda = (page, column) => page.$$eval(".cards > .card", (cards, c) =>
  cards.filter((card) => {
    const [first, span] = card.dataset.columns.split(" ").map(Number);
    return first <= c && c < first + span;
  }).map((card) => card.dataset.item), column);

async function pages() {
  for (const [lang, width] of [["en", 1280], ["ar", 390], ["zh", 390]]) {
    const page = await person("irina", { width });
    await page.setBypassCSP(true);
    for (const path of ["", "/untoc-2022", "/untoc-2022/items", "/untoc-2022/items/environment", "/untoc-2022/texts/transfer",
      "/untoc-2022/translation?to=fr&units=all", "/untoc-2022/releases", "/untoc-2022/changes"]) {
      await page.show(`/${lang}/desk${path}`);
      await accessible(page, `${lang} ${width} ${path}`);
    }
    await page.close();
  }
}

async function items() {
  const page = await person("irina");
  await page.show("/en/desk/untoc-2022/items");
  await page.click("#add > summary");
  await page.type("#add-title", "Money laundering");
  await page.press("#add button[type=submit]");
  await message(page, "Money laundering");
  check((await agenda(page, 0)).join() === "organization,transfer,environment,money-laundering,other,report",
    `added: ${await agenda(page, 0)}`);
  // By keyboard: the focus stays with the item, and what happened is read out.
  await page.focus('[data-item="money-laundering"] .title');
  const announced = said(page, "Moved");
  await page.keyboard.down("Alt");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.up("Alt");
  await message(page, "Moved: Money laundering");
  await announced;
  check((await agenda(page, 0)).join() === "organization,transfer,money-laundering,environment,other,report",
    `moved by keyboard: ${await agenda(page, 0)}`);
  check(await page.evaluate(() => document.activeElement.closest("[data-item]")?.dataset.item === "money-laundering"),
    "the focus did not stay with the item");
  // What is folded stays as its reader left it while items move.
  const fold = `.remarks-fold[data-keep="${await page.$eval(".remarks-fold", (one) => one.dataset.keep)}"]`, isOpen = () => page.$eval(fold, (one) => one.open);
  check(!(await isOpen()), "findings are not folded");
  await page.click(`${fold} > summary`);
  const order = (wanted) => page.waitForFunction((was) => was === [...document.querySelectorAll(".cards > .card")]
    .filter((card) => card.dataset.columns.startsWith("0 ")).map((card) => card.dataset.item).slice(2, 4).join(), {}, wanted)
    .catch(() => report(`not in order: ${wanted}`));
  await page.click('[data-item="money-laundering"] .arrow.down:not(:disabled)');
  await order("environment,money-laundering");
  check(await isOpen(), "findings were folded again by a move");
  await page.click('[data-item="money-laundering"] .arrow.up:not(:disabled)');
  await order("money-laundering,environment");
  check(await isOpen(), "findings were folded again by the second move");
  // By drag: behind the item of transfer comes in front of it.
  await page.$eval('[data-item="transfer"]', (card) => card.scrollIntoView({ block: "start" }));
  await page.evaluate(() => scrollBy(0, -150));
  const from = await boxOf(page, '[data-item="money-laundering"] .grip');
  const to = await boxOf(page, '[data-item="transfer"]');
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 30, { steps: 5 });
  await page.mouse.move(to.x + 40, to.y + 8, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll(".cards > .card")].map((c) => c.dataset.item);
    return all.indexOf("money-laundering") < all.indexOf("transfer");
  }).then(() => check(true), () => report("not moved by drag"));
  await page.close();
}

// By a finger on a phone; at the edge of the window the page goes on under what is dragged.
async function touch() {
  const page = await person("irina", { width: 390, touch: true });
  await page.show("/en/desk/untoc-2022/items");
  const before = (await agenda(page, 1)).join();
  let finger = await hold(page, '[data-item="recommendations"] .grip', '[data-item="strategies"] .card-title');
  await page.waitForSelector('[data-item="strategies"].drop-before').then(() => check(true), () => report("where it would go is not marked"));
  await finger.end();
  await message(page, "Moved");
  check((await agenda(page, 1)).join() === before.replace("strategies,recommendations", "recommendations,strategies"), "not moved by finger");
  await page.focus('[data-item="recommendations"] .title');
  await page.keyboard.down("Alt");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.up("Alt");
  await page.waitForFunction((was) => [...document.querySelectorAll(".cards > .card")].map((card) => card.dataset.item).join().includes(was), {},
    "strategies,recommendations");
  finger = await hold(page, '[data-item="recommendations"] .grip', '[data-item="recommendations"] .grip');
  const was = await page.evaluate("scrollY");
  await finger.move(40, 896);
  await page.waitForFunction((y) => scrollY > y + 100, {}, was).then(() => check(true), () => report("the page does not scroll under what is dragged"));
  await page.keyboard.press("Escape");
  await finger.end();
  check((await agenda(page, 1)).join() === before, "Escape does not give it up");
  await page.close();
}

// An open page of agendas follows what others do.
async function follow() {
  const mine = await person("irina"), theirs = await person("jose");
  await mine.show("/en/desk/untoc-2022/items");
  await theirs.show("/en/desk/untoc-2022/items");
  const before = (await agenda(theirs, 1)).join();
  const numberBefore = await theirs.words('[data-item="review"] .number b');
  await mine.click('[data-item="review"] .arrow.up');
  await message(mine, "Moved");
  const number = '[data-item="review"] .number b';
  await theirs.waitForFunction((selector, was) => document.querySelector(selector)?.textContent !== was,
    { polling: 100 }, number, numberBefore)
    .then(() => check(true), () => report("the page of the other did not follow"));
  await theirs.click('[data-item="review"] .arrow.down');
  await message(theirs, "Moved");
  check((await agenda(theirs, 1)).join() === before, "not moved back");
  await mine.close();
  await theirs.close();
}

// What another does does not take away the button that one holds down, nor what is unfolded; then the page follows.
async function held() {
  const mine = await person("irina"), theirs = await person("jose");
  await mine.show("/en/desk/untoc-2022/items");
  await theirs.show("/en/desk/untoc-2022/items");
  const hears = () => mine.evaluate("window.heard = new Promise((done) => document.addEventListener('dais:changed', () => setTimeout(done, 1500), { once: true })), 0");
  const number = (item) => mine.$eval(`[data-item="${item}"] .number b`, (one) => one.textContent);
  const changes = (item, was) => mine.waitForFunction((name, before) => document.querySelector(`[data-item="${name}"] .number b`).textContent !== before,
    { polling: 100 }, item, was).then(() => check(true), () => report(`${item} keeps its number ${was}`));
  const first = await number("review");
  await hears();
  await mine.$eval('[data-item="review"]', (card) => card.scrollIntoView({ block: "center" }));
  const { x, y } = await boxOf(mine, '[data-item="review"] .arrow.up');
  await mine.mouse.move(x + 5, y + 5);
  await mine.mouse.down();
  await theirs.click('[data-item="transfer"] .arrow.down');
  await message(theirs, "Moved");
  await mine.evaluate("window.heard");
  await mine.mouse.up();
  await message(mine, "Moved");
  await changes("review", first);
  const second = await number("review");
  await mine.click('[data-item="review"] .arrow.down');
  await changes("review", second);
  await hears();
  await mine.click('[data-item="environment"] .more summary');
  const before = await number("transfer");
  await theirs.reload();
  await theirs.click('[data-item="transfer"] .arrow.up');
  await message(theirs, "Moved");
  await mine.evaluate("window.heard");
  check(await mine.$('[data-item="environment"] .more[open]') && (await number("transfer")) === before, "what was unfolded was taken away");
  await mine.click('[data-item="environment"] .more summary');
  await changes("transfer", before);
  await mine.close();
  await theirs.close();
}

// The same without scripts: plain forms.
async function common() {
  const page = await person("irina", { scripts: false });
  await page.show("/fr/desk/untoc-2022/items");
  await page.click('[data-item="transfer"] .more summary');
  await page.press('button[value="share ta transfer"]');
  check((await page.words("#message")).includes("Désormais point commun"), "not shared");
  check((await agenda(page, 1)).includes("transfer"), "not on the other agenda");
  await page.click('[data-item="transfer"] .more summary');
  await page.press('button[value="take-off ta transfer"]');
  check(!(await agenda(page, 1)).includes("transfer"), "still on the other agenda");
  await page.press('[data-item="organization"] .part:first-of-type .arrow.down');
  check((await page.words("#message")).includes("Point déplacé"), "part not moved");
  await page.close();
}

async function texts() {
  const address = "/ar/desk/untoc-2022/texts/report?lang=ar&lang=en";
  const first = await person("irina"), second = await person("jose");
  await first.show(address);
  await second.show("/ar/desk");
  second.presses = 0;
  await second.press('main a[href="/ar/desk/untoc-2022"]');
  await second.press('main a[href="/ar/desk/untoc-2022/texts"]');
  await second.click(".all-texts summary");
  await second.waitForSelector('.all-texts a[href*="/texts/report?"]', { visible: true });
  await second.press('.all-texts a[href*="/texts/report?"]');
  // The keyboard goes through the preview, too, and is seen there.
  await first.$eval(".preview iframe", (frame) => frame.contentWindow.focus());
  await first.waitForSelector(".preview iframe.entered").then(() => check(true), () => report("the focus is not to be seen on the preview"));
  await first.focus("#text-ar");
  await first.waitForFunction("!document.querySelector('.preview iframe.entered')")
    .then(() => check(true), () => report("the focus is seen on a preview that it has left"));
  await first.$eval("#text-ar", (area) => { area.value += "\n\nوسيُعرض المشروع باللغات الست."; });
  await first.press(".actions.sticky button");
  await message(first, "حُفظت النصوص: العربية");
  await second.$eval("#text-ar", (area) => { area.value = "نص آخر من خوسيه."; });
  await second.press(".actions.sticky button");
  check((await second.words(".collision")).includes("Irina Petrova"), "the collision does not say with whom");
  check((await second.$eval("#text-ar", (area) => area.value)) === "نص آخر من خوسيه.", "the text of the second was not kept");
  check((await second.$$(".difference del")).length > 0, "no difference is shown");
  took(second, "the second editor is told of the first", 5);
  await second.evaluate(() => [...document.querySelectorAll("h1, h2, h3")].map((one) => Number(one.localName[1])))
    .then((levels) => check(levels.every((level, i) => !i || level <= levels[i - 1] + 1), `headings of a collision ${levels}`));
  await second.setBypassCSP(true);
  await second.show(address);
  check((await second.$eval("#text-ar", (area) => area.value)).includes("باللغات الست"), "the first text was overwritten");
  // The preview goes to its own place without taking the page along.
  await second.waitForFunction(() => document.querySelector("#preview").getBoundingClientRect().top > 0);
  const shown = await (await second.$("#preview")).contentFrame();
  await shown.waitForSelector("h1");
  check((await second.evaluate(() => scrollY)) === 0, "the page opens at its preview");
  // References are completed as one types; the preview shows what is not saved.
  await second.focus("#text-en");
  await second.keyboard.down("Control");
  await second.keyboard.press("End");
  await second.keyboard.up("Control");
  await second.type("#text-en", "\n\nSee {{item tran");
  await second.waitForSelector(".suggest [aria-selected=true]");
  await second.keyboard.press("Enter");
  check((await second.$eval("#text-en", (area) => area.value)).endsWith("See {{item transfer}}"), "the reference was not completed");
  await second.click('button[formaction*="/preview/en"]');
  const frame = await (await second.$("#preview")).contentFrame();
  await frame.waitForFunction(() => document.body.textContent.includes("See item"))
    .then(() => check(true), () => report("the preview does not show the unsaved text"));
  await first.close();
  await second.close();
}

async function translate() {
  const secretary = await person("irina"), translator = await person("claire");
  await secretary.show("/en/desk/untoc-2022/items/other");
  await secretary.$eval("#title-en", (area) => { area.value = "Other matters, if any"; });
  await secretary.press('button[value="save"]');
  await translator.show("/fr/desk/untoc-2022/translation?from=en&to=fr");
  check((await translator.words(".segment .difference")).includes(", if any"), "what changed is not shown");
  await translator.$eval('[name="target-item.other.title"]', (area) => { area.value = "Questions diverses, le cas échéant"; });
  await translator.press('button[value="save"]');
  await message(translator, "Traductions enregistrées : 1");
  check(!(await translator.$('[name="target-item.other.title"]')), "it is still to be done");
  await translator.show("/fr/desk/untoc-2022/items");
  check(!(await translator.$('button[name="do"]')), "a translator is offered to move items");
  await secretary.close();
  await translator.close();
}

// All that Arabic lacks, until nothing is left to do.
async function complete() {
  const page = await person("amina", { width: 390 });
  const task = '.tasks a[href*="/translation?from=en&to=ar"]';
  await page.show("/ar/desk");
  for (let left = 160; left && !(await page.$(task)); left--) {
    await new Promise((done) => setTimeout(done, 250));
    await page.reload();
  }
  page.presses = 0;
  await page.press(task);
  const open = await page.$$(".segment textarea");
  check(open.length > 0, "nothing is missing in Arabic");
  await page.$$eval(".segment textarea", (areas) => areas.forEach((area) => { if (!area.value) area.value = "غسل الأموال"; }));
  await page.press('button[value="save"]');
  for (let left = 20; left && await page.$('button[value^="confirm "]'); left--) {
    await page.press('button[value^="confirm "]');
  }
  check((await page.words("main")).includes("كل النصوص مترجمة"), "Arabic is not complete");
  took(page, `the translator completes Arabic, ${open.length} texts`, 3);
  await page.show("/ar/desk/untoc-2022/items");
  check((await page.words('[data-item="money-laundering"] .title')) === "غسل الأموال", "the Arabic title is not there");
  // How the records stand is noted beside the server; the page says when that is behind.
  const waits = async () => {
    await page.show("/ar/desk");
    return (await page.words("main")).includes("نصوص تُترجم إلى العربية");
  };
  for (let left = 160; left && await waits(); left--) await new Promise((done) => setTimeout(done, 250));
  check(!await waits(), "Arabic is said to wait still");
  await page.close();
}

async function release() {
  const page = await person("irina");
  await page.show("/en/desk/untoc-2022/releases");
  await page.type("#note", "First release");
  const despite = await page.$('[name="despite"]');
  if (despite) await despite.click();
  await page.press('button[value="publish"]');
  await message(page, "Release 1 is published");
  await page.show("/en/desk/untoc-2022/changes");
  await page.click(".change-list details summary");
  check((await page.$$(".change-list .change")).length > 5, "the log is short");
  await page.close();
}

// The next meeting from the last: made, a common item, planned, released twice.
async function next() {
  const page = await person("irina"), reader = await person("dele");
  await page.show("/en/desk");
  page.presses = 0;
  await page.press('main a[href="/en/desk/new"]');
  await page.$eval("#opens", (field) => { field.value = "2027-05-17"; });
  await page.press('button[value="preview"]');
  check((await page.words("main")).includes("fourteenth meeting"), "the ordinal was not computed");
  check((await page.words("main")).includes("Annotated agenda circulated"), "no deadlines are shown");
  await page.press('button[value="make"]');
  check(page.url().includes("/en/desk/untoc-2027"), `not made: ${page.url()}`);
  await page.press('main a[href="/en/desk/untoc-2027/items"]');
  await page.click("#add > summary");
  await page.type("#add-title", "Artificial intelligence and organized crime");
  await page.press("#add button[type=submit]");
  await message(page, "Artificial intelligence");
  check((await page.$$eval('.card.joined[data-item^="artificial"]', (cards) => cards.length)) === 1, "not a common item");
  await page.press('main a[href="/en/desk/untoc-2027/timetable"]');
  await page.press('button[value="plan"]');
  for (let wait = 0; wait < 120 && !(await page.$('button[value="take"]')); wait++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
  }
  await page.press('button[value="take"]').catch((error) => report(`no plan to take: ${error.message}`));
  await publish(page, 1);
  await reader.show("/en/meetings/untoc-2027");
  check((await reader.words("main")).includes("Artificial intelligence"), "the public does not see the item");
  await page.press('main a[href="/en/desk/untoc-2027/items"]');
  await page.click('[data-item^="artificial"] .arrow.up');
  await message(page, "Moved");
  await publish(page, 2);
  took(page, "the secretary makes, plans and twice releases the next meeting", 18);
  await reader.waitForFunction(() => document.querySelector("#live")?.textContent.trim())
    .then(() => check(true), () => report("the open page of a delegate does not say that there is a later release"));
  await page.close();
  await reader.close();
}

async function publish(page, number) {
  await page.press('main a[href="/en/desk/untoc-2027/releases"]');
  if (await page.$('[name="despite"]')) await page.click('[name="despite"]');
  await page.press('button[value="publish"]');
  await message(page, `Release ${number} is published`);
}

// The session ends while a form is filled in, without scripts: what was typed comes back, and is saved after signing in in another window.
async function ended() {
  const page = await person("irina", { scripts: false, width: 390 });
  await page.setBypassCSP(true);
  await page.show("/zh/desk/untoc-2022/facts/meeting/ic@13");
  await page.$eval('[name="f-place.zh"]', (field) => { field.value = "维也纳 国际中心"; });
  const jar = page.browserContext();
  await jar.deleteCookie(...(await jar.cookies()).filter((one) => one.name.includes("session")));
  await page.press('[name="do"][value="save"]');
  check((await page.words("h1")) === "您的会话已结束" && (await page.words("main")).includes("维也纳 国际中心"), "what was typed is lost with the session");
  await fits(page, "zh ended");
  await shoot(page, "zh-390-ended");
  await signInBeside(page, "/zh/sign-in");
  await page.press("main form button");
  check((await page.words("main")).includes("维也纳 国际中心"), "what was typed is lost when signing in anew");
  await page.press("main form button");
  check((await page.$eval('[name="f-place.zh"]', (field) => field.value)) === "维也纳 国际中心", "the form was not saved");
  await page.close();
}

async function signInBeside(page, path) {
  const beside = await page.browserContext().newPage();
  await beside.goto(new URL(path, page.url()).href);
  await beside.type("[name=email]", "irina@example.org");
  await beside.type("[name=password]", PASSWORD);
  await Promise.all([beside.waitForNavigation(), beside.click("main form button")]);
  await beside.close();
  await page.bringToFront();
}

// The session ends while a file is chosen: with scripts it stays chosen, without them it is chosen once more, and all else is kept.
async function endedWithFile() {
  const paper = join(place, "paper.txt"), jarOf = (page) => page.browserContext();
  writeFileSync(paper, "A/1\n\nA paper\n\n1. It says little.\n");
  for (const scripts of [true, false]) {
    const page = await person("irina", { scripts });
    await page.setBypassCSP(true);
    await page.show("/es/desk/untoc-2022/documents/env-paper");
    await page.$eval("#upload", (field) => { field.closest("details").open = true; });
    await page.select("#upload-language", "ru");
    await (await page.$("#upload")).uploadFile(paper);
    await jarOf(page).deleteCookie(...(await jarOf(page).cookies()).filter((one) => one.name.includes("session")));
    const send = 'button[formenctype="multipart/form-data"]';
    if (scripts) {
      await page.click(send);
      await page.waitForSelector("#desk-live a");
      await accessible(page, "es ended with a file");
      await signInBeside(page, "/es/sign-in");
    } else {
      await page.press(send);
      check((await page.words("h1")) === "Su sesión ha terminado" && !(await page.$("[type=file]")), "who is not signed in is asked for a file");
      await signInBeside(page, "/es/sign-in");
      await page.press("main form button");
      check(await page.$("[type=file][name=upload]"), "the file is not asked for again");
      await fits(page, "es ended with a file");
      await (await page.$("[type=file]")).uploadFile(paper);
    }
    await page.press(send);
    check(/paper\.txt/.test(await page.words("main")) && /env-paper\?did=/.test(page.url()), `the file was not taken: ${page.url()}`);
    await page.close();
  }
}

// The network is away: what is typed stays where it is typed, an arrow of the agendas leaves the page as it is, and what is sent again arrives.
async function away() {
  const page = await person("irina"), agendas = await person("jose");
  await page.show("/en/desk/untoc-2022/texts/report?lang=en");
  await agendas.show("/en/desk/untoc-2022/items");
  const before = await page.$eval("#text-en", (area) => area.value), order = (await agenda(agendas, 1)).join();
  await page.setOfflineMode(true);
  await agendas.setOfflineMode(true);
  await page.type("#text-en", "Typed while away. ");
  const kept = await page.$eval("#text-en", (area) => area.value);
  await Promise.all([said(page, "Not sent"), page.click(".actions.sticky button")]);
  check((await page.$eval("#text-en", (area) => area.value)) === kept && kept !== before, "what was typed is lost with the network");
  await Promise.all([said(agendas, "Not sent"), agendas.click('[data-item="review"] .arrow.up')]);
  check((await agenda(agendas, 1)).join() === order, "the agendas show what was not done");
  await page.setOfflineMode(false);
  await agendas.setOfflineMode(false);
  await page.press(".actions.sticky button");
  await message(page, "English");
  check((await page.$eval("#text-en", (area) => area.value)) === kept, "it was not saved when the network was back");
  await page.$eval("#text-en", (area, was) => { area.value = was; }, before);
  await page.press(".actions.sticky button");
  await agendas.reload();
  await agendas.click('[data-item="review"] .arrow.up');
  await message(agendas, "Moved");
  await agendas.click('[data-item="review"] .arrow.down');
  await agendas.waitForFunction((was) => [...document.querySelectorAll(".cards > .card")].map((card) => card.dataset.item).join().includes(was), {},
    "recommendations,review");
  await page.close();
  await agendas.close();
}

// A file that cannot be read is kept, and nobody is told that it was checked.
async function unread() {
  const page = await person("irina");
  await page.show("/fr/desk/untoc-2022/documents/env-paper");
  await page.$eval("#upload", (field) => { field.closest("details").open = true; });
  check((await page.$eval("#upload-language", (list) => list.value)) === "fr", "the version of the reader's language is not chosen");
  const rubbish = join(place, "rubbish.docx");
  writeFileSync(rubbish, "PK\u0003\u0004 no archive");
  await (await page.$("#upload")).uploadFile(rubbish);
  await Promise.all([page.waitForNavigation(), page.$eval("#upload", (field) => field.form.querySelector("button").click())]);
  check((await page.words("#message")).includes("n’a pas pu être lu"), `"${await page.words("#message")}"`);
  await page.close();
}

// A long agenda is narrowed to what one looks for, and an item goes to a number at once.
async function long() {
  const page = await person("irina");
  await page.show("/en/desk/untoc-2022/items");
  check(!(await page.$("[data-find]")), "a short list has a field to find in");
  await page.evaluate(async () => {
    let seen = document.querySelector(".agendas form [name=seen]").value;
    const token = document.querySelector(".agendas form [name=form-token]").value;
    for (let i = 1; i <= 20; i++) {
      const reply = await fetch(location.pathname, { method: "POST", body: new URLSearchParams({ "form-token": token, seen, do: "add",
        title: `Long matter x${i}`, kind: "substantive", body: "ic", before: "other" }) });
      seen = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector(".agendas form [name=seen]").value;
    }
  });
  await page.show("/en/desk/untoc-2022/items");
  await page.type("#find", "matter x17");
  const left = () => page.$$eval(".cards > .card", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.item).join());
  check((await left()) === "long-matter-x17", `found: ${await left()}`);
  await page.click('[data-item="long-matter-x17"] .arrow.up');
  await message(page, "Moved");
  const other = await person("jose");
  await other.show("/en/desk/untoc-2022/items");
  await page.focus("#find");
  await page.keyboard.press("Home");
  await page.evaluate("document.querySelector('main').isOld = true");
  await other.click('[data-item="long-matter-x3"] .arrow.up');
  await page.waitForFunction("!document.querySelector('main').isOld", { polling: 100 });
  check(await page.evaluate(() => document.activeElement.id === "find" && document.activeElement.selectionStart === 0), "the field one types in is left");
  await other.close();
  check((await left()) === "long-matter-x17" && await page.$eval("#find", (field) => field.checkVisibility()), `found after a move: ${await left()}`);
  await page.press('[data-item="long-matter-x17"] a[href*="/items/"]:not(.title)');
  await page.$eval("#number-ic", (field) => { field.value = "2"; });
  await page.press("button[value='number ic long-matter-x17']");
  check((await agenda(page, 0))[1] === "long-matter-x17", `at its number: ${await agenda(page, 0)}`);
  await page.close();
}

await walk(pages, items, touch, away, follow, held, common, texts, translate, complete, release, next, ended, endedWithFile, unread, long);
