import { h } from "../../webpages/dom.js";
import { count, finePercent, percent } from "../../webpages/format.js";

/** Steps under each other, each as long as its share of the first; between them what was lost. */
export function funnel(host, steps) {
  host.classList.remove("wait");
  host.replaceChildren(...steps.map(step => h("li", null,
    h("div", { class: "step" }, h("span", null, step.name), h("b", { class: "number" }, count(step.users))),
    h("div", { class: "step-bar", "aria-hidden": "true" }, h("span", { style: { "--share": step.ofFirst ?? 0 } })),
    h("p", { class: "loss" }, step.ofPrevious === null ? "everybody" : `${percent(step.ofPrevious)} of the step before · ${finePercent(step.ofFirst)} of all`))));
}
