import { ago, ask, attempt, make, mayOperate, mayTeach, notice, session, span } from "./api.js";
import { scores } from "./chart.js";
import { command, count, deed, host, push, score, signed, table, threat } from "./words.js";

/** Fills the pane with one alert: what it is, why, what was said, and what its host did before. */
export function show(pane, shown, does) {
  const { alert, record } = shown;
  pane.replaceChildren(...[
    make("button", { type: "button", class: "back", onclick: does.close }, "‹ Queue"),
    title(alert), facts(alert, record),
    mayTeach() ? actions(alert, does) : make("p", { class: "dim" }, "You see alerts as a viewer; an analyst gives verdicts."),
    quieter(alert), preview(does.preview),
    why(alert, record, shown.model_version, does.names),
    taught(alert, shown.model_version),
    make("h2", {}, "Verdicts"), verdicts(shown.verdicts),
    make("h2", {}, "Before, the same host"), hostOverTime(alert), earlier(shown.earlier, does),
    make("h2", {}, "The newest flow"), flow(record),
  ].filter(Boolean));
}

function title(alert) {
  const whom = alert.destinations > 1 ? count(alert.destinations, "host") : link(alert.dst_ip);
  return make("h1", {}, link(alert.src_ip), " " + deed(alert) + " ", whom);
}

const link = (name) => make("a", { href: "#queue?state=all&host=" + encodeURIComponent(name) }, host(name));

function facts(alert, record) {
  const lasted = Math.round((new Date(alert.last_seen) - new Date(alert.first_seen)) / 1000);
  return make("div", { class: "facts" },
    make("p", {}, make("b", {}, threat(alert)), record.technique ? " · " + record.technique + " " + record.technique_name : "", " · " + alert.severity
      + " · " + alert.state),
    record.evidence ? make("p", {}, record.evidence) : null,
    ...(record.listed_by ?? []).map((one) => make("p", {}, "Listed by " + one.source + (one.right + one.wrong > 0
      ? ", right in " + one.right + " of " + count(one.right + one.wrong, "verdict") : ", which no verdict has judged yet"))),
    alert.assignee ? make("p", {}, "Looked after by ", make("a", { href: "#queue?state=all&assignee=" + encodeURIComponent(alert.assignee) }, alert.assignee)) : null,
    make("p", { class: "dim" }, count(alert.count, "flow") + (lasted > 0 ? " in " + span(lasted) : "") + ", the last ", ago(alert.last_seen), " · ", alert.kind));
}

function actions(alert, does) {
  const act = (verdict, key) => make("button", { type: "button", class: "act", onclick: () => does.give(verdict) }, verdict[0].toUpperCase()
    + verdict.slice(1) + " ", make("kbd", {}, key));
  return make("div", { class: "actions" }, act("malicious", "m"), act("benign", "b"),
    make("button", { type: "button", class: "act quiet", onclick: does.undo }, "Undo ", make("kbd", {}, "u")),
    make("button", { type: "button", class: "act quiet", onclick: does.assign }, alert.assignee === session.name ? "Not mine " : "Mine ", make("kbd", {}, "a")),
    make("span", { class: "together" }, make("button", { type: "button", class: "quiet", onclick: () => does.look("malicious") }, "If malicious?"),
      make("button", { type: "button", class: "quiet", onclick: () => does.look("benign") }, "If benign?")));
}

/** Of what is benign and comes again and again, there need be no alert; a name that a shell might obey is not put into a command. */
function quieter(alert) {
  if (alert.state !== "benign" || !/^[0-9a-fA-F.:]+$/.test(alert.src_ip)) {
    return null;
  }
  const kind = /^[a-z-]+$/.test(alert.threat ?? "") && alert.threat !== "unknown" ? " --kind " + alert.threat : "";
  return make("p", { class: "dim" }, "If it comes again and again, allow it for a while: ", command("weir allow add --source " + alert.src_ip + kind + " --reason WHY"));
}

function preview(told) {
  if (!told) {
    return null;
  }
  return make("div", { class: "preview", role: "status" },
    make("p", {}, make("b", {}, "If you say " + told.verdict + ": "), "this alert " + told.score_before.toFixed(2) + " → " + told.score_after.toFixed(2) + "; of the last "
      + count(told.flows, "flow") + ", " + told.flows_appear + " would become alerting and " + told.flows_vanish + " would no longer be; of "
      + count(told.alerts, "open alert") + ", " + told.alerts_rise + " rise, " + told.alerts_fall + " fall, " + told.alerts_vanish + " sink below the threshold."),
    make("p", { class: "dim" }, "Nothing was learned yet."));
}

