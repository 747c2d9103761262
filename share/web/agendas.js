// SPDX-License-Identifier: LGPL-2.1-or-later
// The agendas work without this file. Buttons are sent in the background and the page is put in place
// of the old one with the focus kept; items move with Alt and the arrow keys or by dragging.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (text) => document.dispatchEvent(new CustomEvent("dais:say", { detail: text }));

  // ---- posts in the background ----

  // Where the focus was, in words that find it on the new page.
  function focusPath() {
    const here = document.activeElement;
    const item = here?.closest("[data-item]")?.dataset.item;
    if (item) return { item, value: here.value, grip: here.classList.contains("grip") };
    return here?.id && here.closest("main") && { id: here.id, from: here.selectionStart };
  }

  function focusAgain(path) {
    const field = path?.id && document.getElementById(path.id);
    field?.focus({ preventScroll: true });
    if (path?.from != null) field?.setSelectionRange(path.from, path.from);
    const cards = path?.item ? $$(`[data-item="${CSS.escape(path.item)}"]`) : [];
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

  // The page that @text holds in place of what is shown.
  function take(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = $("main", page);
    if (!fresh) throw new Error("no page");
    const path = focusPath();
    $("main").replaceWith(fresh);
    version = Number($("#live", page)?.dataset.version) || version;
    addGrips();
    if ($(".agendas")) {
      // When others have made the fields of the new page ready (find.js).
      queueMicrotask(() => focusAgain(path));
    } else {
      // Something is asked first: reading begins at its heading.
      const heading = $("main h1");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    say($("#message")?.textContent);
  }

  // What one is about to press stays where it is: no page is put under a hand that moves, a button that is held, a word that is being typed.
  const QUIET_MS = 700;
  let touched = -QUIET_MS;
  for (const kind of ["pointermove", "pointerdown", "pointerup", "pointercancel", "keydown"])
    addEventListener(kind, (event) => { touched = event.buttons ? Infinity : performance.now(); }, true);
  const quiet = async () => {
    while (performance.now() < touched + QUIET_MS) await new Promise((done) => setTimeout(done, QUIET_MS));
  };

  // Agendas follow what others do, but do not disturb who acts or types meanwhile, or has unfolded what can be done with an item.
  const mayFollow = () => newest > version && !busy && !drag && !$(":is(#add, .more)[open]");
  let following = false;
  async function catchUp() {
    if (following || !mayFollow()) return;
    following = true;
    await quiet();
    const known = version;
    try {
      const text = await (await fetch(location.pathname, { cache: "no-cache" })).text();
      await quiet();
      if (mayFollow() && version === known) take(text);
    } catch {
      // The next event asks again.
    }
    following = false;
    if (version > known) catchUp();
  }
  document.addEventListener("toggle", catchUp, true);

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
    const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } }).catch(() => null);
    try {
      if (!reply) return say($("#live").dataset.unsent);
      take(await reply.text());
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

  addGrips();
  // What is put in place of an old page wants its grips, too.
  new MutationObserver(addGrips).observe(document.body, { childList: true });
})();
