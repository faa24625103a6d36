/* The district map inside streamlit-folium's frame.
 *
 * Folium draws the polygons once; everything that changes (colours, labels, selection, base map)
 * arrives through `districtMap.update`, so a click or a switch never rebuilds or moves the map.
 * All text is set with textContent: what the data says can never become markup.
 */
(function () {
  "use strict";

  const SELECTED = "#C8871E";
  const NARROW = 640;
  const state = { clicks: 0, selected: null, view: null };
  let setup, map, inset, districts;
  const shapes = { main: {}, inset: {} };
  const halos = { main: null, inset: null };
  const labels = { main: null, inset: null };

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  }

  function start(mainMap, layer, options) {
    map = mainMap;
    setup = options;
    districts = layer.toGeoJSON();
    document.documentElement.lang = setup.lang;
    document.title = setup.texts.title;
    document.body.classList.add("dm");
    const frame = map.getContainer();
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", setup.texts.alt);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(escapeText(setup.texts.attribution));
    preparePanes(map);
    collectShapes(layer, shapes.main);
    buildInset();
    buildCard();
    document.body.appendChild(element("div", "dm-legend"));
    fitView();
    addHatch(map);
    if (inset) addHatch(inset);
    map.on("zoomend", () => drawLabels(map, "main"));
    followReader();
    new ResizeObserver(onResize).observe(map.getContainer());
    if (inset) new ResizeObserver(onResize).observe(inset.getContainer());
    document.addEventListener("keydown", forwardKey);
    followTheme();
  }

  /* Leaflet's attribution is HTML; ours is text. */
  function escapeText(text) {
    return element("span", "", text).innerHTML;
  }

  function preparePanes(target) {
    for (const [name, z] of [["dm-halo", 450], ["dm-labels", 470]]) {
      target.createPane(name).style.zIndex = z;
      target.getPane(name).style.pointerEvents = "none";
    }
  }

  function collectShapes(layer, into) {
    layer.eachLayer((shape) => {
      const code = shape.feature.properties.unit_code;
      into[code] = shape;
      listen(shape, code);
    });
  }

  function listen(shape, code) {
    const path = shape.getElement();
    /* The first answer comes at pointer down; a press that becomes a drag takes it back. */
    path.addEventListener("pointerdown", (event) => {
      if (event.button === 0) preview(code, event);
    });
    shape.on("click", () => choose(code));
  }

  function preview(code, event) {
    const before = state.selected;
    const from = [event.clientX, event.clientY];
    select(code, [event.pageX, event.pageY]);
    const onMove = (move) => {
      if (Math.hypot(move.clientX - from[0], move.clientY - from[1]) > 6) {
        finish();
        select(before);
      }
    };
    const finish = () => {
      document.removeEventListener("pointermove", onMove);
      document.removeEventListener("pointerup", finish);
      document.removeEventListener("pointercancel", finish);
    };
    document.addEventListener("pointermove", onMove);
    document.addEventListener("pointerup", finish);
    document.addEventListener("pointercancel", finish);
  }

  /* The counter makes a second click on the same district count. */
  function choose(code) {
    state.clicks += 1;
    if (code !== state.selected) select(code);
    window.Streamlit.setComponentValue({ unit_code: code, n: state.clicks });
  }

  function select(code, at) {
    if (code !== state.selected) window.parent.document.querySelector(".st-key-duty_panel")?.scrollTo(0, 0);
    state.selected = code;
    drawHalo(map, "main", code);
    if (inset) drawHalo(inset, "inset", code);
    showCard(code, at);
  }

  function drawHalo(target, name, code) {
    if (halos[name]) halos[name].remove();
    halos[name] = null;
    const shape = shapes[name][code];
    if (!shape) return;
    const line = (color, weight, extra) =>
      L.geoJSON(shape.feature, {
        pane: "dm-halo", interactive: false,
        style: { color, weight, fill: false, opacity: 1, className: extra },
      });
    halos[name] = L.layerGroup([
      line("#FFFFFF", 7, ""), line(SELECTED, 3.5, "dm-selected"),
    ]).addTo(target);
  }

  function buildInset() {
    if (!setup.inset) return;
    const box = element("div", "dm-inset");
    box.appendChild(element("div", "dm-inset-title", setup.texts.inset));
    const frame = element("div", "dm-inset-map");
    box.appendChild(frame);
    document.body.appendChild(box);
    inset = L.map(frame, {
      zoomControl: false, attributionControl: false, dragging: false, scrollWheelZoom: false,
      doubleClickZoom: false, boxZoom: false, keyboard: false, touchZoom: false,
      zoomSnap: 0, fadeAnimation: false, zoomAnimation: false,
    });
    frame.setAttribute("tabindex", "-1");
    inset.fitBounds(setup.inset.bounds, { animate: false });
    preparePanes(inset);
    const copy = L.geoJSON(districts, {
      style: (feature) => ({
        className: "inset-district-" + feature.properties.unit_code,
        color: "#FFFFFF", weight: 1.5, fillOpacity: 1,
      }),
    }).addTo(inset);
    collectShapes(copy, shapes.inset);
  }

  /* On a wide frame the inset and the legend lie over the empty corners of the map. */
  function fitView() {
    const wide = window.innerWidth >= NARROW;
    const box = document.querySelector(".dm-inset");
    const left = wide && box ? Math.round(box.offsetWidth * 0.62) : 8;
    map.invalidateSize({ animate: false });
    map.fitBounds(setup.bounds, {
      animate: false, paddingTopLeft: [left, 10], paddingBottomRight: [wide ? 24 : 8, 22],
    });
    if (inset) {
      inset.invalidateSize({ animate: false });
      inset.fitBounds(setup.inset.bounds, { animate: false });
    }
  }

  /* The view follows the window until the reader moves it. The frame learns its size late. */
  let movedByReader = false;
  function followReader() {
    const moved = () => { movedByReader = true; };
    map.on("dragstart", moved);
    map.getContainer().addEventListener("wheel", moved, { passive: true });
    map.getContainer().querySelector(".leaflet-control-zoom").addEventListener("click", moved);
  }

  function onResize() {
    if (movedByReader) map.invalidateSize({ animate: false });
    else fitView();
    redrawLabels();
    if (state.selected) showCard(state.selected);
  }

  /* The plan's open questions are hatched: never depending on colour alone. */
  function addHatch(target) {
    const svg = target.getPane("overlayPane").querySelector("svg");
    const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    defs.innerHTML =
      '<pattern id="dm-hatch" width="7" height="7" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect width="7" height="7" fill="#FFFFFF"/>' +
      '<line x1="0" y1="0" x2="0" y2="7" stroke="#7C9A8E" stroke-width="2.4"/></pattern>';
    svg.insertBefore(defs, svg.firstChild);
  }

  function update(view) {
    state.view = view;
    for (const name of ["main", "inset"]) {
      for (const [code, shape] of Object.entries(shapes[name])) {
        const value = view.values[code];
        shape.setStyle({
          fillColor: value.hatched ? "url(#dm-hatch)" : value.fill,
          fillOpacity: view.basemap && name === "main" ? 0.72 : 1,
        });
        shape.getElement().setAttribute("aria-label", value.alt);
      }
    }
    drawLegend(view.legend);
    redrawLabels();
    setBasemap(view.basemap);
    /* An answer to an older click must not undo a newer one. */
    if (view.n >= state.clicks || view.n === 0) {
      if (view.n > state.clicks) state.clicks = view.n;
      if (view.selected !== state.selected) select(view.selected);
    }
  }

  function redrawLabels() {
    if (!state.view) return;
    drawLabels(map, "main");
    if (inset) drawLabels(inset, "inset");
  }

  /* A label is drawn where it fits inside its district and clears the labels before it. The
   * districts the inset is made for come first there and may reach over their border. */
  function drawLabels(target, name) {
    if (!state.view) return;
    if (labels[name]) labels[name].remove();
    const group = L.layerGroup();
    const taken = [];
    const size = target.getSize();
    const must = name === "inset" ? setup.inset.codes : [];
    const order = [...setup.labels].sort((a, b) => must.includes(b.code) - must.includes(a.code));
    for (const spot of order) {
      const at = name === "inset" && setup.inset.spots[spot.code] || spot;
      const value = state.view.values[spot.code];
      const centre = target.latLngToContainerPoint([at.lat, at.lon]);
      const room = at.room_m / metresPerPixel(target, at.lat);
      const small = name === "inset" || room < 30;
      const width = Math.max(textWidth(spot.name, small), textWidth(value.label, small));
      const height = small ? 29 : 35;
      const fits = Math.hypot(width, height) / 2 <= room * 1.3;
      if (!fits && !must.includes(spot.code)) continue;
      /* Only a label that must be drawn may move off its spot, up or down its own district. */
      const shifts = must.includes(spot.code) ? [0, -0.7, 0.7, -1.3, 1.3, -2, 2] : [0];
      const boxes = shifts.map((shift) => boxAround(centre, shift * height, width, height));
      const box = boxes.find((candidate) => isFree(candidate, taken, name === "inset" && size));
      if (!box) continue;
      taken.push(box);
      const middle = target.containerPointToLatLng([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
      group.addLayer(makeLabel(middle, spot, value, small, width, height));
    }
    labels[name] = group.addTo(target);
  }

  function boxAround(centre, shift, width, height) {
    const y = centre.y + shift;
    return [centre.x - width / 2, y - height / 2, centre.x + width / 2, y + height / 2];
  }

  function isFree(box, taken, within) {
    const isInside = !within
      || (box[0] > 2 && box[1] > 2 && box[2] < within.x - 2 && box[3] < within.y - 2);
    return isInside
      && !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
  }

  function makeLabel(at, spot, value, small, width, height) {
    const node = element("div", "dm-label" + (small ? " dm-small" : "")
                         + (value.hatched ? " dm-on-hatch" : ""));
    node.style.color = value.ink;
    node.appendChild(element("span", "", spot.name));
    node.appendChild(element("b", "", value.label));
    const icon = L.divIcon({ html: node, className: "dm-label-box",
                             iconSize: [width + 8, height], iconAnchor: [width / 2 + 4, height / 2] });
    return L.marker(at, { icon, interactive: false, keyboard: false, pane: "dm-labels" });
  }

  function textWidth(text, small) {
    const em = small ? 12 : 13.5;
    let width = 0;
    for (const letter of text) width += letter.charCodeAt(0) > 0x2e7f ? em : em * 0.58;
    return width;
  }

  function metresPerPixel(target, lat) {
    return (40075016.7 * Math.cos((lat * Math.PI) / 180)) / (256 * Math.pow(2, target.getZoom()));
  }

  function drawLegend(legend) {
    const box = document.querySelector(".dm-legend");
    const open = box.dataset.open;
    box.replaceChildren(element("div", "dm-legend-title", legend.title));
    if (legend.note) box.appendChild(element("div", "dm-legend-note", legend.note));
    for (const row of legend.rows) box.appendChild(legendRow(row, row.key === open, box));
    if (legend.extra) box.appendChild(element("div", "dm-legend-note", legend.extra));
  }

  /* The number of districts opens the districts behind it. */
  function legendRow(row, isOpen, box) {
    const item = element("div", "dm-legend-item");
    const button = element("button", "dm-legend-row");
    button.type = "button";
    const swatch = element("span", "dm-swatch dm-swatch-" + row.kind);
    if (row.kind === "class") swatch.style.background = row.fill;
    button.append(swatch, element("span", "dm-legend-text", row.text), element("span", "dm-legend-n", row.count));
    button.setAttribute("aria-expanded", String(isOpen));
    const names = element("div", "dm-legend-names", row.names);
    names.hidden = !isOpen;
    button.addEventListener("click", () => {
      const opening = names.hidden;
      box.querySelectorAll(".dm-legend-names").forEach((other) => { other.hidden = true; });
      box.querySelectorAll("button").forEach((other) => other.setAttribute("aria-expanded", "false"));
      names.hidden = !opening;
      button.setAttribute("aria-expanded", String(opening));
      box.dataset.open = opening ? row.key : "";
    });
    button.disabled = !row.names;
    item.append(button, names);
    return item;
  }

  function buildCard() {
    const card = element("div", "dm-card");
    card.hidden = true;
    card.setAttribute("role", "status");
    document.body.appendChild(card);
  }

  function showCard(code, at) {
    const card = document.querySelector(".dm-card");
    const facts = code && setup.cards[code];
    card.hidden = !facts || !shapes.main[code];
    if (card.hidden) return;
    const head = element("div", "dm-card-head");
    head.append(element("strong", "", facts.name), element("span", "dm-chip", facts.zone));
    const close = element("button", "dm-close", "×");
    close.type = "button";
    close.setAttribute("aria-label", setup.texts.close);
    close.addEventListener("click", () => choose(null));
    head.appendChild(close);
    card.replaceChildren(head, ...facts.lines.map((line) => element("div", "dm-card-line", line)));
    placeCard(card, code, at);
  }

  function placeCard(card, code, at) {
    const shape = shapes.main[code];
    let point = at;
    if (!point) {
      const spot = setup.labels.find((label) => label.code === code);
      const centre = map.latLngToContainerPoint(spot ? [spot.lat, spot.lon] : shape.getBounds().getCenter());
      const origin = map.getContainer().getBoundingClientRect();
      point = [centre.x + origin.left, centre.y + origin.top];
    }
    const [width, height] = [card.offsetWidth, card.offsetHeight];
    const fitsRight = point[0] + 22 + width < window.innerWidth - 6;
    const left = fitsRight ? point[0] + 22 : point[0] - width - 22;
    card.style.left = Math.max(6, Math.min(left, window.innerWidth - width - 6)) + "px";
    card.style.top = Math.max(6, Math.min(point[1] - height - 14, window.innerHeight - height - 6)) + "px";
  }

  let tiles = null;
  let tileKey = "";
  function setBasemap(basemap) {
    const key = JSON.stringify(basemap || null);
    if (key === tileKey) return;
    tileKey = key;
    if (tiles) tiles.remove();
    tiles = null;
    notice("");
    if (!basemap) return;
    tiles = L.tileLayer(basemap.url, {
      subdomains: basemap.subdomains, maxZoom: 18, attribution: escapeText(basemap.attribution),
    });
    tiles.on("tileerror", () => notice(setup.texts.tile_error));
    tiles.on("tileload", () => notice(""));
    tiles.addTo(map);
  }

  function notice(text) {
    let box = document.querySelector(".dm-notice");
    if (!box) {
      box = element("div", "dm-notice");
      box.setAttribute("role", "status");
      document.body.appendChild(box);
    }
    box.textContent = text;
    box.hidden = !text;
  }

  /* After a click the frame has the focus; the page's own keys must still work. */
  function forwardKey(event) {
    if (event.key === "Escape" && state.selected) return choose(null);
    if (event.target.closest("button, .leaflet-container")) return;
    window.parent.document.dispatchEvent(new KeyboardEvent("keydown", event));
  }

  /* Streamlit tells its frames the theme with every render. */
  function followTheme() {
    const apply = (theme) => {
      if (theme && theme.base) document.body.dataset.theme = theme.base;
    };
    window.Streamlit.events.addEventListener("streamlit:render", (event) => apply(event.detail.theme));
    apply(setup.theme);
  }

  window.districtMap = { start, update };
})();