function why(alert, record, version, names) {
  const parts = [{ words: "what every flow gets", feature: "base", logit: record.base }, ...(record.reasons || []), { words: "all the rest", feature: "rest", logit: record.rest }]
    .filter((part) => Number.isFinite(part.logit) && Math.abs(part.logit) >= 0.005);
  return make("div", {}, make("h2", {}, "Why ", score(record.score ?? alert.score)),
    make("table", { class: "why" }, make("caption", { class: "hidden" }, "What speaks for a threat, and what against it"),
      make("tbody", {}, parts.map((part) => make("tr", {}, make("th", { scope: "row", title: part.feature }, names ? part.feature : part.words || part.feature), make("td", {}, push(part.logit)),
        make("td", { class: "number" }, signed(part.logit)))))),
    make("p", { class: "dim" }, alert.score_now === null ? "Its features are of another release, so the newest model cannot score it."
      : "Scored by model " + alert.model_version + (version === alert.model_version ? ", the newest" : "; the newest, model " + version + ", says " + alert.score_now.toFixed(2)) + "."
        + (Math.abs(record.probability - record.score) >= 0.005 ? " By verdicts so far " + Math.round(100 * record.probability) + " in 100 flows of such a score are a threat." : "") + " Bars to the right speak for a threat, to the left against it."));
}

/** Which lessons, and whose, made the score: telling the log again takes a while, so only on demand. */
function taught(alert, newest) {
  const told = make("div", { class: "blame", role: "status" });
  const tell = async (version) => {
    told.replaceChildren(make("p", { class: "dim" }, "The log is told again …"));
    told.replaceChildren(...blamed(await ask("GET", "/blame?id=" + encodeURIComponent(alert.alert_id) + "&at=" + version)));
  };
  return make("div", {}, make("h2", {}, "Who taught it"),
    make("div", { class: "actions more" }, make("button", { type: "button", class: "quiet lessons", onclick: () => attempt(() => tell(alert.model_version)) }, "Lessons behind this score"),
      newest > alert.model_version ? make("button", { type: "button", class: "quiet newest", onclick: () => attempt(() => tell(newest)) }, "Lessons behind its score now") : null,
      mayOperate() ? make("button", { type: "button", class: "quiet worse", onclick: () => attempt(() => worse(told)) }, "When scores went wrong") : null,
      mayTeach() ? make("button", { type: "button", class: "quiet proof", onclick: () => attempt(() => prove(alert)) }, "Save a proof") : null), told);
}

/** Halves the log between a model that was right and the one of now. */
async function worse(told) {
  const [status, checkpoints] = await Promise.all([ask("GET", "/status?digest=false"), ask("GET", "/checkpoints")]);
  const known = checkpoints.filter((one) => one.version < status.model_version && one.lessons > 0);
  if (!known.length) {
    told.replaceChildren(make("p", {}, "There is no earlier checkpoint with lessons to compare with: ", command("weir checkpoint NAME")));
    return;
  }
  const good = make("select", { id: "good" }, known.map((one) => make("option", { value: one.version }, "model " + one.version + ", " + (one.name || "automatic") + ", " + count(one.lessons, "lesson"))));
  const found = make("div");
  const halve = async () => {
    found.replaceChildren(make("p", { class: "dim" }, "Models between are made again and measured …"));
    found.replaceChildren(...fallen(await ask("POST", "/bisect", { good: Number(good.value), bad: status.model_version })));
  };
  told.replaceChildren(make("div", { class: "actions" }, make("label", { for: "good" }, "The last model that was right"), good,
    make("button", { type: "button", onclick: () => attempt(() => halve().catch((error) => found.replaceChildren(make("p", {}, error.message)))) }, "Find")), found);
}

function fallen(found) {
  const percent = (part) => part.toFixed(3);
  return [make("p", {}, "On " + count(found.flows, "flow") + " with verdicts the average precision was " + percent(found.precision_good) + " at model " + found.good + " and is " + percent(found.precision_bad)
    + " at " + found.bad + ". It fell with the events " + found.first_event + " to " + found.last_event + " (" + count(found.replays, "model") + " measured)."),
  table("Whose lessons lie there", ["analyst", "lessons"], Object.entries(found.analysts).map(([who, lessons]) => [who, String(lessons)])),
  make("p", {}, "To see what the model would be without them: ", command("weir unlearn --lesson " + found.first_event + "-" + found.last_event + " --preview"))];
}

