const longestPause = 30_000;

/**
 * Follows the live figures. The browser reconnects by itself and says where it was; only when the server turns it away (a token that has run out)
 * is a new connection made here, with a new token and from the same place.
 */
export function followLive(token, onFigures, onState) {
  let last = null;
  let pause = 1_000;

  async function open() {
    let source;
    try {
      const query = new URLSearchParams({ access_token: await token() });
      if (last !== null) query.set("lastEventId", last);
      source = new EventSource(`/api/v1/realtime/analytics/stream?${query}`);
    } catch {
      return again();
    }
    source.onopen = () => onState("live");
    source.onmessage = event => {
      last = event.lastEventId || last;
      pause = 1_000;
      onState("live");
      onFigures(JSON.parse(event.data).figures);
    };
    source.onerror = () => {
      onState("lost");
      if (source.readyState === EventSource.CLOSED) again();
    };
    addEventListener("pagehide", () => source.close(), { once: true });
  }

  function again() {
    setTimeout(open, pause);
    pause = Math.min(longestPause, pause * 2);
  }

  addEventListener("pageshow", event => { if (event.persisted) open(); });
  open();
}
