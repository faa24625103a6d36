/* The card of a district while the pointer is down, and the name at the pointer. */
(function () {
  "use strict";
  const { element, findOrAdd } = mapBoxes;

  /* The first answer, while the pointer is down at `at` (page coordinates); the panel says it for
   * good. Nothing hides it. */
  function showCard(facts, at) {
    const card = findOrAdd("dm-card");
    card.setAttribute("role", "status");
    card.hidden = !facts;
    if (!facts) return;
    const head = element("div", "dm-card-head");
    head.append(element("strong", "", facts.name));
    if (facts.zone) head.append(element("span", "dm-chip", facts.zone));
    card.replaceChildren(head, ...facts.lines.map((line) => element("div", "dm-card-line", line)));
    placeBeside(card, at);
  }

  /* The name and value of what the pointer is over; nothing hides it. */
  function showTip(text, at) {
    const tip = findOrAdd("dm-tip");
    tip.setAttribute("aria-hidden", "true");
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    placeBeside(tip, at);
  }

  function placeBeside(box, at) {
    const [width, height] = [box.offsetWidth, box.offsetHeight];
    const right = document.documentElement.clientWidth - width - 6;
    const left = at[0] + 18 < right ? at[0] + 18 : at[0] - width - 18;
    box.style.left = Math.max(6, left) + "px";
    box.style.top = Math.max(6, at[1] - height - 12) + "px";
  }

  window.mapCard = { show: showCard, showTip };
})();
