// SPDX-License-Identifier: LGPL-2.1-or-later
// Holds every kind of page of the real server against axe-core, signed in as a secretary who also keeps
// the accounts, in Arabic and in French, on a desk and enlarged four times (320 pixels, narrower than any phone),
// in light and in dark colours, in letters set as wide as a reader may set them.
// With --shots DIR also takes pictures.
// usage: node accessible.mjs DAIS EXAMPLES NODE_MODULES_OF [--shots DIR]
import { accessible, account, check, forced, person, release, serve, shoot, spaced, token, walk, walkable } from "./site.mjs";

account("irina", "Irina Petrova", "secretariat", "administrator");
await serve();
await release(token("irina", "working.read,package.release"));

const desk = "/desk/untoc-2022";
const pages = ["", "/bodies", "/bodies/bureau", "/CTOC/COP", "/CTOC/COP/WG.3/2022/1", "/CTOC/COP/WG.3/2022/99", "/meetings/untoc-2022",
  "/meetings/untoc-2022?since=1", "/calendar?year=2022", "/calendar?year=2022&month=5", "/meetings/untoc-2022/items/environment", "/search?q=crime", "/search?q=zzzz",
  "/about", "/nothing/here", "/account", "/accounts", "/accounts/irina", "/desk", "/desk/new", "/desk/import", "/desk/documents", "/desk/outbox", desk,
  ...["/items", "/items/environment", "/texts/transfer", "/translation?to=fr", "/documents",
    "/documents/transfer-paper", "/timetable", "/timetable/format", "/releases", "/changes",
    "/notices/1", "/facts", "/profile", "/silences", "/facts/meeting/ic%4013", "/facts/body/ic", ...["", "/meeting/all", "/items/environment",
      "/wishes/all", "/apart/all", "/items/organization/agenda", "/bodies/ic", "/rooms/board-room-d", "/teams/first", "/people/expert"].map((path) => `/planning${path}`)]
    .map((path) => desk + path)];

// As when a release comes while one reads: a bar that stays in the window.
function tell(news) {
  document.querySelectorAll(".live, .desk-live, .tt-live").forEach((one) => { one.innerHTML = news; });
}

// What is looked at in every window.
async function look(page, where, path, width, scheme) {
  await accessible(page, where);
  // A browser shows days and hours as it is set up for: what they are stands beside them in words.
  const bare = await page.$$eval("input[type=date], input[type=time], input[type=datetime-local]",
    (all) => all.filter((one) => !one.closest("p, div, td, li, fieldset").querySelector("output.written")).map((one) => one.name));
  check(!bare.length, `${where}: no words beside ${bare}`);
  await page.evaluate(tell, "<p>A later release</p>");
  if (width > 1000) await walkable(page, where);
  if (path === desk) await forced(page, where, scheme);
  await shoot(page, `${where.replace(/\W+/g, "_")}`);
  if (width < 400) await spaced(page, where);
  await page.evaluate(tell, "");
}

// A page is loaded once a language: its windows are made wide and narrow, light and dark, as by a reader.
async function everyPage() {
  const page = await person("irina");
  await page.setBypassCSP(true);
  for (const [language, windows] of [["ar", [[1280, "light"], [320, "dark"]]], ["fr", [[1280, "dark"], [320, "light"]]]]) {
    for (const path of pages) {
      await page.setViewport({ width: windows[0][0], height: 900 });
      const reply = await page.show(`/${language}${path}`);
      const fits = reply.status() < 500 && (reply.status() === 404) === /99|nothing/.test(path);
      check(fits, `${language} ${path || "/"}: ${reply.status()}`);
      if (!fits) continue;
      await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
      for (const [width, scheme] of windows) {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await look(page, `${language} ${width} ${scheme} ${path || "/"}`, path, width, scheme);
      }
    }
  }
}

await walk(everyPage);
