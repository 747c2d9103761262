// SPDX-License-Identifier: LGPL-2.1-or-later
// Dragging sittings to other times: what a move would break is said while it is dragged. Everything
// that dragging does can be done by the forms of the page, too; what is chosen there is tried before
// it is sent.
"use strict";
(() => {
	const drag = document.getElementById("drag"), form = drag?.querySelector("form"), live = document.getElementById("tt-live");
	if (!form || !live)
		return;
	let dragged = null, over = null, asked = 0;

	const time = cell => cell.dataset.start + " " + cell.dataset.end;
	const leave = () => {
		if (over)
			over.classList.remove("over", "bad");
		over = null;
		live.textContent = "";
	};
	const say = (cell, words, bad) => {
		if (cell !== over)
			return;
		cell.classList.toggle("bad", bad);
		live.textContent = words;
	};
	// Hands what would be broken to @tell; without an answer it is checked when it is sent.
	const attempt = async (what, tell) => {
		const mine = ++asked;
		try {
			const answer = await fetch(location.pathname + "/try?" + new URLSearchParams(what), { headers: { Accept: "application/json" } });
			if (!answer.ok || mine !== asked)
				return;
			const { breaches } = await answer.json();
			tell(breaches.length ? breaches.join("; ") : drag.dataset.ok, breaches.length > 0);
		} catch {
			// Said above.
		}
	};
	const ask = cell => attempt({ do: "move", sitting: dragged.dataset.sitting, time: time(cell) }, (words, bad) => say(cell, words, bad));

	document.addEventListener("change", event => {
		const chosen = event.target.closest?.(".tt-panel form");
		const button = chosen?.querySelector('button[name="do"]');
		if (!button)
			return;
		const said = [...new FormData(chosen)].filter(([name]) => name !== "form-token");
		attempt([...said, ["do", button.value]], words => { live.textContent = words; });
	});

	document.addEventListener("dragstart", event => {
		dragged = event.target.closest?.(".tt-sitting");
		if (!dragged)
			return;
		event.dataTransfer.effectAllowed = "move";
		event.dataTransfer.setData("text/plain", dragged.dataset.sitting);
		dragged.classList.add("dragged");
	});
	document.addEventListener("dragend", () => {
		dragged?.classList.remove("dragged");
		dragged = null;
		leave();
	});
	document.addEventListener("dragover", event => {
		const cell = dragged && event.target.closest?.("td[data-start]");
		if (!cell)
			return;
		event.preventDefault();
		if (cell === over)
			return;
		leave();
		over = cell;
		cell.classList.add("over");
		if (!cell.contains(dragged))
			ask(cell);
	});
	document.addEventListener("drop", event => {
		const cell = dragged && event.target.closest?.("td[data-start]");
		if (!cell || cell.contains(dragged))
			return;
		event.preventDefault();
		form.elements.sitting.value = dragged.dataset.sitting;
		form.elements.time.value = time(cell);
		form.submit();
	});
})();
