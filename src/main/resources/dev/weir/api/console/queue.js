import { ago, ask, attempt, make, mayTeach, notice, session } from "./api.js";
import { count, host, lesson, score, threat } from "./words.js";
import { show } from "./alert.js";

const PAGE = 200;
const MOST_REFRESHED = 400;
const HOLD_MILLIS = 350;
const PATIENCE_MILLIS = 4000;
const AGE_MILLIS = 30000;
const filter = { state: "open", order: "newest", q: "", host: "", kind: "", assignee: "" };
const state = { rows: [], next: null, selected: null, marked: new Set(), given: new Map(), waiting: 0, areMoreWaiting: false, names: false, counts: null, version: 0, before: null, preview: null, last: [] };
let parts = null;
let timer = null;
let lessonTimer = null;
/** The rows that stand on the page, by their place in the list. */
const drawn = new Map();
const rowHeight = () => (window.innerWidth <= 720 ? 56 : 36);
/** The newest version of the model that was told of. */
let newest = 0;
let holding = null;
let isLoadingMore = false;

function asked(cursor, limit = PAGE) {
  const query = new URLSearchParams({ limit: String(limit) });
  if (filter.state !== "all") {
    query.set("state", filter.state);
  }
  ["q", "host", "kind", "assignee"].filter((key) => filter[key]).forEach((key) => query.set(key, filter[key]));
  if (filter.order === "score" && !filter.q) {
    query.set("order", "score");
  }
  if (cursor) {
    query.set("cursor", cursor);
  }
  return query;
}

const list = (cursor) => ask("GET", "/alerts?" + asked(cursor));

/** The address of the page says what is shown. */
function address(changes = {}) {
  const all = { ...filter, alert: state.selected, ...changes };
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(all)) {
    if (value && !(key === "state" && value === "open") && !(key === "order" && value === "newest")) {
      said.set(key, value);
    }
  }
  return "#queue" + (said.size ? "?" + said : "");
}

function go(changes) {
  if (address(changes) === location.hash) {
    return load();
  }
  location.hash = address(changes);
  return null;
}

async function load() {
  take(await list());
  state.waiting = 0;
  state.given.clear();
  if (parts) {
    parts.view.scrollTop = 0;
    render();
  }
}

/** The highest by the newest model come first; the desk knows the highest that each ever had. */
function sorted(rows) {
  const now = (alert) => alert.score_now ?? alert.score;
  return filter.order === "score" && !filter.q ? [...rows].sort((one, other) => now(other) - now(one)) : rows;
}

function take(page) {
  state.rows = sorted(page.alerts);
  state.next = page.next;
  tell(page);
}

function tell(page) {
  state.counts = page.counts;
  state.version = page.model_version;
}

async function more() {
  if (!state.next || isLoadingMore) {
    return;
  }
  isLoadingMore = true;
  try {
    const page = await list(state.next);
    const known = new Set(state.rows.map((alert) => alert.alert_id));
    state.rows.push(...page.alerts.filter((alert) => !known.has(alert.alert_id)));
    state.next = page.next;
    render();
  } finally {
    isLoadingMore = false;
  }
}

/** Brings the rows up to date. While a row is selected none is put in: what is new waits. */
async function refresh() {
  let page = await list();
  let fetched = page.alerts;
  const wanted = Math.min(state.rows.length, MOST_REFRESHED);
  while (page.next && fetched.length < wanted) {
    page = await list(page.next);
    fetched = fetched.concat(page.alerts);
  }
  tell(page);
  if (!state.selected && parts.view.scrollTop === 0) {
    state.rows = sorted(fetched);
    state.next = page.next;
    render();
    return;
  }
  const news = new Map(fetched.map((alert) => [alert.alert_id, alert]));
  const known = new Set(state.rows.map((alert) => alert.alert_id));
  state.waiting = fetched.filter((alert) => !known.has(alert.alert_id)).length;
  state.areMoreWaiting = page.next !== null && state.waiting === fetched.length;
  state.rows = state.rows
    .filter((alert, at) => news.has(alert.alert_id) || at >= fetched.length || alert.alert_id === state.selected || state.given.has(alert.alert_id))
    .map((alert) => news.get(alert.alert_id) || alert);
  render();
}

