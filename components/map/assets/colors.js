/* Colours by name: custom properties of the page, from components/theme.py. */
(function () {
  "use strict";

  let isCanvas = false;

  /* `canvas`: whether the map draws on one, which knows no custom properties. */
  function start(canvas) {
    isCanvas = canvas;
  }

  /* What Leaflet takes as a colour. On SVG it follows the theme by itself. */
  function paint(name) {
    if (!isCanvas) return `var(--${name})`;
    return getComputedStyle(document.body).getPropertyValue("--" + name).trim();
  }

  window.mapColors = { start, paint };
})();
