// SPDX-License-Identifier: LGPL-2.1-or-later
// Walks the timetable at the desk in Chromium on the real server: sittings dragged by mouse and by finger, rooms, teams, hours and minutes of
// a sitting with and without scripts, two people who change the same one, why an item is where it
// is and what another time would cost; what was lost is planned again; the format of the meetings changed, told and published. Pages are held against axe-core.
// usage: node timetable.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR] (site.mjs)
import { account, accessible, boxOf, check, hold, person, release, report, serve, shoot, token, took, walk } from "./site.mjs";

account("irina", "Irina Petrova", "secretariat");
account("jose", "José García", "secretariat");
account("claire", "Claire Dubois", "translator:fr");
account("amina", "Amina Haddad", "chair");
account("bo", "Bo Larsson", "bureau");
await serve();

const timetable = "/desk/untoc-2022/timetable";
const sitting = "?sitting=2022-05-24T10:00/ic";
const why = `/why${sitting}&item=environment`;

async function pages() {
  for (const [language, width] of [["en", 1280], ["ar", 1280], ["zh", 1280], ["en", 390], ["ar", 390], ["zh", 390]]) {
    const page = await person("irina", { width });
    await page.setBypassCSP(true);
    for (const path of ["", sitting, why, `/move${sitting}`]) {
      await page.show(`/${language}${timetable}${path}`);
      await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
      await accessible(page, `${language} ${width} ${path}`);
      await shoot(page, `${language}-${width}-${path.replace(/\W+/g, "_") || "grid"}`);
    }
    await page.close();
  }
}

// Room, team, hours and minutes of a sitting by plain forms.
async function services() {
  const page = await person("irina", { scripts: false });
  await page.show(`/fr${timetable}${sitting}`);
  check(await page.$('#sitting a[href*="/timetable/move?sitting="]'), "the sitting does not lead to what each other time would break");
  check((await page.$eval("#room", (select) => select.textContent)).includes("impossible"), "no room is said to be unfit");
  await page.select("#room", "board-room-d");
  await page.select("#team", "second");
  await page.press('button[value="services"]');
  check((await page.$eval("#room", (select) => select.value)) === "board-room-d", "the room was not kept");
  check((await page.$eval("#team", (select) => select.value)) === "second", "the team was not kept");
  await page.$eval("#minutes-0", (field) => { field.value = "120"; });
  await page.press('.tt-panel li button[value="minutes"]');
  check((await page.$eval("#minutes-0", (field) => field.value)) === "120", "the minutes were not kept");
  await page.$eval("#hours-until", (field) => { field.value = "12:30"; });
  await page.press('button[value="hours"]');
  check((await page.words("main")).includes("12 h 30"), "the hours were not changed");
  check((await page.words("main")).includes("ne peut être vérifié"), "hours that are none of the profile's are not told");
  await page.$eval("#hours-until", (field) => { field.value = "13:00"; });
  await page.press('button[value="hours"]');
  await page.close();
}

// On a phone a day at a time, without scripts: a sitting is moved by the menu, which says before what
// would break; an item likewise. Nothing scrolls sideways, and a thumb hits what it means.
async function phone() {
  const page = await person("irina", { scripts: false, width: 390 });
  await page.show(`/fr${timetable}?day=2022-05-24`);
  check(!(await page.$eval(".tt-grid", (grid) => grid.checkVisibility())), "the wide grid is shown on a phone");
  check((await page.$$("#day section h3")).length === 2, "not one section a body");
  check((await page.words("#day-title")).includes("24 mai 2022"), `the day is ${await page.words("#day-title")}`);
  check((await page.$$(".tt-choice li")).length === 5, "not five days to choose from");
  check((await page.$$eval(".tt-days a", (all) => all.every((one) => one.getBoundingClientRect().height >= 43))), "a thumb misses links");
  await page.press(".tt-neighbours a:last-child");
  check((await page.words("#day-title")).includes("25 mai"), "the day after does not follow");
  await page.show(`/fr${timetable}?day=2022-05-24`);
  await page.press('.tt-card .actions a[href*="/move"]');
  const words = await page.words("main");
  check(words.includes("impossible"), "no time is said to be impossible");
  check((await page.$$('button[value="move"]')).length >= 8, "not every other time is offered");
  const wanted = await page.$eval('button[value="move"]:not(.quiet)', (button) => button.form.elements.time.value.slice(0, 10)).catch(() => null);
  check(wanted, "no time is possible");
  await page.press('button[value="move"]:not(.quiet)');
  check((await page.words("#message")).length > 0, "the move is not confirmed");
  check(page.url().includes(`day=${wanted}`), `after the move: ${page.url()}`);
  await page.show(`/fr${timetable}?day=2022-05-24`);
  await page.press(".tt-card li a.button");
  check(page.url().includes("/why?"), "an item has no menu of times");
  check(!(await page.$eval(".tt-grid", (grid) => grid.checkVisibility())), "the wide grid is shown with the menu of an item");
  await page.close();
}

