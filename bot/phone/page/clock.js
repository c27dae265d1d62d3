// @ts-check
/** People's clock: what time it is for them, and on to a later one. */

import { api } from "./api.js";
import { attempt, choose, dialog, say } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { now, on, phone, setClock } from "./phone.js";
import { fully, movedBy, shortDay, timeOf, wallTime, zone } from "./time.js";

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;
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
  const ahead = moved ? [el("span", { class: "clock-moved" }, moved)] : [];
  const purpose = el("span", { class: "unseen" }, "Move the clock");
  pill.replaceChildren(el("span", { class: "clock-day" }, day), el("strong", {}, time), ...ahead, purpose);
}

function sheet() {
  const go = (move) => {
    box.close();
    moveClock(move);
  };
  const way = (label, test, move, disabled = false) =>
    el("button", { class: "wide", "data-testid": test, onclick: () => go(move), disabled }, label);
  const box = dialog({ class: "from-below", "aria-label": "The clock", "data-testid": "clock-sheet" },
    el("div", { class: "sheet" },
      el("h2", {}, "On to…"),
      el("p", { class: "note" }, `It is ${fully(now() / 1000)} (${zone()}) for everybody. The clock only goes forward.`),
      el("div", { class: "pairs" },
        way("An hour", "clock-hour", { by: HOUR }),
        way("This evening, 19:00", "clock-evening", { to: wallTime(0, "19:00") }, timeOf(now()) >= "19:00"),
        way("Tomorrow, 9:00", "clock-tomorrow", { to: wallTime(1, "09:00") }),
        way("A week", "clock-week", { by: WEEK })),
      anyMoment((to) => go({ to })),
      el("button", { class: "wide quiet", onclick: () => box.close() }, "Leave it")));
}

function anyMoment(go) {
  const field = el("input", { type: "datetime-local", name: "to", required: true, min: wallTime(0, timeOf(now())) });
  field.value = wallTime(1, "09:00");
  const submit = (event) => {
    event.preventDefault();
    go(field.value);
  };
  return el("form", { class: "pairs", onsubmit: submit },
    el("label", {}, el("span", {}, "Day and time"), field),
    el("button", { type: "submit", class: "wide", "data-testid": "clock-go" }, "Go there"));
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
  const words = "This wipes every chat and all the bot keeps about these people, and sets the clock right. "
    + "A real bot's database is not touched.";
  const yes = { label: "Start over", value: true, danger: true, test: "start-over-yes" };
  const sure = await choose("Start over?", words, [yes]);
  if (!sure) return;
  await attempt(async () => {
    await api.startOver();
    location.replace("/");
  });
}
