import { ago, ask, attempt, make, mayTeach, notice, span } from "./api.js";
import { count, host, lesson, score, table } from "./words.js";

const MOST = 100;
const DOES = {
  deny: "block", contain: "contain", redirect: "redirect the traffic to", investigate: "investigate", notify: "tell others of",
};
/** After the choice has moved by itself, keys decide nothing for a moment: they may have been meant for the one before. */
const PAUSE = 1000;
const state = { main: null, of: null, chosen: null, movedAt: 0, shown: "", lists: {} };
let timer = null;
let clock = null;

const until = (response) => Math.round((new Date(response.until) - Date.now()) / 1000);
const deed = (response) => (DOES[response.action] ?? response.action) + " " + host(response.host) + (response.peer ? " ↔ " + host(response.peer) : "");
const toDecide = () => [...(state.lists.waiting ?? []), ...(state.lists.force ?? [])];
const chosen = () => toDecide().find((response) => response.response_id === state.chosen) ?? toDecide()[0];

async function load() {
  const of = state.of ? "&host=" + encodeURIComponent(state.of) : "";
  const list = (group) => ask("GET", "/responses?group=" + group + "&limit=" + MOST + of);
  // The first begun is the first to decide on; of what is over, the latest is looked for.
  const [waiting, force, observed, over] = await Promise.all(["waiting", "in-force", "observed", "over"].map(list));
  state.lists = { waiting, force, observed: observed.reverse(), over: over.reverse() };
}

async function draw(evenIfTheSame) {
  await load().catch((error) => {
    if (error.status !== 409) {
      throw error;
    }
    state.lists = { refused: error.message };
  });
  const shown = JSON.stringify(state.lists);
  if (evenIfTheSame || shown !== state.shown) {
    state.shown = shown;
    paint();
  }
}

function keepChoice() {
  const before = state.chosen;
  state.chosen = chosen()?.response_id ?? null;
  if (before && state.chosen && before !== state.chosen) {
    state.movedAt = Date.now();
  }
}

function paint() {
  keepChoice();
  const { waiting, force, observed, over, refused } = state.lists;
  if (refused) {
    state.main.replaceChildren(make("div", { class: "page" }, make("h1", {}, "Responses"),
      lesson("Nothing is decided here now", refused + ".", "weir responses")));
    return;
  }
  const nothing = waiting.length + force.length + observed.length + over.length === 0;
  state.main.replaceChildren(make("div", { class: "page" }, make("h1", {}, state.of ? "Responses: " + host(state.of) : "Responses"),
    make("p", { class: "dim" }, state.of ? make("a", { href: "#responses" }, "all hosts")
      : "What is proposed and done about alerts. Whatever is done ends by itself, and can be undone before."),
    nothing ? lesson("No response yet", "config/playbook.yaml says what is done about which alerts; out of the box it only shows what it would do.", "weir rehearse config/playbook.yaml --since 7d")
      : [make("h2", {}, many(waiting, "proposal") + " to approve"), cards(waiting, "Nothing waits for a person."),
        make("h2", {}, many(force, "response") + " in force"), cards(force, "Nothing is blocked, contained or redirected."),
        observed.length ? [make("h2", {}, many(observed, "response") + " of rules that only observe"), past("Only observed", observed)] : null,
        over.length ? [make("h2", {}, "Over"), past("Over", over)] : null]));
}

const many = (list, noun) => (list.length < MOST ? count(list.length, noun) : MOST + " " + noun + "s or more");

function cards(list, none) {
  return list.length ? make("ol", { class: "cards" }, list.map(card)) : make("p", { class: "dim" }, none);
}

function card(response) {
  const isChosen = response === chosen();
  return make("li", { class: isChosen ? "card first" : "card", "aria-current": isChosen ? "true" : null, "data-id": response.response_id,
    onclick: () => choose(response.response_id) },
    make("p", { class: "card-head" }, score(response.score), make("b", {}, deed(response)), left(response), history(response)),
    make("p", {}, response.reason + (response.why === response.reason ? "" : " · " + response.why)),
    make("p", { class: "dim" }, "rule " + response.rule + ", " + standing(response) + " · alert " + response.alert_id + ", model " + response.model_version
      + (response.keep ? " · may still talk to " + response.keep.join(", ") : "") + (response.redirect_to ? " · goes to " + response.redirect_to : "")
      + (response.offence ? " · " + count(response.offence, "earlier time") : "")),
    isChosen && mayTeach() ? actions(response) : null);
}

