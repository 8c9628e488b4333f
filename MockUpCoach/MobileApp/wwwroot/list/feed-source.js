const most = 1000;
const pageSize = 100;

/** The rows of the feed: the user's own first, then articles of the library, a thousand in all. Pages are fetched in order, one at a time. */
export class FeedSource {
  rows = [];
  isComplete = false;
  #step = null;
  #cursor = "";
  #stage = "feed";

  constructor(api) { this.api = api; }

  /** Fetches the next page; calls while one is under way wait for the same. */
  more() { return this.#step ??= this.#fetch().finally(() => { this.#step = null; }); }

  async #fetch() {
    if (this.isComplete) return;
    if (this.#stage === "feed") {
      const page = await this.api.get(`/api/v1/feed?limit=${pageSize}${this.#cursor}`);
      this.rows.push(...page.items.map(item => ({
        key: `feed/${item.id}`, kind: item.kind, title: item.title, summary: item.summary, at: Date.parse(item.createdAt), contentId: item.contentId,
        image: item.imageId ?? picture(item.id),
      })));
      this.#cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : "";
      if (!page.nextCursor) this.#stage = "content";
    } else {
      const page = await this.api.get(`/api/v1/content?limit=${Math.min(pageSize, most - this.rows.length)}${this.#cursor}`);
      this.rows.push(...page.items.map(item => ({
        key: `content/${item.id}`, kind: item.tags[0] ?? "article", title: item.title, summary: item.summary, at: Date.parse(item.updatedAt), contentId: item.id,
        image: picture(item.id),
      })));
      this.#cursor = page.next ? `&after=${encodeURIComponent(page.next)}` : "";
      this.isComplete = !page.next || this.rows.length >= most;
    }
  }
}

/** Articles have no picture of their own: each always shows the same of the seeded ones. */
export const picture = id => `seed-${1 + (Math.imul(id, 2654435761) >>> 8) % 24}`;
