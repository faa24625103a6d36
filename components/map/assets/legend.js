/* The legend: a strip below the map, its swatches, and the districts behind each row. */
(function () {
  "use strict";
  const { element, findOrAdd } = mapBoxes;

  /* On a wall the boxes are zoomed, which their own offsetHeight does not tell. */
  function measureHeight(box) {
    return Math.ceil(box.getBoundingClientRect().height);
  }

  /* The legend is a strip below the map: over it, it would cover districts. A section for the
   * districts, one for each layer. `on`: `resize(height)`, `point(codes)` for the districts of the
   * row under the pointer, null for none. */
  function drawLegend(legend, on) {
    const isNew = !document.querySelector(".dm-strip");
    const strip = findOrAdd("dm-strip");
    if (isNew) new ResizeObserver(() => on.resize(measureHeight(strip))).observe(strip);
    fillStrip(strip, legend, on);
    strip.hidden = !strip.children.length;
  }

  /* Another legend over this one, of the same size, so that nothing moves; none: away again. */
  function previewLegend(legend) {
    const strip = document.querySelector(".dm-strip");
    document.querySelector(".dm-strip-over")?.remove();
    if (!legend || !strip) return;
    const over = element("div", "dm-strip dm-strip-over");
    over.inert = true;
    over.style.height = strip.offsetHeight + "px";
    fillStrip(over, legend, {});
    strip.after(over);
  }

  function fillStrip(strip, legend, on) {
    const open = strip.dataset.open;
    strip.replaceChildren();
    const ofDistricts = { ...legend, head: legend.note, note: legend.extra };
    for (const section of [ofDistricts, ...(legend.sections || [])]) {
      if (!section.rows.length) continue;
      const row = strip.appendChild(element("div", "dm-strip-section"));
      if (section.title) row.appendChild(element("span", "dm-legend-title", section.title));
      if (section.head) row.appendChild(element("span", "dm-legend-note", section.head));
      for (const entry of section.rows) row.appendChild(legendRow(entry, entry.key === open, strip, on));
      if (section.note) row.appendChild(element("span", "dm-legend-note", section.note));
    }
  }

  function drawSwatch(row) {
    if (row.kind === "badge") {
      const box = element("span", "dm-swatch-badge");
      box.appendChild(mapPlaces.drawBadge(row.symbol, false));
      return box;
    }
    if (row.kind === "line" || row.kind === "area") return mapPlaces.drawLine(row);
    const swatch = element("span", "dm-swatch dm-swatch-" + row.kind + (row.style ? " dm-swatch-" + row.style : ""));
    if (row.fill && row.kind !== "open") swatch.style.background = `var(--${row.fill})`;
    return swatch;
  }

  /* The number of districts opens the districts behind it. */
  function legendRow(row, isOpen, box, on) {
    const item = element("div", "dm-legend-item");
    const button = element("button", "dm-legend-row");
    button.type = "button";
    const swatch = drawSwatch(row);
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
    for (const [start, end] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
      if (!row.codes) continue;
      button.addEventListener(start, () => on.point(row.codes));
      button.addEventListener(end, () => on.point(null));
    }
    item.append(button, names);
    return item;
  }

  window.mapLegend = { draw: drawLegend, preview: previewLegend };
})();
