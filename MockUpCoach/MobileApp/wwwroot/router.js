import { find, h } from "../webpages/dom.js";

const order = ["today", "feed", "habits", "me"];

/**
 * Screens by the address's fragment: #/feed, #/article/12. Going to a tab on the right slides left and the other way round; an article rises.
 * A screen is a function of (screen, parameter) that fills the element and may give a function to call when it is left.
 */
export class Router {
  #leave = null;
  #current = null;

  constructor(screens) {
    this.screens = screens;
    this.screen = find("#screen");
    addEventListener("hashchange", () => this.#go());
    find("#back").addEventListener("click", () => history.length > 1 ? history.back() : location.replace("#/feed"));
  }

  start() {
    find("#tabs").hidden = false;
    return this.#go();
  }

  async #go() {
    const [name, parameter] = location.hash.slice(2).split("/");
    const target = this.screens[name] ? name : "today";
    const direction = this.#current === null ? "none" : target === "article" ? "in" : this.#current === "article" ? "out"
      : order.indexOf(target) > order.indexOf(this.#current) ? "next" : "previous";
    const moved = this.#current !== null;
    this.#current = target;
    const show = () => this.#show(target, parameter, moved);
    document.documentElement.dataset.move = direction;
    if (direction === "none" || !document.startViewTransition || matchMedia("(prefers-reduced-motion: reduce)").matches) return show();
    const transition = document.startViewTransition(show);
    await transition.updateCallbackDone;
  }

  async #show(name, parameter, moved) {
    this.#leave?.();
    this.#leave = null;
    const { title, show } = this.screens[name];
    const page = h("div", { class: `page page-${name}` });
    this.screen.replaceChildren(page);
    this.screen.scrollTop = 0;
    this.screen.removeAttribute("aria-busy");
    const heading = find("#title");
    heading.textContent = title;
    document.title = `${title} · UpCoach`;
    find("#back").hidden = name !== "article";
    for (const tab of find("#tabs").children) {
      if (tab.hash === `#/${name === "article" ? "feed" : name}`) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    if (moved) heading.focus({ preventScroll: true });
    // What is there at once takes part in the transition; what must be fetched comes after it.
    this.#leave = show(page, parameter, this.screen) ?? null;
  }
}
