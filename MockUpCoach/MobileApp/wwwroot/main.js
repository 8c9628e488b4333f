import { find } from "../webpages/dom.js";
import { Session } from "../webpages/session.js";
import { Api } from "../webpages/api.js";
import { Router } from "./router.js";
import { CheckInQueue } from "./offline/queue.js";
import { Sync } from "./offline/sync.js";
import { FeedSource } from "./list/feed-source.js";
import { welcome } from "./views/welcome.js";
import { today } from "./views/today.js";
import { feed } from "./views/feed.js";
import { article } from "./views/article.js";
import { habits } from "./views/habits.js";
import { me } from "./views/me.js";

const demoUser = "user00042@upcoach.example";
const toastTime = 3_500;

const session = new Session("/app");
const queue = new CheckInQueue();
const api = new Api(session, async () => {
  showWelcome();
  throw new Error("You are signed out.");
});
const sync = new Sync(api, queue);
const app = { api, queue, sync, source: new FeedSource(api), memory: {}, signOut };

function showWelcome() {
  find("#tabs").hidden = true;
  find("#title").textContent = "UpCoach";
  find("#screen").removeAttribute("aria-busy");
  welcome(find("#screen"), async realm => {
    await session.signIn(realm, demoUser);
    begin();
  }, find("link[rel=icon]").href);
}

function begin() {
  const router = new Router({
    today: { title: "Today", show: today(app) },
    feed: { title: "Feed", show: feed(app) },
    habits: { title: "Habits", show: habits(app) },
    me: { title: "Me", show: me(app) },
    article: { title: "Article", show: article(app) },
  });
  router.start();
  sync.start();
}

async function signOut() {
  session.forget();
  await queue.clear();
  await caches?.delete("upcoach-data");
  location.replace("/app");
}

function toast(text) {
  const host = find("#toast");
  host.textContent = text;
  host.classList.add("shown");
  setTimeout(() => host.classList.remove("shown"), toastTime);
}

async function showNetwork() {
  const waiting = (await queue.all()).length;
  const network = find("#network");
  network.hidden = navigator.onLine && waiting === 0;
  network.textContent = navigator.onLine ? `${waiting} to send` : waiting ? `Offline · ${waiting} waiting` : "Offline";
}

addEventListener("online", showNetwork);
addEventListener("offline", showNetwork);
sync.addEventListener("change", showNetwork);
sync.addEventListener("sent", event => toast(event.detail === 1 ? "Your check-in is saved." : `${event.detail} check-ins are saved.`));
sync.addEventListener("refused", event => toast(`A check-in was refused: ${event.detail}`));
navigator.serviceWorker?.register("/app/sw.js", { scope: "/app" });

// A page that was on its way while the worker became active has none: the worker's claim came too early for it.
navigator.serviceWorker?.ready.then(registration => { if (!navigator.serviceWorker.controller) registration.active.postMessage("claim"); });

await session.resume();
await showNetwork();
if (session.isSignedIn) begin();
else showWelcome();
