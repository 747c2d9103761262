// SPDX-License-Identifier: LGPL-2.1-or-later
// What is dragged follows a mouse, a pen or a finger; near the edges of the window the page scrolls
// under it, also while the pointer rests. desk.js (items) and timetable.js (sittings) say where it may go.
"use strict";
// Drags @thing with the pointer of @event, a pointerdown, from now on. over(x, y) is called whenever something else may be
// under the pointer; end(dropped) once: false when it was given up (Escape, or the system took the pointer).
const dragFrom = (event, thing, over, end) => {
	const { pointerId, clientX, clientY } = event, from = { x: clientX + scrollX, y: clientY + scrollY };
	const EDGE = 60, STEP = 9;
	let x = clientX, y = clientY, frame = 0;
	const put = () => {
		thing.style.translate = `${x + scrollX - from.x}px ${y + scrollY - from.y}px`;
		over(x, y);
	};
	const move = e => {
		if (e.pointerId !== pointerId)
			return;
		({ clientX: x, clientY: y } = e);
		put();
	};
	const roll = () => {
		const by = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0, before = scrollY;
		if (by)
			scrollBy({ top: by, behavior: "instant" });
		if (scrollY !== before)
			put();
		frame = requestAnimationFrame(roll);
	};
	const stop = e => {
		if (e.type === "keydown" ? e.key !== "Escape" : e.pointerId !== pointerId)
			return;
		cancelAnimationFrame(frame);
		for (const [kind, act] of heard)
			removeEventListener(kind, act);
		thing.classList.remove("dragging");
		thing.style.translate = "";
		end(e.type === "pointerup");
	};
	const heard = [["pointermove", move], ["pointerup", stop], ["pointercancel", stop], ["keydown", stop]];
	for (const [kind, act] of heard)
		addEventListener(kind, act);
	thing.classList.add("dragging");
	frame = requestAnimationFrame(roll);
};
