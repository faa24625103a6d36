/* The district map inside streamlit-folium's frame.
 *
 * Folium draws the polygons once; everything that changes (colours, labels, selection, base map)
 * arrives through `districtMap.update`, so a click or a switch never rebuilds or moves the map.
 * All text is set with textContent: what the data says can never become markup.
 */
(function () {
  "use strict";

  const { showTip } = mapCard;
  const NARROW = 600;
  /* Under a long legend the frame grows: the map stays of use. */
  const LEAST_MAP_PX = 380;
  const TITLE = "#duty-panel-title";
  /* From one form of the map to another. */
  const TURN_MS = 220;
  const state = { clicks: 0, selected: [], view: null, written: "", focus: [], strip: 0 };
  let setup, map, districts;
  let scale = 1, isGliding = false;
  const shapes = {};
  let rings = [], spots = {};
  let halos = null, labels = null, hover = null;
  /* What is drawn: the districts by their boundaries, or every party as an equal tile. */
  const forms = {};
  let form;

  function start(mainMap, layer, options) {
    map = mainMap;
    mapColors.start(map.options.preferCanvas);
    setup = options;
    districts = layer.toGeoJSON();
    forms.map = { bounds: setup.bounds, spots: setup.labels, features: districts.features };
    if (setup.tiles.length) forms.tiles = mapTiles.lay(setup.tiles, setup.bounds);
    form = forms.map;
    spots = Object.fromEntries(setup.labels.map((spot) => [spot.code, spot]));
    document.documentElement.lang = setup.lang;
    document.title = setup.texts.title;
    document.body.classList.add("dm");
    const frame = map.getContainer();
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", setup.texts.alt);
    document.body.classList.toggle("dm-present", setup.mode === "present");
    if (setup.mode === "present") map.keyboard.disable();
    window.frameElement.title = setup.texts.title;
    mapShapes.nameZoomButtons(frame, setup.texts, resetView);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(mapBoxes.escapeText(setup.texts.attribution));
    const isShow = setup.mode === "present";
    mapPage.suitReader(map, window.innerWidth < NARROW, isShow ? "" : setup.texts.wheel);
    mapShapes.preparePanes(map);
    collectShapes(layer);
    fitView();
    mapShapes.addPatterns(map, mapPlaces.PATTERNS);
    mapPlaces.start(map, districts, setup.ground, { press: previewPlace, choose: choosePlace });
    map.on("zoomanim", () => { isGliding = true; });
    map.on("zoomend", () => { isGliding = false; });
    map.on("zoomend", reweigh);
    map.on("zoomend", redrawLabels);
    mapAhead.start({ choose, open: openMeasure, recolour, preview: previewMeasure });
    followReader();
    new ResizeObserver(onResize).observe(map.getContainer());
    document.addEventListener("keydown", forwardKey);
    mapPage.followTheme(() => { if (map.options.preferCanvas && state.view) restyle(state.view); });
  }

  function collectShapes(layer) {
    layer.eachLayer((shape) => {
      const code = shape.feature.properties.unit_code;
      shapes[code] = shape;
      listen(shape, code);
    });
    collectRings();
  }

  function collectRings() {
    rings = Object.values(shapes).flatMap((shape) => listRings(shape.getLatLngs()));
  }

  /* Leaflet nests rings in polygons, and polygons where there are several. */
  function listRings(nested) {
    return Array.isArray(nested[0]) ? nested.flatMap(listRings) : [nested];
  }

  function listen(shape, code) {
    const onPress = (event) => {
      if (event.button === 0) preview(code, event);
    };
    /* The first answer comes at pointer down; a press that becomes a drag takes it back. On a
     * canvas, where very many districts are drawn, a shape is no element: Leaflet finds it. */
    const path = shape.getElement();
    if (path) {
      path.setAttribute("role", "img"); // a name needs a role
      path.addEventListener("pointerdown", onPress);
    } else shape.on("mousedown", (event) => onPress(event.originalEvent));
    shape.on("click", () => choose(code));
    shape.on("mouseover mousemove", (event) => pointAt(code, event.originalEvent));
    shape.on("mouseout", () => pointAt(null));
  }

  /* The district under the pointer: its outline, and its name with its value. */
  function pointAt(code, event) {
    showTip(code && !isPressed ? state.view?.values[code].alt : "", code && [event.pageX, event.pageY]);
    if ((hover?.code || null) === code) return;
    if (setup.mode === "single") mapAhead.ready(code);
    hover?.layer.remove();
    hover = code && { code, layer: mapShapes.drawHover(shapes[code]).addTo(map) };
  }

  /* A legend row's districts stand out, the others fade. */
  function lightUp(codes) {
    for (const [code, shape] of Object.entries(shapes))
      shape.setStyle({ fillOpacity: !codes || codes.includes(code) ? readOpacity() : 0.2 });
  }

  function readOpacity() {
    return state.view.basemap ? 0.72 : 1;
  }

  /* The card is there while the pointer is down, and a moment longer, so that a short press can be
   * read: the panel, or the comparison, says it for good. */
  const LINGER_MS = 400;
  let isPressed = false, lingering = 0;
  function press(facts, event, onDrag) {
    const from = [event.clientX, event.clientY];
    clearTimeout(lingering);
    isPressed = true;
    showTip("");
    mapCard.show(facts, [event.pageX, event.pageY]);
    const onMove = (move) => {
      if (Math.hypot(move.clientX - from[0], move.clientY - from[1]) <= 6) return;
      finish(0);
      onDrag();
    };
    const leave = () => {
      isPressed = false;
      mapCard.show(null);
    };
    const finish = (linger) => {
      lingering = setTimeout(leave, linger);
      document.removeEventListener("pointermove", onMove);
      document.removeEventListener("pointerup", onUp);
      document.removeEventListener("pointercancel", onUp);
    };
    const onUp = () => finish(LINGER_MS);
    document.addEventListener("pointermove", onMove);
    document.addEventListener("pointerup", onUp);
    document.addEventListener("pointercancel", onUp);
  }

  function preview(code, event) {
    if (setup.mode === "present") return;
    const before = state.selected;
    press(setup.cards[code], event, () => select(before));
    if (setup.mode === "single") select([code]);
  }

  /* The counter makes a second click on the same district count. */
  function choose(code) {
    if (setup.mode === "present") return mapPage.tell("duty-choose", code);
    if (setup.mode === "toggle") toggle(code);
    else if (code !== state.selected[0]) select(code ? [code] : []);
    if (code && setup.mode === "single") setTimeout(mapPage.reveal, LINGER_MS, TITLE);
    mapPage.send(() => ({ unit_code: code, n: ++state.clicks }));
  }

  function openMeasure(id) {
    mapPage.send(() => ({ measure: id, n: ++state.clicks }));
  }

  function previewPlace(place, event) {
    press(place.card, event, () => {});
  }

  function choosePlace(id) {
    if (setup.mode === "present") return;
    mapPage.send(() => ({ place: id, n: ++state.clicks }));
  }

  function toggle(code) {
    const without = state.selected.filter((other) => other !== code);
    drawHalos(without.length < state.selected.length ? without : [...without, code]);
  }

  function select(codes) {
    if (codes[0] !== state.selected[0]) {
      window.parent.document.querySelector(".st-key-duty_panel")?.scrollTo(0, 0);
    }
    drawHalos(codes);
    /* The card first: the eye is on the map. */
    setTimeout(() => { if (codes === state.selected) mapAhead.showDocument(codes[0] || ""); });
  }

  function drawHalos(codes) {
    state.selected = codes;
    halos?.remove();
    halos = mapShapes.drawHalos(codes.map((code) => shapes[code]).filter(Boolean)).addTo(map);
  }

  function isHidden() {
    const frame = map.getContainer();
    return !frame.clientWidth || !frame.clientHeight;
  }

  /* The region makes room for the buttons where it would lie under them. What is in view then is as
   * far as the reader can go. */
  function fitView() {
    if (isHidden()) return;
    const wide = window.innerWidth >= NARROW;
    map.invalidateSize({ animate: false });
    map.setMinZoom(0).setMaxBounds(null);
    const buttons = map.getContainer().querySelector(".leaflet-control-zoom");
    const edges = [wide ? 24 : 8, buttons.offsetWidth + 18];
    for (const right of edges) {
      const padding = { paddingTopLeft: [8, 10], paddingBottomRight: [right, 22] };
      map.fitBounds(L.latLngBounds(form.bounds), { animate: false, ...padding });
      if (!isUnder(buttons)) break;
    }
    map.setMinZoom(map.getZoom()).setMaxBounds(map.getBounds());
    if (state.focus.length) map.fitBounds(focusBounds(), { animate: false });
  }

  /* Whether a district reaches under a box over the map. */
  function isUnder(box) {
    const frame = map.getContainer().getBoundingClientRect();
    const { left, top, right, bottom } = box.getBoundingClientRect();
    const covers = (point) => {
      const { x, y } = map.latLngToContainerPoint(point).add([frame.left, frame.top]);
      return x > left - 4 && x < right + 4 && y > top - 4 && y < bottom + 4;
    };
    return rings.some((ring) => ring.some(covers));
  }

  /* A zoom that is still gliding would end where it was going. */
  function resetView() {
    if (isGliding) {
      map.once("zoomend", resetView);
      return;
    }
    movedByReader = false;
    fitView();
    redrawLabels();
  }

  /* A focus keeps its surroundings in view; none is the whole region. */
  function focusBounds() {
    const layers = state.focus.map((code) => shapes[code]).filter(Boolean);
    return layers.length ? L.featureGroup(layers).getBounds().pad(layers.length > 1 ? 0.12 : 0.45) : L.latLngBounds(form.bounds);
  }

  /* Who is drawn in one form alone comes and goes; all others are bent, and chosen still. */
  function reshape(wanted) {
    form = wanted;
    document.body.classList.toggle("dm-tiles", form === forms.tiles);
    /* Squares can fill the frame; a map keeps to the steps of its buttons. */
    map.options.zoomSnap = form === forms.tiles ? 0.02 : 0.25;
    pointAt(null);
    const gone = new Set(Object.keys(shapes));
    for (const feature of form.features) {
      const code = feature.properties.unit_code;
      if (gone.delete(code)) mapTiles.bend(shapes[code], feature);
      else collectShapes(mapTiles.draw(feature).addTo(map));
    }
    for (const code of gone) {
      shapes[code].remove();
      delete shapes[code];
    }
    collectRings();
    drawHalos(state.selected);
    if (mapPage.isStill()) return;
    for (const name of ["overlayPane", "dm-halo", "dm-labels"])
      map.getPane(name).animate([{ opacity: 0 }, { opacity: 1 }], TURN_MS);
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
  /* Narrow, the frame is as high as map and legend together; else the page decides. */
  function fitFrame() {
    scaleToScreen();
    const style = window.frameElement.style;
    if (setup.mode === "present") return;
    style.removeProperty("height");
    const isNarrow = window.innerWidth < NARROW;
    const wanted = isNarrow ? document.body.scrollHeight : LEAST_MAP_PX * scale + state.strip;
    if (isNarrow || wanted > window.frameElement.offsetHeight) style.setProperty("height", wanted + "px", "important");
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
    map.on("zoomstart", () => { if (map.scrollWheelZoom.enabled()) moved(); });
    for (const button of map.getContainer().querySelectorAll(".leaflet-control-zoom a")) button.addEventListener("click", moved);
  }

  function onResize() {
    if (isHidden()) return;
    fitFrame();
    if (movedByReader) map.invalidateSize({ animate: false });
    else fitView();
    redrawLabels();
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
    const wanted = forms[view.shape], isOther = wanted !== form;
    if (isOther) reshape(wanted);
    paint(view.values);
    if (isOther) resetView();
    document.body.classList.toggle("dm-on-basemap", Boolean(view.basemap));
    mapLegend.draw(view.legend, { resize: onLegendResize, point: lightUp });
    mapPlaces.draw(view.places || [], view.place, view.doubt || null);
    mapPlaces.showGround(!view.places?.length && !view.basemap && form !== forms.tiles);
    fitFrame();
    redrawLabels();
    mapBasemap.show(map, view.basemap, setup.texts.tile_error);
  }

  /* The words stay: it is over in a moment. */
  function previewMeasure(looks, legend) {
    if (!state.view || isHidden()) return;
    mapLegend.preview(legend);
    const { values } = state.view;
    paint(looks ? Object.fromEntries(Object.entries(values).map(([code, value]) => [code, { ...value, ...looks[code] }])) : values);
    redrawLabels();
  }

  function paint(values) {
    state.painted = values;
    for (const [code, shape] of Object.entries(shapes)) {
      const value = values[code];
      shape.setStyle({
        fillColor: value.hatched ? mapShapes.chooseHatch(shape) : mapColors.paint(value.fill),
        color: mapColors.paint(value.edged ? "mark" : value.hatched || value.border ? "edge" : "border"),
        weight: weigh(code),
        fillOpacity: readOpacity(),
      });
      shape.getElement()?.setAttribute("aria-label", value.alt);
    }
  }

  function weigh(code) {
    const full = state.painted[code].edged ? 2.5 : 1.5;
    return form === forms.tiles ? full : full * mapShapes.readBreadth(map, spots[code]);
  }

  /* A border is as broad as the district on the screen lets it be. */
  function reweigh() {
    if (!state.painted) return;
    for (const [code, shape] of Object.entries(shapes)) {
      const weight = weigh(code);
      if (shape.options.weight !== weight) shape.setStyle({ weight });
    }
  }

  function onLegendResize(height) {
    state.strip = window.innerWidth >= NARROW ? height : 0;
    document.body.style.setProperty("--strip", state.strip + "px");
    fitFrame();
  }

  function redrawLabels() {
    if (!state.view || isHidden()) return;
    /* Of what a show has glided to, the rest cannot be drawn into view. */
    const options = { must: state.focus, within: state.focus.length > 0, scale, rings, listen };
    const { group, boxes } = form === forms.tiles
      ? mapTiles.label(map, form, state.painted, scale)
      : mapLabels.build(map, form.spots, state.painted, options);
    labels?.remove();
    labels = group.addTo(map);
    mapPlaces.spread(boxes);
  }

  /* Once: nothing is chosen any more; again: the whole region. */
  function forwardKey(event) {
    if (event.key === "Escape" && setup.mode !== "present") {
      if (setup.mode === "single" && state.selected[0]) choose(null);
      else resetView();
      return;
    }
    const isShow = setup.mode === "present";
    if (!isShow && event.target.closest("button, .leaflet-container")) return;
    if (isShow) event.preventDefault();
    mapPage.forwardKey(event);
  }

  window.districtMap = { start, update: receive, present };
})();
