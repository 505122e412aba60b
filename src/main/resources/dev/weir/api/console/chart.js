import { make, visible } from "./api.js";

const SPACE = "http://www.w3.org/2000/svg";
const WIDTH = 480;
const HEIGHT = 96;

/** An element of a drawing. */
function draw(name, attributes, ...children) {
  const element = document.createElementNS(SPACE, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children.filter((child) => child !== null).map((child) => (child instanceof Node ? child : visible(child))));
  return element;
}

const titled = (text, name, attributes) => draw(name, attributes, draw("title", {}, text));

/** A drawing that says in words what it shows. */
function picture(label, ...shapes) {
  return draw("svg", { class: "chart", viewBox: "0 0 " + WIDTH + " " + (HEIGHT + 18), role: "img", "aria-label": visible(label) }, ...shapes);
}

const words = (text, x, y, anchor) => draw("text", { x, y, "text-anchor": anchor }, text);

/** Scores over time, a stem each. @param points at, score, title, and whether it is the one that is looked at */
export function scores(label, points) {
  const from = Math.min(...points.map((one) => one.at));
  const span = Math.max(...points.map((one) => one.at)) - from || 1;
  const x = (at) => 6 + ((at - from) / span) * (WIDTH - 12);
  const y = (score) => HEIGHT - 4 - score * (HEIGHT - 12);
  const time = (at) => new Date(at).toLocaleString([], { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
  return picture(label,
    ...[0, 0.5, 1].map((score) => draw("line", { class: "rule", x1: 0, x2: WIDTH, y1: y(score), y2: y(score) })),
    ...points.map((one) => draw("line", { class: one.isShown ? "stem shown" : "stem", x1: x(one.at), x2: x(one.at), y1: y(0), y2: y(one.score) })),
    ...points.map((one) => titled(one.title, "circle", { class: one.isShown ? "dot shown" : "dot", cx: x(one.at), cy: y(one.score), r: one.isShown ? 5 : 3 })),
    words(time(from), 0, HEIGHT + 14, "start"), words(span > 1 ? time(from + span) : "", WIDTH, HEIGHT + 14, "end"));
}

/** A column for each day, in parts from the bottom up. @param days name, parts: class and height, title */
export function columns(label, days) {
  const most = Math.max(1, ...days.map((day) => day.parts.reduce((sum, part) => sum + part.height, 0)));
  const step = WIDTH / Math.max(days.length, 10);
  const shapes = [draw("line", { class: "rule", x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT })];
  days.forEach((day, at) => {
    let top = HEIGHT;
    const column = day.parts.filter((part) => part.height > 0).map((part) => {
      const height = (part.height / most) * (HEIGHT - 16);
      top -= height;
      return draw("rect", { class: part.name, x: at * step + 2, y: top, width: Math.max(2, step - 4), height });
    });
    const total = day.parts.reduce((sum, part) => sum + part.height, 0);
    shapes.push(draw("g", {}, draw("title", {}, day.title), ...column), words(total.toLocaleString("en"), at * step + step / 2, top - 4, "middle"));
  });
  shapes.push(words(days[0].name, 0, HEIGHT + 14, "start"), words(days.length > 1 ? days[days.length - 1].name : "", Math.min(WIDTH, days.length * step), HEIGHT + 14, days.length > 4 ? "end" : "start"));
  return picture(label, ...shapes);
}

/** What the shades of a drawing mean. */
export function legend(...entries) {
  return make("p", { class: "legend dim" }, entries.map(([name, text]) => [make("span", { class: "swatch " + name, "aria-hidden": "true" }), text + " "]));
}
