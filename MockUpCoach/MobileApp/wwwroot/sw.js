// The app without a network. What is cached how:
//   shell    the page and every file of it, fetched when a version is installed; the page itself is then served from here and looked after in the background
//   data     the user's own GET answers: the network first, what was seen last if there is none; deleted when the user signs out
//   media    pictures: the cache first, because their addresses name their content; the oldest go when there are many
// Writes are never answered here: they wait in the page's own queue (offline/queue.js), which knows what they mean.
const shell = "upcoach-shell-{{assets}}";
const data = "upcoach-data";
const media = "upcoach-media";
const files = {{files:mobileapp/ webpages/}};
const mostPictures = 200;

self.addEventListener("install", event => event.waitUntil((async () => {
  await (await caches.open(shell)).addAll([new Request("/app", { cache: "reload" }), "/app/app.webmanifest", ...files]);
  await self.skipWaiting();
})()));

self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("upcoach-shell-") && name !== shell) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === "/app") event.respondWith(page(event));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(cacheFirst(shell, request));
  else if (url.pathname.startsWith("/media/")) event.respondWith(picture(event));
  else if (url.pathname.startsWith("/api/v1/") && !url.pathname.startsWith("/api/v1/realtime/")) event.respondWith(networkFirst(request));
});

self.addEventListener("message", event => { if (event.data === "claim") event.waitUntil(self.clients.claim()); });

self.addEventListener("sync", event => {
  if (event.tag !== "check-ins") return;
  event.waitUntil((async () => {
    for (const client of await self.clients.matchAll()) client.postMessage("flush");
  })());
});

async function page(event) {
  const cache = await caches.open(shell);
  const held = await cache.match("/app");
  const fresh = fetch("/app", { cache: "no-cache" });
  // A newer page names newer files: it waits for its own worker to be installed.
  event.waitUntil(fresh.then(() => self.registration.update(), () => {}));
  return held ?? fresh;
}

async function cacheFirst(name, request) {
  return await (await caches.open(name)).match(request) ?? fetch(request);
}

async function picture(event) {
  const cache = await caches.open(media);
  const held = await cache.match(event.request);
  if (held) return held;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keepPicture(cache, event.request, response.clone()));
  return response;
}

async function keepPicture(cache, request, response) {
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - mostPictures))) await cache.delete(key);
}

async function networkFirst(request) {
  const cache = await caches.open(data);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const held = await cache.match(request, { ignoreVary: true });
    if (!held) throw error;
    const headers = new Headers(held.headers);
    headers.set("X-From-Cache", "offline");
    return new Response(held.body, { status: held.status, headers });
  }
}
