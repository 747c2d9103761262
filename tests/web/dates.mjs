// SPDX-License-Identifier: LGPL-2.1-or-later
// Days typed into the fields of the desk in Chromium on the real server: in words and figures of the reader's language, without
// scripts, by keyboard, on a phone from right to left, from the browser's calendar; what is refused, and how it is told.
// usage: node dates.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR] (site.mjs)
import { account, accessible, check, message, person, serve, shoot, walk } from "./site.mjs";

account("irina", "Irina Petrova", "secretariat");
await serve();

const MEETING = "desk/untoc-2022/facts/meeting/ic%4013";
const FIELD = '[name="f-closes"]';
const value = (page) => page.$eval(FIELD, (field) => field.value);
const beside = (page) => page.$eval(FIELD, (field) => (field.closest(".day") ?? field).nextElementSibling.textContent);

// Types over what stands in the field and sends the form by the key of a form.
async function type(page, words) {
  await page.focus(FIELD);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

// Each language: its own words, then what is refused.
async function typed() {
  for (const [language, words, shown, weekday, wrong, right, absent] of [
    ["fr", "26 mai 2022", "26 mai 2022", "jeudi 26 mai 2022", "mardi 26 mai 2022", "jeudi 26 mai 2022", "31 avril 2022"],
    ["ar", "٢٧ أيار/مايو ٢٠٢٢", "27 أيار/مايو 2022", "الجمعة 27 أيار/مايو 2022", "الثلاثاء 27 أيار/مايو 2022", "الجمعة 27 أيار/مايو 2022", "31 نيسان/أبريل 2022"],
    ["zh", "2022年5月26日", "2022年5月26日", "2022年5月26日星期四", "2022年5月26日星期二", "2022年5月26日星期四", "2022年4月31日"],
    ["en", "27/05/2022", "27 May 2022", "Friday, 27 May 2022", "Tuesday, 27 May 2022", "Friday, 27 May 2022", "31 April 2022"],
  ]) {
    const page = await person("irina", { scripts: false, width: language === "ar" ? 390 : 1280 });
    await page.show(`/${language}/${MEETING}`);
    check((await page.$eval(FIELD, (field) => field.type)) === "text", `${language}: it cannot be typed`);
    await type(page, words);
    check(!(await page.$("#message.problem")), `${language}: "${words}" is refused`);
    check((await value(page)) === shown, `${language}: "${await value(page)}" stands in the field`);
    check((await beside(page)) === weekday, `${language}: "${await beside(page)}" stands beside it`);
    for (const [bad, says] of [[wrong, right], [absent, absent]]) {
      await type(page, bad);
      const said = await page.words("#message.problem").catch(() => "");
      const all = await page.words("main");
      check(said && all.includes(says), `${language}: "${bad}" is not refused with "${says}": ${said}`);
      check((await value(page)) === bad, `${language}: what was refused is lost`);
      check(await page.$(`${FIELD}[aria-invalid=true]`), `${language}: the field is not marked`);
    }
    await shoot(page, `${language}-refused`);
    await page.close();
  }
}

// In English two orders are in use: neither is guessed.
async function ambiguous() {
  const page = await person("irina", { scripts: false });
  await page.show(`/en/${MEETING}`);
  await type(page, "3/4/2022");
  const said = await page.words("main");
  check(said.includes("3 April 2022 or 4 March 2022") && said.includes("3 April 2022 or 2022-04-03"), "both days and a way to write it are not told");
  await page.show(`/fr/${MEETING}`);
  await type(page, "27/5/2022");
  check((await value(page)) === "27 mai 2022", "French figures are not read");
  await page.close();
}

// With scripts: what it was read as is shown while it is typed, what is wrong when the field is left, and the calendar fills it.
async function live() {
  const page = await person("irina");
  await page.setBypassCSP(true);
  await page.show(`/fr/${MEETING}`);
  await page.click(FIELD, { count: 3 });
  await page.keyboard.type("24 mai 2022");
  const reads = (words) => page.waitForFunction((field, text) =>
    document.querySelector(field).closest(".day").nextElementSibling.textContent.includes(text), {}, FIELD, words)
    .then(() => check(true), async () => check(false, `"${await beside(page)}" stands beside the field, not "${words}"`));
  await reads("mardi 24 mai 2022");
  await page.click(FIELD, { count: 3 });
  await page.keyboard.type("lundi 24 mai 2022");
  await page.keyboard.press("Tab");
  await reads("d’après le calendrier");
  check((await page.$eval(FIELD, (field) => field.getAttribute("aria-invalid"))) === "true", "it is not marked as wrong");
  check(await page.evaluate(() => document.activeElement.matches("button.pick")), "the calendar is not the next stop of the keyboard");
  await shoot(page, "fr-wrong-weekday");
  await page.$eval(".day:has([name=\"f-closes\"]) input[type=date]", (calendar) => {
    calendar.value = "2022-05-25";
    calendar.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await reads("mercredi 25 mai 2022");
  check((await value(page)) === "25 mai 2022", `the calendar wrote "${await value(page)}"`);
  // An hour in the same way: its figures stand beside it, and what is wrong with it.
  const HOUR = '[name="f-opens-hour"]';
  const hour = (text) => page.waitForFunction((field, wanted) => document.querySelector(field).nextElementSibling.textContent.replace(/\s/g, " ").includes(wanted),
    {}, HOUR, text).then(() => check(true), () => check(false, `"${text}" does not stand beside the hour`));
  check((await page.$eval(HOUR, (field) => field.value.replace(/\s/g, " "))) === "10 heures", "the hour does not stand in words");
  await hour("10:00");
  await page.click(HOUR, { count: 3 });
  await page.keyboard.type("26:00");
  await page.keyboard.press("Tab");
  await hour("aucune journée n’a d’heure");
  await page.click(HOUR, { count: 3 });
  await page.keyboard.type("10h");
  await hour("10 heures");
  await page.press('button[value="save"]');
  await message(page, "Enregistré");
  check((await value(page)) === "25 mai 2022", "the day of the calendar was not saved");
  await page.close();
  for (const [language, width] of [["ar", 390], ["zh", 1280], ["en", 390]]) {
    const one = await person("irina", { width });
    await one.setBypassCSP(true);
    for (const path of ["/untoc-2022/facts/meeting/ic%4013", "/new", "/untoc-2022/silences", "/untoc-2022/documents"]) {
      await one.show(`/${language}/desk${path}`);
      await one.evaluate(() => document.querySelectorAll("details").forEach((box) => { box.open = true; }));
      await accessible(one, `${language} ${width} ${path}`);
      check(!(await one.$("input[type=date][name]")), `${language} ${path}: a field shows the browser's order`);
      check((await one.$$("input[data-day]")).length > 0, `${language} ${path}: no field for a day`);
      await shoot(one, `${language}-${width}-${path.replace(/\W+/g, "_")}`);
    }
    await one.close();
  }
}

await walk(typed, ambiguous, live);
