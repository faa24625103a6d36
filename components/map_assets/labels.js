/* Where the labels of the district map stand. */
(function () {
  "use strict";

  /* A label is drawn where it fits inside its district and clears the labels before it. The
   * districts the inset is made for come first there and may reach over their border. */
  /* `spots`: code, name, lat, lon, room_m (free radius). `must`: codes drawn in any case.
   * `within`: keep every label inside the frame. `avoid`: boxes kept clear of where there is room.
   * Returns a layer group. */
  function build(target, spots, values, options) {
    const group = L.layerGroup();
    const taken = [];
    const size = target.getSize();
    const { must, within, avoid, scale } = options;
    const order = [...spots].sort((a, b) => must.includes(b.code) - must.includes(a.code));
    for (const spot of order) {
      const value = values[spot.code];
      const centre = target.latLngToContainerPoint([spot.lat, spot.lon]);
      const room = spot.room_m / metresPerPixel(target, spot.lat);
      const small = within || room < 30 * scale;
      const width = scale * Math.max(textWidth(spot.name, small), textWidth(value.label, small));
      const height = scale * (small ? 29 : 35);
      const fits = Math.hypot(width, height) / 2 <= room * 1.2;
      if (!fits && !must.includes(spot.code)) continue;
      /* A label that must be drawn may move up or down its own district; another one only to
       * keep clear of a badge, as far as the free circle reaches. */
      const isMust = must.includes(spot.code);
      const shifts = isMust ? [0, -0.7, 0.7, -1.3, 1.3, -2, 2] : [0, -0.9, 0.9, -1.4, 1.4];
      const boxes = shifts
        .filter((shift) => isMust || Math.hypot(width / 2, height / 2 + Math.abs(shift) * height) <= room * 1.7 || !shift)
        .map((shift) => boxAround(centre, shift * height, width, height));
      const frame = within && size;
      const box = boxes.find((candidate) => isFree(candidate, [...taken, ...avoid], frame))
        || boxes.slice(0, isMust ? boxes.length : 1).find((candidate) => isFree(candidate, taken, frame));
      if (!box) continue;
      taken.push(box);
      const middle = target.containerPointToLatLng([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
      group.addLayer(makeLabel(middle, spot, value, small, width, height));
    }
    return group;
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
    const node = mapBoxes.element("div", "dm-label" + (small ? " dm-small" : "")
                         + (value.hatched ? " dm-on-hatch" : ""));
    node.style.color = value.ink;
    node.style.setProperty("--halo", value.fill);
    node.appendChild(mapBoxes.element("span", "", spot.name));
    node.appendChild(mapBoxes.element("b", "", value.label));
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

  window.mapLabels = { build };
})();
