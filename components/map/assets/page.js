/* The page around the map's frame: its theme, and what the map tells it. */
(function () {
  "use strict";

  /* The show is not the server's business: its own script in the page listens. */
  function tell(name, detail) {
    window.parent.document.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /* To the server; while it is away the page holds what `write` gives, see components/screens/shell/connection.js. */
  function send(write) {
    window.parent.dutyConnection.send(() => window.Streamlit.setComponentValue(write()));
  }

  /* After a click the frame has the focus; the page's own keys must still work. */
  function forwardKey(event) {
    window.parent.document.dispatchEvent(new KeyboardEvent("keydown", event));
  }

  /* Streamlit tells its frames the theme with every render. A canvas does not follow by itself. */
  function followTheme(redraw) {
    window.Streamlit?.events.addEventListener("streamlit:render", ({ detail: { theme } }) => {
      if (!theme?.base || theme.base === document.body.dataset.theme) return;
      document.body.dataset.theme = theme.base;
      redraw();
    });
  }

  /* On a phone a finger on the map scrolls the page; two fingers and the buttons zoom. Elsewhere
   * the wheel scrolls the page too, and zooms with Ctrl (a pinch on a touchpad arrives so). */
  function suitReader(map, isPhone, wheelHint) {
    if (isStill()) map.options.zoomAnimation = map._zoomAnimated = false;
    map.scrollWheelZoom.disable();
    if (isPhone) {
      map.dragging.disable();
      map.getContainer().style.touchAction = "pan-y pinch-zoom";
      return;
    }
    /* Captured on the way down, before Leaflet's own listener hears of it. */
    window.addEventListener("wheel", (event) => {
      const isZoom = event.ctrlKey || event.metaKey;
      map.scrollWheelZoom[isZoom ? "enable" : "disable"]();
      if (isZoom) event.preventDefault();
      else if (wheelHint && map.getContainer().contains(event.target)) mapBoxes.notice(wheelHint, true);
    }, { capture: true, passive: false });
  }

  /* How much larger than on a desk the page writes. */
  const DESK_FONT_PX = 15;
  function readScale() {
    const root = window.parent.document.documentElement;
    return parseFloat(window.parent.getComputedStyle(root).fontSize) / DESK_FONT_PX;
  }

  /* Where the page is narrow the answer to a tap stands below the map: into view with it. */
  function reveal(selector) {
    const node = window.parent.document.querySelector(selector);
    if (!node || node.getBoundingClientRect().bottom < window.parent.innerHeight) return;
    node.scrollIntoView({ block: "center", behavior: isStill() ? "auto" : "smooth" });
  }

  function isStill() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  window.mapPage = { tell, send, forwardKey, followTheme, suitReader, readScale, reveal, isStill };
})();
