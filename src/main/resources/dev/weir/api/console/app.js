import { ask, make, visible } from "./api.js";
import { queue } from "./queue.js";
import { review, model, health } from "./pages.js";

const pages = { queue, review, model, health };
const main = document.getElementById("main");
const live = document.getElementById("live");
const search = document.getElementById("search");
let page = queue;
let lastHeard = Date.now();

export function notice(text) {
  document.getElementById("notice").textContent = visible(text);
}

function show() {
  const name = location.hash.slice(1).split("?")[0] || "queue";
  page = pages[name] || queue;
  document.querySelectorAll("nav a").forEach((link) =>
    link.dataset.page === name ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
  page.open(main, notice).catch((error) => failed(error));
}

function failed(error) {
  if (error.status === 401) {
    logIn();
  } else {
    notice(error.message);
  }
}

function logIn() {
  const token = make("input", { type: "password", id: "token", autocomplete: "current-password" });
  const form = make("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        await ask("POST", "/session", { token: token.value });
        location.reload();
      } catch (error) {
        notice(error.message);
      }
    },
  }, make("h1", {}, "Log in"), make("label", { for: "token" }, "Token "), token, make("button", {}, "Log in"),
  make("p", { class: "dim" }, "In a terminal: ", make("code", {}, "weir token create NAME --role analyst")));
  main.replaceChildren(make("div", { class: "page" }, form));
  token.focus();
}

function listen() {
  const events = new EventSource("/api/v1/events");
  const heard = (event) => {
    lastHeard = Date.now();
    if (page.changed) {
      page.changed(event.type, JSON.parse(event.data));
    }
  };
  ["hello", "reset", "alert", "verdict", "model", "dead-letter"].forEach((kind) => events.addEventListener(kind, heard));
  events.onopen = () => freshness("live", "");
  events.onerror = () => freshness("cut off since " + new Date(lastHeard).toLocaleTimeString(), "cut");
}

function freshness(text, kind) {
  live.textContent = text;
  live.className = kind;
  document.body.classList.toggle("stale", kind === "cut");
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "Escape") {
      event.target.blur();
    }
    return;
  }
  if (event.key === "?") {
    document.getElementById("help").showModal();
  } else if (event.key === "/") {
    event.preventDefault();
    search.focus();
  } else if (page.key) {
    page.key(event.key);
  }
});

search.addEventListener("change", () => queue.search(search.value.trim()));
document.getElementById("logout").addEventListener("click", async () => {
  await ask("DELETE", "/session");
  location.reload();
});
window.addEventListener("hashchange", show);

ask("GET", "/session").then((who) => {
  document.getElementById("who").textContent = visible(who.name) + ", " + who.role;
  show();
  listen();
}).catch(failed);