/** A file that a stranger can check offline: the proof as the API tells it, the end of the audit, and the SHA-256 of both. */
async function prove(alert) {
  const answer = await fetch("/api/v1/prove", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id: alert.alert_id }) });
  const proof = await answer.text();
  if (!answer.ok) {
    throw new Error(JSON.parse(proof).detail);
  }
  const line = "{\"proof\":" + proof.trim() + ",\"audit\":" + JSON.stringify(await ask("GET", "/audit?limit=1000")) + "}\n";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(line)));
  const whole = line + [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") + "\n";
  const file = URL.createObjectURL(new Blob([whole], { type: "text/plain" }));
  make("a", { href: file, download: alert.alert_id.replace(/[^A-Za-z0-9._-]/g, "_") + ".proof" }).click();
  setTimeout(() => URL.revokeObjectURL(file), 10000);
  notice("saved; to check it anywhere: weir check FILE");
}

function blamed(blame) {
  const head = make("p", { class: "dim" }, "Logit " + signed(blame.logit) + " by model " + blame.model_version + ": " + signed(blame.prior) + " from the prior, the rest from "
    + count(blame.lessons, "lesson") + ".");
  return blame.most.length ? [head,
    table("By analyst", ["analyst", "lessons", "moved it"], blame.analysts.map((one) => [one.analyst, one.lessons, signed(one.logit)])),
    table("Lessons", ["lesson", "by", "said", "of flow", "when", "moved it"], blame.most.map((one) => [one.lesson, one.analyst, one.verdict, one.flow_id, ago(one.at),
      signed(one.logit)]))] : [head];
}

/** All alerts of the host, by when they were raised; this one stands out. */
function hostOverTime(alert) {
  const place = make("div", { class: "over-time" });
  attempt(async () => {
    const { alerts } = await ask("GET", "/alerts?limit=200&host=" + encodeURIComponent(alert.src_ip));
    if (alerts.length > 1) {
      const label = count(alerts.length, "alert") + " of " + host(alert.src_ip) + " by time and score";
      place.replaceChildren(make("p", { class: "dim" }, label + (alerts.length === 200 ? ", the latest" : "")), scores(label, alerts.map((one) => ({
        at: new Date(one.raised_at).getTime(), score: one.score, isShown: one.alert_id === alert.alert_id,
        title: one.score.toFixed(2) + " " + threat(one) + ", " + one.kind + ", " + one.state,
      }))));
    }
  });
  return place;
}

function verdicts(said) {
  return said.length ? table("Verdicts", ["verdict", "by", "what became of it", "comment", "when"], said.map((one) => [one.verdict, one.analyst,
    one.state === "learned" ? "learned in model " + one.model_version : one.state.replace("_", " ") + (one.reason ? ": " + one.reason : ""), one.comment, ago(one.at)]))
    : make("p", { class: "dim" }, "None yet.");
}

function earlier(alerts, does) {
  return alerts.length ? table("Earlier alerts", ["score", "what", "state", "when"], alerts.map((one) => [score(one.score),
    make("button", { type: "button", class: "link", onclick: () => does.select(one.alert_id) }, threat(one) + ", " + one.kind), one.state, ago(one.raised_at)]))
    : make("p", { class: "dim" }, "No earlier alert.");
}

function flow(record) {
  const known = [["from", host(record.src_ip ?? "") + port(record.src_port)], ["to", host(record.dst_ip ?? "") + port(record.dst_port)], ["protocol", record.proto],
    ["service", record.service], ["state", record.state], ["duration", record.duration === undefined ? null : record.duration + " s"],
    ["bytes", both(record.src_bytes, record.dst_bytes)], ["packets", both(record.src_packets, record.dst_packets)], ["flow", record.flow_id], ["alert", record.alert_id]];
  return make("dl", { class: "flow" }, known.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

const port = (number) => (number === undefined ? "" : " port " + number);
const both = (sent, answered) => (sent === undefined ? null : sent.toLocaleString("en") + " sent, " + (answered ?? 0).toLocaleString("en") + " answered");