/** What a lesson did: first to the alert it was on, then to the others. */
async function taught(version) {
  const last = state.last;
  const before = state.before || new Map(state.rows.map((alert) => [alert.alert_id, alert.score_now]));
  if (!(await own(version))) {
    soon(() => taught(version));
    return;
  }
  await refresh();
  const changed = state.rows.filter((alert) => {
    alert.delta = (alert.score_now ?? 0) - (before.get(alert.alert_id) ?? alert.score_now ?? 0);
    return Math.abs(alert.delta) >= 0.01 && !state.given.has(alert.alert_id);
  });
  for (const [id, given] of state.given) {
    const row = state.rows.find((alert) => alert.alert_id === id);
    if (row && given.alert) {
      Object.assign(row, given.alert, { delta: (given.alert.score_now ?? 0) - (given.before ?? 0) });
    }
  }
  // A verdict that was given meanwhile is told of when its own lesson comes.
  if (state.last === last && last.length && state.before) {
    notice("learned in model " + version + said() + ", " + count(changed.length, "other open alert") + " changed");
    state.before = null;
  }
  render();
  if (state.selected) {
    await open(state.selected);
  }
}

/** Asks for the alerts of the last verdict, and shows their new scores; false if the model that has it does not score yet. */
async function own(version) {
  for (const { alert: id } of state.last) {
    const given = state.given.get(id);
    const answer = given && (await ask("GET", "/alerts/" + encodeURIComponent(id)));
    if (answer && answer.model_version < version) {
      return false;
    }
    if (answer) {
      given.alert = answer.alert;
      const row = state.rows.find((alert) => alert.alert_id === id);
      if (row) {
        Object.assign(row, answer.alert, { delta: (answer.alert.score_now ?? 0) - (given.before ?? 0) });
      }
    }
  }
  if (state.last.length && state.before) {
    notice("learned in model " + version + said());
    render();
  }
  return true;
}

/** What became of the first alert of the last verdict. */
function said() {
  const given = state.given.get(state.last[0].alert);
  return given && given.alert ? ": this alert " + (given.before ?? 0).toFixed(2) + " → " + (given.alert.score_now ?? 0).toFixed(2) : "";
}

/** What a lesson did is told whatever else changes meanwhile. */
function soon(action, millis = 20) {
  clearTimeout(lessonTimer);
  lessonTimer = setTimeout(() => attempt(action), millis);
}

function later(action, millis) {
  clearTimeout(timer);
  timer = setTimeout(() => attempt(action), millis);
}

function build(main) {
  const view = make("div", {
    class: "list", role: "listbox", "aria-label": "Alerts", tabindex: "0",
    onscroll: () => {
      draw();
      if (view.scrollTop + 2 * view.clientHeight > view.scrollHeight) {
        attempt(more);
      }
    },
  });
  const sizer = make("div", { class: "sizer", role: "presentation" });
  view.append(sizer);
  parts = {
    main, view, sizer, bar: make("div", { class: "bar" }), empty: make("div"),
    news: make("button", { type: "button", class: "news", hidden: true, onclick: () => attempt(load) }),
    pane: make("section", { class: "pane", "aria-label": "Alert" }),
  };
  drawn.clear();
  main.replaceChildren(make("div", { class: "queue" }, make("div", { class: "side" }, parts.bar, parts.news, view, parts.empty), parts.pane));
}

function choice(label, key, options) {
  return make("span", { class: "choice", role: "group", "aria-label": label }, options.map(([value, text]) =>
    make("button", { type: "button", "aria-pressed": String(filter[key] === value), onclick: () => go({ [key]: value }) }, text)));
}

function chip(key) {
  return filter[key] && make("button", { type: "button", class: "chip", "aria-label": "any " + key, onclick: () => go({ [key]: "" }) },
    (key === "q" ? "“" + filter.q + "”" : key + " " + (key === "host" ? host(filter.host) : filter[key])) + " ×");
}

