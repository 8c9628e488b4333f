import { h } from "../../webpages/dom.js";
import { ago, count } from "../../webpages/format.js";
import { VirtualList } from "../list/virtual-list.js";
import { lazyPicture } from "../list/picture.js";

const rowHeight = 108;

/** A thousand rows to scroll. The source outlives the screen, so coming back finds the rows and the place. */
export function feed({ source, memory }) {
  return (page, _, scroller) => {
    const status = h("p", { class: "feed-status soft", role: "status" });
    const list = new VirtualList(page, { scroller, rowHeight, render: row, nearEnd: more });
    page.append(status);
    list.set(source.rows, source.isComplete);
    scroller.scrollTop = memory.feedTop ?? 0;
    let closed = false;
    if (source.rows.length === 0) more();
    show();

    async function more() {
      try {
        await source.more();
        if (!closed) list.set(source.rows, source.isComplete);
        show();
      } catch (error) {
        status.textContent = source.rows.length ? "No network: these are the rows you had." : `The feed could not be loaded: ${error.message}`;
      }
    }

    function show() {
      status.textContent = source.isComplete ? `${count(source.rows.length)} entries` : "Loading more …";
    }

    return () => {
      closed = true;
      memory.feedTop = scroller.scrollTop;
      list.close();
    };
  };
}

function row({ kind, title, summary, at, contentId, image }) {
  const inside = [
    lazyPicture(image, { width: 84, height: 84, sizes: "84px", className: "thumb" }),
    h("span", { class: "row-text" },
      h("span", { class: "row-kind" }, kind, " · ", ago(at)),
      h("span", { class: "row-title" }, title),
      h("span", { class: "row-summary" }, summary)),
  ];
  return contentId ? h("a", { class: "row", href: `#/article/${contentId}` }, inside) : h("div", { class: "row" }, inside);
}
