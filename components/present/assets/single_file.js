/* The single file: the show, and two districts side by side. */
function startSingleFile(data) {
  "use strict";
  const { names, measures, duties, none } = data.duties;
  const panel = document.querySelector(".file-compare");
  const [first, second] = ["first", "second"].map((side) => panel.querySelector(`.file-${side}`));
  second.selectedIndex = 1;

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

  function draw() {
    const pair = [first.value, second.value];
    const heads = panel.querySelectorAll("th");
    pair.forEach((code, i) => { heads[i + 1].textContent = names[code]; });
    const body = panel.querySelector("tbody");
    body.replaceChildren();
    for (const [id, label, text] of measures) {
      const held = pair.map((code) => duties[code][id]);
      if (!held.some(Boolean)) continue;
      const row = body.appendChild(document.createElement("tr"));
      row.dataset.measure = id;
      const differs = String(held[0]) !== String(held[1]) ? "differs" : "";
      row.appendChild(document.createElement("td")).appendChild(writeWording(id, label, text));
      held.forEach((words) => cell(row, words ? words.join(" · ") : none, differs));
    }
  }

  const show = (isOpen) => {
    panel.hidden = !isOpen;
    if (isOpen) draw();
  };
  document.querySelector("[data-open]").addEventListener("click", () => show(panel.hidden));
  panel.querySelector("[data-close]").addEventListener("click", () => show(false));
  panel.addEventListener("change", draw);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  startDutyDeck(data.deck);
}
