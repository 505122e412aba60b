import { ago, ask, attempt, make, mayOperate, notice } from "./api.js";
import { columns, legend } from "./chart.js";
import { count, event, lesson, push, score, signed, table } from "./words.js";

let main = null;

async function draw() {
  const [status, events, checkpoints, alerts, summary] = await Promise.all([ask("GET", "/status?digest=false"), ask("GET", "/model/history?limit=200"), ask("GET", "/checkpoints"),
    ask("GET", "/alerts?limit=1"), ask("GET", "/alerts/summary")]);
  const judged = alerts.counts.malicious + alerts.counts.benign;
  main.replaceChildren(make("div", { class: "page" }, make("h1", {}, "Model " + status.model_version),
    make("p", { class: "dim" }, count(status.lessons, "lesson") + (judged ? " · " + count(judged, "alert") + " judged: " + alerts.counts.malicious + " malicious ("
      + Math.round((100 * alerts.counts.malicious) / judged) + " %), " + alerts.counts.benign + " benign" : " · no alert was judged yet")),
    status.awaits_second ? make("p", {}, status.awaits_second + ".") : null,
    status.missed ? make("p", {}, make("a", { href: "#hunt" }, "What was missed"), ": " + status.missed.replace(/: weir hunt$/, "") + ".") : null,
    status.drift?.moved_since ? make("p", {}, make("a", { href: "#hunt" }, "Traffic moved"), " " + ago(status.drift.moved_since) + ": " + status.drift.words.replace(/^[^:]*since \S+: /, "") + ".") : null,
    make("h2", {}, "Alerts per day, UTC"), perDay(summary.days),
    make("h2", {}, "How right scores are"), calibration(summary.scores),
    make("h2", {}, "Time line"), timeline(events),
    make("h2", {}, "Checkpoints"), checkpoints.length ? table("Checkpoints", ["version", "name", "lessons", "taken", ""], checkpoints.map(checkpoint))
      : lesson("No checkpoint yet", "A checkpoint is a model to go back to. Weir takes one each 1,000 lessons; take one by name before you try something:", "weir checkpoint NAME"),
    make("div", { id: "look", role: "status" }),
    make("h2", {}, "History"), table("History", ["version", "what", "by", "about", "when"], events.map((one) => [String(one.version), event(one.event) + (one.correction ? ", a correction" : ""), one.by,
      one.flow_id ? make("span", {}, one.verdict ? one.verdict + " " : "", make("a", { href: "#queue?state=all&q=" + encodeURIComponent(one.flow_id) }, one.flow_id)) : one.name ?? (one.to_version === null ? "" : "to version " + one.to_version),
      ago(one.at)]))));
}

const STATES = ["malicious", "benign", "allowed", "open"];

/** What was raised on each day, and what became of it. */
function perDay(days) {
  if (!days.length) {
    return make("p", { class: "dim" }, "No alert in the last thirty days.");
  }
  const said = (day) => STATES.filter((one) => day.alerts[one]).map((one) => day.alerts[one] + " " + one).join(", ");
  const label = "Alerts of each day in UTC, " + days[0].day + " to " + days[days.length - 1].day;
  return make("div", {}, columns(label + ": " + days.map((day) => day.day + ": " + said(day)).join("; "), days.map((day) => ({
    name: day.day, title: day.day + ": " + said(day), parts: STATES.map((name) => ({ name, height: day.alerts[name] || 0 })),
  }))), legend(...STATES.map((one) => [one, one])));
}

/** Of alerts with a score of .8 to .9, some 85 in 100 should be threats. */
function calibration(scores) {
  return scores.length ? make("div", {}, make("p", { class: "dim" }, "Of the alerts that were judged, how many were threats: a score of 0.85 is right if that is some 85 in 100. The score is the highest that the alert had."),
    table("How right scores are", ["score", "judged", "threats", "part of them"], scores.map((one) => [one.from.toFixed(1) + " to " + (one.from + 0.1).toFixed(1), String(one.judged), String(one.malicious),
      score(one.malicious / one.judged)])))
    : make("p", { class: "dim" }, "Said once alerts have been judged.");
}

