import { h } from "../../webpages/dom.js";
import { count, day, percent } from "../../webpages/format.js";

/** A triangle of weeks: a row a cohort, a column a week later. Its last cell belongs to the week that still runs. */
export function retention(host, cohorts) {
  const weeks = Math.max(0, ...cohorts.map(cohort => cohort.rates.length));
  host.classList.remove("wait");
  host.replaceChildren(h("table", { class: "cohort-table" },
    h("caption", { class: "visually-hidden" }, "Share of the users of each first week who were active in the weeks after"),
    h("thead", null, h("tr", null,
      h("th", { scope: "col" }, "First week"), h("th", { scope: "col" }, "Users"),
      Array.from({ length: weeks }, (_, n) => h("th", { scope: "col" }, n === 0 ? "Week 0" : String(n))))),
    h("tbody", null, cohorts.map(cohort => h("tr", null,
      h("th", { scope: "row" }, day(cohort.week)),
      h("td", { class: "size" }, count(cohort.size)),
      cohort.rates.map((rate, n) => {
        const running = n === cohort.rates.length - 1;
        return h("td", {
          class: `cell${running ? " running" : rate > .68 ? " strong" : ""}`, style: { "--rate": rate }, title: running ? "this week is not over yet" : null,
        }, percent(rate));
      }))))));
}
