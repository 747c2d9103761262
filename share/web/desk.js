// SPDX-License-Identifier: LGPL-2.1-or-later
// The desk works without this file. It saves page loads: buttons of the agendas are sent in the
// background and the page is put in place of the old one with the focus kept; items move with
// Alt and the arrow keys or by dragging; references are completed as one types.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  function announce(text) {
    const live = $("#live");
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
  async function send(form, more) {
    if (busy) return;
    busy = true;
    const data = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    const path = focusPath();
    try {
      const reply = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = $("main", page);
      if (!fresh) throw new Error("no page");
      $("main").replaceChildren(...fresh.childNodes);
      if (reply.redirected) history.replaceState(null, "", reply.url.replace(/[?#].*$/, ""));
      prepare();
      focusAgain(path);
      announce($("#message")?.textContent);
    } catch {
      form.requestSubmit ? location.reload() : form.submit();
    } finally {
      busy = false;
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

  let drag = null;

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

  function moveDrag(event) {
    if (!drag) return;
    clearMarks();
    const edge = 60;
    if (event.clientY < edge) scrollBy(0, -12);
    if (event.clientY > innerHeight - edge) scrollBy(0, 12);
    drag.target = targetAt(event.clientX, event.clientY);
    if (!drag.target) return;
    const box = drag.target.getBoundingClientRect();
    drag.side = event.clientY < box.top + box.height / 2 ? "before" : "after";
    drag.target.classList.add(`drop-${drag.side}`);
  }

  function endDrag(event) {
    if (!drag) return;
    const { card, target, side, kind } = drag;
    card.classList.remove("dragging");
    clearMarks();
    drag = null;
    if (event.type !== "pointerup" || !target) return;
    const body = kind === ".part" ? "-" : "*";
    send(card.closest("form"), { do: `place ${body} ${card.dataset.item} ${side} ${target.dataset.item}` });
  }

  function startDrag(event) {
    if (event.button) return;
    const card = event.target.closest(".part, .card");
    drag = { card, kind: card.classList.contains("part") ? ".part" : ".card", target: null };
    card.classList.add("dragging");
    event.target.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.target.focus();
  }

  function addGrips() {
    const keys = $("#keys");
    if (!keys) return;
    for (const thing of $$(".agendas form :is(.card, .part)")) {
      const grip = document.createElement("button");
      grip.type = "button";
      grip.className = "grip";
      grip.textContent = "⠿";
      grip.setAttribute("aria-label", keys.dataset.grip.replace("%", $(".title", thing).textContent));
      grip.setAttribute("aria-describedby", "keys");
      grip.addEventListener("pointerdown", startDrag);
      grip.addEventListener("pointermove", moveDrag);
      grip.addEventListener("pointerup", endDrag);
      grip.addEventListener("pointercancel", endDrag);
      (thing.classList.contains("part") ? $(".part-moves", thing) : $(".number", thing)).prepend(grip);
    }
  }

  function prepare() {
    addGrips();
  }
  prepare();
})();
