// @ts-check
/** The people one can be, and a way to add another. */

import { api } from "./api.js";
import { attempt, fill } from "./dialogs.js";
import { avatar, byId, el, nameOf } from "./dom.js";
import { drawer } from "./drawers.js";
import { on, open, person, phone, refreshPeople } from "./phone.js";
import { shortly } from "./time.js";

const LANGUAGES = [
  ["en", "English"], ["es", "Español"], ["de", "Deutsch"], ["fr", "Français"], ["it", "Italiano"],
  ["pl", "Polski"], ["pt", "Português"], ["tr", "Türkçe"], ["uk", "Українська"],
];

export function showPeople() {
  const sheet = drawer(byId("people"), byId("people-toggle"), "(max-width: 719px)");
  byId("add-person").addEventListener("click", add);
  const visit = async (id) => {
    sheet.set(false);
    await attempt(() => open(id));
  };
  for (const what of /** @type {const} */ (["people", "person", "clock"])) on(what, () => draw(visit));
}

function draw(visit) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.personId;
  byId("people-list").replaceChildren(...phone.people.map((one) => el("li", {}, entry(one, visit))));
  if (focused) byId("people-list").querySelector(`[data-person-id="${focused}"]`)?.focus({ preventScroll: true });
  drawOwner();
}

function entry(one, visit) {
  const here = one.id === phone.id;
  const unread = here ? 0 : one.unread;
  return el("button", {
    class: "person", "aria-current": here ? "true" : null,
    "data-testid": "person", "data-person-id": one.id, onclick: () => visit(one.id),
  }, avatar(one), el("span", { class: "person-words" },
    el("span", { class: "person-name" }, nameOf(one), el("span", { class: "language" }, one.language_code)),
    el("span", { class: "person-last" }, one.last || "Nothing yet")),
  el("span", { class: "person-side" }, el("time", {}, one.last_date ? shortly(one.last_date) : ""),
    unread > 0 && el("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread))));
}

function drawOwner() {
  const me = person();
  if (!me) return;
  const waiting = phone.people.filter((one) => one.id !== phone.id && one.unread).length;
  const button = byId("people-toggle");
  const words = `You are ${nameOf(me)}. People${waiting ? `, ${waiting} with news` : ""}`;
  const badge = waiting ? [el("span", { class: "badge", "data-count": waiting })] : [];
  button.replaceChildren(avatar(me), el("span", { class: "unseen" }, words), ...badge);
  const unread = phone.people.reduce((sum, one) => sum + (one.id === phone.id ? 0 : one.unread), 0);
  document.title = `${unread ? `(${unread}) ` : ""}${phone.bot.name} · ${me.first_name}`;
}

function fields(name, language) {
  const options = LANGUAGES.some(([code]) => code === language) ? LANGUAGES : [...LANGUAGES, [language, language]];
  return [
    { name: "first_name", label: "First name", required: true, maxlength: "64", value: name },
    { name: "language_code", label: "Language of their Telegram", value: language, options },
  ];
}

export async function rename() {
  const me = person();
  const values = me && await fill("Name and language", "Keep", fields(me.first_name, me.language_code || "en"));
  if (values) await change(me.id, values);
}

async function change(id, values) {
  await attempt(async () => {
    await api.changePerson(id, values);
    await refreshPeople();
  });
}

/** Before anybody has begun, the first person speaks the language of this browser. */
export async function speakAsBrowser() {
  const [first, ...others] = phone.people;
  const language = navigator.language.slice(0, 2).toLowerCase();
  if (phone.started || others.length || !first || first.language_code === language) return;
  if (LANGUAGES.some(([code]) => code === language)) await change(first.id, { language_code: language });
}

async function add() {
  const words = "A chat of their own with the same bot. It may want an invitation: "
    + "send /invite as the first person, and tap the link.";
  const values = await fill("Add a person", "Add", fields("", "en"), el("p", { class: "note" }, words));
  if (!values) return;
  await attempt(async () => {
    const added = await api.addPerson(values);
    await refreshPeople();
    await open(added.id);
  });
}
