/* Shapes on the district map that need to know nothing of its state: halos, patterns. */
(function () {
  "use strict";

  /* The buttons in words, and a third one for the way back to the whole region. */
  function nameZoomButtons(frame, texts, onReset) {
    for (const way of ["in", "out"]) {
      const button = frame.querySelector(".leaflet-control-zoom-" + way);
      button.title = texts["zoom_" + way];
      button.setAttribute("aria-label", button.title);
    }
    const reset = mapBoxes.element("button", "dm-reset", texts.reset);
    reset.type = "button";
    reset.title = texts.reset_help;
    L.DomEvent.disableClickPropagation(reset);
    reset.addEventListener("click", onReset);
    frame.querySelector(".leaflet-control-zoom").appendChild(reset);
  }

  function preparePanes(target) {
    for (const [name, z] of [["dm-halo", 450], ["dm-labels", 470]]) {
      target.createPane(name).style.zIndex = z;
      target.getPane(name).style.pointerEvents = "none";
    }
  }

  /* A white band and a line around each of `layers`, as one layer group. */
  function drawHalos(layers) {
    const line = (layer, color, weight, className) =>
      L.geoJSON(layer.feature, {
        pane: "dm-halo", interactive: false,
        style: { color, weight, fill: false, opacity: 1, className },
      });
    return L.layerGroup([
      ...layers.map((layer) => line(layer, mapColors.paint("border"), 7, "")),
      ...layers.map((layer) => line(layer, mapColors.paint("selection"), 3.5, "dm-selected")),
    ]);
  }

  /* What part of its full breadth a border has: of districts of a few pixels, full lines would be all
   * that is seen. `spot`: as for `mapLabels.build`. */
  const ROOMY_PX = 6;
  function readBreadth(target, spot) {
    return Math.min(1, spot.room_m / mapLabels.metresPerPixel(target, spot.lat) / ROOMY_PX);
  }

  /* The outline of the district under the pointer. */
  function drawHover(layer) {
    return L.geoJSON(layer.feature, {
      pane: "dm-halo", interactive: false, style: { color: mapColors.paint("mark"), weight: 2, fill: false, className: "dm-hover" },
    });
  }

  /* The plan's open questions are hatched: never depending on colour alone. */
  function addPatterns(target, more) {
    const svg = target.getPane("overlayPane").querySelector("svg");
    if (!svg) return;
    const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    defs.innerHTML =
      '<pattern id="dm-hatch" width="7" height="7" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect width="7" height="7" fill="var(--zero)"/>' +
      '<line x1="0" y1="0" x2="0" y2="7" stroke="var(--hatch)" stroke-width="2.4"/></pattern>' +
      more.join("");
    svg.insertBefore(defs, svg.firstChild);
  }

  /* What Leaflet takes as the fill of a hatched shape, on SVG or on a canvas. */
  let drawn = null;
  function chooseHatch(shape) {
    if (shape.getElement()) return "url(#dm-hatch)";
    if (!drawn) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 8;
      const ink = tile.getContext("2d");
      ink.fillStyle = mapColors.paint("zero");
      ink.fillRect(0, 0, 8, 8);
      ink.strokeStyle = mapColors.paint("hatch");
      ink.lineWidth = 2;
      for (const shift of [-8, 0, 8]) {
        ink.moveTo(shift, 8);
        ink.lineTo(shift + 8, 0);
      }
      ink.stroke();
      drawn = ink.createPattern(tile, "repeat");
    }
    return drawn;
  }

  window.mapShapes = { readBreadth, drawHalos, drawHover, addPatterns, chooseHatch, nameZoomButtons, preparePanes };
})();
