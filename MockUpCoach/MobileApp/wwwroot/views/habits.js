import { h } from "../../webpages/dom.js";
import { longDay } from "../../webpages/format.js";

/** The day where the user is, as the API writes days. */
export const localDay = (now = new Date()) => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;

/** Habits with one button each. A check-in counts at once on this screen; whether the server has it is shown beside it. */
export function habits({ api, queue, sync }) {
  return page => {
    const date = localDay();
    const list = h("ul", { class: "stack wait" });
    let items = [];
    let done = new Set();
    page.append(h("p", { class: "soft lead" }, longDay(date)), list);

    async function load() {
      items = (await api.get("/api/v1/habits")).items;
      const kept = await Promise.all(items.map(habit => api.get(`/api/v1/habits/${habit.id}/check-ins?limit=7`).catch(() => ({ items: [] }))));
      done = new Set(items.filter((_, n) => kept[n].items.some(checkIn => checkIn.date === date)).map(habit => habit.id));
      await draw();
    }

    async function draw() {
      const waiting = new Set((await queue.all()).filter(item => item.date === date).map(item => item.habitId));
      list.classList.remove("wait");
      list.replaceChildren(...items.map(habit => row(habit, waiting.has(habit.id) ? "waiting" : done.has(habit.id) ? "done" : "open")));
    }

    function row(habit, state) {
      const say = { open: habit.cadence, waiting: "kept, waiting for the network", done: "kept today" }[state];
      return h("li", { class: "card habit", "data-state": state },
        h("div", null, h("h3", null, habit.name), h("p", { class: "soft" }, say)),
        h("p", { class: "streak" }, h("b", { class: "number" }, String(habit.streak + (state === "waiting" ? 1 : 0))), h("span", null, habit.streak === 1 ? "day" : "days")),
        h("button", {
          type: "button", class: "check", "aria-pressed": String(state !== "open"), "aria-label": `Check in: ${habit.name}`, disabled: state !== "open", onclick: () => check(habit),
        }, h("svg", { viewBox: "0 0 24 24", width: 26, height: 26, "aria-hidden": "true" },
          h("path", { d: "m5 12.5 4.6 4.600L19 7.5", fill: "none", stroke: "currentColor", "stroke-width": 2.6, "stroke-linecap": "round", "stroke-linejoin": "round" }))));
    }

    async function check(habit) {
      await sync.checkIn(habit.id, date);
      if (!(await queue.all()).some(item => item.habitId === habit.id)) done.add(habit.id);
      await draw();
    }

    const reload = () => load().catch(() => draw());
    const redraw = () => draw();
    sync.addEventListener("change", redraw);
    sync.addEventListener("sent", reload);
    load().catch(error => {
      list.classList.remove("wait");
      list.replaceChildren(h("li", { class: "card soft" }, `The habits could not be loaded: ${error.message}`));
    });
    return () => {
      sync.removeEventListener("change", redraw);
      sync.removeEventListener("sent", reload);
    };
  };
}
