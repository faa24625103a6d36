/* Clocks in the page, the same for every rival: when the pointer went down, when a sight came.
 * All frames share the top window's record; times are in milliseconds of one clock. */
(function () {
  "use strict";

  const now = () => performance.timeOrigin + performance.now();
  const record = (window.top.bench ??= { down: 0, up: 0 });
  addEventListener("pointerdown", () => { record.down = now(); record.up = 0; }, true);
  addEventListener("pointerup", () => { record.up = now(); }, true);
  if (window !== window.top) return;

  const documents = () =>
    [document, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument)].filter(Boolean);

  /* Resolves with the moment from which `check` (given the documents' look-up) held. */
  record.until = (check, timeout = 20000) =>
    new Promise((resolve, reject) => {
      const find = (selector) => documents().map((d) => d.querySelector(selector)).find(Boolean);
      const findAll = (selector) => documents().flatMap((d) => [...d.querySelectorAll(selector)]);
      const watched = new Set();
      let finished = false;
      const observer = new MutationObserver(look);
      const watch = () => {
        for (const root of documents()) {
          if (watched.has(root) || !root.documentElement) continue;
          watched.add(root);
          observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
        }
      };
      const timer = setInterval(() => { watch(); look(); }, 50);
      const giveUp = setTimeout(() => end(reject, new Error("not seen: " + check)), timeout);
      function end(settle, value) {
        finished = true;
        observer.disconnect();
        clearInterval(timer);
        clearTimeout(giveUp);
        settle(value);
      }
      function look() {
        if (finished) return;
        const seen = now();
        if (check(find, findAll)) end(resolve, seen);
      }
      watch();
      look();
    });

  /* A point of the window at which `selector`, perhaps inside a frame, is hit; null where a card lies over it. */
  record.pointIn = (selector) => {
    for (const root of documents()) {
      const target = root.querySelector(selector);
      if (!target) continue;
      const frame = root.defaultView.frameElement?.getBoundingClientRect() ?? { x: 0, y: 0 };
      const box = target.getBoundingClientRect();
      const parts = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.1, 0.9];
      for (const part of parts)
        for (const other of parts) {
          const [x, y] = [box.x + box.width * part, box.y + box.height * other];
          if (target.contains(root.elementFromPoint(x, y))) return { x: frame.x + x, y: frame.y + y };
        }
    }
    return null;
  };
})();
