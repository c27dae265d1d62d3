// @ts-check
/** What stands around the messages: title, menu, Start, blocked, the reply keyboard. */

import { api } from "./api.js";
import { startOver } from "./clock.js";
import { backToWords, sendWords } from "./composer.js";
import { attempt } from "./dialogs.js";
import { byId, el, nameOf } from "./dom.js";
import { rename } from "./people.js";
import { on, person, phone, refreshChat } from "./phone.js";
import { popupAt } from "./popup.js";
import { setTheme, theme, THEMES } from "./theme.js";

// Typing ends by itself, and nobody tells.
const TYPING = 5500;
let typing = 0;

export function showFrame() {
  on("people", title);
  on("person", title);
  on("chat", draw);
  const more = byId("more");
  more.addEventListener("click", () => popupAt(more, "Menu", menu()));
  byId("instead").firstElementChild.addEventListener("click", instead);
}

function title() {
  byId("bot-name").textContent = phone.bot.name;
  const me = person();
  byId("status").textContent = phone.chat?.typing ? "typing…" : me ? `you are ${nameOf(me)}` : "";
}

function draw() {
  const { chat } = phone;
  title();
  byId("typing").hidden = !chat.typing;
  clearTimeout(typing);
  if (chat.typing) typing = window.setTimeout(() => attempt(refreshChat), TYPING);
  byId("chat").lang = person()?.language_code || "en";
  const waits = chat.can_start && !chat.messages.length;
  byId("blank").hidden = !waits;
  if (waits) byId("blank").replaceChildren(...about());
  const other = chat.blocked ? "Unblock the bot" : waits ? "Start" : "";
  byId("instead").hidden = !other;
  byId("instead").firstElementChild.textContent = other;
  byId("composer").classList.toggle("away", Boolean(other));
  replyKeyboard(other ? [] : chat.reply_keyboard ?? []);
}

function about() {
  const { name, description, short_description: short } = phone.bot;
  return [el("h2", {}, `What can ${name} do?`), el("p", {}, description || short || "")];
}

async function instead() {
  if (phone.chat.blocked) await block(false);
  else await sendWords(phone.chat.invite ? `/start ${phone.chat.invite}` : "/start");
  backToWords();
}

async function block(blocked) {
  await attempt(async () => {
    await api.block(phone.id, blocked);
    await refreshChat();
  });
}

function replyKeyboard(rows) {
  const place = byId("reply-keyboard");
  place.hidden = !rows.length;
  const key = (one) => {
    const words = typeof one === "string" ? one : one.text;
    const about = { class: "key", "data-testid": "reply-key", onclick: () => sendWords(words) };
    return el("button", about, el("span", {}, words));
  };
  place.replaceChildren(...rows.map((row) => el("div", { class: "keys" }, row.map(key))));
}

function menu() {
  const blocked = Boolean(phone.chat?.blocked);
  return [
    ...THEMES.map(([name, label]) => ({
      label, icon: "theme", test: `theme-${name || "system"}`, checked: theme() === name, run: () => setTheme(name),
    })),
    { label: "Name and language…", icon: "person", test: "rename", run: rename },
    { label: blocked ? "Unblock the bot" : "Block the bot", icon: "block", test: "block", run: () => block(!blocked) },
    { label: "Start over…", icon: "restart", test: "start-over", danger: true, run: startOver },
  ];
}
