import { make } from "./api.js";

const THREATS = {
  "port-scan": ["port scan", "asks many ports of"],
  "host-sweep": ["host sweep", "looks for services at"],
  "password-guessing": ["password guessing", "guesses passwords at"],
  flood: ["flood", "floods"],
  beacon: ["beacon", "calls home at steady intervals to"],
  exfiltration: ["exfiltration", "sends out much to"],
  "lateral-movement": ["lateral movement", "moves on to"],
};
const EVENTS = { lesson: "lesson", checkpoint: "checkpoint", rollback: "rollback", install: "model installed", unlearn: "taken back", relearn: "counts again" };
const REASONS = { high: "high score: right or wrong, it is worth knowing", uncertain: "the model cannot tell", novel: "like nothing it was taught", steady: "one host has called the other steadily for hours: may it?", drawn: "picked by chance: it tells how often a score is right" };
const pseudonyms = new Map();
let hidden = false;

/** Of a sweep, one alert may have seen a single host: then it is a probe. */
const PROBE = ["probe", "looks in vain for a service at"];

const shape = (alert) => (alert.threat === "host-sweep" && alert.destinations <= 1 ? PROBE : THREATS[alert.threat]);

/** What an alert looks like, in two or three words. */
export function threat(alert) {
  return alert.category || (shape(alert) || ["unusual"])[0];
}

/** What an alert says, as a sentence without its subject. */
export function deed(alert) {
  return (shape(alert) || [null, "talks in an unusual way to"])[1];
}

export const event = (kind) => EVENTS[kind] || kind;
export const why = (reason) => REASONS[reason] || reason;

/** A number and its noun. */
export function count(number, noun, plural = noun + "s") {
  return Number(number).toLocaleString("en") + " " + (Number(number) === 1 ? noun : plural);
}

/** A host, or its pseudonym: the same host has the same one as long as the page is open. */
export function host(name) {
  if (!hidden) {
    return name;
  }
  if (!pseudonyms.has(name)) {
    pseudonyms.set(name, "host-" + (pseudonyms.size + 1));
  }
  return pseudonyms.get(name);
}

export const areHidden = () => hidden;
export function hideHosts(yes) {
  hidden = yes;
}

/** A score as bar and number: the length says as much as the shade. */
export function score(value) {
  const meter = make("span", { class: "score-bar", "aria-hidden": "true" }, make("span", { class: "score-fill" }));
  meter.firstChild.style.width = Math.round(value * 100) + "%";
  return make("span", { class: "score" }, meter, make("span", {}, value.toFixed(2)));
}

/** A part of the log-odds: to the right of the middle speaks for a threat, to the left against it. */
export function push(logit) {
  const fill = make("span", { class: logit < 0 ? "push-fill against" : "push-fill" });
  const half = Math.min(50, (Math.abs(logit) / 4) * 50);
  fill.style.width = half + "%";
  fill.style.marginLeft = (logit < 0 ? 50 - half : 50) + "%";
  return make("span", { class: "push", "aria-hidden": "true" }, fill);
}

/** With a sign. */
export const signed = (number) => (number < 0 ? "−" : "+") + Math.abs(number).toFixed(2);

/** A table; cells may be texts or elements. Empty columns of headings are said to no one. */
export function table(label, head, rows) {
  return make("div", { class: "table", tabindex: "0", role: "region", "aria-label": label }, make("table", {},
    make("thead", {}, make("tr", {}, head.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((cell) => make("td", {}, cell ?? "")))))));
}

/** A command to copy. */
export function command(text) {
  return make("button", {
    type: "button", class: "command", title: "copy",
    onclick: (event) => navigator.clipboard.writeText(text).then(() => { event.target.dataset.copied = "copied"; }),
  }, text);
}

/** What to do where there is nothing yet: a sentence, and commands. */
export function lesson(title, sentence, ...commands) {
  return make("div", { class: "empty" }, make("h2", {}, title), make("p", {}, sentence), commands.map((one) => make("p", {}, command(one))));
}
