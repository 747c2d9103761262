// SPDX-License-Identifier: LGPL-2.1-or-later
// A silence procedure in Chromium on the real server: the secretary opens it in French without scripts, the chair finds it on my desk,
// a member of the bureau breaks it on a phone in Arabic, a second one is put off and withdrawn in Chinese.
// usage: node silences.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR] (site.mjs)
import { account, accessible, check, person, serve, shoot, walk } from "./site.mjs";

account("irina", "Irina Petrova", "secretariat");
account("chair", "Chantal Moreau", "chair");
account("bureau", "Badr Haddad", "bureau");
await serve();

const DESK = "desk/untoc-2022/silences";
const iso = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
const fill = (page, name, value) => page.$eval(`[name="${name}"]`, (field, words) => { field.value = words; }, value);

async function fits(page, name) {
  await accessible(page, name);
  await shoot(page, name);
}

async function opened() {
  const page = await person("irina", { scripts: false });
  await page.setBypassCSP(true);
  await page.show(`/fr/${DESK}`);
  check((await page.words("main")).includes("Europe/Vienna"), "the zone is not named");
  await page.$eval("#open", (box) => { box.open = true; });
  await shoot(page, "fr-1280-silences-open");
  // A text is missing: what was typed stays.
  await fill(page, "asked-fr", "Les membres du Bureau élargi");
  await page.press('#open button[value="open"]');
  check((await page.words("main")).includes("Rien n’est proposé") || (await page.words("main")).includes("rien n’est proposé"), "it is not said what is missing");
  check((await page.$eval('[name="asked-fr"]', (field) => field.value)) === "Les membres du Bureau élargi", "what was refused is lost");
  for (const [l, words] of [["fr", "Les réunions ont lieu du 23 au 27 mai."], ["en", "The meetings are held from 23 to 27 May."], ["ar", "تعقد الاجتماعات من 23 إلى 27 أيار/مايو."],
    ["zh", "会议于5月23日至27日举行。"], ["ru", "Совещания проводятся 23–27 мая."], ["es", "Las reuniones se celebran del 23 al 27 de mayo."]])
    await fill(page, `proposal-${l}`, words);
  await fill(page, "opens", iso(-1));
  await fill(page, "closes", iso(6));
  await page.press('#open button[value="open"]');
  check((await page.words("#message")).includes("boîte d’envoi"), "the opening is not confirmed");
  check((await page.words("main")).includes("Jours restants"), "the days left are not shown");
  await shoot(page, "fr-1280-silence");
  await page.show("/fr/desk/outbox");
  check((await page.words("main")).includes("approbation tacite"), "no draft waits in the outbox");
  await page.press('main a[href*="dates-opened"]');
  check((await page.$eval("#text", (field) => field.value)).includes("Les réunions ont lieu"), "the notice lacks the text");
  await shoot(page, "fr-1280-notice");
  await page.close();
  // axe-core needs scripts to wait for.
  const seen = await person("irina");
  await seen.setBypassCSP(true);
  for (const path of ["/silences", "/silences/dates", "/notices/dates-opened"]) {
    await seen.show(`/fr/desk/untoc-2022${path}`);
    await accessible(seen, `fr 1280 ${path}`);
  }
  await seen.close();
}

// The notice goes from a phone: it and the outbox fit it, before and after.
async function sent() {
  const page = await person("irina", { width: 390 });
  await page.setBypassCSP(true);
  await page.show("/ar/desk/untoc-2022/notices/dates-opened");
  await fits(page, "ar-390-notice");
  check((await page.words("main")).includes("الإنكليزية"), "the language of a recipient is not named");
  await page.press('button[value="send"]');
  await page.show("/ar/desk/untoc-2022/notices/dates-opened");
  await fits(page, "ar-390-notice-sent");
  check(!(await page.words("main")).includes("مُعدَّل"), "a notice that nobody reworded is marked as reworded");
  await page.show("/ar/desk/outbox");
  await fits(page, "ar-390-outbox");
  await page.close();
}

async function broken() {
  const chair = await person("chair", { width: 1280 });
  await chair.setBypassCSP(true);
  await chair.show("/fr/desk");
  check((await chair.words(".tasks")).includes("approbation tacite"), "it is not on the chair's desk");
  await fits(chair, "fr-1280-my-desk");
  await chair.close();
  const page = await person("bureau", { width: 390 });
  await page.setBypassCSP(true);
  await page.show("/ar/desk");
  await fits(page, "ar-390-my-desk");
  await page.press('.tasks a[href*="silences/dates"]');
  await page.click("#answer > summary");
  await fill(page, "words", "الأسبوع محجوز.");
  await fits(page, "ar-390-silence-answer");
  await page.press('#answer button[value="answer"]');
  check((await page.words("main")).includes("يكسر الصمت"), "the objection does not break it");
  await fits(page, "ar-390-silence-broken");
  await page.close();
}

async function again() {
  const page = await person("irina", { width: 1280 });
  await page.setBypassCSP(true);
  await page.show(`/zh/${DESK}`);
  await page.click("#open > summary");
  await page.select('[name="follows"]', "dates");
  await fill(page, "proposal-zh", "会议于5月30日举行。");
  await fill(page, "closes", iso(8));
  await page.click('[name="public"]');
  await page.press('#open button[value="open"]');
  check((await page.words("main")).includes("剩余天数"), "the second does not run");
  check((await page.words("main")).includes("俄文") || (await page.words("main")).includes("俄"), "the checker does not say what is missing");
  await page.click("#extend > summary");
  await page.$eval('#extend [name="closes"]', (field, words) => { field.value = words; }, iso(9));
  await page.press('#extend button[value="extend"]');
  check((await page.words("#message")).includes("期限已延长"), "it was not put off");
  await fits(page, "zh-1280-silence");
  await page.press('button[value="withdraw"]');
  check((await page.words("main")).includes("已撤回"), "it was not withdrawn");
  await page.show(`/zh/${DESK}`);
  await fits(page, "zh-1280-silences");
  await page.close();
  const phone = await person("irina", { width: 390 });
  await phone.setBypassCSP(true);
  await phone.show(`/ar/${DESK}`);
  await phone.click("#open > summary");
  await fits(phone, "ar-390-silences-open");
  await phone.close();
}

await walk(opened, sent, broken, again);