// What is chosen is tried at once, and nothing is kept.
async function attempt() {
  const page = await person("irina");
  await page.show(`/en${timetable}${sitting}`);
  const live = () => page.waitForFunction(() => document.getElementById("tt-live").textContent).then(() => page.words("#tt-live"));
  await page.select("#room", "m-building");
  check(/seats/i.test(await live()), `a room that is too small: ${await live()}`);
  await page.show(`/en${timetable}${sitting}`);
  check((await page.$eval("#room", (select) => select.value)) !== "m-building", "a choice that was not sent was kept");
  await page.close();
}

// A sitting is dragged to another time by mouse and by finger; what that breaks is said before it is let go, and Escape gives it up.
async function drag() {
  const afternoon = '[data-sitting="2022-05-23T15:00/ic"]', morning = '[data-start="2022-05-25T10:00"][data-body="ic"]';
  const said = (page) => page.waitForFunction(() => document.getElementById("tt-live").textContent).then(() => page.words("#tt-live"));
  const tablet = await person("irina", { width: 1024, touch: true });
  await tablet.show(`/en${timetable}`);
  let finger = await hold(tablet, `${afternoon} .grip`, morning);
  check((await said(tablet)).includes("two sittings at the same time"), `by finger: ${await said(tablet)}`);
  await shoot(tablet, "en-1024-dragged");
  await Promise.all([tablet.waitForNavigation(), finger.end()]);
  check(await tablet.$(`${morning} .tt-sitting`), "not moved by finger");
  // Beside its grip a finger scrolls.
  await tablet.evaluate("scrollTo(0, 0)");
  finger = await hold(tablet, '[data-sitting="2022-05-24T10:00/ic"] .tt-entries', ".foot");
  check((await tablet.$$(".dragging")).length === 0, "a finger that scrolls drags");
  await finger.end();
  await tablet.close();
  const page = await person("irina"), back = '[data-sitting="2022-05-25T10:00/ic"]', free = '[data-start="2022-05-23T15:00"][data-body="ic"]';
  await page.show(`/en${timetable}`);
  const point = (selector) => boxOf(page, selector);
  const take = async () => {
    await page.$eval(back, (one) => one.scrollIntoView({ block: "center" }));
    const from = await point(back), to = await point(free);
    await page.mouse.move(from.x + 30, from.y + 15);
    await page.mouse.down();
    await page.mouse.move(to.x + 30, to.y + 30, { steps: 6 });
    await said(page);
  };
  await take();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  check((await page.$$(".dragging, .over")).length === 0 && (await page.words("#tt-live")) === "", "Escape does not give it up");
  await take();
  await Promise.all([page.waitForNavigation(), page.mouse.up()]);
  check(await page.$(`${free} .tt-sitting`), "not moved by mouse");
  // What is newer is put in place of the page: what is there then can be dragged, too.
  const other = await person("jose");
  await other.show(`/en${timetable}${sitting}`);
  await other.select("#team", "second");
  await other.press('button[value="services"]');
  await page.waitForSelector("#live button");
  await page.click("#live button");
  await page.waitForFunction("document.getElementById('live').textContent && !document.querySelector('#live button')");
  await page.$eval(afternoon, (one) => one.scrollIntoView({ block: "center" }));
  const from = await point(afternoon), to = await point(morning);
  await page.mouse.move(from.x + 30, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, to.y + 30, { steps: 6 });
  await said(page);
  await Promise.all([page.waitForNavigation(), page.mouse.up()]);
  check(await page.$(`${morning} .tt-sitting`), "not moved on a page that was loaded anew");
  await take();
  await Promise.all([page.waitForNavigation(), page.mouse.up()]);
  await other.close();
  await page.close();
}

