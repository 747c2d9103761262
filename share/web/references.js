// SPDX-License-Identifier: LGPL-2.1-or-later
// References are completed as one types an annotation, and its words are counted.
"use strict";
(() => {
  const $ = (selector, root) => root.querySelector(selector);

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
})();