function bar() {
  const all = state.counts;
  const exported = asked(null);
  exported.delete("limit");
  const save = (format) => make("a", { href: "/api/v1/alerts/export?format=" + format + "&" + exported, download: "alerts." + format }, format.toUpperCase());
  parts.bar.replaceChildren(
    choice("Which", "state", [["open", "Open " + all.open], ["malicious", "Malicious " + all.malicious], ["benign", "Benign " + all.benign], ["all", "All"]]),
    filter.q ? "" : choice("Order", "order", [["newest", "Newest"], ["score", "Highest"]]),
    filter.assignee ? "" : make("button", { type: "button", onclick: () => go({ assignee: session.name }) }, "Mine"),
    ...["q", "host", "kind", "assignee"].map(chip).filter(Boolean),
    make("span", { class: "dim end" }, state.marked.size ? count(state.marked.size, "alert") + " marked · " : "", "save ", save("csv"), " ", save("json")));
  parts.news.hidden = state.waiting === 0;
  parts.news.textContent = state.waiting + (state.areMoreWaiting ? "+" : "") + " new — show (.)";
}

function render() {
  if (!state.counts) {
    return;
  }
  bar();
  parts.view.hidden = state.rows.length === 0;
  parts.empty.replaceChildren(...(state.rows.length ? [] : [nothing()]));
  drawn.clear();
  parts.sizer.replaceChildren();
  draw();
}

/** Puts in the rows that can be seen, and a few around them; those that were there already stay. */
function draw() {
  const { view, sizer } = parts;
  const height = rowHeight();
  sizer.style.height = state.rows.length * height + "px";
  const first = Math.max(0, Math.floor(view.scrollTop / height) - 8);
  const last = Math.min(state.rows.length, Math.ceil((view.scrollTop + (view.clientHeight || 800)) / height) + 8);
  for (const [at, element] of drawn) {
    if (at < first || at >= last) {
      element.remove();
      drawn.delete(at);
    }
  }
  for (let at = first; at < last; at++) {
    if (!drawn.has(at)) {
      const element = row(state.rows[at], at);
      element.style.transform = "translateY(" + at * height + "px)";
      sizer.insertBefore(element, sizer.children[at - first] || null);
      drawn.set(at, element);
    }
  }
  const selected = sizer.querySelector('[aria-selected="true"]');
  if (selected) {
    view.setAttribute("aria-activedescendant", selected.id);
  } else {
    view.removeAttribute("aria-activedescendant");
  }
}

function row(alert, at) {
  const given = state.given.get(alert.alert_id);
  const delta = Math.abs(alert.delta || 0) >= 0.01 ? (alert.delta > 0 ? "▲" : "▼") + Math.abs(alert.delta).toFixed(2) : "";
  return make("div", {
    class: "row" + (given ? " given" : ""), id: "row-" + at, role: "option", "data-id": alert.alert_id,
    "aria-selected": String(alert.alert_id === state.selected), "aria-setsize": String(state.next ? -1 : state.rows.length), "aria-posinset": String(at + 1),
    onclick: () => attempt(() => select(alert.alert_id)),
  }, make("span", { class: "mark" }, state.marked.has(alert.alert_id) ? "✓" : ""), score(alert.score_now ?? alert.score), make("span", { class: "delta" }, delta),
  make("span", { class: "what" }, threat(alert)), make("span", { class: "whom" }, host(alert.src_ip) + " → " + target(alert)),
  make("span", { class: "when" }, alert.assignee ? make("b", { title: "looked after by " + alert.assignee }, alert.assignee, " ") : "",
    given ? given.verdict : alert.state === "open" ? ago(alert.raised_at) : alert.state));
}

function target(alert) {
  const port = alert.service || (alert.kind.includes("/") ? alert.kind : "");
  return (alert.destinations > 1 ? count(alert.destinations, "host") : host(alert.dst_ip)) + (port ? " " + port : "");
}