/** One mark for each event, old to new: its height and letter say what it was. */
function timeline(events) {
  const marks = events.slice(0, 120).reverse().map((one) => {
    const kind = one.event === "lesson" ? one.verdict : one.event;
    const letter = { malicious: "m", benign: "b", checkpoint: "C", rollback: "R", install: "I", unlearn: "U", relearn: "L" }[kind] ?? "·";
    return make("span", { class: "event " + kind, title: "version " + one.version + ": " + event(one.event) + " " + (one.verdict ?? one.name ?? "") + " by " + one.by }, letter);
  });
  return make("div", {}, make("div", { class: "timeline", role: "img", "aria-label": "The last " + count(marks.length, "event") + ", as the history below lists them" }, marks),
    make("p", { class: "dim" }, "m and b are lessons, C a checkpoint, R a rollback, I a model installed, U lessons taken back, L lessons that count again."));
}

function checkpoint(one) {
  const to = String(one.version);
  return [to, one.name || "automatic", String(one.lessons), ago(one.at), make("span", { class: "actions" },
    make("button", { type: "button", class: "quiet", onclick: () => attempt(() => difference(to)) }, "What changed since"),
    mayOperate() ? make("button", { type: "button", class: "quiet", onclick: () => attempt(() => rollback(one)) }, "Roll back…") : null)];
}

async function difference(from) {
  const { model_version: now } = await ask("GET", "/status?digest=false");
  const told = await ask("GET", "/diff?from=" + encodeURIComponent(from) + "&to=" + now);
  place(make("h2", {}, "From version " + from + " to " + now + ": " + count(told.lessons, "lesson")), told.changes.length
    ? make("table", { class: "why" }, make("tbody", {}, told.changes.map((change) => make("tr", {}, make("th", { scope: "row" }, change.feature), make("td", {}, push(change.to - change.from)),
      make("td", { class: "number" }, signed(change.from) + " → " + signed(change.to))))))
    : make("p", {}, "Nothing: the two are alike."));
}

async function rollback(one) {
  const name = one.name || String(one.version);
  const told = await ask("POST", "/rollback?preview=true", { to: String(one.version) });
  const typed = make("input", { id: "typed", autocomplete: "off", placeholder: name });
  place(make("h2", {}, "Roll back to " + name + "?"), make("p", {}, "Model " + told.from_version + " would become as it was at version " + told.to_version + ". Of the last " + count(told.flows, "flow") + ", "
    + told.flows_appear + " would become alerting and " + told.flows_vanish + " would no longer be. Of " + count(told.alerts, "open alert") + ", " + told.alerts_rise + " rise, "
    + told.alerts_fall + " fall, " + told.alerts_vanish + " sink below the threshold."), make("p", { class: "dim" }, "It is an event of its own in the log: you can roll forward again."),
  make("form", {
    class: "actions",
    onsubmit: (submitted) => {
      submitted.preventDefault();
      attempt(async () => {
        if (typed.value.trim() !== name) {
          notice("type " + name + " to roll back to it");
          return;
        }
        await ask("POST", "/rollback", { to: String(one.version) });
        notice("rolled back to " + name);
        await draw();
      });
    },
  }, make("label", { for: "typed" }, "Type ", make("b", {}, name), " "), typed, make("button", { class: "main" }, "Roll back")));
  typed.focus();
}

function place(...content) {
  const look = document.getElementById("look");
  look.replaceChildren(...content);
  look.scrollIntoView({ block: "nearest" });
}

/** Which model was live when, by whom; what changed; and the way back. */
export const model = {
  async open(shown) {
    main = shown;
    await draw();
  },
};
