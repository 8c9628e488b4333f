import { find, h } from "../../webpages/dom.js";

const margin = { top: 10, right: 6, bottom: 26, left: 44 };

/** Steps of 1, 2 or 5 times a power of ten, about four of them up to the largest value. */
export function ticks(most) {
  const raw = most / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= raw);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, n) => n * step);
}

/**
 * Draws days as stacked bars with lines over them, or as an area under the first line where there are no bars.
 * series: { name, tone, value(point), kind: "bar" | "line", soft? }. A line breaks where its value is null. The last day is still running and is drawn paler.
 * Readable by pointer and by arrow keys; the tip's text is announced.
 */
export function timeChart(place, legend, { points, series, label, dayOf, format, formatTick = format, most }) {
  const bars = series.filter(one => one.kind === "bar");
  const lines = series.filter(one => one.kind === "line");
  const highest = most ?? Math.max(...points.map(point => Math.max(bars.reduce((sum, bar) => sum + bar.value(point), 0), ...lines.map(line => line.value(point) ?? 0))), 1e-9);
  const scale = ticks(highest);
  const top = scale.at(-1);
  const host = h("div", { class: "chart-area" }); // A new one each time: its listeners go with it.
  const tip = h("div", { class: "tip", "aria-live": "polite" });
  let chosen = -1;
  let geometry;

  legend.replaceChildren(...series.map(one =>
    h("li", { class: `tone-${one.tone}${one.soft ? " soft-key" : ""}${one.kind === "line" ? " line-key" : ""}` }, one.name)));

  function draw() {
    const width = host.clientWidth, height = host.clientHeight;
    if (!width) return;
    const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
    const step = inner.width / points.length;
    const x = n => margin.left + step * (n + .5);
    const y = value => margin.top + inner.height * (1 - value / top);
    geometry = { x, y, width, step };
    const every = Math.ceil(points.length / Math.max(2, Math.floor(inner.width / 74)));
    const svg = h("svg", { role: "img", tabindex: "0", "aria-label": `${label}. Use the arrow keys to read single days.`, viewBox: `0 0 ${width} ${height}` },
      scale.map(value => h("g", null,
        h("line", { class: "axis", x1: margin.left, x2: width - margin.right, y1: y(value), y2: y(value) }),
        h("text", { x: margin.left - 8, y: y(value) + 4, "text-anchor": "end" }, formatTick(value)))),
      points.map((point, n) => (points.length - 1 - n) % every === 0 && x(n) > margin.left + 16
        ? h("text", { x: Math.min(x(n), width - margin.right - 18), y: height - 6, "text-anchor": "middle" }, dayOf(point)) : null),
      points.map((point, n) => bar(point, n)),
      bars.length === 0 ? h("path", { class: `area tone-${lines[0].tone}`, d: path(lines[0], true) }) : null,
      lines.map(line => h("path", { class: `line tone-${line.tone}`, d: path(line, false) })),
      h("line", { class: "cursor", y1: margin.top, y2: height - margin.bottom }),
      lines.map(line => h("circle", { class: `point tone-${line.tone}`, r: 4.5 })));
    host.replaceChildren(svg, tip);
    svg.addEventListener("keydown", event => {
      const move = { ArrowLeft: -1, ArrowRight: 1, Home: -points.length, End: points.length }[event.key];
      if (event.key === "Escape") return choose(-1);
      if (move === undefined) return;
      event.preventDefault();
      choose(Math.min(points.length - 1, Math.max(0, (chosen < 0 ? points.length - 1 : chosen + move))));
    });
    svg.addEventListener("blur", () => choose(-1));

    function bar(point, n) {
      let below = 0;
      return h("g", { class: n === points.length - 1 ? "partial" : null }, bars.map(one => {
        const value = one.value(point);
        const rect = h("rect", {
          class: `bar-part tone-${one.tone}${one.soft ? " soft-part" : ""}`, x: x(n) - step * .36, width: Math.max(1, step * .72),
          y: y(below + value), height: Math.max(0, y(below) - y(below + value)), rx: Math.min(3, step * .15),
        });
        below += value;
        return rect;
      }));
    }

    function path(line, closed) {
      let begun = false;
      const parts = points.flatMap((point, n) => {
        const value = line.value(point);
        if (value === null) { begun = false; return []; }
        const part = `${begun ? "L" : "M"}${x(n).toFixed(1)} ${y(value).toFixed(1)}`;
        begun = true;
        return [part];
      });
      return closed && parts.length ? `${parts.join("")}L${x(points.length - 1).toFixed(1)} ${y(0)}L${parts[0].slice(1).split(" ")[0]} ${y(0)}Z` : parts.join("");
    }
  }

  function choose(n) {
    chosen = n;
    tip.classList.toggle("shown", n >= 0);
    const cursor = find(".cursor", host);
    const dots = host.querySelectorAll(".point");
    cursor.style.visibility = n >= 0 ? "visible" : "hidden";
    dots.forEach(dot => { dot.style.visibility = "hidden"; });
    if (n < 0) return;
    const point = points[n], { x, y, width } = geometry;
    cursor.setAttribute("x1", x(n));
    cursor.setAttribute("x2", x(n));
    lines.forEach((line, i) => {
      const value = line.value(point);
      if (value === null) return;
      dots[i].setAttribute("cx", x(n));
      dots[i].setAttribute("cy", y(value));
      dots[i].style.visibility = "visible";
    });
    tip.replaceChildren(
      h("strong", null, dayOf(point, true), n === points.length - 1 ? " · so far" : ""),
      ...series.map(one => h("div", null, h("span", null, one.name), h("b", { class: "number" }, format(one.value(point))))));
    const left = x(n) + 14 + tip.offsetWidth > width ? x(n) - 14 - tip.offsetWidth : x(n) + 14;
    tip.style.transform = `translate(${Math.max(0, left)}px, 8px)`;
  }

  host.addEventListener("pointermove", event => {
    const at = event.clientX - host.getBoundingClientRect().left - margin.left;
    const n = Math.floor(at / geometry.step);
    if (n >= 0 && n < points.length && n !== chosen) choose(n);
  });
  host.addEventListener("pointerleave", () => choose(-1));
  place.classList.remove("wait");
  place.replaceChildren(host);
  new ResizeObserver(draw).observe(host); // It draws now, and when the width changes.
}
