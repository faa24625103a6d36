/* The show: slides that are all in the page already, one of them visible.
 *
 * A key changes the slide at once, without the server; the map beside it glides. Used by the page
 * `/present` and by the single HTML file. Keys come from the page and, forwarded, from the map. */
(function () {
  "use strict";

  window.dutyDeck?.stop();

  const leaving = new AbortController();
  const KEYS = {
    ArrowRight: "next", PageDown: "next", " ": "next", ArrowDown: "next",
    ArrowLeft: "previous", PageUp: "previous", ArrowUp: "previous",
    Home: "first", End: "last", b: "blank", ".": "blank", f: "fullscreen", n: "notes", "?": "help",
    Escape: "back",
  };

  /* Chinese may break between any two characters; a title on a wall breaks between words. */
  function keepWordsWhole(title) {
    if (!Intl.Segmenter) return;
    const words = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
    let before = "";
    const parts = [...words.segment(title.textContent)].flatMap(({ segment, isWordLike }) => {
      const mayBreak = before && isWordLike && !/[\d（《“‘]$/.test(before);
      before = segment;
      return mayBreak ? [document.createElement("wbr"), segment] : [segment];
    });
    title.replaceChildren(...parts);
    title.style.wordBreak = "keep-all";
  }

  /* The largest type in which every line stands on the slide, in hundredths of its width. */
  const SIZES = [2.6, 2.3, 2.05, 1.8, 1.6, 1.4, 1.25];
  function fit(section) {
    const lines = section.querySelector(".deck-lines");
    for (const size of lines ? SIZES : []) {
      lines.style.setProperty("--size", size);
      if (lines.scrollHeight <= lines.clientHeight) return;
    }
  }

  /* `data`: `slides` and `cards` (`map`, `focus`), `maps` by key, `start` (number from 1). */
  function start(data) {
    const deck = document.querySelector(".deck");
    const slides = [...deck.querySelectorAll(".deck-slide")];
    const cards = new Map([...deck.querySelectorAll(".deck-card")].map((c) => [c.dataset.code, c]));
    const boxes = Object.fromEntries(["blank", "help"].map((n) => [n, deck.querySelector(`.deck-${n}`)]));
    const spoken = deck.querySelector(".deck-spoken");
    let at = Math.min(Math.max(data.start, 1), slides.length) - 1;
    let card = null;
    let showsNotes = false;
    let map = null;

    function draw() {
      const shown = card ? cards.get(card) : slides[at];
      for (const section of [...slides, ...cards.values()]) section.hidden = section !== shown;
      for (const notes of deck.querySelectorAll(".deck-notes")) notes.hidden = !showsNotes;
      fit(shown);
      spoken.textContent = shown.querySelector("h1").textContent;
      if (map) {
        const { map: key, focus } = card ? data.cards[card] : data.slides[at];
        map.present(data.maps[key], focus);
      }
    }

    function goTo(number) {
      at = Math.min(Math.max(number, 0), slides.length - 1);
      card = null;
      const link = new URL(window.location.href);
      link.searchParams.set("slide", at + 1);
      if (data.keepsLink) window.history.replaceState(window.history.state, "", link);
      draw();
    }

    const acts = {
      next: () => goTo(at + 1),
      previous: () => goTo(at - 1),
      first: () => goTo(0),
      last: () => goTo(slides.length - 1),
      blank: () => { boxes.blank.hidden = !boxes.blank.hidden; },
      help: () => { boxes.help.hidden = !boxes.help.hidden; },
      notes: () => { showsNotes = !showsNotes; draw(); },
      fullscreen: () => {
        if (document.fullscreenElement) document.exitFullscreen();
        else document.documentElement.requestFullscreen().catch(() => {});
      },
      /* One key takes back whatever lies over the slide, and then ends the show, where it has an
       * end. (Most browsers keep the key to themselves in full screen and leave that first.) */
      back: () => {
        if (!boxes.blank.hidden || !boxes.help.hidden) boxes.blank.hidden = boxes.help.hidden = true;
        else if (card) { card = null; draw(); }
        else if (showsNotes) acts.notes();
        else if (document.fullscreenElement) document.exitFullscreen();
        else document.querySelector(".st-key-leave_show button")?.click();
      },
    };

    function act(name) {
      if (!boxes.blank.hidden && name !== "blank") boxes.blank.hidden = true;
      acts[name]();
    }

    function onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target.closest?.("select, input, textarea")) return;
      const name = KEYS[event.key] || KEYS[event.key.toLowerCase()];
      if (!name) return;
      const isBackwards = event.key === " " && event.shiftKey;
      event.preventDefault();
      event.stopPropagation();
      act(isBackwards ? "previous" : name);
    }

    /* A button must not keep the focus, or the clicker's next key would press it again. */
    function onButton(event) {
      const button = event.target.closest("[data-act]");
      if (!button) return;
      act(button.dataset.act);
      button.blur();
    }

    const onChoose = (event) => {
      if (!cards.has(event.detail)) return;
      card = card === event.detail ? null : event.detail;
      draw();
    };
    const onMap = (event) => {
      map = event.detail;
      draw();
    };
    const { signal } = leaving;
    window.addEventListener("resize", () => fit(card ? cards.get(card) : slides[at]), { signal });
    document.addEventListener("keydown", onKey, { signal, capture: true });
    deck.addEventListener("click", onButton, { signal });
    document.addEventListener("duty-choose", onChoose, { signal });
    document.addEventListener("duty-map-ready", onMap, { signal });
    /* Leaving the page takes the deck away; its keys must go with it. */
    const watcher = new MutationObserver(() => { if (!deck.isConnected) stop(); });
    watcher.observe(document.body, { childList: true, subtree: true });
    signal.addEventListener("abort", () => watcher.disconnect());

    deck.querySelectorAll("h1").forEach(keepWordsWhole);
    const frame = document.querySelector(".st-key-slide_map iframe, .deck-map iframe");
    map = frame?.contentWindow?.districtMap || null;
    draw();
  }

  function stop() {
    leaving.abort();
  }

  window.dutyDeck = { start, stop };
})();
