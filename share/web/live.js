// SPDX-License-Identifier: LGPL-2.1-or-later
// What every page does beyond showing itself: says when a later release exists, says that it may
// be old when it has not been able to ask, and shows moments in the reader's own zone as well.
"use strict";
(() => {
  const box = document.getElementById("live");
  if (!box) return;
  const words = box.dataset;
  const ASLEEP_MS = 60000;

  // ---- the reader's own time ----

  const language = document.documentElement.lang;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // The reader's day of @at, as 2022-05-23.
  const dayOf = (at) => [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

  // Hours of another day than the seat's say which.
  const showOwnTime = (root) => {
    for (const element of root.querySelectorAll("time.moment")) {
      const stated = element.getAttribute("datetime");
      const at = new Date(stated);
      if (isNaN(at) || element.nextElementSibling?.className === "zone-own") continue;
      const east = stated.match(/([+-])(\d\d):(\d\d)$/);
      const seat = east ? (east[1] === "-" ? 1 : -1) * (60 * east[2] + +east[3]) : 0;
      if (seat === at.getTimezoneOffset()) continue;
      const end = new Date(element.dataset.end || "");
      const ranges = !isNaN(end);
      const sameDay = ranges && [at, end].every((one) => dayOf(one) === stated.slice(0, 10));
      const form = new Intl.DateTimeFormat(language, Object.assign({ numberingSystem: "latn" }, sameDay ? { timeStyle: "short" }
        : ranges ? { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }
        : { dateStyle: "medium", timeStyle: "short" }));
      const shown = ranges ? form.formatRange(at, end) : form.format(at);
      const place = document.createElement("span");
      place.className = "zone-own";
      // The head of a table of times names the zone.
      place.textContent = words.yourTime.replace("{time}", shown) + (ranges && element.closest("table") ? "" : " (" + own + ")");
      element.after(place);
    }
  };
  showOwnTime(document);

  // ---- annotations that stand on the pages of their items ----

  const unfold = async (link) => {
    const reply = await fetch(link.href);
    if (!reply.ok) throw new Error(reply.status);
    const found = new DOMParser().parseFromString(await reply.text(), "text/html");
    const block = document.createElement("div");
    const part = found.getElementById("annotation");
    block.append(...Array.from(part ? part.children : []).filter((e) => e.localName !== "h2"));
    link.parentElement.after(block);
    link.setAttribute("aria-expanded", "true");
    return block;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.annotation");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.unfolded) {
      link.unfolded.hidden = !link.unfolded.hidden;
      link.setAttribute("aria-expanded", String(!link.unfolded.hidden));
      return;
    }
    // Without the network the browser says so itself.
    unfold(link).then((block) => { link.unfolded = block; }, () => { location.href = link.href; });
  });

  // ---- later releases ----

  if (!words.live || !window.EventSource) return;
  let version = Number(words.version);
  let newest = version;
  let alive = Date.now();
  let source = null;
  let lost = false;

  // What stands there already stays: its button may have the focus.
  let said = "";
  const say = (text, button, act) => {
    if (text === said) return;
    said = text;
    box.replaceChildren();
    if (!text) return;
    const line = document.createElement("p");
    line.append(text);
    if (button) {
      const press = document.createElement("button");
      press.type = "button";
      press.textContent = button;
      press.addEventListener("click", act);
      line.append(press);
    }
    box.append(line);
  };

  // Parts of a page that can change have an id and class "part"; a part whose text differs is marked.
  const load = async () => {
    const reply = await fetch(location.href, { cache: "no-cache" }).catch(() => null);
    if (!reply || !reply.ok) return location.reload();
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    const before = new Map();
    for (const part of document.querySelectorAll(".part[id]")) before.set(part.id, part.textContent);
    const main = fresh.querySelector("main");
    const foot = fresh.querySelector(".foot");
    const live = fresh.getElementById("live");
    if (!main || !foot || !live) return location.reload();
    let first = null;
    for (const part of main.querySelectorAll(".part[id]")) {
      if (before.get(part.id) === part.textContent) continue;
      part.classList.add("fresh");
      first = first || part;
    }
    document.querySelector("main").replaceWith(main);
    document.querySelector(".foot").replaceWith(foot);
    document.title = fresh.title;
    version = Number(live.dataset.version);
    showOwnTime(document);
    say(words.changed);
    if (first) first.scrollIntoView({ block: "center" });
  };

  const look = () => {
    if (newest > version) say(words.newer, words.load, load);
  };

  const heard = (event) => {
    const id = Number(event.lastEventId);
    if (!(id > newest)) return;
    newest = id;
    const told = new CustomEvent("dais:changed", { cancelable: true, detail: { id, kind: event.type } });
    if (document.dispatchEvent(told)) look();
  };

  const lose = () => {
    lost = true;
    words.lost = "";
    if (newest <= version) say(words.old);
  };

  // After a pause the page itself is asked which version is the newest: events may be forgotten.
  const ask = async () => {
    const reply = await fetch(location.href, { cache: "no-cache" }).catch(() => null);
    if (!reply || !reply.ok) return lose();
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    newest = Math.max(newest, Number(fresh.getElementById("live")?.dataset.version) || 0);
    if (newest > version) look();
    else if (said === words.old) say(words.fresh);
    lost = false;
    delete words.lost;
  };

  const connect = () => {
    if (source) source.close();
    source = new EventSource(words.live + "&after=" + newest);
    source.addEventListener("open", () => {
      alive = Date.now();
      if (lost) ask();
    });
    source.addEventListener("error", lose);
    for (const kind of ["released", "changed"]) source.addEventListener(kind, heard);
    source.addEventListener("resync", ask);
  };
  if (!document.hidden) connect();

  // Browsers open no more than six connections to one server: a page that nobody sees gives its own
  // back. When it is seen again it hears what it missed before anything else.
  const rest = () => {
    if (source) source.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return rest();
    lost = lost || Date.now() - alive > ASLEEP_MS;
    connect();
  });
  window.addEventListener("pagehide", rest);

  // A laptop that slept has a connection that only looks open.
  setInterval(() => {
    if (!source) return;
    const slept = Date.now() - alive > ASLEEP_MS;
    alive = Date.now();
    if (slept) {
      lose();
      connect();
    } else if (source.readyState === EventSource.CLOSED) {
      connect();
    }
  }, 10000);
  window.addEventListener("offline", lose);
  window.addEventListener("online", () => { if (!document.hidden) connect(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { lose(); connect(); } });
})();
