/** Who is logged in: name and role. */
export const session = { name: "", role: "viewer" };
export const mayTeach = () => session.role === "analyst" || session.role === "operator";
export const mayOperate = () => session.role === "operator";

/** Asks the API; every answer is JSON, every error says what is wrong. */
export async function ask(method, path, body) {
  const request = { method, headers: {} };
  if (body !== undefined) {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch("/api/v1" + path, request);
  } catch (error) {
    throw Object.assign(new Error("the detector does not answer: it may be starting again"), { status: 0 });
  }
  if (answer.status === 204) {
    return null;
  }
  const json = await answer.json().catch(() => ({ detail: "the answer is no JSON (status " + answer.status + ")" }));
  if (!answer.ok) {
    throw Object.assign(new Error(json.detail), { status: answer.status });
  }
  return json;
}

/** Says something to the analyst, at the foot of the page. */
export function notice(text) {
  document.getElementById("notice").textContent = visible(text);
}

/** Runs what may fail, and says why it did. */
export function attempt(action) {
  return Promise.resolve().then(action).catch((error) => notice(error.message));
}

/** An element with attributes and children; text is always text, whoever wrote it. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  set(element, attributes);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : visible(child))));
  return element;
}

function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
}

/** Marks that turn the order of text, and controls, are shown instead of obeyed. */
export function visible(text) {
  return String(text).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** How long ago; the exact time stands in the title. */
export function ago(time) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(time)) / 1000));
  return make("time", { datetime: time, title: time }, span(seconds) + " ago");
}

/** A length of time in words. */
export function span(seconds) {
  return seconds < 90 ? seconds + " s" : seconds < 5400 ? Math.round(seconds / 60) + " min"
    : seconds < 129600 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " days";
}
