import { ask, attempt, make, mayTeach, notice } from "./api.js";
import { host, lesson, score, why } from "./words.js";

const state = { flows: [], at: 0, main: null };

function draw() {
  const { flows, main } = state;
  const cards = flows.map((flow, at) => make("li", { class: at === 0 ? "card first" : "card", "aria-current": at === 0 ? "true" : null },
    make("p", { class: "card-head" }, score(flow.score), make("b", {}, host(flow.src_ip) + " → " + host(flow.dst_ip) + (flow.dst_port === null ? "" : " port " + flow.dst_port)),
      make("span", { class: "dim" }, flow.service ?? flow.proto)),
    make("p", { class: "dim" }, why(flow.reason) + " · " + Math.round(flow.novelty * 100) + " % of it is new to the model · " + flow.flow_id),
    at === 0 && mayTeach() ? make("div", { class: "actions" }, act("malicious", "m"), act("benign", "b"), make("button", { type: "button", class: "quiet", onclick: skip }, "Skip ", make("kbd", {}, "j"))) : null));
  main.replaceChildren(make("div", { class: "page" }, make("h1", {}, "Review"),
    make("p", { class: "dim" }, "The flows from whose verdict Weir learns most, the best first. One key each; ten at a time."),
    flows.length ? make("ol", { class: "cards" }, cards)
      : lesson("Nothing to review yet", "Weir keeps the recent flows that it is least sure of. Send it some:", "weir replay conn.log.gz")));
}

const act = (verdict, key) => make("button", { type: "button", class: "act", onclick: () => attempt(() => give(verdict)) }, verdict[0].toUpperCase() + verdict.slice(1) + " ", make("kbd", {}, key));

async function give(verdict) {
  const flow = state.flows[0];
  if (!flow || !mayTeach()) {
    notice(mayTeach() ? "nothing to judge" : "a viewer sees, and gives no verdicts");
    return;
  }
  await ask("POST", "/feedback", { flow_id: flow.flow_id, verdict });
  notice(flow.flow_id + ": " + verdict);
  await skip();
}

async function skip() {
  state.flows.shift();
  if (state.flows.length === 0) {
    state.flows = await ask("GET", "/review?top=10");
  }
  draw();
}

/** The flows whose verdict teaches most. */
export const review = {
  async open(main) {
    state.main = main;
    state.flows = await ask("GET", "/review?top=10");
    draw();
  },
  down(event) {
    const keys = { m: () => give("malicious"), b: () => give("benign"), j: skip };
    if (keys[event.key] && !event.repeat) {
      attempt(keys[event.key]);
    }
  },
};
