import { h } from "../../webpages/dom.js";
import { day, percent } from "../../webpages/format.js";

const time = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false });

/** Today's talks, the habits that are still to do, and the goals. */
export function today({ api, queue }) {
  return page => {
    const greeting = new Date().getHours() < 12 ? "Good morning" : new Date().getHours() < 18 ? "Good afternoon" : "Good evening";
    const sessions = h("div", { class: "stack wait" });
    const goals = h("div", { class: "stack wait" });
    const name = h("span");
    const left = h("p", { class: "hero-note" }, "\u00a0");
    page.append(
      h("section", { class: "hero" }, h("p", { class: "hero-title" }, greeting, name), left, h("a", { class: "hero-button", href: "#/habits" }, "Check in")),
      h("section", null, h("h2", null, "With your coach"), sessions),
      h("section", null, h("h2", null, "Your goals"), goals));

    api.get("/api/v1/me").then(me => { name.textContent = `, ${me.displayName.split(" ")[0]}`; }, () => {});
    Promise.all([api.get("/api/v1/habits"), queue.all()]).then(([habits, waiting]) => {
      const open = habits.items.length - waiting.length;
      left.textContent = `${habits.items.length} habits to keep${waiting.length ? `, ${waiting.length} waiting to be sent` : ""}. Longest streak: ${Math.max(0, ...habits.items.map(habit => habit.streak))} days.`;
      return open;
    }, () => {});
    fill(sessions, api.get("/api/v1/sessions/today").then(({ sessions: list }) => list.length ? list.map(session) : [h("p", { class: "soft card" }, "No talk today. Enjoy the quiet.")]));
    fill(goals, api.get("/api/v1/goals").then(({ items }) => items.map(goal)));
  };
}

function fill(host, items) {
  items.then(list => host.replaceChildren(...list), error => host.replaceChildren(h("p", { class: "card soft" }, `Not available: ${error.message}`)))
    .finally(() => host.classList.remove("wait"));
}

const session = ({ coach, startsAt, durationMinutes, topic }) => h("article", { class: "card talk" },
  h("time", { class: "talk-time number", datetime: startsAt }, time.format(new Date(startsAt))),
  h("div", null, h("h3", null, topic), h("p", { class: "soft" }, `${coach} · ${durationMinutes} min`)));

const goal = ({ title, progress, targetDate }) => h("article", { class: "card goal" },
  h("div", { class: "goal-head" }, h("h3", null, title), h("b", { class: "number" }, percent(progress))),
  h("div", { class: "track", role: "progressbar", "aria-label": title, "aria-valuenow": Math.round(progress * 100), "aria-valuemin": 0, "aria-valuemax": 100 },
    h("span", { style: { "--share": progress } })),
  h("p", { class: "soft" }, `until ${day(targetDate)} ${targetDate.slice(0, 4)}`));
