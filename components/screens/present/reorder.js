/* A slide of the list takes another place by drag, or by the arrow keys on its handle. The link is the
 * list's only home: it is changed here, and Streamlit told as if the reader had gone back to it. */
(function () {
  "use strict";

  if (window.dutyOrder) return;

  let isStarted = false;
  let from = null;
  let watcher = null;

  const listSlides = () => [...document.querySelectorAll(".run-slide")];
  const findRow = (slide) => slide.closest("[class*='st-key-run_']");

  function move(at, to) {
    const codes = listSlides().map((slide) => slide.dataset.code);
    if (to < 0 || to >= codes.length || to === at) return;
    codes.splice(to, 0, ...codes.splice(at, 1));
    const link = new URL(window.location.href);
    link.searchParams.set("run", codes.join());
    link.search = link.search.replaceAll("%2C", ",");
    window.history.pushState(window.history.state, "", link);
    window.dispatchEvent(new PopStateEvent("popstate", { state: window.history.state }));
    followFocus(to, codes[to]);
  }

  /* The rows stay and their slides change: the next key is for the slide that was moved. */
  function followFocus(to, code) {
    watcher?.disconnect();
    watcher = new MutationObserver(() => {
      const slide = listSlides()[to];
      if (slide?.dataset.code !== code) return;
      watcher.disconnect();
      slide.querySelector(".run-handle").focus();
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  }

  /* The slide under the pointer, and whether what is dragged would come after it. */
  function findTarget({ target, clientY }) {
    const row = target.closest?.("[class*='st-key-run_']");
    const at = row ? listSlides().findIndex((slide) => findRow(slide) === row) : -1;
    if (at < 0) return null;
    const { top, height } = row.getBoundingClientRect();
    return { row, at, isAfter: clientY > top + height / 2 };
  }

  function mark(target) {
    for (const slide of listSlides()) findRow(slide).classList.remove("run-before", "run-after");
    target?.row.classList.add(target.isAfter ? "run-after" : "run-before");
  }

  function end() {
    from = null;
    mark(null);
  }

  function start() {
    if (isStarted) return;
    isStarted = true;
    document.addEventListener("dragstart", (event) => {
      const at = listSlides().indexOf(event.target.closest?.(".run-slide"));
      if (at < 0) return;
      from = at;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", listSlides()[at].dataset.code);
    });
    document.addEventListener("dragover", (event) => {
      if (from === null) return;
      const target = findTarget(event);
      mark(target);
      if (target) event.preventDefault();
    });
    document.addEventListener("drop", (event) => {
      const target = from === null ? null : findTarget(event);
      if (!target) return;
      event.preventDefault();
      const gap = target.at + Number(target.isAfter);
      move(from, gap > from ? gap - 1 : gap);
      end();
    });
    document.addEventListener("dragend", end);
    document.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const handle = event.target.closest?.(".run-handle");
      if (!step || !handle) return;
      event.preventDefault();
      const at = listSlides().indexOf(handle.closest(".run-slide"));
      move(at, at + step);
    });
  }

  window.dutyOrder = { start };
})();
