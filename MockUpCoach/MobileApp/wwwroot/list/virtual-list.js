import { h } from "../../webpages/dom.js";

const overscan = 6;

/**
 * A list of rows of one height of which only those in view are in the document, a few more above and below: about twenty elements for a thousand rows.
 * Screen readers hear the real length and place (aria-setsize, aria-posinset), and the row that has the focus stays in the document.
 */
export class VirtualList {
  #shown = new Map();
  #frame = 0;
  #stop = new AbortController();

  /** scroller: what scrolls; rowHeight in pixels; render(row, index) gives an element; nearEnd() is called when the last rows come near. */
  constructor(host, { scroller, rowHeight, render, nearEnd }) {
    Object.assign(this, { scroller, rowHeight, render, nearEnd });
    this.list = h("ul", { class: "virtual", role: "list" });
    host.append(this.list);
    scroller.addEventListener("scroll", () => this.#schedule(), { passive: true, signal: this.#stop.signal });
    addEventListener("resize", () => this.#schedule(), { signal: this.#stop.signal });
  }

  set(rows, isComplete) {
    this.rows = rows;
    this.isComplete = isComplete;
    this.list.style.height = `${rows.length * this.rowHeight}px`;
    for (const item of this.#shown.values()) item.setAttribute("aria-setsize", isComplete ? rows.length : -1);
    this.#draw();
  }

  close() {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    if (!this.rows) return;
    const top = this.scroller.scrollTop - this.list.offsetTop;
    const first = Math.max(0, Math.floor(top / this.rowHeight) - overscan);
    const last = Math.min(this.rows.length, Math.ceil((top + this.scroller.clientHeight) / this.rowHeight) + overscan);
    for (const [index, item] of this.#shown)
      if ((index < first || index >= last) && !item.contains(document.activeElement)) {
        item.remove();
        this.#shown.delete(index);
      }
    for (let index = first; index < last; index++)
      if (!this.#shown.has(index)) this.#add(index);
    if (last >= this.rows.length - 20 && !this.isComplete) this.nearEnd();
  }

  #add(index) {
    const item = h("li", { "aria-posinset": index + 1, "aria-setsize": this.isComplete ? this.rows.length : -1, style: { transform: `translateY(${index * this.rowHeight}px)` } },
      this.render(this.rows[index], index));
    this.#shown.set(index, item);
    // In the order of the rows, so that the Tab key goes down the list.
    const next = [...this.#shown.keys()].filter(other => other > index).sort((a, b) => a - b)[0];
    this.list.insertBefore(item, next === undefined ? null : this.#shown.get(next));
  }
}
