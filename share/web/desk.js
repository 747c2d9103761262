// SPDX-License-Identifier: LGPL-2.1-or-later
// The desk works without this file. It saves page loads: buttons of the agendas are sent in the
// background and the page is put in place of the old one with the focus kept; items move with
// Alt and the arrow keys or by dragging; references are completed as one types.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  function announce(text) {
    const live = $("#desk-live");
    if (!live || !text) return;
    live.textContent = text;
    clearTimeout(announce.timer);
    announce.timer = setTimeout(() => { live.textContent = ""; }, 6000);
  }

  // ---- posts in the background ----

  // Where the focus was, in words that find it on the new page.
  function focusPath() {
    const here = document.activeElement;
    const item = here?.closest("[data-item]")?.dataset.item;
    return item && { item, value: here.value, grip: here.classList.contains("grip") };
  }

  function focusAgain(path) {
    const cards = path ? $$(`[data-item="${CSS.escape(path.item)}"]`) : [];
    if (!cards.length) return;
    const same = cards.flatMap((card) => $$("button", card)).find((b) => b.value === path.value && !b.disabled);
    const target = (path.grip && $(".grip", cards[0])) || same || $(".arrow:not(:disabled)", cards[0]) || $("a", cards[0]);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  }

  let busy = false;
  let drag = null;
  let version = Number($("#live")?.dataset.version) || 0;
  let newest = version;

  // The content of @reply in place of what is shown.
  async function take(reply) {
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = $("main", page);
    if (!fresh) throw new Error("no page");
    const path = focusPath();
    $("main").replaceChildren(...fresh.childNodes);
    version = Number($("#live", page)?.dataset.version) || version;
    prepare();
    if ($(".agendas")) {
      focusAgain(path);
    } else {
      // Something is asked first: reading begins at its heading.
      const heading = $("main h1");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    announce($("#message")?.textContent);
  }

  // Agendas follow what others do; a page with fields leaves it to its reader when to look.
  async function catchUp() {
    if (newest <= version || busy || drag || $("#add[open]")) return;
    busy = true;
    try {
      await take(await fetch(location.pathname, { cache: "no-cache" }));
    } catch {
      // The next event asks again.
    } finally {
      busy = false;
    }
  }

  document.addEventListener("dais:changed", (event) => {
    if (!$(".agendas form")) return;
    event.preventDefault();
    newest = Math.max(newest, event.detail.id);
    catchUp();
  });

  async function send(form, more) {
    if (busy) return;
    busy = true;
    const data = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    try {
      const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
      await take(reply);
      if (reply.redirected) history.replaceState(null, "", reply.url.replace(/[?#].*$/, ""));
    } catch {
      location.reload();
    } finally {
      busy = false;
      catchUp();
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest(".agendas") || !event.submitter) return;
    event.preventDefault();
    send(form, { do: event.submitter.value });
  });

  // ---- Alt and arrows ----

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const thing = event.target.closest?.(".part[data-item], .card[data-item]");
    const form = thing?.closest("form");
    if (!form) return;
    event.preventDefault();
    const by = event.key === "ArrowUp" ? -1 : 1;
    const button = event.target.closest("button[value^='move ']");
    const body = thing.classList.contains("part") ? "-" : button ? button.value.split(" ")[1] : "*";
    send(form, { do: `move ${body} ${thing.dataset.item} ${by}` });
  });

  // ---- dragging ----

  function clearMarks() {
    for (const card of $$(".drop-before, .drop-after")) card.classList.remove("drop-before", "drop-after");
  }

  // The card under the pointer that shares a column with the one that is dragged.
  function targetAt(x, y) {
    const card = document.elementFromPoint(x, y)?.closest(drag.kind);
    if (!card || card === drag.card || card.dataset.item === drag.card.dataset.item) return null;
    if (drag.kind === ".part") return card.parentNode === drag.card.parentNode ? card : null;
    const [first, span] = card.dataset.columns.split(" ").map(Number);
    const [mine, mySpan] = drag.card.dataset.columns.split(" ").map(Number);
    return first < mine + mySpan && mine < first + span ? card : null;
  }

  function moveDrag(x, y) {
    clearMarks();
    drag.target = targetAt(x, y);
    if (!drag.target) return;
    const box = drag.target.getBoundingClientRect();
    drag.side = y < box.top + box.height / 2 ? "before" : "after";
    drag.target.classList.add(`drop-${drag.side}`);
  }

  function endDrag(dropped) {
    const { card, target, side, kind } = drag;
    clearMarks();
    drag = null;
    if (!dropped || !target) return catchUp();
    const body = kind === ".part" ? "-" : "*";
    send(card.closest("form"), { do: `place ${body} ${card.dataset.item} ${side} ${target.dataset.item}` });
  }

  function startDrag(event) {
    if (event.button || drag || busy) return;
    const card = event.target.closest(".part, .card");
    drag = { card, kind: card.classList.contains("part") ? ".part" : ".card", target: null };
    event.preventDefault();
    event.target.focus();
    dragFrom(event, card, moveDrag, endDrag);
  }

  function addGrips() {
    const keys = $("#keys");
    if (!keys) return;
    for (const thing of $$(".agendas form :is(.card, .part)")) {
      if ($(".grip", thing) && thing.classList.contains("part")) continue;
      if ($(".number .grip", thing)) continue;
      const grip = document.createElement("button");
      grip.type = "button";
      grip.className = "grip";
      grip.textContent = "⠿";
      grip.setAttribute("aria-label", keys.dataset.grip.replace("%", $(".title", thing).textContent));
      grip.setAttribute("aria-describedby", "keys");
      grip.addEventListener("pointerdown", startDrag);
      (thing.classList.contains("part") ? $(".part-moves", thing) : $(".number", thing)).prepend(grip);
    }
  }

  // ---- references, completed as one types ----

  const known = new Map(); // language -> references of the package
  let list = null;

  async function referencesOf(area) {
    const lang = area.lang;
    if (!known.has(lang)) {
      const address = area.closest("[data-references]").dataset.references;
      known.set(lang, fetch(`${address}?lang=${lang}`).then((r) => (r.ok ? r.json() : [])).catch(() => []));
    }
    return known.get(lang);
  }

  function closeList() {
    list?.box.remove();
    list?.area.removeAttribute("aria-activedescendant");
    list = null;
  }

  // What stands between "{{" and the caret.
  function beginning(area) {
    const before = area.value.slice(0, area.selectionStart);
    const at = before.lastIndexOf("{{");
    if (at < 0 || /[}|\n]/.test(before.slice(at))) return null;
    return { at: at + 2, typed: before.slice(at + 2) };
  }

  function rank(entry, words) {
    const text = `${entry.reference} ${entry.says || ""} ${entry.about || ""}`.toLowerCase();
    if (!words.every((w) => text.includes(w))) return -1;
    return entry.reference.startsWith(words.join(" ")) ? 2 : entry.reference.includes(words[0] || "") ? 1 : 0;
  }

  function select(index) {
    const options = [...list.box.children];
    list.index = (index + options.length) % options.length;
    options.forEach((o, i) => o.setAttribute("aria-selected", String(i === list.index)));
    options[list.index].scrollIntoView({ block: "nearest" });
    list.area.setAttribute("aria-activedescendant", options[list.index].id);
  }

  function choose() {
    const { area, found, index, at } = list;
    const end = area.value.slice(area.selectionStart).startsWith("}}") ? area.selectionStart + 2 : area.selectionStart;
    area.setRangeText(`${found[index].reference}}}`, at, end, "end");
    closeList();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function showList(area, at, found) {
    closeList();
    const box = document.createElement("ul");
    box.className = "suggest";
    box.id = "suggest";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", area.labels[0]?.textContent || "");
    found.forEach((entry, i) => {
      const option = document.createElement("li");
      option.id = `suggest-${i}`;
      option.setAttribute("role", "option");
      const code = document.createElement("code");
      code.textContent = entry.reference;
      code.dir = "ltr";
      option.append(code, " ", entry.says || "");
      if (entry.about && entry.about !== entry.says) {
        const about = document.createElement("span");
        about.className = "about";
        about.textContent = ` ${entry.about}`;
        option.append(about);
      }
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); select(i); choose(); });
      box.append(option);
    });
    area.after(box);
    list = { area, box, found, at, index: 0 };
    area.setAttribute("aria-controls", "suggest");
    select(0);
  }

  async function suggest(area) {
    const start = beginning(area);
    if (!start) return closeList();
    const words = start.typed.toLowerCase().split(/\s+/).filter(Boolean);
    const found = (await referencesOf(area)).map((entry) => ({ entry, rank: rank(entry, words) }))
      .filter((x) => x.rank >= 0).sort((x, y) => y.rank - x.rank).slice(0, 12).map((x) => x.entry);
    if (!found.length || document.activeElement !== area) return closeList();
    showList(area, start.at, found);
  }

  function countWords(area) {
    const label = $(".count[data-count]", area.parentNode);
    if (!label) return;
    const words = area.value.replace(/\{\{[^}]*\}\}/g, " x ")
      .match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{Mn}'’\u00AD])+/gu) || [];
    label.textContent = label.dataset.count.replace("%", words.length);
  }

  const isText = (node) => node.matches?.("[data-references] textarea:not([readonly])");

  document.addEventListener("input", (event) => {
    if (!isText(event.target)) return;
    event.target.setAttribute("aria-autocomplete", "list");
    suggest(event.target);
    countWords(event.target);
  });
  document.addEventListener("focusout", closeList);
  document.addEventListener("keydown", (event) => {
    if (!list || list.area !== event.target) return;
    const act = { ArrowDown: () => select(list.index + 1), ArrowUp: () => select(list.index - 1),
      Enter: choose, Tab: choose, Escape: closeList }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // ---- dates, hours and minutes in words beside their fields ----

  // A day, or an hour, is typed as people write it: what it was read as is shown while it is typed, what is wrong with it when the field is left.
  const asked = (kind, value) => `/${document.documentElement.lang}/desk/written?${kind}=${encodeURIComponent(value)}`;
  const days = (value) => asked("day", value);
  const typed = "input:is([data-day], [data-hour])";
  async function readTyped(field, left) {
    const kind = "hour" in field.dataset ? "hour" : "day";
    const words = (field.closest(".day") ?? field).nextElementSibling;
    const value = field.value.trim();
    let said = { [kind]: "", words: "", problem: "" };
    try {
      if (value) said = await (await fetch(asked(kind, value))).json();
    } catch {
      // The server reads it again when it is sent.
    }
    if (field.value.trim() !== value) return;
    field.dataset[kind] = said[kind];
    words.textContent = said.words || (left ? said.problem : "");
    words.classList.toggle("wrong", !said.words && left);
    if (said.problem && left) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  // The browser's calendar, for those who would rather choose.
  function offerCalendar(field) {
    const box = document.createElement("span"), button = document.createElement("button"), calendar = document.createElement("input");
    const focused = document.activeElement === field;
    box.className = "day";
    Object.assign(button, { type: "button", className: "pick", title: field.dataset.pick });
    button.setAttribute("aria-label", `${field.dataset.pick}: ${field.labels?.[0]?.textContent ?? ""}`);
    Object.assign(calendar, { type: "date", tabIndex: -1 });
    calendar.setAttribute("aria-hidden", "true");
    field.before(box);
    box.append(field, calendar, button);
    if (focused) field.focus();
    button.addEventListener("click", () => {
      calendar.value = field.dataset.day;
      calendar.showPicker();
    });
    calendar.addEventListener("input", (event) => event.stopPropagation());
    calendar.addEventListener("change", async (event) => {
      event.stopPropagation();
      if (!calendar.value) return;
      field.value = calendar.value;
      try {
        field.value = (await (await fetch(days(calendar.value))).json()).date || calendar.value;
      } catch {
        // As the calendar has it.
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
  if ("showPicker" in HTMLInputElement.prototype)
    document.querySelectorAll("input[data-day]:read-write").forEach(offerCalendar);

  document.addEventListener("change", (event) => {
    if (event.target.matches?.(typed)) readTyped(event.target, true);
  });
  document.addEventListener("input", async (event) => {
    const field = event.target;
    if (field.matches?.(typed)) {
      readTyped(field, false);
      return;
    }
    const words = field.matches?.("input") && field.nextElementSibling;
    if (!words || !words.matches("output.written")) return;
    const value = field.value;
    const address = `/${document.documentElement.lang}/desk/written?value=${encodeURIComponent(value)}`;
    try {
      const text = value ? await (await fetch(address)).text() : "";
      if (field.value === value) words.textContent = text;
    } catch {
      words.textContent = "";
    }
  });

  // ---- what was written is not lost by leaving, nor by loading what is newer ----

  let written = false;
  document.addEventListener("input", (event) => {
    if (event.target.matches("form[method=post] :is(textarea, input[type=text], input[type=date])")) written = true;
  });
  document.addEventListener("submit", (event) => {
    if (!event.submitter?.formTarget) written = false;
  });
  addEventListener("beforeunload", (event) => {
    if (written) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!written || !event.target.closest("#live button")) return;
    event.stopImmediatePropagation();
    location.reload();
  }, true);

  // ---- where a finding has led: its line of the text is marked ----

  const field = location.hash && document.getElementById(location.hash.slice(1));
  const line = Number(new URLSearchParams(location.search).get("line"));
  if (line > 0 && field?.matches("textarea")) {
    const lines = field.value.split("\n");
    const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(from, from + (lines[line - 1] ?? "").length);
    field.scrollTop = field.scrollHeight * (line - 1) / lines.length;
  }

  // ---- what is folded stays as its reader left it, for as long as the tab is open ----

  const keptAs = (fold) => `dais-fold ${location.pathname.replace(/^\/[a-z]+/, "")} ${fold.dataset.keep}`;
  function foldAgain() {
    for (const fold of $$("details[data-keep]")) {
      const was = sessionStorage.getItem(keptAs(fold));
      if (was) fold.open = was === "open";
    }
  }
  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (!fold.matches?.("details[data-keep]")) return;
    sessionStorage.setItem(keptAs(fold), fold.open ? "open" : "shut");
  }, true);

  function prepare() {
    addGrips();
    foldAgain();
  }
  prepare();
  // What live.js puts in place of an old page wants its grips, too.
  new MutationObserver(prepare).observe(document.body, { childList: true });
})();
