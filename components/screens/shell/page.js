/* What every page owes a screen reader, and Streamlit does not give: the language, and a place where
 * a selection is spoken. Streamlit replaces a text by a new element, which no reader notices; this
 * region stays, and takes the words of `data-announce` whenever they change. And who signs in comes
 * back to what stands there now, which the last full run does not know. */
(function () {
  "use strict";

  function start(lang) {
    document.documentElement.lang = lang;
    if (document.getElementById("page-announcer")) return;
    openFoldsOnPaper();
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-print]")) window.print();
      const wayIn = event.target.closest("a.way-in");
      if (wayIn) wayIn.search = `?next=${encodeURIComponent(location.pathname + location.search)}`;
    });
    const region = document.createElement("div");
    region.id = "page-announcer";
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.appendChild(region);
    const speak = () => {
      const text = document.querySelector("[data-announce]")?.dataset.announce ?? "";
      if (region.textContent !== text) region.textContent = text;
    };
    new MutationObserver(speak).observe(document.getElementById("root"), { childList: true, subtree: true });
    speak();
  }

  /* Paper has nothing to click: what is folded is printed open, and folded again afterwards. */
  function openFoldsOnPaper() {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll(".stHtml details:not([open])")];
      for (const fold of opened) fold.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const fold of opened) fold.open = false;
    });
  }

  window.dutyPage = { start };
})();
