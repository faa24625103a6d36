/* What every box around the map is made of, and the notice. Text is set with textContent, never
 * HTML; no box over the map takes the pointer from it. */
(function () {
  "use strict";

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  }

  /* Leaflet's attribution is HTML; ours is text. */
  function escapeText(text) {
    return element("span", "", text).innerHTML;
  }

  function findOrAdd(className) {
    const found = document.querySelector("." + className);
    return found || document.body.appendChild(element("div", className));
  }

  /* `isPassing`: gone again by itself. */
  let passing = 0;
  function notice(text, isPassing) {
    const box = findOrAdd("dm-notice");
    box.setAttribute("role", "status");
    box.textContent = text;
    box.hidden = !text;
    clearTimeout(passing);
    if (isPassing) passing = setTimeout(() => { box.hidden = true; }, 1800);
  }

  window.mapBoxes = { element, escapeText, findOrAdd, notice };
})();
