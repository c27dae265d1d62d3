// @ts-check
/** Photos, files, places, contacts and foreign texts on their way into the chat. */

import { api } from "./api.js";
import { attempt, fill } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { phone, refreshChat } from "./phone.js";
import { popupAt } from "./popup.js";
import { record } from "./recorder.js";
import { fileSize } from "./time.js";

const pick = byId("pick");
// Somewhere for every kind of time zone; a map would have to be fetched from outside.
const PLACES = [
  ["52.52,13.405", "Berlin"], ["40.4168,-3.7038", "Madrid"], ["51.5072,-0.1276", "London"],
  ["40.7128,-74.006", "New York"], ["34.0522,-118.2437", "Los Angeles"], ["-23.5505,-46.6333", "São Paulo"],
  ["28.6139,77.209", "Delhi"], ["35.6762,139.6503", "Tokyo"], ["-33.8688,151.2093", "Sydney"],
];

export function showAttach() {
  const button = byId("attach");
  button.addEventListener("click", () => popupAt(button, "Attach", [
    { label: "Photo", icon: "photo", test: "attach-photo", run: () => choose("image/*", taken) },
    { label: "File", icon: "file", test: "attach-file", run: () => choose("", (files) => taken(files, "document")) },
    { label: "Voice message", icon: "mic", test: "attach-voice", run: voice },
    { label: "Location", icon: "pin", test: "attach-location", run: location },
    { label: "Contact", icon: "person", test: "attach-contact", run: contact },
    { label: "Forward a text", icon: "mail", test: "attach-text", run: text },
  ]));
  byId("record").addEventListener("click", voice);
  byId("words").addEventListener("paste", pasted);
  dropping();
}

function choose(accept, then) {
  pick.accept = accept;
  pick.value = "";
  pick.onchange = () => pick.files.length && then([...pick.files]);
  pick.click();
}

async function voice() {
  const recorded = await record(() => choose("audio/*", ([file]) => send("voice", file)));
  if (recorded) send("voice", recorded);
}

/** Shown before it is sent, with a line to go with it. */
async function offered(kind, file) {
  const address = kind === "photo" ? URL.createObjectURL(file) : "";
  const line = { name: "caption", label: "A line with it, if you like", maxlength: "1024" };
  const as = { name: "kind", label: "As", options: [["photo", "a photo"], ["document", "a file, unchanged"]] };
  const values = address
    ? await fill("Send a photo", "Send", [line, as], el("img", { class: "preview", src: address, alt: "" }))
    : await fill("Send a file", "Send", [line], el("p", { class: "note" }, `${file.name}, ${fileSize(file.size)}`));
  URL.revokeObjectURL(address);
  if (values) await send(values.kind ?? kind, file, values.caption);
}

const send = (kind, file, caption) => go(() => api.sendFile(phone.id, file, kind, caption));

async function go(action) {
  await attempt(async () => {
    await action();
    await refreshChat();
  });
}

async function location() {
  const values = await fill("Send a location", "Send", [
    { name: "place", label: "A city", options: [["", "By its coordinates, below"], ...PLACES], value: PLACES[0][0] },
    { name: "latitude", label: "Latitude", type: "number", step: "any", min: "-90", max: "90" },
    { name: "longitude", label: "Longitude", type: "number", step: "any", min: "-180", max: "180" },
  ]);
  if (!values) return;
  const given = values.place ? values.place.split(",") : [values.latitude, values.longitude];
  const [latitude, longitude] = given.map(Number);
  await go(() => api.location(phone.id, latitude, longitude));
}

async function contact() {
  const values = await fill("Send a contact", "Send", [
    { name: "first_name", label: "First name", required: true, maxlength: "64" },
    { name: "phone_number", label: "Phone number", type: "tel", required: true },
  ]);
  if (values) await go(() => api.contact(phone.id, values));
}

async function text() {
  const values = await fill("Forward a text", "Forward", [
    { name: "name", label: "From whom", required: true, value: "Ana, Acme", maxlength: "64" },
    { name: "text", label: "What they wrote", area: true, rows: "7", required: true, maxlength: "4096" },
  ], el("p", { class: "note" }, "As if it came from another chat: an invitation, an offer, a refusal."));
  if (values) await go(() => api.forwardText(phone.id, values.text, values.name));
}

const kindOf = (file) => (/^image\/(png|jpeg|webp|gif)$/.test(file.type) ? "photo" : "document");

async function taken(files, kind) {
  for (const file of files) await offered(kind ?? kindOf(file), file);
}

function pasted(event) {
  const files = [...event.clipboardData.files];
  if (!files.length) return;
  event.preventDefault();
  taken(files);
}

function dropping() {
  const main = byId("main");
  const sign = byId("drop");
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  main.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    sign.hidden = false;
  });
  main.addEventListener("dragleave", (event) => main.contains(event.relatedTarget) || (sign.hidden = true));
  main.addEventListener("drop", (event) => {
    sign.hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    taken([...event.dataTransfer.files]);
  });
}
