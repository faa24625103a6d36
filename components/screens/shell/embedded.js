/* In a frame of another site every link opens a tab of its own: that site shows three of our pages
 * and no other. The way to the whole page leads to the view as it is now. */
(function () {
  "use strict";

  if (window.dutyEmbedded) return;

  let isStarted = false;

  function start() {
    if (isStarted) return;
    isStarted = true;
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]:not([href^='#'])");
      const asked = new URLSearchParams(window.location.search);
      if (!link || asked.get("embed") !== "true") return;
      link.target = "_blank";
      link.rel = "noopener";
      if (!("whole" in link.dataset)) return;
      asked.delete("embed");
      asked.delete("embed_options");
      link.href = `${window.location.pathname}?${asked}`;
    }, { capture: true });
  }

  window.dutyEmbedded = { start };
})();
