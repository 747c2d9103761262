// SPDX-License-Identifier: LGPL-2.1-or-later
// The first ten minutes at the desk in Chromium on the real server, as four people: what makes a demanding
// user stumble (no confirmation, lost input, lost focus, no way back) is looked for at each step.
// usage: node first.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR] (site.mjs)
import { account, accessible, check, person, serve, shoot, walk } from "./site.mjs";

account("irina", "Irina Petrova", "secretariat", "administrator");
account("amina", "Amina Haddad", "translator:ar");
await serve();

const CSS_escape = (words) => words.replace(/["\\]/g, "\\$&");

// A new password is looked at while it is typed, and can be shown.
async function password() {
  const page = await person("irina");
  await page.setBypassCSP(true);
  for (const [language, words] of [["fr", "Caractères : 5 sur 12 au moins"], ["ar", "عدد الأحرف: 5 من 12 على الأقل"], ["zh", "字符数：5，至少需要 12 个"]]) {
    await page.show(`/${language}/account`);
    const said = (text) => page.waitForFunction((wanted) =>
      document.querySelector("#new-password-meter [role=status]").textContent.includes(wanted), {}, text)
      .then(() => check(true), async () => check(false, `${language}: "${await page.words("#new-password-meter [role=status]")}", not "${text}"`));
    await page.type("#new-password", "heron");
    await said(words);
    await page.type("#new-password", "s and quiet gulls");
    await page.waitForFunction(() => document.querySelector("#new-password-meter").dataset.good === "true");
    await page.click("#new-password-meter button");
    check((await page.$eval("#new-password", (field) => field.type)) === "text", "the password is not shown");
    await accessible(page, `${language} password`);
    await shoot(page, `${language}-1280-password`);
  }
  await page.close();
  const plain = await person("irina", { scripts: false });
  await plain.show("/en/account");
  check(!(await plain.$eval("#new-password-meter", (box) => box.checkVisibility())), "a meter without scripts");
  await plain.close();
}

// The facts of a meeting are changed in a form; what is refused is not lost; a finding leads to the field it is about.
async function facts() {
  const page = await person("irina", { scripts: false });
  await page.setBypassCSP(true);
  await page.show("/fr/desk/untoc-2022/facts");
  check((await page.$$(".fact-list li")).length > 6, "meetings, bodies and mandates are not listed");
  await page.press('.fact-list a[href*="meeting/ic%4013"]');
  const set = (name, value) => page.$eval(`[name="${name}"]`, (field, words) => { field.value = words; }, value);
  await set("f-closes", "2022-05-20");
  await set("f-place.fr", "Vienne (Autriche)");
  await page.press('button[value="save"]');
  if (await page.$("#message.problem")) {
    check((await page.$eval('[name="f-place.fr"]', (field) => field.value)) === "Vienne (Autriche)", "what was refused is lost");
    await set("f-closes", "2022-05-27");
    await page.press('button[value="save"]');
  }
  check((await page.words("#message")).includes("Enregistré"), "the change is not confirmed");
  check((await page.$eval('[name="f-place.fr"]', (field) => field.value)) === "Vienne (Autriche)", "the place was not kept");
  await set("f-place.ru", "");
  await set("f-place.zh", "");
  await set("f-closes", "2022-05-26");
  await page.press('button[value="save"]');
  await page.show("/fr/desk/untoc-2022");
  const links = await page.$$eval("#findings .remark", (all) => all.map((one) => one.querySelector("a")?.getAttribute("href")));
  check(links.length > 0 && links.every((href) => href), `findings without a way: ${links.filter((href) => !href).length} of ${links.length}`);
  // What is found alike in two languages stands in the list once, and is counted once, on my desk, too.
  const said = await Promise.all(["error", "warning"].map(async (kind) => (await page.$$(`#findings .remark.${kind}`)).length));
  const numbers = () => page.$$eval('.tasks a[href$="untoc-2022#findings"]', (all) => all.map((one) => Number(one.textContent.match(/\d+/)[0])));
  check((await numbers()).join() === said.filter((n) => n).join(), `the overview counts ${await numbers()}, the list ${said}`);
  // The summary that my desk reads is brought up to date behind the change, within seconds.
  const same = async () => (await numbers()).join() === said.filter((n) => n).join();
  for (let tries = 0; tries < 160; tries++) {
    await page.show("/fr/desk");
    if (await same()) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  check((await numbers()).join() === said.filter((n) => n).join(), `my desk counts ${await numbers()}, the list ${said}`);
  for (const href of new Set(links)) {
    const reply = await page.show(href);
    check(reply.status() === 200, `${href}: ${reply.status()}`);
    if (href.includes("/facts/") && href.includes("field=")) check(await page.$(".wanted"), `${href}: no field is marked`);
  }
  for (const [language, width] of [["fr", 1280], ["ar", 390], ["zh", 1280]]) {
    const one = await person("irina", { width });
    await one.setBypassCSP(true);
    for (const path of ["/facts", "/facts/meeting/ic%4013?field=place.ru", "/facts/body/ic", "/facts/mandate/cop%3A10/6"]) {
      await one.show(`/${language}/desk/untoc-2022${path}`);
      await accessible(one, `${language} ${width} ${path}`);
      await shoot(one, `${language}-${width}-${path.replace(/\W+/g, "_")}`);
    }
    await one.close();
  }
  const marked = await person("irina");
  await marked.show("/fr/desk/untoc-2022/texts/transfer?lang=fr&line=3#text-fr");
  check((await marked.$eval("#text-fr", (field) => field.value.slice(0, field.selectionStart).split("\n").length)) === 3, "the line is not marked");
  await marked.close();
  // Who may only read sees them and changes nothing.
  const reader = await person("amina");
  await reader.show("/ar/desk/untoc-2022/facts/body/ic");
  check(!(await reader.$('button[value="save"]')), "a translator is offered to save");
  await page.close();
  await reader.close();
}

// The next meeting from the last: what authors said of its days is shown before and after, taken or refused one by one.
async function next() {
  const page = await person("irina");
  await page.setBypassCSP(true);
  await page.show("/fr/desk");
  await page.press('a[href*="/desk/new"]');
  await page.$eval("#opens", (field) => { field.value = "2023-05-22"; });
  await page.press('button[value="preview"]');
  await page.click('input[name=item][value=environment]');
  await page.press('button[value="preview"]');
  const rows = await page.$$eval(".next-words li", (all) => all.map((one) => one.textContent));
  check(rows.some((one) => one.includes("du 23 au 27 mai 2022") && one.includes("du 22 au 26 mai 2023")), `the days of the meeting are not offered: ${rows.length} rows`);
  check(rows.some((one) => one.includes("من 22 إلى 26 أيار/مايو 2023")), "nor in Arabic");
  await accessible(page, "fr next");
  await shoot(page, "fr-1280-next");
  const refused = await page.$$eval(".next-words li", (all) => {
    const one = all.find((row) => row.textContent.includes("du 22 au 26 mai 2023"));
    one.querySelector("input[name=words]").click();
    return one.querySelector("input[name=words]").value;
  });
  await page.press('button[value="preview"]');
  check(await page.$eval(`input[name=words][value="${CSS_escape(refused)}"]`, (box) => !box.checked), "what was refused is ticked again");
  for (const [language, width] of [["ar", 390], ["zh", 390]]) {
    const one = await person("irina", { width });
    await one.setBypassCSP(true);
    await one.show(`/${language}/desk/new?from=untoc-2022`);
    await one.$eval("#opens", (field) => { field.value = "2023-05-22"; });
    await one.press('button[value="preview"]');
    await one.click('input[name=item][value=environment]');
    await one.press('button[value="preview"]');
    await accessible(one, `${language} ${width} next`);
    await shoot(one, `${language}-${width}-next`);
    await one.close();
  }
  await page.press('button[value="make"]');
  check((await page.words("#message")).includes("créée"), "the new meeting is not confirmed");
  await page.close();
}

// What was just done is taken back with one press: an item moved by keyboard, a sitting moved on a phone, a date.
async function undo() {
  const page = await person("irina", { scripts: false, width: 390 });
  const order = () => page.$$eval("[data-item]", (all) => all.map((one) => one.dataset.item).join());
  await page.show("/fr/desk/untoc-2022/items");
  const before = await order();
  await page.press('button[value^="move ic transfer"]:not(:disabled)');
  check((await order()) !== before, "the item was not moved");
  await page.press(".desk-undo button");
  check((await page.words("#message")).length > 0, "that it is undone is not said");
  await page.show("/fr/desk/untoc-2022/items");
  check((await order()) === before, "the move was not taken back");
  check(!(await page.$(".desk-undo")), "a page nobody changed offers to undo");
  await page.show("/ar/desk/untoc-2022/timetable/move?sitting=2022-05-24T10:00/ic");
  // Into a time that another item has: the two sittings of Tuesday are alike.
  await page.evaluate(() => { [...document.querySelectorAll('button[value="move"]')].find((one) => one.form.elements.time.value.startsWith("2022-05-26T10")).id = "there"; });
  await page.press("#there");
  await page.setBypassCSP(true);
  await shoot(page, "ar-390-undo");
  await page.press(".desk-undo button");
  await page.show("/ar/desk/untoc-2022/timetable?sitting=2022-05-24T10:00/ic");
  check(await page.$("#sitting"), "the sitting is not back");
  await page.close();
}

await walk(password, next, undo, facts);