async function collide() {
  const first = await person("irina"), second = await person("jose");
  await first.show(`/en${timetable}${sitting}`);
  await second.show(`/en${timetable}${sitting}`);
  await first.select("#team", "first");
  await first.press('button[value="services"]');
  await second.select("#team", "second");
  await second.press('button[value="services"]');
  check((await second.words("#message")).includes("Irina Petrova"), "the second is not told who was faster");
  await second.show(`/en${timetable}${sitting}`);
  check((await second.$eval("#team", (select) => select.value)) === "first", "the first was overwritten");
  await first.close();
  await second.close();
}

async function ask() {
  const page = await person("irina"), reader = await person("claire");
  await page.show(`/en${timetable}`);
  await page.focus(".tt-why");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check((await page.words("h1")) === "Why here?", "the question is not asked by keyboard");
  await page.show(`/en${timetable}${why}`);
  check((await page.$$(".tt-grid .tt-mark")).length > 5, "the other times are not marked in the grid");
  check((await page.words(".tt-reasons")).length > 20, "no reason is given");
  await reader.show(`/fr${timetable}${why}`);
  check(!(await reader.$('button[value="why-move"]')), "a translator is offered to move an item");
  await reader.close();
  await page.press('button[value="without"]');
  check((await page.$$(".tt-changes li")).length > 0, "the best plan without it here changes nothing");
  check((await page.$$(".tt-costs td")).length > 3, "what it costs is not said");
  await page.setBypassCSP(true);
  await accessible(page, "proposal without the item there");
  await shoot(page, "en-1280-without");
  await page.press('button[value="forget"]');
  await page.show(`/en${timetable}${why}`);
  const button = 'button[value="why-move"]';
  check(await page.$(button), "no other time is offered");
  await page.press(button);
  check((await page.words("#message")).length > 0, "the item was not moved");
  await page.close();
}

