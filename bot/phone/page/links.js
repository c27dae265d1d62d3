// @ts-check
/** Links one taps: those that start our own bot open here, as the person one picks; all others in a new tab. */

import { attempt, choose } from "./dialogs.js";
import { nameOf } from "./dom.js";
import { sendWords } from "./composer.js";
import { open, phone } from "./phone.js";

/** The payload of a link that starts our own bot; "" without one, null for any other link. @param {string} address */
function startCode(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const direct = url.protocol === "tg:" && url.host === "resolve" ? url.searchParams.get("domain") : null;
  const web = /^(t\.me|telegram\.me)$/i.test(url.hostname) ? url.pathname.slice(1).replace(/\/$/, "") : null;
  const named = (direct ?? web ?? "").toLowerCase();
  return named && named === phone.bot.username?.toLowerCase() ? url.searchParams.get("start") ?? "" : null;
}

/** Answers whether it was ours. @param {string} address */
export function openedHere(address) {
  const code = startCode(address);
  if (code === null) return false;
  startAs(code);
  return true;
}

async function startAs(code) {
  const people = phone.people.map((one) => ({ label: nameOf(one), value: one.id, test: "open-as" }));
  const id = await choose("Open as…", `The link starts ${phone.bot.name}. Who taps it?`, people);
  if (!id) return;
  await attempt(() => open(id));
  await sendWords(code ? `/start ${code}` : "/start");
}

/** @param {string} address */
export function follow(address) {
  if (!openedHere(address) && /^https?:/i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}
