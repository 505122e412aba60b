import { ago, ask, attempt, make, mayTeach, notice } from "./api.js";
import { count, host, lesson, score, table } from "./words.js";

let main = null;

async function draw(state) {
  const { missed, drift } = await ask("GET", "/status?digest=false");
  const found = make("div", { id: "found", role: "status" });
  main.replaceChildren(make("div", { class: "page" }, make("h1", {}, "Hunt"),
    make("p", { class: "dim" }, "What did we miss? Flows of the past are scored again, with their features as they were then: what reaches the threshold now and was part of no alert is listed."),
    make("p", {}, missed ? "Weir looked by itself: " + missed.replace(/: weir hunt$/, "") + "."
      : "Weir looks by itself after each rollback, installed model and unlearning, and each 100 lessons; it has not had to since it was started."),
    mayTeach() ? form(state) : make("p", { class: "dim" }, "A viewer sees how many; an analyst hunts."), found,
    make("h2", {}, "Has traffic moved?"), ...traffic(drift)));
  if (mayTeach() && state.has("go")) {
    await look(state, found);
  }
}

/** What is asked for stands in the address, so that it can be sent to a colleague. */
function form(state) {
  const indicator = make("input", { id: "indicator", autocomplete: "off", placeholder: "all flows", value: state.get("indicator") });
  const version = make("input", { id: "version", inputmode: "numeric", pattern: "[0-9]{1,15}", autocomplete: "off", placeholder: "newest", value: state.get("version") });
  const threshold = make("input", { id: "threshold", type: "number", min: "0.01", max: "1", step: "0.01", placeholder: "of alerts", value: state.get("threshold") });
  return make("form", {
    class: "actions hunt",
    onsubmit: (submitted) => {
      submitted.preventDefault();
      const asked = new URLSearchParams({ go: String(Date.now()) });
      [indicator, version, threshold].filter((field) => field.value.trim()).forEach((field) => asked.set(field.id, field.value.trim()));
      location.hash = "#hunt?" + asked;
    },
  }, make("label", { for: "threshold" }, "Score from"), threshold, make("label", { for: "version" }, "by model"), version,
  make("label", { for: "indicator" }, "or every flow of"), indicator, make("button", { class: "main" }, "Hunt"));
}

async function look(state, found) {
  const body = { top: 100 };
  if (state.get("indicator")) {
    body.indicator = state.get("indicator");
  } else if (state.get("threshold")) {
    body.threshold = Number(state.get("threshold"));
  }
  if (state.get("version")) {
    body.version = Number(state.get("version"));
  }
  found.replaceChildren(make("p", { class: "dim" }, "Flows are scored again …"));
  try {
    found.replaceChildren(...told(await ask("POST", "/hunt", body), body));
  } catch (error) {
    found.replaceChildren(make("p", {}, error.message));
  }
}

function told(hunted, body) {
  const summary = make("p", {}, count(hunted.flows, "flow") + " scored again by model " + hunted.model_version + " in " + hunted.seconds.toFixed(1) + " s: " + hunted.missed.toLocaleString("en")
    + (body.indicator ? " are from or to " + body.indicator : " reach " + hunted.threshold.toFixed(2)) + " and were part of no alert, " + hunted.known.toLocaleString("en") + " were."
    + (hunted.foreign ? " Of another release, and not scored again: " + hunted.foreign.toLocaleString("en") + "." : ""));
  if (!hunted.stories.length) {
    return [summary, lesson("Nothing was missed", "Try a lower score, or a model from before:", "weir hunt --threshold 0.3")];
  }
  return [summary, table("What was missed", ["now", "then", "host", "kind", "flows", "hosts", "last", "flow of the highest score", "it is"], hunted.stories.map(story)),
    hunted.untold ? make("p", { class: "dim" }, count(hunted.untold, "story", "stories") + " more: weir hunt --top 1000") : null].filter(Boolean);
}

/** What the last hour shows that no day before does, and flows that show most of it: a verdict on them tells the model what it is. */
function traffic(drift) {
  const said = make("p", {}, drift ? "Weir looked " + ago(drift.looked_at) + ": " + drift.words + "." : "Weir compares the last hour with the same hour of days before each ten minutes; it has not yet.");
  const rows = (drift?.networks ?? []).flatMap((one) => one.moved.map((moved) => [one.network, moved.value, percent(moved.part_before), percent(moved.part_recent)])
    .concat(one.alerts_moved ? [[one.network, "part of an alert", percent(one.alerting_before), percent(one.alerting_recent)]] : []));
  const flows = [...new Set((drift?.networks ?? []).flatMap((one) => one.review))].map((flow) => [flow, mayTeach() ? verdicts(flow) : ""]);
  return [said, rows.length ? table("What moved", ["network", "flows with", "before", "of late"], rows) : null, flows.length ? table("Flows to review", ["flow", "it is"], flows) : null].filter(Boolean);
}

const percent = (part) => (100 * part).toFixed(1) + " %";

const story = (one) => [score(one.score), one.score_then.toFixed(2), make("a", { href: "#queue?state=all&host=" + encodeURIComponent(one.source) }, host(one.source)), one.kind,
  String(one.flows), String(one.destinations), ago(one.last_seen), one.flow_id, verdicts(one.flow_id)];

function verdicts(flow) {
  const place = make("span", { class: "actions" });
  const act = (verdict) => make("button", { type: "button", class: "quiet", onclick: () => attempt(async () => {
    await ask("POST", "/feedback", { flow_id: flow, verdict });
    place.replaceChildren(verdict);
    notice(flow + ": " + verdict);
  }) }, verdict);
  place.append(act("malicious"), act("benign"));
  return place;
}

/** What would alert now, and did not then. */
export const hunt = {
  async open(shown, state) {
    main = shown;
    await draw(state);
  },
};