// What happened is said, and a plan with the fewest changes is taken or dropped.
async function lose() {
  const page = await person("irina", { scripts: false });
  await page.show(`/es${timetable}#happened`);
  await page.click("#happened > summary");
  await page.press('button[value="replan"]');
  check((await page.words("#message")).length > 0, "a form that says nothing is taken");
  check(await page.$eval("#happened", (fold) => fold.open), "the refused form is folded away");
  await page.select("#lost", "team:first");
  await page.select("#lost-when", "2022-05-24/morning");
  await page.$eval("#overran-minutes", (field) => { field.value = "30"; });
  await page.select("#overran", "transfer");
  await page.press('button[value="replan"]');
  const said = (await page.words("main")).replace(/\s/g, " ");
  check(/Se pierde: Equipo .+ 24 de mayo de 2022 \(mañana\)/.test(said) && /Excedió su tiempo: .+ \(en 30 min/.test(said),
    "the proposal does not repeat what happened");
  check(!/team:first|transfer=30|2022-05-24/.test(said), "the proposal names things as the record does");
  check((await page.$$(".tt-changes li")).length > 0, "nothing changes");
  await shoot(page, "es-1280-lose");
  await page.press('button[value="forget"]');
  await page.click("#happened > summary");
  await page.select("#lost", "room:board-room-d");
  await page.select("#lost-when", "2022-05-25");
  await page.press('button[value="replan"]');
  await page.press('button[value="take"]');
  check((await page.words("#message")).length > 0, "the proposal was not taken");
  await page.close();
}

// The plan of another format: made, kept ready, looked at, approved, in force, published, told.
async function format() {
  const page = await person("irina"), reader = await person("claire");
  await release(token("irina", "working.read,package.release"));
  await reader.show("/en/meetings/untoc-2022");
  await page.show(`/en${timetable}/format`);
  check((await page.words("main")).includes("a plan is ready"), "the hybrid plan of the package is not seen");
  check((await page.$$(".tt-beside .tt-grid")).length === 2, "the two are not side by side");
  check((await page.$$(".tt-costs tbody tr")).length > 3, "the time of each item is not said");
  check((await page.$$(".tt-notice")).length === 6, "the notice is not in six languages");
  await page.press('input[value="online"] ~ button[value="plan-format"]');
  check((await page.$$(".tt-beside .tt-grid")).length === 2, "the proposal is not beside the plan in force");
  await page.press('button[value="take"]');
  await page.show(`/en${timetable}/format?modality=online`);
  check((await page.$$(".tt-beside .tt-grid")).length === 2, "the online plan was not kept ready");
  for (const [language, width] of [["en", 1280], ["ar", 1280], ["zh", 1280], ["en", 390], ["ar", 390], ["zh", 390]]) {
    const other = await person("irina", { width });
    await other.setBypassCSP(true);
    await other.show(`/${language}${timetable}/format?modality=hybrid`);
    await accessible(other, `${language} ${width} format`);
    await shoot(other, `${language}-${width}-format`);
    await other.close();
  }
  // The chair approves, and can do no more; a member of the bureau sees it; the secretary puts it in force.
  const chair = await person("amina", { scripts: false, width: 390 }), member = await person("bo");
  await chair.show("/ar/desk");
  chair.presses = 0;
  await chair.press('.tasks a[href*="/timetable/format?modality=hybrid"]');
  await shoot(chair, "ar-390-approve");
  check(!(await chair.$('button[value="switch"]')), "the chair is offered to arrange the timetable");
  await chair.$eval("#approved-on", (field) => { field.value = "2022-05-16"; });
  await chair.select("#approved-by", "bureau");
  await chair.press('button[value="approve"]');
  check((await chair.words("#message")).length > 0, "the approval is not confirmed");
  took(chair, "the chair approves a format on a phone", 3);
  check(!(await chair.$('button[value="approve"]')), "what is approved is to be approved again");
  await member.show(`/en${timetable}/format?modality=hybrid`);
  check((await member.words("#approval")).includes("16 May 2022"), "the member does not see the approval");
  await member.show(`/en${timetable}/format?modality=online`);
  check(await member.$('button[value="approve"]'), "a member of the bureau cannot approve");
  await shoot(member, "en-1280-approve");
  const plain = await person("irina", { scripts: false });
  await plain.show("/fr/desk/untoc-2022");
  await plain.press('.tasks a[href*="/timetable/format?modality=hybrid"]');
  check(!(await plain.$("#approved-on")), "the approval is asked for again");
  await plain.press('button[value="switch"]');
  if (!plain.url().includes("/notices/2")) {
    check(plain.url().includes("/releases"), `after the switch: ${plain.url()}`);
    const despite = await plain.$('[name="despite"]');
    if (despite) await despite.click();
    await plain.press('button[value="publish"]');
    await plain.show("/fr/desk/untoc-2022/notices/2");
  }
  check((await plain.words("main")).includes("16 mai 2022"), "the notice does not say when it was approved");
  await plain.show("/ru/desk/untoc-2022/notices/2");
  await reader.waitForFunction(() => document.querySelector("#live")?.textContent.trim())
    .then(() => check(true), () => report("the open page of a reader does not say that there is a later release"));
  await reader.show("/en/meetings/untoc-2022");
  check((await reader.words("main .note")).includes("16 May 2022"), "the public page does not say that the format has changed");
  await shoot(reader, "en-1280-meeting");
  await reader.show(`/fr${timetable}/format`);
  check(!(await reader.$('button[value="switch"]')), "a translator is offered to change the format");
  await page.show(`/en${timetable}/format`);
  check((await page.$$eval(".tt-formats li", (all) => all.map((one) => one.textContent.includes("in force")))).join() === "false,true,false",
    "the hybrid plan is not in force");
  for (const one of [page, plain, reader, chair, member]) await one.close();
}

await walk(pages, drag, phone, services, attempt, collide, ask, lose, format);
