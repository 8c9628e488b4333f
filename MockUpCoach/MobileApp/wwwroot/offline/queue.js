const database = "upcoach";
const store = "check-ins";

/** Check-ins that the server does not know yet. They survive the tab, the browser and the battery. */
export class CheckInQueue {
  #opened = null;

  /** Adds a check-in. The key is habit and day, as on the server: a second one of the same day is the same. */
  async add(habitId, date, note = null) {
    await this.#run("readwrite", items => items.put({ key: `${habitId}/${date}`, habitId, date, note, queuedAt: Date.now() }));
  }

  all() { return this.#run("readonly", items => items.getAll()); }

  remove(key) { return this.#run("readwrite", items => items.delete(key)); }

  clear() { return this.#run("readwrite", items => items.clear()); }

  async #run(mode, work) {
    const opened = await (this.#opened ??= CheckInQueue.#open());
    const transaction = opened.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    return request.result;
  }

  static #open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(database, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "key" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}
