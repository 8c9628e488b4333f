import { h } from "../../webpages/dom.js";
import { ago } from "../../webpages/format.js";
import { lazyPicture } from "../list/picture.js";
import { picture } from "../list/feed-source.js";

/** One article. Its title and picture are known from the feed, so they are there before the text. */
export function article({ api, source }) {
  return (page, id) => {
    const known = source.rows.find(row => String(row.contentId) === id);
    const title = h("h2", { class: "article-title" }, known?.title ?? "\u00a0");
    const meta = h("p", { class: "soft" }, "\u00a0");
    const text = h("div", { class: "article-text wait" });
    page.append(h("article", null,
      lazyPicture(known?.image ?? picture(Number(id)), { width: 640, height: 360, sizes: "min(100vw, 480px)", className: "cover" }), title, meta, text));
    api.get(`/api/v1/content/${encodeURIComponent(id)}`).then(item => {
      title.textContent = item.title;
      meta.textContent = `${item.tags.join(", ")} · ${ago(Date.parse(item.updatedAt))}`;
      text.replaceChildren(...item.body.split(/(?<=\.) /).map(sentence => h("p", null, sentence)));
    }, error => text.replaceChildren(h("p", { class: "soft" }, navigator.onLine ? error.message : "You have not read this one yet, and there is no network.")))
      .finally(() => text.classList.remove("wait"));
  };
}