function nothing() {
  const all = state.counts;
  if (all.open + all.malicious + all.benign === 0) {
    return lesson("No alert yet", "Weir raises one when a flow looks like a threat. Send it flows, a file of your sensor or its topic:", "weir replay conn.log.gz", "weir doctor conn.log.gz");
  }
  if (filter.q || filter.host || filter.kind || filter.assignee) {
    return make("div", { class: "empty" }, make("h2", {}, "Nothing fits"), make("p", {}, "A word must be whole; with a star, 10.0.*, it is what begins so."),
      make("p", {}, make("button", { type: "button", onclick: () => go({ q: "", host: "", kind: "", assignee: "", state: "all" }) }, "Show all alerts")));
  }
  return make("div", { class: "empty" }, make("h2", {}, "All done"), make("p", {}, "Every alert has its verdict. Review shows the flows from which Weir would learn most."),
    make("p", {}, make("a", { href: "#review" }, "Go to Review")));
}

async function select(id) {
  state.selected = id;
  state.preview = null;
  history.replaceState(null, "", address());
  const at = state.rows.findIndex((alert) => alert.alert_id === id);
  const height = rowHeight();
  if (at >= 0 && (at * height < parts.view.scrollTop || (at + 1) * height > parts.view.scrollTop + parts.view.clientHeight)) {
    parts.view.scrollTop = Math.max(0, at * height - parts.view.clientHeight / 2);
  }
  render();
  await open(id);
}

async function open(id) {
  const shown = await ask("GET", "/alerts/" + encodeURIComponent(id));
  if (id === state.selected) {
    parts.main.firstChild.classList.add("opened");
    show(parts.pane, shown, {
      give: (verdict) => attempt(() => give(verdict)), undo: () => attempt(undo), assign: () => attempt(assign), look: (verdict) => attempt(() => look(verdict)),
      close, select: (other) => attempt(() => select(other)), names: state.names, preview: state.preview,
    });
  }
}

function close() {
  state.selected = null;
  parts.main.firstChild.classList.remove("opened");
  history.replaceState(null, "", address());
  parts.pane.replaceChildren(hint());
  render();
}

const hint = () => make("p", { class: "dim hint" }, "Choose an alert: ", make("kbd", {}, "j"), " and ", make("kbd", {}, "k"), " move, ", make("kbd", {}, "?"), " shows all keys.");

async function give(verdict) {
  const ids = state.marked.size ? [...state.marked] : state.selected ? [state.selected] : [];
  if (!ids.length || !mayTeach()) {
    notice(mayTeach() ? "choose an alert first: j" : "a viewer sees, and gives no verdicts");
    return;
  }
  const before = new Map(state.rows.map((alert) => [alert.alert_id, alert.score_now]));
  const known = newest;
  const sent = await ask("POST", "/feedback", ids.map((id) => ({ alert_id: id, verdict })));
  state.last = ids.map((id, at) => ({ alert: id, feedback: sent.feedback[at].feedback_id }));
  // A lesson of the verdict before may have come meanwhile, and must not take this one's place.
  state.before = before;
  ids.forEach((id) => state.given.set(id, { verdict, before: before.get(id) }));
  state.marked.clear();
  setTimeout(() => attempt(patience), PATIENCE_MILLIS);
  if (newest !== known) {
    // The lesson was faster than the answer.
    soon(() => taught(newest), 0);
  }
  notice(verdict + (ids.length > 1 ? " for " + count(ids.length, "alert") : "") + ", being learned; u takes it back");
  move(1);
}

async function undo() {
  if (!state.last.length) {
    notice("no verdict of this visit to take back");
    return;
  }
  const taken = state.last;
  state.last = [];
  for (const one of taken) {
    await ask("DELETE", "/feedback/" + one.feedback);
    state.given.delete(one.alert);
  }
  notice("taken back");
  await select(taken[0].alert);
}

/** Makes the alerts that are marked, or the one selected, mine; or nobody's, if they are. */
async function assign() {
  const ids = state.marked.size ? [...state.marked] : state.selected ? [state.selected] : [];
  if (!ids.length || !mayTeach()) {
    notice(mayTeach() ? "choose an alert first: j" : "a viewer looks after no alert");
    return;
  }
  const areMine = ids.every((id) => state.rows.find((alert) => alert.alert_id === id)?.assignee === session.name);
  await ask("POST", "/alerts/assign", { alert_ids: ids, assignee: areMine ? "" : session.name });
  state.rows.filter((alert) => ids.includes(alert.alert_id)).forEach((alert) => { alert.assignee = areMine ? null : session.name; });
  state.marked.clear();
  notice(count(ids.length, "alert") + (areMine ? " put back: nobody looks after " : " yours: you look after ") + (ids.length > 1 ? "them" : "it"));
  render();
}

