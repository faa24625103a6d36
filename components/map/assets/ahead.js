/* Answers ahead of the server's: the panel and the switches lie in the page, not in this frame.
 *
 * The documents of all districts and the maps of all metrics are fetched once the map stands. A
 * click shows the chosen one at once; the server's answer, which is the same, follows.
 */
(function () {
  "use strict";

  const page = window.parent.document;
  const leaving = new AbortController();
  const TITLE = "title";
  const ANSWER_MS = 15000; // a busy server's answer
  const REST_MS = 60; // shorter than from seeing to pressing
  const NOTHING = { documents: {}, maps: [], measures: { looks: {}, kinds: {} } };
  let ahead = NOTHING;
  let fetched = "";
  let answering = new AbortController();

  function findDocument() {
    return page.querySelector(".st-key-duty_panel .party-document");
  }

  /* Called for what is chosen in the panel: `choose(code)` for a district, `open(measure)` for a
   * measure or for none; `recolour(map)` for a metric above the map; `preview(looks, legend)` for a
   * measure that the pointer or the keyboard is on, nothing where it has left. */
  function start({ choose, open, recolour, preview }) {
    const listen = (event) => {
      const metric = event.target.closest?.(".st-key-metric_choice button");
      const map = metric && ahead.maps[[...metric.parentElement.children].indexOf(metric)];
      if (map) recolour(map);
      /* A measure's number is a link to the map; on the map's own page it need not load again. */
      const isHere = page.querySelector("[data-chooser]") && !(event.ctrlKey || event.metaKey || event.shiftKey);
      const number = isHere && event.target.closest?.(".st-key-duty_panel a[data-to-measure]");
      if (number) {
        event.preventDefault();
        preview(...findLooks(number.dataset.toMeasure));
        keepFocus(TITLE);
        open(number.dataset.toMeasure);
      }
      const button = event.target.closest?.(".party-document button, .sentence button");
      if (!button) return;
      const { choose: code, openMeasure: measure, figure, copy } = button.dataset;
      if (code !== undefined) choose(code || null);
      else if (measure !== undefined) {
        keepFocus(TITLE);
        open(measure || null);
      }
      else if (figure) showFigure(button.closest(".party-document"), figure);
      else if (copy !== undefined) copyText(button);
    };
    /* Captured: Streamlit's own buttons keep their clicks to themselves. */
    page.addEventListener("click", listen, { signal: leaving.signal, capture: true });
    page.addEventListener("change", (event) => {
      const chooser = event.target.closest?.("[data-chooser]");
      if (!chooser) return;
      const isMeasure = chooser.selectedOptions[0]?.dataset.measure;
      if (chooser.value) (isMeasure ? open : choose)(chooser.value);
      chooser.value = "";
    }, { signal: leaving.signal });
    let previewed = "";
    const follow = (event) => {
      if (event.pointerType === "touch") return;
      const number = event.target.closest?.(".party-document [data-measure]")?.dataset.measure ?? "";
      if (number !== previewed) preview(...findLooks(number));
      previewed = number;
    };
    for (const name of ["pointerover", "focusin"]) page.addEventListener(name, follow, { signal: leaving.signal });
    window.addEventListener("pagehide", () => leaving.abort());
  }

  /* How a measure's map looks, by district, and its legend. */
  function findLooks(number) {
    const { looks, kinds, legends } = ahead.measures;
    const found = Object.entries(kinds[number] ?? {});
    if (!found.length) return [null, null];
    return [Object.fromEntries(found.map(([code, name]) => [code, looks[name]])), legends[number]];
  }

  /* Another view has other answers; until they are here, the server's have to do. */
  async function fetchFrom(address) {
    if ((address || "") === fetched) return;
    fetched = address || "";
    ahead = NOTHING;
    if (!address) return;
    const answer = await fetch(address).catch(() => null);
    const found = answer?.ok ? await answer.json() : NOTHING;
    if (address !== fetched) return;
    ahead = found;
    if (found === NOTHING) fetched = ""; // the next update asks again
  }

  /* `code` is empty for the whole region. Every text was escaped where the document was written. */
  function showDocument(code) {
    const shown = findDocument();
    if (!shown || shown.dataset.code === code) return;
    const holdsFocus = shown.contains(page.activeElement);
    if (!ahead.documents[code]) {
      if (holdsFocus) keepFocus(TITLE);
      return;
    }
    const holder = read(code);
    readied = null;
    shown.replaceWith(holder.content);
    if (holdsFocus) focusTitle();
    keepFocus();
  }

  /* A document as a `<template>`: of several plans it takes long to read, so it is readied where the
   * pointer rests and a click is likely. */
  let readied = null, resting = 0;
  function read(code) {
    const written = ahead.documents[code];
    if (readied?.written === written) return readied.holder;
    const holder = page.createElement("template");
    holder.innerHTML = written;
    return holder;
  }

  function ready(code) {
    clearTimeout(resting);
    if (!ahead.documents[code]) return;
    resting = setTimeout(() => { readied = { written: ahead.documents[code], holder: read(code) }; }, REST_MS);
  }

  function focusTitle() {
    page.getElementById("duty-panel-title")?.focus({ preventScroll: true });
  }

  /* The server's answer takes the document's place and is the same: a keyboard that is in the one
   * goes on from the same element of the other. Where the answer is another document, from `TITLE`. */
  function keepFocus(wanted) {
    answering.abort();
    answering = new AbortController();
    const { signal } = answering;
    const listElements = () => [...(findDocument()?.querySelectorAll("*") ?? [])];
    let at = wanted ?? listElements().indexOf(page.activeElement);
    const panel = page.querySelector(".st-key-duty_panel");
    const note = (event) => { if (wanted !== TITLE) at = listElements().indexOf(event.target); };
    panel.addEventListener("focusin", note, { signal });
    const observer = new MutationObserver(() => {
      if (page.activeElement !== page.body) return;
      if (at === TITLE) focusTitle();
      else listElements()[at]?.focus({ preventScroll: true });
    });
    observer.observe(panel, { childList: true, subtree: true });
    const end = setTimeout(() => answering.abort(), ANSWER_MS);
    signal.addEventListener("abort", () => { observer.disconnect(); clearTimeout(end); });
  }

  /* The duties behind a figure; the same figure again shows all. */
  function showFigure(shown, figure) {
    const buttons = [...shown.querySelectorAll("[data-figure]")];
    const pressed = buttons.find((button) => button.dataset.figure === figure);
    const chosen = pressed.getAttribute("aria-pressed") === "true" ? "" : figure;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.figure === chosen));
    for (const line of shown.querySelectorAll("[data-for]")) line.hidden = line.dataset.for !== chosen;
    for (const duty of shown.querySelectorAll("[data-figures]"))
      duty.hidden = Boolean(chosen) && !duty.dataset.figures.split(" ").includes(chosen);
  }

  /* Browsers give a page without HTTPS no clipboard; the older way still works there. */
  async function copyText(button) {
    const text = button.parentElement.querySelector("p");
    if (window.parent.isSecureContext) await window.parent.navigator.clipboard.writeText(text.textContent);
    else {
      const selection = window.parent.getSelection();
      selection.selectAllChildren(text);
      page.execCommand("copy");
      selection.removeAllRanges();
    }
    const label = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  window.mapAhead = { start, fetchFrom, ready, showDocument };
})();
