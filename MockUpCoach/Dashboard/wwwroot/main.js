import { find, h } from "../webpages/dom.js";
import { ago, count, day, finePercent, longDay, percent, short } from "../webpages/format.js";
import { themeSwitch } from "../webpages/theme-switch.js";
import { askReport, firstReport, session, signedIn, signIn } from "./start.js";
import { followLive } from "./live.js";
import { headline } from "./headline.js";
import { timeChart } from "./charts/time-chart.js";
import { Pulse } from "./charts/pulse.js";
import { funnel } from "./charts/funnel.js";
import { retention } from "./charts/retention.js";
import { league } from "./charts/league.js";

const refreshEvery = 60_000;

const dayOf = (point, long) => (long ? longDay : day)(point.day);
let showActive = () => {};
let shownAt = null;

themeSwitch(find("#theme"));

function showFigures(report) {
  if (report.refreshedAt !== shownAt || !shownAt) showActive = headline(find("#headline"), report.headline);
  find("#refreshed").textContent = report.refreshedAt ? `Computed ${ago(Date.parse(report.refreshedAt))}` : "The first figures are being computed …";
  find("#content").setAttribute("aria-busy", "false");
  if (!report.refreshedAt || report.refreshedAt === shownAt) return;
  shownAt = report.refreshedAt;
  timeChart(find("#actives"), find("#actives-legend"), {
    points: report.dailyActives, dayOf, format: value => value === null ? "no data" : count(Math.round(value)), formatTick: short, label: "Active users by day",
    series: [
      { name: "Returning", tone: 1, kind: "bar", value: point => point.actives - point.joined - point.regained },
      { name: "Regained", tone: 3, kind: "bar", value: point => point.regained },
      { name: "New", tone: 2, kind: "bar", value: point => point.joined },
      { name: "Mean of 7 days", tone: 4, kind: "line", value: point => point.activesWeek },
    ],
  });
  timeChart(find("#completion"), find("#completion-legend"), {
    points: report.completion, dayOf, format: finePercent, formatTick: percent, label: "Check-ins done per check-in due, by day",
    series: [
      { name: "Mean of 7 days", tone: 1, kind: "line", value: point => point.completionWeek },
      { name: "Day", tone: 2, kind: "line", value: point => point.completion },
    ],
  });
  retention(find("#cohorts"), report.retention);
  funnel(find("#funnel"), report.funnel);
  league(find("#league"), report.coaches);
}

const pulse = new Pulse(find("#pulse"));

function showLive(figures) {
  showActive(figures.activeUsers);
  pulse.add(figures.eventsPerSecond);
  find("#rate").textContent = figures.eventsPerSecond.toFixed(1);
  find("#minute").textContent = count(figures.eventsLastMinute);
  find("#today").textContent = count(figures.activeToday);
  find("#checkins").textContent = count(figures.checkInsToday);
  const most = figures.topEvents[0]?.count ?? 1;
  find("#top-events").replaceChildren(...(figures.topEvents.length ? figures.topEvents.map(event => h("li", null,
    h("div", null, h("span", null, event.name.replaceAll("_", " ")), h("b", { class: "number" }, count(event.count))),
    h("span", { class: "track", "aria-hidden": "true" }, h("span", { class: "fill", style: { "--share": event.count / most } })))) : [h("li", { class: "empty" }, "Nothing within the last minute.")]));
}

function showState(state) {
  const connection = find("#connection");
  if (connection.dataset.state === state) return;
  connection.dataset.state = state;
  find(".text", connection).textContent = { live: "Live", lost: "Reconnecting", connecting: "Connecting" }[state];
}

async function load(report) {
  const problem = find("#problem");
  try {
    showFigures(await report);
    problem.hidden = true;
  } catch (error) {
    problem.textContent = `The figures could not be loaded: ${error.message}. The next try is in a minute.`;
    problem.hidden = false;
  }
}

await signedIn;
followLive(async () => await session.token() ?? signIn(), showLive, showState);
await load(firstReport);
setInterval(() => { if (!document.hidden) load(askReport()); }, refreshEvery);