/** A verdict that teaches nothing new, since it was given before, makes no lesson. */
function patience() {
  if (state.before && state.last.length) {
    notice("the verdict stands; the model had it before, or waits for its flow to be scored");
  }
}

/** Says so if the last verdict was set aside instead of learned. */
async function refused() {
  for (const one of state.last) {
    const told = await ask("GET", "/feedback/" + one.feedback);
    if (told.state === "set_aside") {
      notice(told.verdict + " on " + told.flow_id + " was not learned: " + told.reason.replaceAll("_", " "));
      state.given.delete(one.alert);
      state.before = null;
      await refresh();
    }
  }
}

/** What a verdict would change, before it is given. */
async function look(verdict) {
  const id = state.selected;
  if (!mayTeach()) {
    notice("a viewer sees, and gives no verdicts");
  } else if (id) {
    state.preview = await ask("POST", "/feedback/preview", { alert_id: id, verdict });
    await open(id);
  }
}

function move(step) {
  const at = state.rows.findIndex((alert) => alert.alert_id === state.selected);
  const to = state.rows[Math.max(0, Math.min(state.rows.length - 1, at + step))];
  if (to && to.alert_id !== state.selected) {
    attempt(() => select(to.alert_id));
  } else if (to) {
    render();
  }
}

function mark() {
  if (state.selected) {
    const id = state.selected;
    state.marked.has(id) ? state.marked.delete(id) : state.marked.add(id);
    move(1);
    render();
  }
}

const keys = {
  j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1), u: undo, a: assign, x: mark, Escape: close, ".": load,
  n: () => { state.names = !state.names; return state.selected ? open(state.selected) : null; },
  s: () => go({ order: filter.order === "newest" ? "score" : "newest" }),
  o: () => go({ state: filter.state === "open" ? "all" : "open" }),
};

// How long ago an alert was raised is told anew, whether or not anything happens.
setInterval(() => parts && parts.view.isConnected && render(), AGE_MILLIS);

export const queue = {
  async open(main, said) {
    Object.assign(filter, { state: said.get("state") || "open", order: said.get("order") || "newest", q: said.get("q") || "", host: said.get("host") || "", kind: said.get("kind") || "", assignee: said.get("assignee") || "" });
    state.selected = said.get("alert");
    build(main);
    parts.pane.replaceChildren(hint());
    await load();
    if (state.selected) {
      await select(state.selected);
    }
    parts.view.focus({ preventScroll: true });
  },
  search(words) {
    state.selected = null;
    location.hash = address({ q: words, state: words ? "all" : filter.state });
  },
  down(event) {
    const verdict = { m: "malicious", b: "benign" }[event.key];
    if (verdict) {
      if (!event.repeat && !holding) {
        holding = { verdict, shown: false };
        holding.timer = setTimeout(() => { holding.shown = true; attempt(() => look(verdict)); }, HOLD_MILLIS);
      }
    } else if (keys[event.key]) {
      event.preventDefault();
      attempt(keys[event.key]);
    }
  },
  up(event) {
    if (holding && "mb".includes(event.key)) {
      const held = holding;
      holding = null;
      clearTimeout(held.timer);
      if (!held.shown) {
        attempt(() => give(held.verdict));
      }
    }
  },
  changed(kind, change) {
    if (kind === "model") {
      newest = change.version;
      soon(() => taught(newest), 0);
    } else if (kind === "dead-letter") {
      attempt(refused);
    } else if (kind !== "response") {
      later(async () => {
        await refresh();
        if (change.assignee !== undefined && change.alert_id === state.selected) {
          await open(state.selected);
        }
      }, 150);
    }
  },
};
