import { ask, make, ago } from "./api.js";

function table(head, rows) {
  return make("table", {}, make("thead", {}, make("tr", {}, ...head.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell ?? ""))))));
}

function page(main, title, ...content) {
  main.replaceChildren(make("div", { class: "page" }, make("h1", {}, title), ...content));
}

/** The flows whose verdict teaches most. */
export const review = {
  flows: [],
  async open(main, notice) {
    this.main = main;
    this.notice = notice;
    this.flows = await ask("GET", "/review?top=10");
    this.draw();
  },
  draw() {
    page(this.main, "Review", make("p", { class: "dim" }, "m or b for the first flow; its verdict teaches most."),
      this.flows.length ? table(["score", "why", "flow", "id"], this.flows.map((flow) => [flow.score.toFixed(2), flow.reason,
        flow.src_ip + " → " + flow.dst_ip + ":" + (flow.dst_port ?? "") + " " + (flow.service ?? flow.proto), flow.flow_id]))
        : make("p", {}, "No flow to review yet. Send flows: ", make("code", {}, "weir replay conn.log.gz")));
  },
  async key(key) {
    const verdict = { m: "malicious", b: "benign" }[key];
    if (verdict && this.flows.length) {
      const flow = this.flows.shift();
      this.draw();
      try {
        await ask("POST", "/feedback", { flow_id: flow.flow_id, verdict });
        this.notice(flow.flow_id + ": " + verdict + " sent");
        if (!this.flows.length) {
          await this.open(this.main, this.notice);
        }
      } catch (error) {
        this.notice(error.message);
      }
    }
  },
};

/** Which model was live when, by whom. */
export const model = {
  async open(main, notice) {
    const [status, events, checkpoints] = await Promise.all([ask("GET", "/status"), ask("GET", "/model/history?limit=100"),
      ask("GET", "/checkpoints")]);
    const name = make("input", { id: "to", "aria-label": "Checkpoint to go back to" });
    const form = make("form", {
      onsubmit: async (event) => {
        event.preventDefault();
        try {
          await ask("POST", "/rollback", { to: name.value });
          notice("rolled back to " + name.value);
          await model.open(main, notice);
        } catch (error) {
          notice(error.message);
        }
      },
    }, make("label", { for: "to" }, "Roll back: type the name or version of a checkpoint "), name, make("button", {}, "roll back"));
    page(main, "Model " + status.model_version + ", " + status.lessons + " lessons", make("h2", {}, "Checkpoints"),
      checkpoints.length ? table(["version", "name", "lessons", "taken"], checkpoints.map((one) => [String(one.version), one.name,
        String(one.lessons), ago(one.at)])) : make("p", {}, "None yet: ", make("code", {}, "weir checkpoint NAME")), form,
      make("h2", {}, "History"), table(["version", "what", "by", "about", "when"], events.map((event) => [String(event.version), event.event,
        event.by, event.flow_id ? event.verdict + " " + event.flow_id : event.name ?? event.to_version ?? "", ago(event.at)])));
  },
};

/** Is it well, and what was set aside. */
export const health = {
  async open(main) {
    const [status, dead] = await Promise.all([ask("GET", "/status"), ask("GET", "/dead-letters")]);
    const facts = [["state", status.state], ["flows read", String(status.flows_read)], ["flows scored", String(status.flows_scored)],
      ["flows per second", status.flows_per_second.toFixed(0)], ["not yet read", String(status.lag)], ["alerts", String(status.alerts)],
      ["set aside", String(status.dead_letters)], ["feedback set aside", String(status.feedback_dead_letters)], ["since", ago(status.started_at)]];
    page(main, "Health", table(["what", "how much"], facts), make("h2", {}, "Set aside"), dead.length
      ? table(["topic", "reason", "count", "last", "sample"], dead.map((one) => [one.topic, one.reason, String(one.count), ago(one.last_at),
        one.samples.length ? one.samples[0].detail + " — " + one.samples[0].beginning : ""])) : make("p", {}, "Nothing was set aside."));
  },
};
