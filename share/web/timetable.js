// SPDX-License-Identifier: LGPL-2.1-or-later
// Dragging sittings to other times: what a move would break is said while it is dragged. Everything
// that dragging does can be done by the forms of the page, too; what is chosen there is tried before
// it is sent. Parts of the page are looked up when they are needed: live.js may have put newer ones in their place.
"use strict";
(() => {
	const part = id => document.getElementById(id);
	let dragged = null, over = null, asked = 0;

	const tell = words => { part("tt-live").textContent = words; };
	const time = cell => cell.dataset.start + " " + cell.dataset.end;
	const leave = () => {
		if (over)
			over.classList.remove("over", "bad");
		over = null;
		asked++;
		tell("");
	};
	// Hands what would be broken to @answered; without an answer it is checked when it is sent.
	const attempt = async (what, answered) => {
		const mine = ++asked;
		try {
			const answer = await fetch(location.pathname + "/try?" + new URLSearchParams(what), { headers: { Accept: "application/json" } });
			if (!answer.ok || mine !== asked)
				return;
			const { breaches } = await answer.json();
			if (mine === asked)
				answered(breaches.length ? breaches.join("\n") : part("drag").dataset.ok, breaches.length > 0);
		} catch {
			// Said above.
		}
	};
	const ask = cell => attempt({ do: "move", sitting: dragged.dataset.sitting, time: time(cell) }, (words, bad) => {
		cell.classList.toggle("bad", bad);
		tell(words);
	});

	document.addEventListener("change", event => {
		const chosen = event.target.closest?.(".tt-panel form");
		const button = chosen?.querySelector('button[name="do"]');
		if (!button)
			return;
		const said = [...new FormData(chosen)].filter(([name]) => name !== "form-token");
		attempt([...said, ["do", button.value]], tell);
	});

	const follow = (x, y) => {
		const cell = document.elementFromPoint(x, y)?.closest("td[data-start]") ?? null;
		if (cell === over)
			return;
		leave();
		over = cell;
		cell?.classList.add("over");
		if (cell && !cell.contains(dragged))
			ask(cell);
	};
	const end = dropped => {
		const cell = over, sitting = dragged;
		leave();
		dragged = null;
		if (!dropped || !cell || cell.contains(sitting))
			return;
		const form = part("drag").querySelector("form");
		form.elements.sitting.value = sitting.dataset.sitting;
		form.elements.time.value = time(cell);
		form.requestSubmit();
	};

	// A mouse takes a sitting anywhere once it has moved a little, so that its links can still be pressed; a finger, which scrolls, by its grip.
	const START = 5;
	document.addEventListener("pointerdown", event => {
		const sitting = event.target.closest?.(".tt-sitting[data-sitting]"), grip = event.target.closest?.(".grip");
		if (!sitting || dragged || event.button || event.target.closest("a") || (event.pointerType === "touch" && !grip))
			return;
		event.preventDefault();
		const wait = new AbortController();
		const begin = now => {
			if (now.pointerId !== event.pointerId || Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) < START)
				return;
			wait.abort();
			dragged = sitting;
			dragFrom(event, sitting, follow, end);
		};
		addEventListener("pointermove", begin, { signal: wait.signal });
		for (const kind of ["pointerup", "pointercancel"])
			addEventListener(kind, () => wait.abort(), { signal: wait.signal });
	});

	const prepare = () => {
		for (const sitting of document.querySelectorAll(".tt-sitting[data-sitting]:not(:has(.grip))")) {
			const grip = document.createElement("span");
			grip.className = "grip";
			grip.textContent = "\u283f";
			grip.setAttribute("aria-hidden", "true");
			sitting.prepend(grip);
		}
	};
	prepare();
	new MutationObserver(prepare).observe(document.body, { childList: true });
})();
