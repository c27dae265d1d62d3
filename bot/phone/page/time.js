// @ts-check
/** Dates and times as people in this chat read them. */

import { now, phone } from "./phone.js";

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY = 86_400_000;
const formats = new Map();

/** The zone times are shown in: the person's own where the bot knows it, else the browser's. */
export function zone() {
  return phone.chat?.zone || OWN_ZONE;
}

/** @param {number | string} moment seconds, as the Bot API counts, or an ISO date */
export function milliseconds(moment) {
  return typeof moment === "number" ? moment * 1000 : Date.parse(moment);
}

function format(options, at) {
  const key = JSON.stringify([zone(), options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options }));
  return formats.get(key).format(at);
}

/** "21:10" @param {number} at */
export const timeOf = (at) => format({ hour: "2-digit", minute: "2-digit" }, at);

/** "2026-11-22": to compare days, and for wall times. @param {number} at */
export function dayOf(at) {
  const [day, month, year] = format({ day: "2-digit", month: "2-digit", year: "numeric" }, at).split("/");
  return `${year}-${month}-${day}`;
}

/** "Today", "Yesterday", "Sunday 22 November" @param {number} at */
export function dayName(at) {
  if (dayOf(at) === dayOf(now())) return "Today";
  if (dayOf(at) === dayOf(now() - DAY)) return "Yesterday";
  const year = dayOf(at).slice(0, 4) === dayOf(now()).slice(0, 4) ? undefined : "numeric";
  return format({ weekday: "long", day: "numeric", month: "long", year }, at);
}

/** "Sun 22 Nov" @param {number} at */
export const shortDay = (at) => format({ weekday: "short", day: "numeric", month: "short" }, at).replace(",", "");

/** The time today, else the day. @param {number | string} moment */
export function shortly(moment) {
  const at = milliseconds(moment);
  if (Number.isNaN(at)) return "";
  return dayOf(at) === dayOf(now()) ? timeOf(at) : format({ day: "numeric", month: "short" }, at);
}

/** "Sun 22 Nov 21:10" @param {number | string} moment */
export function fully(moment) {
  const at = milliseconds(moment);
  return Number.isNaN(at) ? String(moment ?? "") : `${shortDay(at)} ${timeOf(at)}`;
}

/** Today's or a later day's wall time, as "2026-11-23T09:00". @param {number} days @param {string} time */
export function wallTime(days, time) {
  const date = new Date(`${dayOf(now())}T00:00Z`);
  return `${new Date(date.getTime() + days * DAY).toISOString().slice(0, 10)}T${time}`;
}

/** "+7 d", "+3 h", "+20 min", or nothing while the clock is right. @param {number} seconds */
export function movedBy(seconds) {
  if (seconds < 60) return "";
  const [size, unit] = seconds >= 86_400 ? [86_400, "d"] : seconds >= 3600 ? [3600, "h"] : [60, "min"];
  return `+${Math.round(seconds / size)} ${unit}`;
}

/** "0:04" @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "1.2 MB" @param {number} bytes */
export function fileSize(bytes) {
  if (!bytes) return "";
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
