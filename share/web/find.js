// SPDX-License-Identifier: LGPL-2.1-or-later
// A long list is narrowed to what one looks for: what is typed above it is looked for in each of its
// entries, whatever the case and the accents. Without it the browser's own search is there.
"use strict";
(() => {
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  function narrow(box) {
    const words = folded(box.querySelector("input").value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const one of document.querySelectorAll(box.dataset.find)) {
      const text = words.length ? folded(one.textContent) : "";
      one.hidden = !words.every((word) => text.includes(word));
      found += !one.hidden;
    }
    box.querySelector("output").textContent = words.length ? String(found) : "";
  }
  let looked = ""; // stays when the page is put in place of the old one
  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-find]");
    if (!box) return;
    looked = event.target.value;
    narrow(box);
  });
  function prepare() {
    for (const box of document.querySelectorAll("[data-find]")) {
      const input = box.querySelector("input");
      box.hidden = false;
      if (looked === input.value) continue;
      input.value = looked;
      narrow(box);
    }
  }
  prepare();
  new MutationObserver(prepare).observe(document.body, { childList: true });
})();
