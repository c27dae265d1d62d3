// @ts-check
/** What can be asked of Telegram's side on this machine; a refusal is thrown as the sentence it gave. */

async function call(method, path, body) {
  const form = body instanceof FormData;
  const headers = body && !form ? { "Content-Type": "application/json" } : undefined;
  const sent = form || body === undefined ? body : JSON.stringify(body);
  let answer;
  try {
    answer = await fetch(`/api/${path}`, { method, headers, body: sent, cache: "no-store" });
  } catch {
    throw new Error("The phone's server does not answer. Is it still running?");
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error || `The phone's server answered ${answer.status}.`);
  return said;
}

const get = (path) => call("GET", path);
const post = (path, body = {}) => call("POST", path, body);

export const api = {
  phone: (language) => get(`phone?language=${encodeURIComponent(language)}`),
  chat: (id) => get(`people/${id}`),
  behind: (id) => get(`behind?person=${id}`),
  changePerson: (id, person) => call("PATCH", `people/${id}`, person),
  addPerson: (person) => post("people", person),
  send: (id, text, replyTo) => post(`people/${id}/messages`, replyTo ? { text, reply_to: replyTo } : { text }),
  edit: (id, message, text) => call("PATCH", `people/${id}/messages/${message}`, { text }),
  remove: (id, message) => call("DELETE", `people/${id}/messages/${message}`),
  press: (id, message, data) => post(`people/${id}/presses`, { message_id: message, data }),
  forward: (id, message, from) => post(`people/${id}/forwards`, { message_id: message, from_person: from }),
  forwardText: (id, text, name) => post(`people/${id}/forwards`, { text, name }),
  location: (id, latitude, longitude) => post(`people/${id}/location`, { latitude, longitude }),
  contact: (id, contact) => post(`people/${id}/contact`, contact),
  block: (id, blocked) => post(`people/${id}/${blocked ? "block" : "unblock"}`),
  read: (id) => post(`people/${id}/read`),
  clock: (move) => post("clock", move),
  startOver: () => post("start-over"),
  sendFile(id, file, kind, caption) {
    const form = new FormData();
    form.set("kind", kind);
    if (caption) form.set("caption", caption);
    form.set("file", file, file.name);
    return post(`people/${id}/messages`, form);
  },
};

/** @param {string} fileId */
export const fileAddress = (fileId) => `/api/files/${encodeURIComponent(fileId)}`;
