// @ts-check
/** The page's beginning: puts the parts together, opens a chat, listens to what happens. */

import { api } from "./api.js";
import { showAttach } from "./attach.js";
import { showBehind, soon } from "./behind.js";
import { jumpTo, showChat } from "./chat.js";
import { showClock } from "./clock.js";
import { menuKeys, showCommands } from "./commands.js";
import { sendWords, showComposer } from "./composer.js";
import { attempt } from "./dialogs.js";
import { byId } from "./dom.js";
import { showFrame } from "./frame.js";
import { answered } from "./keyboard.js";
import { follow, openedHere } from "./links.js";
import { messageMenu, showMessageMenu } from "./message-menu.js";
import { showPeople, speakAsBrowser } from "./people.js";
import { on, open, person, phone, refreshChat, refreshPeople, setClock } from "./phone.js";

// A server that starts again takes a moment.
const AGAIN = 2000;

showFrame();
showPeople();
showChat({ link: openedHere, follow, command: (words) => sendWords(words), menu: messageMenu, jump: jumpTo });
showComposer(menuKeys);
showCommands();
showAttach();
showMessageMenu();
showClock();
showBehind();
fitViewport();
on("chat", markRead);
on("people", markRead);
on("person", () => attempt(refreshPeople));
document.addEventListener("visibilitychange", markRead);
listen();

async function refresh() {
  await refreshPeople();
  await speakAsBrowser();
  const asked = Number(location.hash.slice(1));
  const id = phone.id || (person(asked) ? asked : phone.people[0]?.id);
  if (id && id !== phone.id) await open(id);
  else if (id) await refreshChat();
}

function listen() {
  const events = new EventSource("/api/events");
  const heard = (event) => JSON.parse(event.data || "{}");
  events.addEventListener("open", () => {
    byId("offline").hidden = true;
    attempt(refresh);
  });
  events.addEventListener("changed", (event) => attempt(() => changed(heard(event).person)));
  events.addEventListener("toast", (event) => answered(heard(event)));
  events.addEventListener("clock", (event) => setClock(heard(event)));
  events.addEventListener("over", () => location.replace("/"));
  events.addEventListener("error", () => {
    byId("offline").hidden = false;
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  });
}

async function changed(id) {
  soon();
  if (id === phone.id) await refreshChat();
  await refreshPeople();
}

function markRead() {
  const me = person();
  if (document.visibilityState !== "visible" || !phone.chat || !me?.unread) return;
  me.unread = 0;
  api.read(me.id).catch(() => {});
}

/** iOS lays its keyboard over the page: only the visual viewport knows what is left. */
function fitViewport() {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    if (view.scale > 1.01) return;
    document.documentElement.style.setProperty("--height", `${view.height}px`);
    window.scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
  fit();
}
