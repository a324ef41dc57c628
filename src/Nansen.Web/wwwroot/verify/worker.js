// Keeps the page, its files and the last lists on the phone. What is new comes first when there is a network, and fast.
const kept = 'nansen-verify-VERSION', files = FILES;

self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(kept);
  await cache.addAll(files);
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('nansen-verify-') && name !== kept) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(event.request));
  else if (pathname === '/verify/phone' || pathname === '/verify/bundle' || pathname === '/verify/phone.webmanifest') event.respondWith(newestFirst(event.request));
});

async function keptFirst(request) {
  return await caches.match(request, { ignoreVary: true }) ?? fetch(request);
}

async function newestFirst(request) {
  const cache = await caches.open(kept), path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  } catch (problem) {
    const last = await cache.match(path, { ignoreVary: true });
    if (last) return last;
    throw problem;
  }
}
