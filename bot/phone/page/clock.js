// @ts-check
/** People's clock: what time it is for them, and on to a later one. */

import { api } from "./api.js";
import { attempt, choose, dialog, say } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { now, on, phone, setClock } from "./phone.js";
import { fully, movedBy, shortDay, timeOf, wallTime, zone } from "./time.js";

const HOUR = 3600;
const pill = byId("clock");
let told = "";

export function showClock() {
  pill.addEventListener("click", sheet);
  on("clock", draw);
  on("chat", draw);
  setInterval(draw, 5000);
}

function draw() {
  const [day, time, moved] = [shortDay(now()), timeOf(now()), movedBy(phone.moved)];
  if (told === day + time + moved) return;
  told = day + time + moved;
  pill.replaceChildren(el("span", { class: "clock-day" }, day), el("strong", {}, time), ...(moved ? [el("span", { class: "clock-moved" }, moved)] : []),
    el("span", { class: "unseen" }, "Move the clock"));
}

function sheet() {
  const early = timeOf(now()) < "19:00";
  const go = (move) => () => {
    box.close();
    moveClock(move);
  };
  const way = (label, move, test, more = {}) => el("button", { type: "button", class: "wide", "data-testid": test, onclick: go(move), ...more }, label);
  const field = el("input", { type: "datetime-local", name: "to", required: true, value: wallTime(1, "09:00"), min: wallTime(0, timeOf(now())) });
  const submit = (event) => {
    event.preventDefault();
    go({ to: field.value })();
  };
  const close = el("button", { type: "button", class: "wide quiet", onclick: () => box.close() }, "Leave it");
  const box = dialog({ class: "from-below", "aria-label": "The clock", "data-testid": "clock-sheet" }, el("div", { class: "sheet" },
    el("h2", {}, "On to…"), el("p", { class: "note" }, `It is ${fully(now() / 1000)} (${zone()}) for everybody here. The clock only goes forward.`),
    el("div", { class: "pairs" }, way("An hour", { by: HOUR }, "clock-hour"),
      way("This evening, 19:00", { to: wallTime(0, "19:00") }, "clock-evening", early ? {} : { disabled: true }),
      way("Tomorrow, 9:00", { to: wallTime(1, "09:00") }, "clock-tomorrow"), way("A week", { by: 7 * 24 * HOUR }, "clock-week")),
    el("form", { class: "pairs", onsubmit: submit }, el("label", {}, el("span", {}, "Day and time"), field),
      el("button", { type: "submit", class: "wide", "data-testid": "clock-go" }, "Go there")), close));
}

async function moveClock(move) {
  pill.setAttribute("aria-busy", "true");
  await attempt(async () => {
    setClock(await api.clock({ ...move, zone: zone() }));
    say(`It is ${fully(now() / 1000)} now.`);
  });
  pill.removeAttribute("aria-busy");
}

/** Everything from the beginning, once that was confirmed. */
export async function startOver() {
  const words = "This wipes every chat, everything the bot keeps about these people, and sets the clock right. Files of a real bot are not touched.";
  const sure = await choose("Start over?", words, [{ label: "Start over", value: true, danger: true, test: "start-over-yes" }]);
  if (!sure) return;
  await attempt(async () => {
    await api.startOver();
    location.replace("/");
  });
}
