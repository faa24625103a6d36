/* Where the labels of the district map stand. */
(function () {
  "use strict";

  const SIZES = [13.5, 12, 11];
  const LINE = 1.28;
  /* How far a name may reach over the border where it fits no better, in radii of the free circle. */
  const REACH = [1.2, 1.7, 2.6, 4];
  /* Where a label may stand instead of in the middle, in its own widths and heights. */
  const NEAR_SHIFTS = spreadShifts([-0.4, -0.2, 0, 0.2, 0.4], [-1, -0.5, 0, 0.5, 1]);
  const FAR_SHIFTS = spreadShifts([-0.8, -0.4, 0, 0.4, 0.8], [-2, -1.3, -0.7, 0, 0.7, 1.3, 2]);
  const SPOT_PX = 8;

  /* Every label stands where it fits inside its district and clears the labels before it; the
   * districts with the most room choose first, those in `must` before all, at any cost.
   * `spots`: code, name, lat, lon, room_m (free radius). `within`: keep every label inside the
   * frame. `scale`: of the type. `rings`, `listen`: for names outside, see `mapLeaders.add`.
   * Returns `{ group, boxes }`: a layer group, and the boxes, in the map's pixels, that badges keep
   * free: buttons, labels, and for a district without one inside a spot to press. */
  function build(target, spots, values, { must, rings, listen, ...options }) {
    const frame = target.getSize();
    const group = L.layerGroup();
    const boxes = listControls(target), bare = [];
    const rooms = new Map(spots.map((spot) => [spot, spot.room_m / metresPerPixel(target, spot.lat)]));
    const isMust = (spot) => must.includes(spot.code);
    const order = [...spots].sort((a, b) => isMust(b) - isMust(a) || rooms.get(b) - rooms.get(a));
    for (const spot of order) {
      const value = values[spot.code];
      const centre = target.latLngToContainerPoint([spot.lat, spot.lon]);
      const found = find(spot, value, centre, rooms.get(spot), { ...options, boxes, frame, anyCost: isMust(spot) });
      if (!found) {
        bare.push(spot);
        continue;
      }
      boxes.push(found.box);
      const middle = target.containerPointToLatLng([(found.box[0] + found.box[2]) / 2, (found.box[1] + found.box[3]) / 2]);
      group.addLayer(makeLabel(middle, spot, value, found));
    }
    const led = options.within ? bare.filter(isMust) : bare;
    mapLeaders.add(group, target, led, values, { boxes, rings, listen, scale: options.scale });
    for (const { lat, lon } of bare) boxes.push(boxAround(target.latLngToContainerPoint([lat, lon]), [0, 0], SPOT_PX, SPOT_PX));
    return { group, boxes };
  }

  function listControls(target) {
    const frame = target.getContainer().getBoundingClientRect();
    return [...target.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const { left, top, right, bottom } = control.getBoundingClientRect();
      return [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
    });
  }

  /* The largest type first, then further over the border, then beside the middle. */
  function find(spot, value, centre, room, { boxes, frame, within, scale, anyCost }) {
    const reaches = anyCost ? [...REACH, Infinity] : REACH;
    for (const reach of reaches) {
      for (const em of SIZES) {
        const width = scale * Math.max(textWidth(spot.name, em), textWidth(value.label, em)) + 4;
        const height = scale * em * LINE * 2;
        if (Math.hypot(width, height) / 2 > room * reach) continue;
        for (const [across, down] of anyCost ? FAR_SHIFTS : NEAR_SHIFTS) {
          const shift = [across * width, down * height];
          /* The middle of a label stays in the free circle of its district. */
          if (!anyCost && Math.hypot(...shift) > room) continue;
          const box = boxAround(centre, shift, width, height);
          if (isFree(box, boxes) && (!within || isInside(box, frame))) return { box, em, width, height };
        }
      }
    }
    return null;
  }

  function spreadShifts(acrosses, downs) {
    const shifts = downs.flatMap((down) => acrosses.map((across) => [across, down]));
    return shifts.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  }

  function boxAround(centre, [across, down], width, height) {
    const [x, y] = [centre.x + across, centre.y + down];
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  }

  function isInside(box, frame) {
    return box[0] > 2 && box[1] > 2 && box[2] < frame.x - 2 && box[3] < frame.y - 2;
  }

  function isFree(box, taken) {
    return !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
  }

  function makeLabel(at, spot, value, { em, width, height }) {
    const node = mapBoxes.element("div", "dm-label" + (value.hatched ? " dm-on-hatch" : ""));
    node.style.color = `var(--on-${value.hatched ? "zero" : value.fill})`;
    node.style.setProperty("--halo", `var(--${value.fill})`);
    node.style.setProperty("--em", em + "px");
    node.appendChild(mapBoxes.element("span", "", spot.name));
    node.appendChild(mapBoxes.element("b", "", value.label));
    const icon = L.divIcon({ html: node, className: "dm-label-box",
                             iconSize: [width, height], iconAnchor: [width / 2, height / 2] });
    return L.marker(at, { icon, interactive: false, keyboard: false, pane: "dm-labels" });
  }

  function textWidth(text, em) {
    let width = 0;
    for (const letter of text) width += letter.codePointAt(0) > 0x2e7f ? em : em * 0.58;
    return width;
  }

  function metresPerPixel(target, lat) {
    return (40075016.7 * Math.cos((lat * Math.PI) / 180)) / (256 * Math.pow(2, target.getZoom()));
  }

  window.mapLabels = { build, isFree, makeLabel, metresPerPixel, textWidth };
})();
