/** Asks the API; every answer is JSON, every error says what is wrong. */
export async function ask(method, path, body) {
  const request = { method, headers: {} };
  if (body !== undefined) {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const answer = await fetch("/api/v1" + path, request);
  if (answer.status === 204) {
    return null;
  }
  const json = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(json.detail), { status: answer.status });
  }
  return json;
}

/** An element with attributes and children; text is always text, whoever wrote it. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child !== null).map((child) => (child instanceof Node ? child : visible(child))));
  return element;
}

/** Marks that turn the order of text, and controls, are shown instead of obeyed. */
export function visible(text) {
  return String(text).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** How long ago; the exact time stands in the title. */
export function ago(time) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(time)) / 1000));
  const text = seconds < 90 ? seconds + " s ago" : seconds < 5400 ? Math.round(seconds / 60) + " min ago"
    : seconds < 129600 ? Math.round(seconds / 3600) + " h ago" : Math.round(seconds / 86400) + " days ago";
  return make("time", { datetime: time, title: time }, text);
}
