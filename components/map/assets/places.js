/* Sites and protected areas over the district map: badges, lines, areas, tints, uncertainty.
 *
 * What is sure is drawn with a full line; what is not is dashed, with a ring or a band as wide as
 * the doubt. Text is set with textContent, never HTML. */
(function () {
  "use strict";

  const PANES = [["dm-ground", 402], ["dm-tints", 405], ["dm-doubt", 410], ["dm-areas", 420], ["dm-lines", 430]];
  const PATTERNS = [
    '<pattern id="dm-tint-0" width="9" height="9" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.25" fill="var(--tint)"/></pattern>',
    '<pattern id="dm-tint-1" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="9" stroke="var(--tint-line)" stroke-width="1.3"/></pattern>',
    '<pattern id="dm-tint-2" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><line x1="0" y1="0" x2="0" y2="9" stroke="var(--tint-line)" stroke-width="1.3" stroke-dasharray="5 4"/></pattern>',
  ];
  /* Where a badge may stand instead of at its place: rings of directions around it, in badges. */
  const RINGS = [0, 1, 1.5, 2.1, 2.8, 3.6, 4.5, 5.6, 7, 9, 11, 13, 16];
  const DIRECTIONS = 24;
  let map, listeners, districts, group, leaders, names = [], drawn = "";

  /* `features`: the districts as GeoJSON. `ground`: rivers and lakes, as geometries. `on`: `press(place, event)` at pointer down, `choose(id)`. */
  function start(target, features, ground, on) {
    map = target;
    listeners = on;
    districts = features;
    for (const [name, z] of PANES) map.createPane(name).style.zIndex = z;
    for (const name of ["dm-ground", "dm-tints", "dm-doubt"]) map.getPane(name).style.pointerEvents = "none";
    const color = mapColors.paint("stroke-context");
    const style = { color, weight: 1.2, opacity: 0.75, fillColor: color, fillOpacity: 0.4 };
    for (const shape of ground) L.geoJSON(shape, { pane: "dm-ground", interactive: false, style }).addTo(map);
  }

  /* Rivers and lakes, quietly, where nothing else shows them. */
  function showGround(isShown) {
    map.getPane("dm-ground").style.display = isShown ? "" : "none";
  }

  /* Draw `places`; does nothing where they are those drawn already. `doubt`: the selected
   * place's uncertainty as a geometry, or null. */
  function draw(places, selected, doubt) {
    const wanted = JSON.stringify([places, selected, doubt]);
    if (wanted === drawn) return;
    drawn = wanted;
    if (group) group.remove();
    if (leaders) leaders.remove();
    group = L.layerGroup();
    if (doubt) group.addLayer(L.geoJSON(doubt, { pane: "dm-doubt", interactive: false, style: doubtStyle("selection") }));
    for (const place of places) {
      for (const layer of MAKERS[place.form](place, place.id === selected)) group.addLayer(layer);
    }
    group.addTo(map);
    spread(names);
  }

  const doubtStyle = (name) => ({ color: mapColors.paint(name), weight: 1.4, dashArray: "4 4", fillColor: mapColors.paint(name), fillOpacity: 0.06 });

  const MAKERS = {
    point: makePoint,
    line: (place, picked) => makePath(place, picked, "dm-lines", { fill: false }),
    area: (place, picked) => makePath(place, picked, "dm-areas", { fillColor: mapColors.paint("stroke-" + place.tone), fillOpacity: 0.25 }),
    tint: makeTint,
  };

  function makePoint(place, picked) {
    const icon = L.divIcon({ html: drawBadge(place.symbol, picked), className: `dm-place ${place.css}`, iconSize: [26, 26] });
    const marker = L.marker([place.at[1], place.at[0]], { icon, keyboard: false, zIndexOffset: place.rank + (picked ? 1000 : 0) });
    marker.on("add", () => listen(marker, marker.getElement(), place));
    marker.place = place;
    if (!place.ring_m) return [marker];
    return [L.circle([place.at[1], place.at[0]], {
      pane: "dm-doubt", radius: place.ring_m, interactive: false, className: `ring-${place.id}`, ...doubtStyle("doubt"),
    }), marker];
  }

  function makePath(place, picked, pane, extra) {
    const style = { color: mapColors.paint("stroke-" + place.tone), weight: place.tone === "plan" ? 3.2 : 2,
      lineCap: (place.dash || "").startsWith("1 ") ? "round" : "butt", dashArray: place.dash || null };
    const path = L.geoJSON(place.shape, { pane, style: { ...style, ...extra, className: place.css }, bubblingMouseEvents: false });
    const layers = [path];
    if (picked) layers.unshift(L.geoJSON(place.shape, { pane, interactive: false, style: { color: mapColors.paint("selection"), weight: 8, opacity: 0.75, fill: false } }));
    path.on("add", () => path.eachLayer((layer) => listen(layer, layer.getElement(), place)));
    return layers;
  }

  /* A work over whole districts has no place of its own: a pattern over them, never a pin. */
  function makeTint(place, picked) {
    const own = { ...districts, features: districts.features.filter((d) => place.codes.includes(d.properties.unit_code)) };
    const style = { stroke: picked, color: mapColors.paint("selection"), weight: 3, dashArray: "8 5", fillColor: `url(#dm-tint-${place.pattern})`, fillOpacity: 1, className: place.css };
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
    return mapBoxes.element("span", ["dm-badge", `dm-${symbol.shape}`, `dm-tone-${symbol.tone}`,
      symbol.dashed ? "dm-dashed" : "", picked ? "dm-picked" : ""].join(" "), symbol.glyph);
  }

  /* A line or an area as the legend shows it. */
  function drawLine(row) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", 30);
    svg.setAttribute("height", 14);
    const shape = document.createElementNS(svg.namespaceURI, row.kind === "line" ? "line" : "rect");
    const box = row.kind === "line" ? { x1: 1, x2: 29, y1: 7, y2: 7 } : { x: 2, y: 1, width: 26, height: 12 };
    const color = mapColors.paint("stroke-" + row.tone);
    const paint = { stroke: color, "stroke-width": row.tone === "plan" ? 3 : 2, "stroke-dasharray": row.dash,
      "stroke-linecap": row.dash.startsWith("1 ") ? "round" : "butt", fill: color, "fill-opacity": 0.25 };
    for (const [name, value] of Object.entries({ ...box, ...paint })) shape.setAttribute(name, value);
    svg.appendChild(shape);
    return svg;
  }

  /* Names keep their place and badges give way: one that would cover a name, or another badge,
   * stands beside its place, with a line to it. `boxes`: what to keep free, in the map's pixels. */
  function spread(boxes) {
    names = boxes;
    if (!group) return;
    if (leaders) leaders.remove();
    leaders = L.layerGroup().addTo(map);
    const taken = [...names];
    const markers = group.getLayers().filter((layer) => layer.place);
    markers.sort((a, b) => b.place.rank - a.place.rank);
    for (const marker of markers) {
      const place = L.latLng(marker.place.at[1], marker.place.at[0]);
      const at = map.latLngToContainerPoint(place);
      const found = findFree(at, measureBadge(marker), taken);
      taken.push(found.box);
      marker.setLatLng(map.containerPointToLatLng(found.at));
      if (found.at.equals(at)) continue;
      const line = { pane: "dm-lines", interactive: false, color: mapColors.paint("mark") };
      leaders.addLayer(L.polyline([place, marker.getLatLng()], { ...line, weight: 1, opacity: 0.7 }));
      leaders.addLayer(L.circleMarker(place, { ...line, radius: 2, weight: 1, fillOpacity: 1 }));
    }
  }

  function findFree(at, size, taken) {
    const frame = map.getSize();
    for (const ring of RINGS) {
      for (let i = 0; i < (ring ? DIRECTIONS : 1); i += 1) {
        const turn = (i * 2 * Math.PI) / DIRECTIONS;
        const point = L.point(at.x + Math.cos(turn) * ring * size, at.y + Math.sin(turn) * ring * size);
        const box = boxAround(point, size);
        const isInside = box[0] > 0 && box[1] > 0 && box[2] < frame.x && box[3] < frame.y;
        if ((isInside || !ring) && mapLabels.isFree(box, taken)) return { at: point, box };
      }
    }
    return { at, box: boxAround(at, size) };
  }

  function boxAround(at, size) {
    return [at.x - size / 2, at.y - size / 2, at.x + size / 2, at.y + size / 2];
  }

  /* With its outline; on a wall badges are zoomed. */
  function measureBadge(marker) {
    return marker.getElement().firstElementChild.getBoundingClientRect().width + 3;
  }

  window.mapPlaces = { start, draw, showGround, drawBadge, drawLine, spread, PATTERNS };
})();
