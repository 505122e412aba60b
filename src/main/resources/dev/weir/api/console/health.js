import { ago, ask, attempt, make } from "./api.js";
import { count, lesson, table } from "./words.js";

let main = null;
let timer = null;

const REMEDIES = {
  malformed: "not in a format that Weir reads: weir doctor FILE says what it is",
  unknown_flow: "no flow of this id was scored in time: check the id",
  expired: "the flow is older than feedback.retention",
};

async function draw() {
  const [status, dead] = await Promise.all([ask("GET", "/status?digest=false"), ask("GET", "/dead-letters")]);
  const well = await fetch("/readyz").then((answer) => answer.json()).catch(() => ({ state: "unknown" }));
  main.replaceChildren(make("div", { class: "page" }, make("h1", {}, "Health: " + well.state), well.reason ? make("p", {}, well.reason) : null,
    make("dl", { class: "tiles" }, tile("flows per second", Math.round(status.flows_per_second).toLocaleString("en"), "of the last seconds"),
      tile("waiting", status.lag.toLocaleString("en"), status.lag > 10000 ? "Weir is behind: more partitions and processing.threads, or another instance" : "flows not yet read"),
      tile("flows scored", status.flows_scored.toLocaleString("en"), "since the topics were made"),
      tile("alerts", status.alerts.toLocaleString("en"), count(status.alerting_flows, "alerting flow")),
      tile("lessons", status.lessons.toLocaleString("en"), status.feedback_dead_letters ? count(status.feedback_dead_letters, "verdict") + " set aside" : "no verdict set aside"),
      tile("set aside", status.dead_letters.toLocaleString("en"), status.dead_letters ? "below, by reason" : status.flows_read ? "every flow was read" : "nothing came yet")),
    status.flows_read === 0 ? lesson("No flow yet", "Weir waits for flows on its topic. Replay a file, or let a collector write there:", "weir replay conn.log.gz", "weir client create NAME --for flows") : null,
    status.responses ? [make("h2", {}, "Responses"), answered(status.responses)] : null,
    make("h2", {}, "Set aside"), dead.length ? table("Set aside", ["topic", "reason", "count", "what to do", "last", "sample"], dead.map((one) => [one.topic, one.reason.replaceAll("_", " "), String(one.count),
      REMEDIES[one.reason] ?? "see the sample", ago(one.last_at), one.samples.length ? make("code", {}, one.samples[0].detail + " — " + one.samples[0].beginning) : ""]))
      : make("p", { class: "dim" }, "Nothing was set aside" + (status.flows_read ? ": every record was understood." : ".")),
    make("h2", {}, "This instance"), table("This instance", ["what", "now"], [["state of the stream", status.state.toLowerCase()], ["started", ago(status.started_at)], ["Kafka", status.bootstrap_server],
      ["model", "version " + status.model_version]])));
}

/** What is done about alerts, and by what it is kept from being done. */
function answered(responses) {
  if (!responses.deciding) {
    return make("p", { class: "dim" }, "Another process decides on responses now.");
  }
  const failing = Object.entries(responses.failing).sort();
  return [make("p", {}, (responses.in_force ? count(responses.in_force, "response") : "No response") + " in force, ",
    responses.waiting ? make("a", { href: "#responses" }, count(responses.waiting, "proposal") + (responses.waiting === 1 ? " waits" : " wait") + " for a person") : "no proposal waits"),
    failing.length ? table("Executors that fail", ["executor that fails", "why; it is tried again"], failing) : null];
}

const tile = (name, value, more) => make("div", { class: "tile" }, make("dt", {}, name), make("dd", {}, make("b", {}, value), make("span", { class: "dim" }, more)));

/** Is it well, what was set aside, and what to do about it. */
export const health = {
  async open(shown) {
    main = shown;
    await draw();
    clearInterval(timer);
    timer = setInterval(() => (location.hash.startsWith("#health") ? attempt(draw) : clearInterval(timer)), 3000);
  },
};
