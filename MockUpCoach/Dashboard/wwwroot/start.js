import { Session } from "../webpages/session.js";
import { Api } from "../webpages/api.js";

// The page runs this before all else: signing in and asking take four round trips, in which what draws the answer is still on its way.

// The demonstration's analyst; the reference platform's built-in provider signs in whom the hint names.
const analyst = { realm: "google", hint: "user00001@upcoach.example" };

export const session = new Session("/dashboard");
export const signIn = () => session.signIn(analyst.realm, analyst.hint);

const api = new Api(session, signIn);

/** Asks for all figures but the live ones. */
export const askReport = () => api.get("/api/v1/analytics/dashboard");

/** Done when somebody is signed in, or nobody could be. */
export const signedIn = enter();

/** The figures that the page begins with. */
export const firstReport = signedIn.then(askReport);
firstReport.catch(() => {}); // Whoever shows them says that there are none.

async function enter() {
  try {
    await session.resume();
    if (!await session.token()) await signIn();
  } catch {
    // Asking for the figures tries again, and fails with the reason.
  }
}
