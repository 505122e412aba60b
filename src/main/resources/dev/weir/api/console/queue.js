import { ask, make, ago } from "./api.js";

const state = { rows: [], next: null, selected: null, order: "newest", open: true, words: "", names: false, waiting: 0, last: null };
let list = null;
let pane = null;
let notice = () => {};

function query(cursor) {
  const asked = new URLSearchParams({ limit: "100" });
  if (state.open) {
    asked.set("state", "open");
  }
  if (state.words) {
    asked.set("q", state.words);
  } else if (state.order === "score") {
    asked.set("order", "score");
  }
  if (cursor) {
    asked.set("cursor", cursor);
  }
  return "/alerts?" + asked;
}

async function load() {
  const page = await ask("GET", query());
  state.rows = page.alerts;
  state.next = page.next;
  state.waiting = 0;
  draw(page);
}

async function more() {
  const page = await ask("GET", query(state.next));
  state.rows.push(...page.alerts);
  state.next = page.next;
  draw(page);
}

function draw(page) {
  const counts = page.counts;
  const top = make("p", { class: "dim row-head" }, counts.open + " open, " + counts.malicious + " malicious, " + counts.benign
    + " benign · model " + page.model_version + " · " + (state.open ? "open" : "all") + ", "
    + (state.words ? "with " + state.words : state.order === "score" ? "highest score first" : "newest first"));
  const rows = state.rows.map(row);
  if (rows.length === 0) {
    rows.push(empty(counts));
  }
  if (state.next) {
    rows.push(make("button", { type: "button", onclick: () => more().catch((e) => notice(e.message)) }, "more"));
  }
  list.replaceChildren(top, ...rows);
}

function empty(counts) {
  const none = counts.open + counts.malicious + counts.benign === 0;
  return make("p", { class: "pane" }, none ? "No alert yet. Send flows: " : "Nothing here: press o for all alerts, or clear the search.",
    none ? make("code", {}, "weir replay conn.log.gz") : "");
}

function row(alert) {
  const score = alert.score_now ?? alert.score;
  const meter = make("span", { class: "meter" });
  meter.style.width = Math.round(score * 100) + "%";
  return make("button", {
    type: "button", class: "row", "data-id": alert.alert_id, "aria-selected": String(alert.alert_id === state.selected), role: "option",
    onclick: () => select(alert.alert_id),
  }, make("span", { "aria-hidden": "true" }, meter), make("span", {}, score.toFixed(2)), make("span", {}, alert.category || alert.kind),
  make("span", {}, alert.src_ip + " → " + (alert.destinations > 1 ? alert.destinations + " hosts" : alert.dst_ip)),
  make("span", { class: "dim" }, alert.state === "open" ? ago(alert.raised_at) : alert.state));
}

async function select(id) {
  state.selected = id;
  list.querySelectorAll(".row").forEach((one) => one.setAttribute("aria-selected", String(one.dataset.id === id)));
  const chosen = list.querySelector("[aria-selected=true]");
  if (chosen) {
    chosen.scrollIntoView({ block: "nearest" });
  }
  detail(await ask("GET", "/alerts/" + encodeURIComponent(id)));
}

function detail(shown) {
  const alert = shown.alert;
  const record = shown.record;
  const parts = [{ words: "what every flow gets", feature: "base", logit: record.base }, ...(record.reasons || []),
    { words: "the rest", feature: "rest", logit: record.rest }];
  pane.replaceChildren(
    make("h1", {}, alert.src_ip + " → " + (alert.destinations > 1 ? alert.destinations + " hosts" : alert.dst_ip) + " · "
      + (alert.category || alert.kind) + " · " + alert.state),
    make("p", { class: "dim" }, alert.count + " flows, first ", ago(alert.first_seen), ", last ", ago(alert.last_seen), ", id " + alert.alert_id),
    make("h2", {}, "Why " + alert.score.toFixed(2)),
    make("table", {}, ...parts.filter((part) => Number.isFinite(part.logit)).map(reason)),
    make("p", {}, alert.score_now === null ? "Its features are of another release: the newest model cannot score it."
      : "The newest model, " + shown.model_version + ", says " + alert.score_now.toFixed(2) + "; model " + alert.model_version + " raised it."),
    make("p", {}, act("malicious", "m"), " ", act("benign", "b"), " ", make("button", { type: "button", onclick: undo }, "undo (u)")),
    make("h2", {}, "Said"),
    shown.verdicts.length ? make("table", {}, ...shown.verdicts.map(said)) : make("p", { class: "dim" }, "Nothing yet: m or b says what it is."),
    make("h2", {}, "Before, this host"),
    shown.earlier.length ? make("table", {}, ...shown.earlier.map(earlier)) : make("p", { class: "dim" }, "No earlier alert."));
}

