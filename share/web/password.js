// SPDX-License-Identifier: LGPL-2.1-or-later
// Says of a new password, while it is typed, what the server will say when it is sent: how many
// characters are missing, whether it is among the first that are tried or in a known leak. It is
// the same question, asked of the same rules; nothing is guessed here. Without scripts the server
// says it once.
"use strict";
for (const field of document.querySelectorAll("input[data-examine]")) {
	const box = document.getElementById(field.id + "-meter"), bar = box.querySelector("meter"), words = box.querySelector("[role=status]");
	const show = box.querySelector("button"), form = field.form;
	let asked = 0, wait = 0;

	const ask = async () => {
		const mine = ++asked;
		const said = new URLSearchParams({ password: field.value, "form-token": form.elements["form-token"].value });
		for (const name of ["name", "email"])
			if (form.elements[name]?.value)
				said.set(name, form.elements[name].value);
		try {
			const reply = await fetch(field.dataset.examine, { method: "POST", body: said, headers: { Accept: "application/json" } });
			if (!reply.ok || mine !== asked)
				return;
			const answer = await reply.json();
			bar.value = answer.good ? bar.max : Math.min(answer.characters, bar.max - 1);
			box.dataset.good = answer.good;
			words.textContent = answer.words;
		} catch {
			// It is said when the form is sent.
		}
	};
	field.addEventListener("input", () => {
		clearTimeout(wait);
		box.hidden = false;
		if (field.value) {
			wait = setTimeout(ask, 300);
			return;
		}
		asked++;
		bar.value = 0;
		words.textContent = "";
		delete box.dataset.good;
	});
	show.addEventListener("click", () => {
		const shown = field.type === "text";
		field.type = shown ? "password" : "text";
		show.setAttribute("aria-pressed", String(!shown));
		field.focus();
	});
	form.addEventListener("submit", () => { field.type = "password"; });
	box.hidden = false;
}
