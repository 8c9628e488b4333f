const clientId = "upcoach-web";
const scope = "openid profile offline_access";
const stored = "upcoach.session";
const started = "upcoach.sign-in";
const earlyBy = 30_000;

const base64url = bytes => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/**
 * Signed in by OAuth 2.1: authorization code with PKCE, refresh tokens that change with each use.
 * Of several tabs one refreshes at a time (a lock), because a refresh token that is used twice ends the session.
 */
export class Session {
  /** page: the address that the code comes back to, for instance "/dashboard". */
  constructor(page) {
    this.page = page;
    this.redirectUri = location.origin + page;
  }

  get isSignedIn() { return this.#read() !== null; }

  /** Takes the code from the address, if the provider has just sent the browser here. */
  async resume() {
    const query = new URLSearchParams(location.search);
    const state = query.get("state");
    if (!state) return;
    const begun = JSON.parse(sessionStorage.getItem(started) ?? "null");
    sessionStorage.removeItem(started);
    history.replaceState(null, "", this.page);
    if (begun?.state === state && query.has("code")) await this.#exchange(query.get("code"), begun.verifier);
  }

  /** Signs in. A provider that asks nothing answers a fetch; one that has a page to show gets the browser. */
  async signIn(realm, loginHint) {
    const begun = { state: random(), verifier: random() };
    const challenge = base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(begun.verifier))));
    const address = `/oauth/${realm}/authorize?` + new URLSearchParams({
      response_type: "code", client_id: clientId, redirect_uri: this.redirectUri, scope, state: begun.state,
      code_challenge: challenge, code_challenge_method: "S256", login_hint: loginHint,
    });
    const answer = await fetch(address);
    const end = new URL(answer.url);
    if (end.pathname === this.page && end.searchParams.get("state") === begun.state && end.searchParams.has("code"))
      return this.#exchange(end.searchParams.get("code"), begun.verifier);
    if (!answer.ok || end.searchParams.has("error")) throw new Error(end.searchParams.get("error_description") ?? `Sign-in answered ${answer.status}.`);
    sessionStorage.setItem(started, JSON.stringify(begun));
    location.assign(address);
    return new Promise(() => {});
  }

  /** Gives an access token that is valid for a while; null if nobody is signed in. */
  async token() {
    const held = this.#read();
    if (!held) return null;
    if (held.expires - earlyBy > Date.now()) return held.access;
    return navigator.locks.request("upcoach.refresh", async () => {
      const newest = this.#read();
      if (!newest) return null;
      if (newest.expires - earlyBy > Date.now()) return newest.access;
      try {
        return await this.#ask({ grant_type: "refresh_token", refresh_token: newest.refresh, client_id: clientId });
      } catch (error) {
        if (error instanceof TypeError) return newest.access; // No network is no reason to sign out, and the service worker may still know the answer.
        this.forget();
        return null;
      }
    });
  }

  forget() { localStorage.removeItem(stored); }

  #exchange(code, verifier) {
    return this.#ask({ grant_type: "authorization_code", code, redirect_uri: this.redirectUri, client_id: clientId, code_verifier: verifier });
  }

  async #ask(form) {
    const response = await fetch("/oauth/token", { method: "POST", body: new URLSearchParams(form) });
    if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
    const answer = await response.json();
    localStorage.setItem(stored, JSON.stringify({
      access: answer.access_token, refresh: answer.refresh_token, expires: Date.now() + answer.expires_in * 1000,
    }));
    return answer.access_token;
  }

  #read() { return JSON.parse(localStorage.getItem(stored) ?? "null"); }
}
