// SPDX-License-Identifier: LGPL-2.1-or-later
// The first ten minutes at the desk in Chromium on the real server, as four people: what makes a demanding
// user stumble (no confirmation, lost input, lost focus, no way back) is looked for at each step.
// usage: node first.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR] (site.mjs)
import { account, accessible, check, person, serve, shoot, walk } from "./site.mjs";

account("irina", "Irina Petrova", "secretariat", "administrator");
await serve();

// A new password is looked at while it is typed, and can be shown.
async function password() {
  const page = await person("irina");
  await page.setBypassCSP(true);
  for (const [language, words] of [["fr", "Caractères : 5 sur 12 au moins"], ["ar", "عدد الأحرف: 5 من 12 على الأقل"], ["zh", "字符数：5，至少需要 12 个"]]) {
    await page.show(`/${language}/account`);
    const said = (text) => page.waitForFunction((wanted) =>
      document.querySelector("#new-password-meter [role=status]").textContent.includes(wanted), { timeout: 5000 }, text)
      .then(() => check(true), async () => check(false, `${language}: "${await page.words("#new-password-meter [role=status]")}", not "${text}"`));
    await page.type("#new-password", "heron");
    await said(words);
    await page.type("#new-password", "s and quiet gulls");
    await page.waitForFunction(() => document.querySelector("#new-password-meter").dataset.good === "true", { timeout: 5000 });
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

await walk(password);
