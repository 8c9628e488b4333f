/** An answer that says no: status, and the title of its problem document (RFC 9457). */
export class ApiError extends Error {
  constructor(status, title) {
    super(title);
    this.status = status;
  }
}

/** The API as one session sees it. signInAgain is asked when the session is over. */
export class Api {
  constructor(session, signInAgain) {
    this.session = session;
    this.signInAgain = signInAgain;
  }

  get(path) { return this.#send(path, {}); }

  post(path, body, headers = {}) {
    return this.#send(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
  }

  async #send(path, options) {
    for (let attempt = 0; ; attempt++) {
      const token = await this.session.token() ?? await this.signInAgain();
      const response = await fetch(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
      if (response.status === 401 && attempt === 0) {
        this.session.forget();
        continue;
      }
      if (!response.ok) throw new ApiError(response.status, await Api.#title(response));
      return response.status === 204 ? null : response.json();
    }
  }

  static async #title(response) {
    try {
      return (await response.json()).title ?? response.statusText;
    } catch {
      return response.statusText;
    }
  }
}
