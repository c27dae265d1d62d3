// @ts-check
/** A voice message through the microphone, or a sound file where there is none to be had. */

import { say } from "./dialogs.js";
import { byId, el, iconButton } from "./dom.js";
import { duration } from "./time.js";

const bar = byId("recording");
const form = byId("composer");
const KINDS = [["audio/ogg;codecs=opus", "ogg"], ["audio/webm;codecs=opus", "webm"], ["audio/mp4", "m4a"]];

/**
 * Resolves to the recorded file, or null when it was thrown away.
 * @param {() => void} instead @returns {Promise<File | null>}
 */
export async function record(instead) {
  const kind = KINDS.find(([type]) => globalThis.MediaRecorder?.isTypeSupported(type));
  if (!kind || !navigator.mediaDevices) {
    instead();
    return null;
  }
  try {
    return await recorded(await navigator.mediaDevices.getUserMedia({ audio: true }), kind);
  } catch {
    say("No microphone here: pick a sound file instead.");
    instead();
    return null;
  }
}

/** @param {MediaStream} stream @param {string[]} kind @returns {Promise<File | null>} */
function recorded(stream, [type, ending]) {
  const recorder = new MediaRecorder(stream, { mimeType: type });
  /** @type {Blob[]} */
  const parts = [];
  let keep = false;
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  const finish = (kept) => () => {
    keep = kept;
    recorder.stop();
  };
  const hide = shown(finish(true), finish(false));
  recorder.start();
  return new Promise((resolve) => recorder.addEventListener("stop", () => {
    hide();
    for (const track of stream.getTracks()) track.stop();
    resolve(keep ? new File(parts, `voice.${ending}`, { type: type.split(";")[0] }) : null);
  }));
}

function shown(send, cancel) {
  const began = Date.now();
  const time = el("span", { class: "time" }, "0:00");
  const about = { class: "round send", "data-testid": "recording-send", onclick: send };
  const done = iconButton("send", "Send the recording", about);
  bar.replaceChildren(el("div", { class: "row" },
    iconButton("trash", "Throw the recording away", { "data-testid": "recording-cancel", onclick: cancel }),
    el("span", { class: "red-dot", "aria-hidden": "true" }), time, el("span", { class: "grow" }, "Recording"), done));
  bar.hidden = false;
  form.hidden = true;
  done.focus();
  const ticking = setInterval(() => (time.textContent = duration((Date.now() - began) / 1000)), 500);
  return () => {
    clearInterval(ticking);
    bar.hidden = true;
    form.hidden = false;
    byId("words").focus({ preventScroll: true });
  };
}
