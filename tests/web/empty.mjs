// SPDX-License-Identifier: LGPL-2.1-or-later
// The first meeting ever, from an empty record to a published agenda with its timetable and PDF, through the browser
// alone: in English on a desk, in Arabic on a phone and without scripts. Presses are counted (doc/site.md).
// usage: node empty.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR] (site.mjs)
import { account, accessible, check, person, serve, shoot, site, walk } from "./site.mjs";

account("sana", "Sana Haddad", "secretariat");
await serve();

const today = new Date().toISOString().slice(0, 10);
// It opens on the first Monday of March of next year: an agenda is issued before that.
const year = new Date().getUTCFullYear() + 1, march = new Date(Date.UTC(year, 2, 1));
const opens = `${year}-03-0${1 + (8 - march.getUTCDay()) % 7}`;
const set = (page, selector, value) => page.$eval(selector, (field, words) => { field.value = words; }, value);

async function first(language, width, scripts, words) {
  const page = await person("sana", { width, scripts });
  await page.setBypassCSP(true);
  let presses = 0;
  const press = async (selector) => { presses++; await page.press(selector); };
  const look = async (what) => {
    if (scripts) await accessible(page, `${language} ${width} ${what}`);
    await shoot(page, `${language}-${width}-${what}`);
  };
  await page.show(`/${language}`);
  await press(`a[href="/${language}/desk"]`);
  await look("desk");
  await press(`a[href="/${language}/desk/new"]`);
  if (await page.$("details.panel:not([open]) #body")) {
    presses++;
    await page.click("details.panel summary");
  }
  await set(page, "#body", words.body);
  await set(page, "#symbol", words.symbol);
  await set(page, "#first", opens);
  await set(page, "#place", words.place);
  await set(page, "#topics", words.topics);
  // Versions are issued together: this body has one language.
  presses += await page.$$eval("input[name^='in-']", (all, own) => {
    const others = all.filter((one) => one.name !== `in-${own}`);
    for (const one of others) one.checked = false;
    return others.length;
  }, language);
  await look("form");
  await press("form[action$='/new/nothing'] button.button");
  const desk = new URL(page.url()).pathname;
  await look("made");
  // Nothing is wrong with it: its document is dated and says in which language it is written.
  check(!(await page.$(".remark.error")), `${language}: errors in a new meeting`);
  // The version in this language is issued: its files are public with the release.
  await page.show(`${desk}/documents/agenda`);
  presses += 2;
  await Promise.all([page.waitForNavigation(), page.evaluate((code, day) => {
    const form = [...document.querySelectorAll("form[action$='/state']")].find((one) => one.elements.language.value === code);
    form.closest("details").open = true;
    form.elements.state.value = "issued";
    form.elements.issued.value = day;
    form.querySelector("button[type=submit], button:not([type])").click();
  }, language, today)]);
  await page.show(desk);
  check(!(await page.$(".remark.error")), `${language}: ${await page.$$eval(".remark.error", (all) => all.map((one) => one.textContent))}`);
  await press(`a[href="${desk}/timetable"]`);
  await look("timetable");
  await press(`a[href="${desk}/releases"]`);
  await look("releases");
  await press("form[action$='/releases'] button");
  check((await page.words("#message")).includes("1"), `${language}: "${await page.words("#message")}"`);
  const meeting = `/${language}/meetings/${desk.split("/").pop()}`;
  const reply = await page.show(meeting);
  check(reply.status() === 200, `${language}: ${meeting} ${reply.status()}`);
  const text = await page.$eval("main", (main) => main.textContent);
  for (const one of words.topics.split("\n")) check(text.includes(one), `${language}: the public page lacks "${one}"`);
  await look("public");
  // Its documents are made after the release.
  let pdf = null;
  for (let tries = 0; tries < 120 && !pdf; tries++) {
    await page.show(`/${language}/${words.symbol}/${year}/1`);
    pdf = await page.$$eval("main a", (all) => all.map((one) => one.href).find((href) => /\.pdf$/.test(href)) ?? null);
    if (!pdf) await new Promise((done) => setTimeout(done, 500));
  }
  check(pdf, `${language}: no PDF of ${words.symbol}/${year}/1`);
  console.log(`${language} ${width}${scripts ? "" : " without scripts"}: ${presses} presses from the first page to release 1`);
  await page.close();
}

const english = () => first("en", 1280, true, { body: "Working Group on Ferries", symbol: "F/WG.1", place: "Geneva",
  topics: "Safety of passengers\nTraining of crews\nClean engines" });
const arabic = () => first("ar", 390, true, { body: "الفريق العامل المعني بالعبارات", symbol: "F/WG.2", place: "جنيف",
  topics: "سلامة الركاب\nتدريب الأطقم" });
const plain = () => first("fr", 390, false, { body: "Groupe de travail sur les phares", symbol: "F/WG.3", place: "Genève",
  topics: "Entretien des phares" });

await walk(english, arabic, plain);