function reason(part) {
  const bar = make("meter", { min: "0", max: "5", value: String(Math.min(5, Math.abs(part.logit))), "aria-hidden": "true" });
  return make("tr", { class: "reason" }, make("td", {}, state.names ? part.feature : part.words || part.feature), make("td", {}, bar),
    make("td", { class: "number" }, (part.logit >= 0 ? "+" : "−") + Math.abs(part.logit).toFixed(2)));
}

function said(verdict) {
  return make("tr", {}, make("td", {}, verdict.analyst), make("td", {}, verdict.verdict), make("td", {},
    verdict.state === "learned" ? "learned in model " + verdict.model_version : verdict.state + (verdict.reason ? ": " + verdict.reason : "")),
  make("td", {}, verdict.comment || ""), make("td", { class: "number" }, ago(verdict.at)));
}

function earlier(alert) {
  return make("tr", {}, make("td", {}, alert.score.toFixed(2)), make("td", {}, alert.kind), make("td", {}, alert.state),
    make("td", { class: "number" }, ago(alert.raised_at)));
}

function act(verdict, key) {
  return make("button", { type: "button", onclick: () => give(verdict) }, verdict + " (" + key + ")");
}

async function give(verdict) {
  if (!state.selected) {
    return;
  }
  const before = new Map(state.rows.map((alert) => [alert.alert_id, alert.score_now]));
  const given = state.selected;
  move(1);
  try {
    const sent = await ask("POST", "/feedback", { alert_id: given, verdict });
    state.last = { id: sent.feedback[0].feedback_id, alert: given, before };
    notice(verdict + " sent; u takes it back");
  } catch (error) {
    notice(error.message);
  }
}

async function undo() {
  if (!state.last) {
    notice("no verdict of this visit to take back");
    return;
  }
  try {
    await ask("DELETE", "/feedback/" + state.last.id);
    notice("taken back");
    state.last = null;
  } catch (error) {
    notice(error.message);
  }
}

function move(step) {
  const at = state.rows.findIndex((alert) => alert.alert_id === state.selected);
  const to = state.rows[Math.max(0, Math.min(state.rows.length - 1, at + step))];
  if (to) {
    select(to.alert_id).catch((error) => notice(error.message));
  }
}

/** What a lesson did to the alerts on the page. */
async function taught(version) {
  const page = await ask("GET", query());
  const last = state.last;
  const scores = new Map(page.alerts.map((alert) => [alert.alert_id, alert.score_now]));
  if (last) {
    const changed = [...scores].filter(([id, score]) => id !== last.alert && Math.abs(score - (last.before.get(id) ?? score)) >= 0.01);
    const own = await ask("GET", "/alerts/" + encodeURIComponent(last.alert));
    notice("model " + version + ": this alert now " + (own.alert.score_now ?? 0).toFixed(2) + ", " + changed.length + " other open alerts changed");
  }
  state.rows = page.alerts;
  state.next = page.next;
  draw(page);
}

let timer = null;
export const queue = {
  async open(main, say) {
    notice = say;
    list = make("div", { class: "list", role: "listbox", "aria-label": "Alerts", tabindex: "0" });
    pane = make("section", { class: "pane", "aria-label": "Alert" }, make("p", { class: "dim" }, "j and k move, ? shows all keys."));
    main.replaceChildren(list, pane);
    await load();
    if (state.selected) {
      await select(state.selected);
    }
  },
  search(words) {
    state.words = words;
    location.hash = "#queue";
    load().catch((error) => notice(error.message));
  },
  key(key) {
    const keys = {
      j: () => move(1), k: () => move(-1), m: () => give("malicious"), b: () => give("benign"), u: undo,
      n: () => { state.names = !state.names; return state.selected ? select(state.selected) : null; },
      s: () => { state.order = state.order === "newest" ? "score" : "newest"; return load(); },
      o: () => { state.open = !state.open; return load(); },
    };
    if (keys[key]) {
      Promise.resolve(keys[key]()).catch((error) => notice(error.message));
    }
  },
  changed(kind, change) {
    if (kind === "alert" && change.is_new && state.selected) {
      state.waiting++;
      notice(state.waiting + " new: press s twice, or reload, to see them");
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => (kind === "model" ? taught(change.version) : load()).catch((error) => notice(error.message)), 150);
  },
};
