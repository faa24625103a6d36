/* Equal tiles: every party as a square of one size, laid into the region's own bounds. A district's
 * shape is bent into its tile, so that whatever listens to the one hears of the other. */
(function () {
  "use strict";

  const CRS = L.CRS.EPSG3857;
  /* Between two tiles, in their sides. */
  const GAP = 0.03;
  /* The type of a name in sides of a tile, and in pixels at least; its value is half as large
   * again, so that both are `LINES` times as high. */
  const TYPE = 0.18;
  const LINES = 3.1;
  const LEAST_PX = 9;
  const MARGIN_PX = 4;

  /* `tiles`: code, name, col, row; `bounds` of the region. Returns a form of the map: its bounds,
   * its shapes as GeoJSON features, and spots for labels. */
  function lay(tiles, bounds) {
    const [southWest, northEast] = bounds.map((corner) => CRS.latLngToPoint(L.latLng(corner), 0));
    const [columns, rows] = ["col", "row"].map((way) => 1 + Math.max(...tiles.map((tile) => tile[way])));
    const side = Math.min((northEast.x - southWest.x) / columns, (southWest.y - northEast.y) / rows);
    const left = (southWest.x + northEast.x - columns * side) / 2;
    const top = (southWest.y + northEast.y - rows * side) / 2;
    const locate = (col, row) => CRS.pointToLatLng(L.point(left + col * side, top + row * side), 0);
    const spots = tiles.map(({ code, name, col, row }) => ({ code, name, at: locate(col + 0.5, row + 0.5) }));
    const features = tiles.map(({ code, col, row }) => {
      const from = locate(col + GAP / 2, row + GAP / 2), to = locate(col + 1 - GAP / 2, row + 1 - GAP / 2);
      return { ...L.rectangle([from, to]).toGeoJSON(), properties: { unit_code: code } };
    });
    const [from, to] = [locate(0, rows), locate(columns, 0)];
    return { bounds: [[from.lat, from.lng], [to.lat, to.lng]], spots, features, side };
  }

  /* A label in the middle of every tile, all in one type, in which every name has room; a name that
   * has none in the least is cut. `scale`: of the type, see `--dm-scale`. */
  function label(map, { spots, side }, values, scale) {
    const px = side * 2 ** map.getZoom(), room = px * (1 - GAP) - MARGIN_PX;
    const fits = spots.map(({ name }) => room / mapLabels.textWidth(name, 1));
    const type = Math.max(LEAST_PX, Math.min(px * TYPE, ...fits.filter((em) => em >= LEAST_PX)));
    const found = { em: type / scale, width: room, height: type * LINES };
    const group = L.layerGroup(spots.map((spot) => {
      const name = cut(spot.name, room / type);
      return mapLabels.makeLabel(spot.at, { ...spot, name }, values[spot.code], found);
    }));
    return { group, boxes: [] };
  }

  function cut(name, ems) {
    let shown = name;
    const most = ems + 0.01; // what just fits may be a hair too wide by its own reckoning
    while (shown.length > 1 && mapLabels.textWidth(shown, 1) > most) shown = shown.slice(0, -2) + "…";
    return shown;
  }

  /* The tile of a party that has no shape yet. */
  function draw(feature) {
    const className = "district-" + feature.properties.unit_code;
    return L.geoJSON(feature, { style: { className, weight: 1.5, fillOpacity: 1 } });
  }

  /* Another outline for a shape that is drawn. */
  function bend(shape, feature) {
    const { type, coordinates } = feature.geometry;
    shape.feature = feature;
    shape.setLatLngs(L.GeoJSON.coordsToLatLngs(coordinates, type === "Polygon" ? 1 : 2));
  }

  window.mapTiles = { lay, draw, bend, label };
})();
