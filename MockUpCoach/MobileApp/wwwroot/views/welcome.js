import { h } from "../../webpages/dom.js";

const realms = [["google", "Google"], ["apple", "Apple"], ["facebook", "Facebook"]];

/** The screen of somebody who is not signed in. signIn(realm) is called by the buttons. */
export function welcome(page, signIn, icon) {
  const problem = h("p", { class: "form-problem", role: "alert" });
  page.replaceChildren(h("div", { class: "welcome" },
    h("img", { src: icon, alt: "", width: "84", height: "84" }),
    h("h2", null, "Small steps, every day"),
    h("p", { class: "soft" }, "Your coach, your habits and your reading, wherever you are. Also without a network."),
    h("div", { class: "welcome-buttons" }, realms.map(([realm, name]) => h("button", {
      type: "button", class: "wide-button", onclick: async event => {
        event.currentTarget.disabled = true;
        problem.textContent = "";
        const button = event.currentTarget;
        try {
          await signIn(realm);
        } catch (error) {
          problem.textContent = `That did not work: ${error.message}`;
          button.disabled = false;
        }
      },
    }, `Continue with ${name}`))),
    problem,
    h("p", { class: "fine" }, "This demonstration signs in its user number 42.")));
}
