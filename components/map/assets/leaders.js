/* Names of districts too small for one: in the open beside the region, at the end of a line. */
(function () {
  "use strict";

  /* Pixels of the frame under one cell of the mask, and between two places tried. */
  const CELL = 6, STEP = 10;
  /* What a finger hits. */
  const HEIGHT = 24;
  const CLEAR = 5;
  const UNDER_NAME = 140;
  /* More lines would be a web. */
  const MOST = 10;

  /* Adds to `group`, and to `boxes` what they cover; returns the spots that found no place.
   * `spots` and `values` as for `mapLabels.build`. `rings`: of all districts, as latitudes and
   * longitudes. `listen(marker, code)`: a name is its district to pointer and finger. */
  function add(group, target, spots, values, { boxes, rings, scale, listen }) {
    const frame = target.getSize();
    const wanted = spots
      .map((spot) => ({ spot, at: target.latLngToContainerPoint([spot.lat, spot.lon]) }))
      .filter(({ at }) => at.x > 0 && at.y > 0 && at.x < frame.x && at.y < frame.y);
    if (!wanted.length || wanted.length > MOST) return spots;
    const open = findOpen(target, frame, rings);
    const lines = [], without = [];
    for (const { spot, at } of wanted) {
      const value = values[spot.code];
      const width = scale * mapLabels.textWidth(`${spot.name} ${value.label}`, 12) + 10;
      const found = find(at, width, HEIGHT * scale, frame, { open, boxes, lines });
      if (!found) {
        without.push(spot);
        continue;
      }
      boxes.push(found.box);
      lines.push(found.line);
      draw(group, target, spot, value, found, listen);
    }
    return without;
  }

  /* Whether a box, in pixels of the frame, lies clear of every district. */
  function findOpen(target, frame, rings) {
    const mask = document.createElement("canvas");
    [mask.width, mask.height] = [Math.ceil(frame.x / CELL), Math.ceil(frame.y / CELL)];
    const ink = mask.getContext("2d", { willReadFrequently: true });
    ink.scale(1 / CELL, 1 / CELL);
    ink.lineWidth = 2 * CLEAR;
    ink.beginPath();
    for (const ring of rings) {
      ring.forEach((point, i) => {
        const { x, y } = target.latLngToContainerPoint(point);
        if (i) ink.lineTo(x, y);
        else ink.moveTo(x, y);
      });
      ink.closePath();
    }
    ink.fill();
    ink.stroke();
    const { data } = ink.getImageData(0, 0, mask.width, mask.height);
    return ([left, top, right, bottom]) => {
      for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1)
        for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1)
          if (data[4 * (y * mask.width + x) + 3]) return false;
      return true;
    };
  }

  /* The nearest place in the open: no line crosses another, and one that runs under a name is as good
   * as a longer one. */
  function find(at, width, height, frame, { open, boxes, lines }) {
    let best = null;
    for (let top = 2; top + height < frame.y - 2; top += STEP) {
      for (let left = 2; left + width < frame.x - 2; left += STEP) {
        const box = [left, top, left + width, top + height];
        const end = { x: clamp(at.x, left, box[2]), y: top + height / 2 };
        const line = [at, end];
        const length = Math.hypot(end.x - at.x, end.y - at.y);
        if (best && length >= best.cost) continue;
        const cost = length + UNDER_NAME * boxes.filter((other) => crosses(line, other)).length;
        if (best && cost >= best.cost) continue;
        if (!open(box) || !mapLabels.isFree(box, boxes)) continue;
        if (lines.some((other) => meet(line, other) || crosses(other, box))) continue;
        best = { box, line, cost };
      }
    }
    return best;
  }

  function clamp(value, low, high) {
    return Math.min(Math.max(value, low), high);
  }

  function crosses([a, b], [left, top, right, bottom]) {
    const corners = [[left, top], [right, top], [right, bottom], [left, bottom]].map(([x, y]) => ({ x, y }));
    const isIn = (p) => p.x > left && p.x < right && p.y > top && p.y < bottom;
    return isIn(a) || isIn(b) || corners.some((corner, i) => meet([a, b], [corner, corners[(i + 1) % 4]]));
  }

  function meet([a, b], [c, d]) {
    const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
    return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
  }

  function draw(group, target, spot, value, { box, line }, listen) {
    const [left, top, right, bottom] = box;
    const points = line.map((point) => target.containerPointToLatLng(point));
    const look = { pane: "dm-halo", interactive: false };
    group.addLayer(L.polyline(points, { ...look, color: mapColors.paint("border"), weight: 2.5, opacity: 0.7 }));
    group.addLayer(L.polyline(points, { ...look, color: mapColors.paint("mark"), weight: 1 }));
    group.addLayer(L.circleMarker(points[0], { ...look, radius: 2.5, stroke: false, fillOpacity: 1, fillColor: mapColors.paint("mark") }));
    const node = mapBoxes.element("div", "dm-label dm-leader");
    node.append(mapBoxes.element("span", "", spot.name), mapBoxes.element("b", "", value.label));
    const icon = L.divIcon({ html: node, className: "dm-leader-box",
                             iconSize: [right - left, bottom - top], iconAnchor: [0, 0] });
    const marker = L.marker(target.containerPointToLatLng([left, top]), { icon, keyboard: false, pane: "dm-labels" });
    listen(marker, spot.code);
    group.addLayer(marker);
  }

  window.mapLeaders = { add };
})();
