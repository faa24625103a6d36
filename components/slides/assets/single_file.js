/* The single file: the show, and two districts side by side. */
(function () {
  "use strict";

  function start(data) {
    const { names, measures, duties, none, pairs, codes, doubts } = data.duties;
    const panel = document.querySelector(".file-compare");
    const [first, second] = ["first", "second"].map((side) => panel.querySelector(`.file-${side}`));
    second.selectedIndex = 1;
    panel.querySelector(".file-doubts").textContent = doubts.join("\n");

    function drawRow(body, [id, label, text], pair, isUnlike) {
      const row = body.appendChild(document.createElement("tr"));
      row.dataset.measure = id;
      row.appendChild(document.createElement("td")).appendChild(writeWording(id, label, text));
      for (const code of pair) {
        const words = duties[code][id];
        cell(row, words ? words.join(" · ") : none, isUnlike ? "differs" : "");
      }
    }

    /* What is open for both stands last, apart: it is in no count. */
    function draw() {
      const pair = [first.value, second.value];
      const heads = panel.querySelectorAll("th");
      pair.forEach((code, i) => { heads[i + 1].textContent = names[code]; });
      const body = panel.querySelector("tbody");
      body.replaceChildren();
      const ordered = [...pair].sort((a, b) => codes.indexOf(a) - codes.indexOf(b));
      const found = pairs[ordered.join()] || { counts: "", unlike: [], open: [] };
      panel.querySelector(".file-counts").textContent = found.counts;
      const reached = measures.filter(([id]) => pair.some((code) => duties[code][id]));
      for (const measure of reached)
        if (!found.open.includes(measure[0])) drawRow(body, measure, pair, found.unlike.includes(measure[0]));
      if (!found.open.length) return;
      const band = body.appendChild(document.createElement("tr")).appendChild(document.createElement("td"));
      band.colSpan = 3;
      band.className = "file-band";
      band.textContent = found.band;
      for (const measure of reached)
        if (found.open.includes(measure[0])) drawRow(body, measure, pair, false);
    }

    const show = (isOpen) => {
      panel.hidden = !isOpen;
      if (isOpen) draw();
    };
    document.querySelector("[data-open]").addEventListener("click", () => show(panel.hidden));
    panel.querySelector("[data-close]").addEventListener("click", () => show(false));
    panel.addEventListener("change", draw);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
    dutyDeck.start(data.deck);
  }

  function cell(row, text, className) {
    const node = row.appendChild(document.createElement("td"));
    node.textContent = text;
    if (className) node.className = className;
  }

  function writeWording(id, label, text) {
    const details = document.createElement("details");
    details.appendChild(document.createElement("summary")).textContent = `${id} ${label}`;
    details.appendChild(document.createElement("p")).textContent = text;
    return details;
  }

  window.dutyFile = { start };
})();
