// SPDX-License-Identifier: LGPL-2.1-or-later
// The desk works without this file. Dates are read as one types, what was written is not lost by leaving
// or with the network, what is folded stays so. Agendas and annotations have files of their own.
"use strict";
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Says @text, which stays where it asks for signing in.
  function announce(text, signIn) {
    if (!text) return;
    let live = document.getElementById("desk-live");
    if (!live) {
      live = Object.assign(document.createElement("p"), { id: "desk-live", className: "desk-live" });
      live.setAttribute("aria-live", "polite");
      document.querySelector("main").append(live);
    }
    live.textContent = text;
    clearTimeout(announce.timer);
    if (!signIn) {
      announce.timer = setTimeout(() => { live.textContent = ""; }, 6000);
      return;
    }
    const link = Object.assign(document.createElement("a"), { href: `/${document.documentElement.lang}/sign-in`, target: "_blank", rel: "noopener" });
    link.textContent = document.getElementById("live").dataset.signIn;
    live.append(" ", link);
  }
  document.addEventListener("dais:say", (event) => announce(event.detail));

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

  // ---- nothing is sent that would be lost: the browser shows a page of its own without the network, and no page can give a file back ----

  // Whether who opened the page is still signed in; a form of a session before has the token of this one then.
  const signedIn = async (form) => {
    const reply = await fetch(`/${document.documentElement.lang}/account`, { redirect: "manual", cache: "no-store" });
    if (reply.type === "opaqueredirect") return false;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const [now, then] = [page, document].map((one) => one.querySelector(".who")?.textContent);
    const token = page.querySelector("[name=form-token]");
    if (now === then && token) form.elements["form-token"].value = token.value;
    return true;
  };

  // What is wrong with sending @form now; empty: nothing.
  const hindered = async (form, hasFile, words) => {
    try {
      if (!hasFile) await fetch("/healthz", { cache: "no-store" });
      else if (!await signedIn(form)) return words.ended;
      return "";
    } catch {
      return words.unsent;
    }
  };

  let isClear = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target, words = document.getElementById("live").dataset;
    const hasFile = $$("input[type=file]", form).some((field) => field.files.length);
    if (form.method !== "post" || form.closest(".agendas") || isClear || !(hasFile || !navigator.onLine || "lost" in words)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const wrong = await hindered(form, hasFile, words);
    if (wrong) return announce(wrong, wrong === words.ended);
    isClear = true;
    form.requestSubmit(event.submitter);
    isClear = false;
  }, true);

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

  // ---- the keyboard goes into the preview to scroll it: that frame is told apart, as all that takes the focus ----

  function markFrame() {
    for (const frame of $$(".preview iframe")) frame.classList.toggle("entered", document.activeElement === frame);
  }
  addEventListener("blur", markFrame);
  addEventListener("focus", markFrame);

  foldAgain();
  // What is put in place of an old page is folded as that was.
  new MutationObserver(foldAgain).observe(document.body, { childList: true });
})();
