import { h } from "../../webpages/dom.js";
import { themeSwitch } from "../../webpages/theme-switch.js";

/** Who is signed in, how the app looks, and the way out. */
export function me({ api, signOut, queue }) {
  return page => {
    const card = h("div", { class: "card profile wait" });
    const waiting = h("p", { class: "soft" });
    const theme = h("button", { type: "button", class: "wide-button" }, "Switch light and dark");
    page.append(card, h("div", { class: "stack" }, theme, h("button", { type: "button", class: "wide-button quiet", onclick: signOut }, "Sign out"), waiting));
    themeSwitch(theme);
    queue.all().then(items => { waiting.textContent = items.length ? `${items.length} check-ins wait to be sent. Signing out gives them up.` : "Everything is sent."; });
    api.get("/api/v1/me").then(user => card.replaceChildren(
      h("span", { class: "avatar", "aria-hidden": "true" }, user.displayName.split(" ").map(part => part[0]).join("")),
      h("h2", null, user.displayName), h("p", { class: "soft" }, user.email), h("p", { class: "soft" }, user.timeZone)), () => {})
      .finally(() => card.classList.remove("wait"));
  };
}
