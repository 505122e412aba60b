import { ask, attempt, make, notice, session, visible } from "./api.js";
import { areHidden, command, hideHosts } from "./words.js";
import { queue } from "./queue.js";
import { review } from "./review.js";
import { responses } from "./responses.js";
import { model } from "./model.js";
import { health } from "./health.js";
import { hunt } from "./hunt.js";

const pages = { queue, review, responses, model, health, hunt };
const main = document.getElementById("main");
const live = document.getElementById("live");
const search = document.getElementById("search");
let page = queue;
let lastHeard = Date.now();
let lastId = null;
let cutSince = null;
let title = "Weir";
/** Responses that are proposed and wait for a person. */
let waiting = 0;
/** How often a page was turned to. */
let turned = 0;

function show() {
  const [name, rest] = location.hash.slice(1).split("?");
  page = pages[name] || queue;
  const shown = pages[name] ? name : "queue";
  title = shown[0].toUpperCase() + shown.slice(1) + " · Weir";
  tellWaiting();
  document.querySelectorAll("nav a").forEach((link) =>
    link.dataset.page === shown ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
  const state = new URLSearchParams(rest || "");
  search.value = state.get("q") || "";
  attempt(() => page.open(newPlace(), state).catch(failed));
}

/** Where a page draws. What it draws once another page was turned to stays out of sight: its answers may have come late. */
function newPlace() {
  turned += 1;
  const turn = turned;
  const place = make("div", { class: "place" });
  place.replaceChildren = (...content) => {
    Element.prototype.replaceChildren.apply(place, content);
    if (turn === turned && !place.parentNode) {
      main.replaceChildren(place);
    }
  };
  return place;
}

/** How many proposals wait stands beside the link to them, and in the title, which is seen from another tab. */
function tellWaiting() {
  document.title = (waiting ? "(" + waiting + ") " : "") + title;
  const shown = document.getElementById("waiting");
  shown.hidden = waiting === 0;
  shown.textContent = waiting;
  shown.title = waiting + (waiting === 1 ? " proposal waits" : " proposals wait") + " for a person";
}

async function countWaiting() {
  waiting = (await ask("GET", "/status?digest=false")).responses?.waiting ?? 0;
  tellWaiting();
}

function failed(error) {
  if (error.status === 401) {
    logIn();
    return;
  }
  notice(error.message);
  if (error.status === 0 || error.status === 503) {
    setTimeout(show, 2000);
  }
}

function logIn() {
  const token = make("input", { type: "password", id: "token", autocomplete: "current-password" });
  const wrong = make("p", { role: "alert" });
  const form = make("form", {
    class: "login",
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        await ask("POST", "/session", { token: token.value });
        location.reload();
      } catch (error) {
        wrong.textContent = visible(error.message);
      }
    },
  }, make("h1", {}, "Log in"), make("label", { for: "token" }, "Token"), token, make("button", { class: "main" }, "Log in"), wrong,
  make("p", { class: "dim" }, "A token is made in a terminal:"), make("p", {}, command("weir token create NAME --role analyst")));
  live.textContent = "";
  live.className = "";
  document.getElementById("who").textContent = "";
  document.getElementById("logout").hidden = true;
  main.replaceChildren(form);
  token.focus();
}

function listen() {
  const events = new EventSource("/api/v1/events" + (lastId ? "?last=" + encodeURIComponent(lastId) : ""));
  const heard = (event) => {
    lastHeard = Date.now();
    lastId = event.lastEventId || lastId;
    const change = JSON.parse(event.data);
    if (event.type === "response") {
      waiting = change.waiting;
      tellWaiting();
    }
    if (page.changed) {
      page.changed(event.type, change);
    }
  };
  ["hello", "reset", "alert", "verdict", "model", "dead-letter", "response"].forEach((kind) => events.addEventListener(kind, heard));
  events.onopen = () => {
    attempt(countWaiting);
    if (cutSince) {
      cutSince = null;
      notice("connected again");
      show();
    }
    freshness("live", "live");
  };
  events.onerror = () => {
    cutSince = cutSince || new Date();
    freshness("cut off since " + cutSince.toLocaleTimeString() + "; what you see is of then", "cut");
    if (events.readyState === EventSource.CLOSED) {
      events.close();
      setTimeout(listen, 2000);
    }
  };
}

function freshness(text, kind) {
  live.textContent = text;
  live.className = kind;
  document.body.classList.toggle("stale", kind === "cut");
}

function pressed(event) {
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") {
      event.target.blur();
      main.focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("help").open) {
    return;
  }
  if (event.key === "?") {
    document.getElementById("help").showModal();
  } else if (event.key === "/") {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "p") {
    hideHosts(!areHidden());
    notice(areHidden() ? "pseudonyms on this screen; p shows addresses again" : "addresses are shown");
    show();
  } else if ("123456".includes(event.key)) {
    location.hash = "#" + Object.keys(pages)[Number(event.key) - 1];
  } else if (page.down) {
    page.down(event);
  }
}

document.addEventListener("keydown", pressed);
document.addEventListener("keyup", (event) => {
  if (page.up && !event.target.matches("input, select, textarea")) {
    page.up(event);
  }
});
search.addEventListener("change", () => queue.search(search.value.trim()));
document.getElementById("keys").addEventListener("click", () => document.getElementById("help").showModal());
document.getElementById("logout").addEventListener("click", () => attempt(async () => {
  await ask("DELETE", "/session");
  location.reload();
}));
window.addEventListener("hashchange", () => {
  notice("");
  show();
});

function start() {
  ask("GET", "/session").then((who) => {
    Object.assign(session, who);
    document.getElementById("who").textContent = visible(who.name) + " · " + who.role;
    document.getElementById("logout").hidden = false;
    show();
    listen();
  }).catch((error) => {
    failed(error);
    if (error.status !== 401) {
      setTimeout(start, 2000);
    }
  });
}
start();
