/* The district map inside streamlit-folium's frame.
 *
 * Folium draws the polygons once; everything that changes (colours, labels, selection, base map)
 * arrives through `districtMap.update`, so a click or a switch never rebuilds or moves the map.
 * All text is set with textContent: what the data says can never become markup.
 */
(function () {
  "use strict";

  const { escapeText, drawLegend } = mapBoxes;
  const NARROW = 600;
  const state = { clicks: 0, selected: [], view: null, written: "", focus: [] };
  let setup, map, inset, districts;
  let scale = 1;
  const shapes = { main: {}, inset: {} };
  const halos = { main: null, inset: null };
  const labels = { main: null, inset: null };

  function start(mainMap, layer, options) {
    map = mainMap;
    setup = options;
    districts = layer.toGeoJSON();
    document.documentElement.lang = setup.lang;
    document.title = setup.texts.title;
    document.body.classList.add("dm");
    const frame = map.getContainer();
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", setup.texts.alt);
    document.body.classList.toggle("dm-present", setup.mode === "present");
    if (setup.mode === "present") map.keyboard.disable();
    window.frameElement.title = setup.texts.title;
    mapShapes.nameZoomButtons(frame, setup.texts);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(escapeText(setup.texts.attribution));
    mapPage.suitReader(map, window.innerWidth < NARROW);
    mapShapes.preparePanes(map);
    collectShapes(layer, shapes.main);
    if (setup.inset) buildInset();
    fitView();
    mapShapes.addPatterns(map, mapPlaces.PATTERNS);
    if (inset) mapShapes.addPatterns(inset, []);
    mapPlaces.start(map, districts, { press: previewPlace, choose: choosePlace });
    map.on("zoomend", redrawLabels);
    mapAhead.start({ choose, recolour });
    followReader();
    new ResizeObserver(onResize).observe(map.getContainer());
    if (inset) new ResizeObserver(onResize).observe(inset.getContainer());
    document.addEventListener("keydown", forwardKey);
    mapPage.followTheme(setup.theme);
  }

  function collectShapes(layer, into) {
    layer.eachLayer((shape) => {
      const code = shape.feature.properties.unit_code;
      into[code] = shape;
      listen(shape, code);
    });
  }

  function listen(shape, code) {
    const press = (event) => {
      if (event.button === 0) preview(code, event);
    };
    /* The first answer comes at pointer down; a press that becomes a drag takes it back. On a
     * canvas, where very many districts are drawn, a shape is no element: Leaflet finds it. */
    const path = shape.getElement();
    if (path) {
      path.setAttribute("role", "img"); // a name needs a role
      path.addEventListener("pointerdown", press);
    } else shape.on("mousedown", (event) => press(event.originalEvent));
    shape.on("click", () => choose(code));
  }

  function preview(code, event) {
    if (setup.mode === "present") return;
    const before = state.selected;
    const from = [event.clientX, event.clientY];
    const at = [event.pageX, event.pageY];
    if (setup.mode === "toggle") showCard(code, at);
    else select([code], at);
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
    if (setup.mode === "present") return mapPage.tell("duty-choose", code);
    if (setup.mode === "toggle") toggle(code);
    else if (code !== state.selected[0]) select(code ? [code] : []);
    mapPage.send(() => ({ unit_code: code, n: ++state.clicks }));
  }

  function previewPlace(place, event) {
    mapBoxes.showCard(place.card, [event.pageX, event.pageY], setup.texts.close, () => choosePlace(null));
  }

  function choosePlace(id) {
    if (!id) mapBoxes.showCard(null);
    if (setup.mode === "present") return;
    mapPage.send(() => ({ place: id, n: ++state.clicks }));
  }

  function toggle(code) {
    const without = state.selected.filter((other) => other !== code);
    drawHalos(without.length < state.selected.length ? without : [...without, code]);
  }

  function select(codes, at) {
    if (codes[0] !== state.selected[0]) {
      window.parent.document.querySelector(".st-key-duty_panel")?.scrollTo(0, 0);
    }
    drawHalos(codes);
    showCard(setup.mode === "toggle" ? null : codes[0], at);
    /* The card first: the eye is on the map. */
    setTimeout(() => { if (codes === state.selected) mapAhead.showDocument(codes[0] || ""); });
  }

  function drawHalos(codes) {
    state.selected = codes;
    for (const [name, target] of [["main", map], ["inset", inset]]) {
      if (!target) continue;
      if (halos[name]) halos[name].remove();
      const chosen = codes.map((code) => shapes[name][code]).filter(Boolean);
      halos[name] = mapShapes.drawHalos(chosen).addTo(target);
    }
  }

  function buildInset() {
    inset = mapShapes.makeInset(setup.texts.inset, setup.inset.bounds);
    mapShapes.preparePanes(inset);
    collectShapes(mapShapes.copyDistricts(districts).addTo(inset), shapes.inset);
  }

  /* On a wide frame the inset and the legend lie over the empty corners of the map. */
  function isHidden() {
    const frame = map.getContainer();
    return !frame.clientWidth || !frame.clientHeight;
  }

  function fitView() {
    if (isHidden()) return;
    const wide = window.innerWidth >= NARROW;
    const box = document.querySelector(".dm-inset");
    const left = wide && box ? Math.round(box.offsetWidth * 0.62) : 8;
    map.invalidateSize({ animate: false });
    const padding = { paddingTopLeft: [left, 10], paddingBottomRight: [wide ? 24 : 8, 22] };
    map.fitBounds(focusBounds(), { animate: false, ...padding });
    if (inset) {
      inset.invalidateSize({ animate: false });
      inset.fitBounds(setup.inset.bounds, { animate: false });
    }
  }

  /* A focus keeps its surroundings in view; none is the whole region. */
  function focusBounds() {
    const layers = state.focus.map((code) => shapes.main[code]).filter(Boolean);
    return layers.length ? L.featureGroup(layers).getBounds().pad(layers.length > 1 ? 0.12 : 0.45) : L.latLngBounds(setup.bounds);
  }

  /* For the show: another map and another focus, gliding there. */
  function present(view, focus) {
    if (!map) return;
    const isSame = state.focus.join() === focus.join();
    state.focus = focus;
    update({ ...view, selected: focus, n: 0 });
    document.body.classList.toggle("dm-focused", focus.length > 0);
    if (isSame || isHidden()) return;
    if (mapPage.isStill()) map.fitBounds(focusBounds(), { animate: false });
    else map.flyToBounds(focusBounds(), { duration: 0.7 });
  }

  /* The view follows the window until the reader moves it. The frame learns its size late. */
  let movedByReader = false;
  /* Narrow, the frame is as high as map, inset and legend together; else the page decides. */
  function fitFrame() {
    scaleToScreen();
    const style = window.frameElement.style;
    if (setup.mode === "present") return;
    if (window.innerWidth >= NARROW) style.removeProperty("height");
    else style.setProperty("height", document.body.scrollHeight + "px", "important");
  }

  /* On a wall the map's words grow with the screen; beside a panel, as the page's own do. */
  function scaleToScreen() {
    const { innerWidth, innerHeight } = window.parent;
    const isShow = setup.mode === "present";
    scale = Math.max(1, isShow ? Math.min(innerWidth / 1280, innerHeight / 720) : mapPage.readScale());
    document.body.style.setProperty("--dm-scale", scale);
  }

  function followReader() {
    const moved = () => { movedByReader = true; };
    map.on("dragstart", moved);
    map.getContainer().addEventListener("wheel", moved, { passive: true });
    map.getContainer().querySelector(".leaflet-control-zoom").addEventListener("click", moved);
  }

  function onResize() {
    if (isHidden()) return;
    fitFrame();
    if (movedByReader) map.invalidateSize({ animate: false });
    else fitView();
    redrawLabels();
    if (setup.mode === "single" && state.selected[0]) showCard(state.selected[0]);
  }

  /* In a show the page's script takes over after the first drawing. */
  function receive(view) {
    update(view);
    if (setup.mode === "present") mapPage.tell("duty-map-ready", { present });
  }

  /* What is drawn is compared first: a click changes the selection and leaves the rest. */
  function update({ selected, n, ahead, ...view }) {
    const written = JSON.stringify(view);
    if (written !== state.written) restyle(view);
    state.written = written;
    mapAhead.fetchFrom(ahead);
    /* An answer to an older click must not undo a newer one. */
    if (n < state.clicks && n !== 0) return;
    if (n > state.clicks) state.clicks = n;
    if (selected.join() === state.selected.join()) return;
    if (setup.mode === "single") select(selected);
    else drawHalos(selected);
  }

  /* Another metric's colours and legend; layers and base map stay. */
  function recolour({ values, legend }) {
    restyle({ ...state.view, values, legend: { ...legend, sections: state.view.legend.sections } });
    state.written = JSON.stringify(state.view);
  }

  function restyle(view) {
    state.view = view;
    for (const name of ["main", "inset"]) {
      for (const [code, shape] of Object.entries(shapes[name])) {
        const value = view.values[code];
        shape.setStyle({
          fillColor: value.hatched ? mapShapes.chooseHatch(shape) : value.fill,
          color: value.hatched || value.border ? "#7D928B" : "#FFFFFF",
          fillOpacity: view.basemap && name === "main" ? 0.72 : 1,
        });
        shape.getElement()?.setAttribute("aria-label", value.alt);
      }
    }
    document.body.classList.toggle("dm-on-tiles", Boolean(view.basemap));
    drawLegend(view.legend);
    mapBoxes.drawStrip(view.legend.sections || [], (height) => {
      document.body.style.setProperty("--strip", (window.innerWidth >= NARROW ? height : 0) + "px");
    });
    mapPlaces.draw(view.places || [], view.place, view.doubt || null);
    fitFrame();
    redrawLabels();
    mapTiles.show(map, view.basemap, setup.texts.tile_error);
  }

  function redrawLabels() {
    drawLabels(map, "main", setup.labels, { must: state.focus, within: false, avoid: mapPlaces.listBoxes(), scale });
    if (!inset) return;
    const spots = setup.labels.map((spot) => ({ ...spot, ...setup.inset.spots[spot.code] }));
    drawLabels(inset, "inset", spots, { must: setup.inset.codes, within: true, avoid: [], scale });
  }

  function drawLabels(target, name, spots, options) {
    if (!state.view || isHidden()) return;
    if (labels[name]) labels[name].remove();
    labels[name] = mapLabels.build(target, spots, state.view.values, options).addTo(target);
  }

  /* On a narrow frame a card without a pointer would only hide the map above the panel. */
  function showCard(code, at) {
    const isWanted = code && shapes.main[code] && (at || window.innerWidth >= NARROW);
    const onClose = () => (setup.mode === "toggle" ? showCard(null) : choose(null));
    mapBoxes.showCard(isWanted ? setup.cards[code] : null, at, setup.texts.close, onClose);
  }

  function forwardKey(event) {
    if (event.key === "Escape" && setup.mode === "single" && state.selected[0]) return choose(null);
    const isShow = setup.mode === "present";
    if (!isShow && event.target.closest("button, .leaflet-container")) return;
    if (isShow) event.preventDefault();
    mapPage.forwardKey(event);
  }

  window.districtMap = { start, update: receive, present };
})();
