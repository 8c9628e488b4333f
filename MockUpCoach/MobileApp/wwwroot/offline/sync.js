import { ApiError } from "../../webpages/api.js";

const retryAfter = 15_000;

/**
 * Sends what waits in the queue: at the start, when the network is back, when the app is shown again, and when the service worker is woken for it.
 * One tab at a time (a lock). The endpoint is idempotent for habit and day, so an answer that was lost on the way costs nothing but a repetition.
 * A check-in that the server refuses for good (400, 404) is dropped and told; anything else is tried again.
 */
export class Sync extends EventTarget {
  #timer = 0;

  constructor(api, queue) {
    super();
    this.api = api;
    this.queue = queue;
  }

  start() {
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.flush(); });
    navigator.serviceWorker?.addEventListener("message", event => { if (event.data === "flush") this.flush(); });
    return this.flush();
  }

  /** Queues a check-in and sends it at once if that is possible. */
  async checkIn(habitId, date) {
    await this.queue.add(habitId, date);
    this.#changed();
    await this.flush();
    if ((await this.queue.all()).length > 0) {
      const registration = await navigator.serviceWorker?.getRegistration("/app");
      await registration?.sync?.register("check-ins").catch(() => {});
    }
  }

  flush() {
    clearTimeout(this.#timer);
    return navigator.locks.request("upcoach.sync", async () => {
      let sent = 0;
      for (const item of await this.queue.all()) {
        try {
          await this.api.post(`/api/v1/habits/${item.habitId}/check-ins`, { date: item.date, note: item.note });
          sent++;
        } catch (error) {
          if (!(error instanceof ApiError) || ![400, 404].includes(error.status)) {
            this.#timer = setTimeout(() => this.flush(), retryAfter);
            break;
          }
          this.dispatchEvent(new CustomEvent("refused", { detail: error.message }));
        }
        await this.queue.remove(item.key);
        this.#changed();
      }
      if (sent > 0) this.dispatchEvent(new CustomEvent("sent", { detail: sent }));
    });
  }

  #changed() { this.dispatchEvent(new Event("change")); }
}
