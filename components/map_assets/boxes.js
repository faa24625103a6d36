/* The boxes over the district map: legend, card, notice. Text is set with textContent, never HTML. */
(function () {
  "use strict";

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  }

  /* Leaflet's attribution is HTML; ours is text. */
  function escapeText(text) {
    return element("span", "", text).innerHTML;
  }

  /* On a wall the boxes are zoomed, which their own offsetHeight does not tell. */
  function measureHeight(box) {
    return Math.ceil(box.getBoundingClientRect().height);
  }

  function findOrAdd(className) {
    const found = document.querySelector("." + className);
    return found || document.body.appendChild(element("div", className));
  }

  function drawLegend(legend) {
    const box = findOrAdd("dm-legend");
    const open = box.dataset.open;
    box.replaceChildren();
    if (legend.title) box.appendChild(element("div", "dm-legend-title", legend.title));
    if (legend.note) box.appendChild(element("div", "dm-legend-note", legend.note));
    for (const row of legend.rows) box.appendChild(legendRow(row, row.key === open, box));
    if (legend.extra) box.appendChild(element("div", "dm-legend-note", legend.extra));
    box.hidden = !legend.rows.length;
  }

  /* The places' legend is a strip below the map: it would cover too much of it. */
  function drawStrip(sections, onResize) {
    const isNew = !document.querySelector(".dm-strip");
    const strip = findOrAdd("dm-strip");
    if (isNew) new ResizeObserver(() => onResize(measureHeight(strip))).observe(strip);
    const open = strip.dataset.open;
    strip.replaceChildren();
    for (const section of sections) {
      const row = strip.appendChild(element("div", "dm-strip-section"));
      row.appendChild(element("span", "dm-legend-title", section.title));
      for (const entry of section.rows) row.appendChild(legendRow(entry, entry.key === open, strip));
      if (section.note) row.appendChild(element("span", "dm-legend-note", section.note));
    }
    strip.hidden = !sections.length;
  }

  function drawSwatch(row) {
    if (row.kind === "badge") {
      const box = element("span", "dm-swatch-badge");
      box.appendChild(mapPlaces.drawBadge(row.symbol, false));
      return box;
    }
    if (row.kind === "line" || row.kind === "area") return mapPlaces.drawLine(row);
    const swatch = element("span", "dm-swatch dm-swatch-" + row.kind + (row.style ? " dm-swatch-" + row.style : ""));
    if (row.kind === "class") swatch.style.background = row.fill;
    return swatch;
  }

  /* The number of districts opens the districts behind it. */
  function legendRow(row, isOpen, box) {
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
    item.append(button, names);
    return item;
  }

  /* `at`: page coordinates of the pointer, or nothing. */
  function showCard(facts, at, closeText, onClose) {
    const card = findOrAdd("dm-card");
    card.setAttribute("role", "status");
    card.hidden = !facts;
    if (!facts) return;
    const head = element("div", "dm-card-head");
    head.append(element("strong", "", facts.name), element("span", "dm-chip", facts.zone));
    const close = element("button", "dm-close", "×");
    close.type = "button";
    close.setAttribute("aria-label", closeText);
    close.addEventListener("click", onClose);
    head.appendChild(close);
    card.replaceChildren(head, ...facts.lines.map((line) => element("div", "dm-card-line", line)));
    placeCard(card, at);
  }

  function stripHeight() {
    const strip = document.querySelector(".dm-strip");
    return strip && !strip.hidden ? measureHeight(strip) : 0;
  }

  /* Beside the pointer; without one, in the free corner at the bottom left. */
  function placeCard(card, at) {
    const [width, height] = [card.offsetWidth, card.offsetHeight];
    const [right, bottom] = [window.innerWidth - width - 6, window.innerHeight - stripHeight() - height - 26];
    if (!at) {
      card.style.left = "6px";
      card.style.top = Math.max(6, bottom) + "px";
      return;
    }
    const fitsRight = at[0] + 22 < right;
    const left = fitsRight ? at[0] + 22 : at[0] - width - 22;
    card.style.left = Math.max(6, Math.min(left, right)) + "px";
    card.style.top = Math.max(6, Math.min(at[1] - height - 14, bottom)) + "px";
  }

  function notice(text) {
    const box = findOrAdd("dm-notice");
    box.setAttribute("role", "status");
    box.textContent = text;
    box.hidden = !text;
  }

  window.mapBoxes = { element, escapeText, drawLegend, drawStrip, showCard, notice };
})();
