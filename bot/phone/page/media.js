// @ts-check
/** What a message carries besides words: photos, files, voice, places, contacts. */

import { fileAddress } from "./api.js";
import { copy } from "./copy.js";
import { dialog } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { duration, fileSize } from "./time.js";

const READABLE = /^text\/|json|calendar|markdown/;
const READABLE_NAME = /\.(md|txt|csv|json|ics|log)$/i;

/** @param {any} message @returns {HTMLElement | null} */
export function media(message) {
  if (message.photo) return photo(message.photo.at(-1), message.caption);
  if (message.voice) return player(message.voice);
  if (message.document) return file(message.document);
  if (message.audio) return el("audio", { controls: true, preload: "metadata", src: fileAddress(message.audio.file_id) });
  const moving = message.video ?? message.animation ?? message.video_note;
  if (moving) return el("video", { controls: true, preload: "metadata", src: fileAddress(moving.file_id) });
  if (message.location) return place(message.location);
  if (message.contact) return contact(message.contact);
  if (message.sticker) return el("p", { class: "sticker" }, message.sticker.emoji ?? "◻");
  return null;
}

function photo(size, caption) {
  const address = fileAddress(size.file_id);
  const shown = { src: address, alt: caption || "Photo" };
  const image = el("img", { ...shown, width: size.width, height: size.height });
  const view = () => viewer("Photo", el("img", shown), address);
  const label = caption ? `Open the photo: ${caption}` : "Open the photo";
  return el("button", { class: "photo", "aria-label": label, "data-testid": "photo", onclick: view }, image);
}

function file(document) {
  const address = fileAddress(document.file_id);
  const name = document.file_name || "File";
  const press = () => opened(document, name, address);
  const open = el("button", { class: "file-open", "data-testid": "document", onclick: press },
    el("span", { class: "unseen" }, "Open "), el("span", { class: "file-icon" }, icon("file")),
    el("span", { class: "file-words" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, fileSize(document.file_size))));
  return el("div", { class: "file" }, open, download(address, name));
}

function download(address, name) {
  const about = { class: "round", "aria-label": `Download ${name}`, title: "Download" };
  return el("a", { ...about, href: `${address}?download=1`, download: name }, icon("download"));
}

async function opened(document, name, address) {
  const type = document.mime_type ?? "";
  if (type.startsWith("image/")) viewer(name, el("img", { src: address, alt: name }), address);
  else if (READABLE.test(type) || READABLE_NAME.test(name)) read(name, await (await fetch(address)).text(), address);
  else if (type === "application/pdf") window.open(address, "_blank", "noopener");
  else window.location.assign(`${address}?download=1`);
}

function read(name, words, address) {
  const press = iconButton("copy", "Copy all of it", { onclick: () => copy(words) });
  viewer(name, el("pre", { class: "page", tabindex: "0" }, words), address, press);
}

function viewer(name, content, address, ...more) {
  const close = iconButton("close", "Close", { autofocus: true, onclick: () => box.close() });
  const bar = el("div", { class: "viewer-bar" }, el("h2", {}, name), ...more, download(address, name), close);
  const box = dialog({ class: "viewer", "aria-label": name, "data-testid": "viewer" }, bar, content);
}

function player(voice) {
  const sound = new Audio(fileAddress(voice.file_id));
  sound.preload = "none";
  const whole = () => (Number.isFinite(sound.duration) ? sound.duration : voice.duration) || 1;
  const turn = () => (sound.paused ? sound.play().catch(broken) : sound.pause());
  const press = iconButton("play", "Play", { onclick: turn });
  const slider = el("input", { type: "range", min: "0", max: "1000", value: "0", "aria-label": "Position" });
  const time = el("span", { class: "time" }, duration(voice.duration));
  slider.addEventListener("input", () => (sound.currentTime = (slider.value / 1000) * whole()));
  sound.addEventListener("timeupdate", () => {
    slider.value = (sound.currentTime / whole()) * 1000;
    time.textContent = duration(sound.currentTime || voice.duration);
  });
  for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, () => {
    press.replaceChildren(icon(sound.paused ? "play" : "pause"));
    press.setAttribute("aria-label", sound.paused ? "Play" : "Pause");
  });
  const broken = () => (time.textContent = "cannot be played");
  return el("div", { class: "voice", "data-testid": "voice" }, press, slider, time);
}

function place({ latitude, longitude }) {
  const words = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return el("div", { class: "card" }, icon("pin"), el("span", {}, el("strong", {}, "Location"), el("br"), words));
}

function contact({ first_name: name, phone_number: number }) {
  return el("div", { class: "card" }, icon("person"), el("span", {}, el("strong", {}, name), el("br"), number));
}
