import { h } from "../../webpages/dom.js";
import { count, finePercent, percent } from "../../webpages/format.js";

const columns = [
  { name: "#", key: coach => coach.place, numeric: true },
  { name: "Coach", key: coach => coach.coach },
  { name: "Moved", key: coach => (coach.previousPlace ?? coach.place) - coach.place, numeric: true },
  { name: "Clients", key: coach => coach.clients, numeric: true },
  { name: "Active", key: coach => coach.activeClients / coach.clients, numeric: true },
  { name: "Completion", key: coach => coach.completion, numeric: true },
  { name: "Hours a week", key: coach => coach.minutesPerWeek, numeric: true },
  { name: "Score", key: coach => coach.score, numeric: true },
];

/** The best coaches; a click on a column sorts by it, another one the other way round. */
export function league(host, coaches) {
  let sorted = 0;
  let descending = false;

  function draw() {
    const { key } = columns[sorted];
    const rows = coaches.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.place - b.place) * (descending ? -1 : 1));
    host.replaceChildren(h("table", { class: "league" },
      h("caption", { class: "visually-hidden" }, "The best coaches of the last seven days"),
      h("thead", null, h("tr", null, columns.map((column, n) => h("th", {
        scope: "col", class: column.numeric && n > 0 ? "n" : null, "aria-sort": n === sorted ? (descending ? "descending" : "ascending") : null,
      }, h("button", { type: "button", onclick: () => sort(n) }, column.name))))),
      h("tbody", null, rows.map(row))));
  }

  function sort(n) {
    descending = n === sorted ? !descending : columns[n].numeric && n > 0;
    sorted = n;
    draw();
    host.querySelectorAll("th button")[n].focus();
  }

  host.classList.remove("wait");
  draw();
}

function row(coach) {
  const initials = coach.coach.split(" ").map(part => part[0]).join("").slice(0, 2);
  return h("tr", null,
    h("td", { class: "place number" }, String(coach.place)),
    h("th", { scope: "row" }, h("span", { class: "person" }, h("span", { class: "initials", "aria-hidden": "true" }, initials), coach.coach)),
    h("td", { class: "n" }, moved(coach)),
    h("td", { class: "n" }, count(coach.clients)),
    h("td", { class: "n" }, percent(coach.activeClients / coach.clients)),
    h("td", { class: "n" }, finePercent(coach.completion), h("span", { class: "meter", "aria-hidden": "true" }, h("span", { style: { "--share": coach.completion } }))),
    h("td", { class: "n" }, count(Math.round(coach.minutesPerWeek / 60))),
    h("td", { class: "n" }, h("b", null, (coach.score * 100).toFixed(1))));
}

function moved({ place, previousPlace }) {
  if (previousPlace === null || previousPlace === place) return h("span", null, "–");
  const up = previousPlace > place;
  return h("span", { class: up ? "up" : "down" }, `${up ? "▲" : "▼"} ${Math.abs(previousPlace - place)}`, h("span", { class: "visually-hidden" }, up ? " up" : " down"));
}
