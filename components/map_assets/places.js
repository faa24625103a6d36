/* Sites and protected areas over the district map: badges, lines, areas, tints, uncertainty.
 *
 * What is sure is drawn with a full line; what is not is dashed, with a ring or a band as wide as
 * the doubt. Text is set with textContent, never HTML. */
(function () {
  "use strict";

  const PANES = [["dm-tints", 405], ["dm-doubt", 410], ["dm-areas", 420], ["dm-lines", 430]];
  const PATTERNS = [
    '<pattern id="dm-tint-0" width="9" height="9" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.25" fill="#5F7E76"/></pattern>',
    '<pattern id="dm-tint-1" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="9" stroke="#7C978F" stroke-width="1.3"/></pattern>',
    '<pattern id="dm-tint-2" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><line x1="0" y1="0" x2="0" y2="9" stroke="#7C978F" stroke-width="1.3" stroke-dasharray="5 4"/></pattern>',
  ];
  const STROKES = { plan: "#1C2B2A", duty: "#1C2B2A", context: "#6D8BA0", background: "#8B8478" };
  const SPREAD_PX = 20;
  let map, listeners, districts, group, drawn = "";

  /* `features`: the districts as GeoJSON. `on`: `press(place, event)` at pointer down, `choose(id)`. */
  function start(target, features, on) {
    map = target;
    listeners = on;
    districts = features;
    for (const [name, z] of PANES) map.createPane(name).style.zIndex = z;
    map.getPane("dm-tints").style.pointerEvents = "none";
    map.getPane("dm-doubt").style.pointerEvents = "none";
    map.on("zoomend", () => spread());
  }

  /* Draw `places`; does nothing where they are those drawn already. `doubt`: the selected
   * place's uncertainty as a geometry, or null. */
  function draw(places, selected, doubt) {
    const wanted = JSON.stringify([places, selected, doubt]);
    if (wanted === drawn) return;
    drawn = wanted;
    if (group) group.remove();
    group = L.layerGroup();
    if (doubt) group.addLayer(L.geoJSON(doubt, { pane: "dm-doubt", interactive: false, style: doubtStyle("#C8871E") }));
    for (const place of places) {
      for (const layer of MAKERS[place.form](place, place.id === selected)) group.addLayer(layer);
    }
    group.addTo(map);
    spread();
  }

  const doubtStyle = (color) => ({ color, weight: 1.4, dashArray: "4 4", fillColor: color, fillOpacity: 0.06 });

  const MAKERS = {
    point: makePoint,
    line: (place, picked) => makePath(place, picked, "dm-lines", { fill: false }),
    area: (place, picked) => makePath(place, picked, "dm-areas", { fillColor: STROKES[place.tone], fillOpacity: 0.25 }),
    tint: makeTint,
  };

  function makePoint(place, picked) {
    const icon = L.divIcon({ html: drawBadge(place.symbol, picked), className: `dm-place ${place.css}`, iconSize: [26, 26] });
    const marker = L.marker([place.at[1], place.at[0]], { icon, keyboard: false, zIndexOffset: place.rank + (picked ? 1000 : 0) });
    marker.on("add", () => listen(marker, marker.getElement(), place));
    marker.place = place;
    if (!place.ring_m) return [marker];
    return [L.circle([place.at[1], place.at[0]], {
      pane: "dm-doubt", radius: place.ring_m, interactive: false, className: `ring-${place.id}`, ...doubtStyle("#5B6B68"),
    }), marker];
  }

  function makePath(place, picked, pane, extra) {
    const style = { color: STROKES[place.tone], weight: place.tone === "plan" ? 3.2 : 2,
      lineCap: (place.dash || "").startsWith("1 ") ? "round" : "butt", dashArray: place.dash || null };
    const path = L.geoJSON(place.shape, { pane, style: { ...style, ...extra, className: place.css }, bubblingMouseEvents: false });
    const layers = [path];
    if (picked) layers.unshift(L.geoJSON(place.shape, { pane, interactive: false, style: { color: "#C8871E", weight: 8, opacity: 0.75, fill: false } }));
    path.on("add", () => path.eachLayer((layer) => listen(layer, layer.getElement(), place)));
    return layers;
  }

  /* A work over whole districts has no place of its own: a pattern over them, never a pin. */
  function makeTint(place, picked) {
    const own = { ...districts, features: districts.features.filter((d) => place.codes.includes(d.properties.unit_code)) };
    const style = { stroke: picked, color: "#C8871E", weight: 3, dashArray: "8 5", fillColor: `url(#dm-tint-${place.pattern})`, fillOpacity: 1, className: place.css };
    return [L.geoJSON(own, { pane: "dm-tints", interactive: false, style })];
  }

  function listen(layer, node, place) {
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", place.card.name);
    node.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      if (event.button === 0) listeners.press(place, event);
    });
    layer.on("click", (event) => {
      L.DomEvent.stop(event);
      listeners.choose(place.id);
    });
  }

  function drawBadge(symbol, picked) {
    const badge = mapBoxes.element("span", ["dm-badge", `dm-${symbol.shape}`, `dm-tone-${symbol.tone}`,
      symbol.dashed ? "dm-dashed" : "", picked ? "dm-picked" : ""].join(" "), symbol.glyph);
    return badge;
  }

  /* A line or an area as the legend shows it. */
  function drawLine(row) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", 30);
    svg.setAttribute("height", 14);
    const shape = document.createElementNS(svg.namespaceURI, row.kind === "line" ? "line" : "rect");
    const box = row.kind === "line" ? { x1: 1, x2: 29, y1: 7, y2: 7 } : { x: 2, y: 1, width: 26, height: 12 };
    const color = row.tone === "plan" ? "currentColor" : STROKES[row.tone];
    const paint = { stroke: color, "stroke-width": row.tone === "plan" ? 3 : 2, "stroke-dasharray": row.dash,
      "stroke-linecap": row.dash.startsWith("1 ") ? "round" : "butt", fill: color, "fill-opacity": 0.25 };
    for (const [name, value] of Object.entries({ ...box, ...paint })) shape.setAttribute(name, value);
    svg.appendChild(shape);
    return svg;
  }

  /* Places at one point stand side by side, or only the last of them could be clicked. */
  function spread() {
    if (!group) return;
    const stacks = {};
    group.eachLayer((layer) => {
      if (!layer.place) return;
      const key = layer.place.at.join();
      (stacks[key] = stacks[key] || []).push(layer);
    });
    for (const stack of Object.values(stacks)) {
      stack.forEach((marker, i) => {
        const shift = (i - (stack.length - 1) / 2) * SPREAD_PX;
        marker.getElement().style.marginLeft = `${-13 + shift}px`;
      });
    }
  }

  /* The badges as boxes in the map's pixels, which labels keep clear of where they can. */
  function listBoxes() {
    if (!group) return [];
    return group.getLayers().filter((layer) => layer.place).map((marker) => {
      const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
      return [x - 12, y - 12, x + 12, y + 12];
    });
  }

  window.mapPlaces = { start, draw, drawBadge, drawLine, listBoxes, PATTERNS };
})();
