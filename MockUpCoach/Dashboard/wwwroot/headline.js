import { h } from "../webpages/dom.js";
import { count, finePercent, longDay, percent } from "../webpages/format.js";

/** The cards on top. Gives what sets the live one. */
export function headline(host, figures) {
  const now = h("span", { class: "stat-value number" }, "–");
  host.replaceChildren(
    h("li", { class: "card stat now" }, h("span", { class: "stat-name" }, "Active now"), now, h("span", { class: "stat-note" }, "within the last five minutes")),
    ...(figures ? cards(figures) : []));
  return value => { now.textContent = count(value); };
}

function cards(figures) {
  return [
    stat("Daily actives", count(figures.actives), change(figures.actives, figures.activesWeekBefore), `on ${longDay(figures.day)}`),
    stat("Weekly actives", count(figures.weeklyActives), null, `${count(figures.monthlyActives)} within 28 days`),
    stat("Stickiness", percent(figures.stickiness), null, "daily per monthly actives"),
    stat("Completion", finePercent(figures.completion), change(figures.completion, figures.completionWeekBefore), "mean of seven days"),
  ];
}

function stat(name, value, changed, note) {
  return h("li", { class: "card stat" }, h("span", { class: "stat-name" }, name), h("span", { class: "stat-value number" }, value), h("span", { class: "stat-note" }, changed, changed ? " " : null, note));
}

function change(value, before) {
  if (!before) return null;
  const ratio = value / before - 1;
  const up = ratio >= 0;
  return h("span", { class: up ? "up" : "down", title: "against the week before" }, `${up ? "▲" : "▼"} ${percent(Math.abs(ratio))}`);
}