/** Who has said what so far, and who must yet. */
function standing(response) {
  if (response.state !== "proposed") {
    return response.state + (response.state === "approved" ? ", not yet done" : " by " + response.by);
  }
  const said = response.approved_by.length ? "approved by " + response.approved_by.join(", ") + "; " : "";
  return said + (response.approvals > 1 ? "needs " + response.approvals + " people" : "for " + span(response.seconds));
}

function left(response) {
  return make("span", { class: "dim", "data-until": response.until, title: response.until }, leftWords(response));
}

function leftWords(response) {
  const seconds = until(response);
  return seconds <= 0 ? "ends now" : (response.state === "proposed" ? "lapses in " : "ends in ") + span(seconds);
}

function history(response) {
  return state.of ? null : make("a", { href: "#responses?host=" + encodeURIComponent(response.host) }, "history");
}

function actions(response) {
  const isProposed = response.state === "proposed";
  return make("div", { class: "actions" },
    isProposed ? make("button", { type: "button", class: "act", onclick: () => attempt(approve) }, "Approve ", make("kbd", {}, "a")) : null,
    make("button", { type: "button", class: isProposed ? "act quiet" : "act", onclick: () => attempt(undo) }, isProposed ? "Refuse " : "Undo ", make("kbd", {}, "u")));
}

function past(name, list) {
  return table(name, ["what", "state", "why", "by", "when", ""], list.map((response) => [deed(response), response.state, response.why, response.by,
    ago(response.at), history(response)]));
}

async function approve() {
  await decide("approve", (response) => response.state === "proposed", "only a proposal can be approved");
}

async function undo() {
  await decide("undo", () => true, "");
}

async function decide(what, may, whyNot) {
  const response = chosen();
  if (!mayTeach() || !response || !may(response)) {
    notice(!mayTeach() ? "a viewer sees, and decides nothing" : response ? whyNot : "nothing to decide");
    return;
  }
  if (Date.now() - state.movedAt < PAUSE) {
    notice("another response came to be chosen: look, and press again");
    return;
  }
  const next = toDecide()[toDecide().indexOf(response) + 1];
  const now = await ask("POST", "/responses/" + what, { id: response.response_id });
  state.chosen = now.state === "proposed" ? response.response_id : next?.response_id ?? null;
  notice(deed(now) + ": " + now.state + (now.state === "proposed" ? ", " + now.why : ""));
  await draw(true);
}

function choose(id) {
  if (id !== state.chosen) {
    state.chosen = id;
    paint();
  }
}

function move(by) {
  const list = toDecide();
  const at = list.indexOf(chosen()) + by;
  if (list[at]) {
    choose(list[at].response_id);
    state.main.querySelector(".card.first").scrollIntoView({ block: "nearest" });
  }
}

function tick() {
  toDecide().forEach((response) => {
    const shown = state.main.querySelector('[data-id="' + CSS.escape(response.response_id) + '"] [data-until]');
    if (shown) {
      shown.textContent = leftWords(response);
    }
  });
}

function every(millis, action) {
  const running = setInterval(() => (location.hash.startsWith("#responses") ? action() : clearInterval(running)), millis);
  return running;
}

/** What is proposed and done about alerts: approved and undone by one key, with its reason and the time it has left. */
export const responses = {
  async open(main, params) {
    state.main = main;
    state.of = params.get("host");
    await draw(true);
    clearInterval(timer);
    clearInterval(clock);
    timer = every(2000, () => attempt(draw));
    clock = every(1000, tick);
  },
  changed(kind) {
    if (kind === "response") {
      attempt(draw);
    }
  },
  down(event) {
    const keys = { a: approve, u: undo, j: () => move(1), k: () => move(-1) };
    if (keys[event.key] && (!event.repeat || "jk".includes(event.key))) {
      attempt(keys[event.key]);
    }
  },
};
