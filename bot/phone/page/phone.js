// @ts-check
/** What the page knows at the moment, and who wants to hear when it changes. */

import { api } from "./api.js";

/** @type {{bot: any, people: any[], id: number, chat: any, ahead: number, moved: number, started: boolean}} */
export const phone = { bot: {}, people: [], id: 0, chat: null, ahead: 0, moved: 0, started: true };

const bell = new EventTarget();
/** The chat being fetched, and whether something changed meanwhile. @type {Promise<void> | null} */
let fetching = null;
let stale = false;

/** @param {"people" | "chat" | "person" | "clock"} what @param {() => void} listener */
export function on(what, listener) {
  bell.addEventListener(what, listener);
}

export function ring(what) {
  bell.dispatchEvent(new Event(what));
}

/** People's moment, in milliseconds. */
export const now = () => Date.now() + phone.ahead;

/** @param {{now: string, moved: number}} clock */
export function setClock(clock) {
  phone.ahead = Date.parse(clock.now) - Date.now();
  phone.moved = clock.moved;
  ring("clock");
}

/** @param {number} [id] */
export const person = (id = phone.id) => phone.people.find((one) => one.id === id);

export async function refreshPeople() {
  const known = await api.phone(person()?.language_code ?? "");
  phone.bot = known.bot;
  phone.people = known.people;
  phone.started = known.started;
  setClock(known);
  ring("people");
}

/** Fetches the open chat; calls that come in meanwhile are answered by one more fetch. */
export async function refreshChat() {
  stale = true;
  fetching ??= fetchChat().finally(() => (fetching = null));
  return fetching;
}

async function fetchChat() {
  while (stale) {
    stale = false;
    const id = phone.id;
    const chat = await api.chat(id);
    if (id === phone.id) show(chat);
    else stale = true;
  }
}

function show(chat) {
  phone.chat = chat;
  ring("chat");
}

/** @param {number} id */
export async function open(id) {
  if (id === phone.id && phone.chat) return;
  phone.id = id;
  phone.chat = null;
  // The address keeps the person, so that two windows can be two people.
  history.replaceState(null, "", `#${id}`);
  ring("person");
  await refreshChat();
}
