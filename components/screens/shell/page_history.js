/* Streamlit leaves a page in two steps, and Back would stop at the first: the page that is left, but
 * with the parameters of the next one, a view nobody saw. From the press of another page's button to
 * its arrival only the new path becomes an entry. */
(function () {
  "use strict";

  if (window.dutyHistory) return;

  let push = null;
  let isLeaving = false;

  function start() {
    if (push) return;
    push = window.history.pushState.bind(window.history);
    document.addEventListener("click", ({ target }) => {
      isLeaving = Boolean(target.closest("[class*='st-key-nav_off_'] button"));
    }, true);
    window.addEventListener("popstate", () => { isLeaving = false; });
    window.history.pushState = pushSeen;
  }

  function pushSeen(state, title, address) {
    const isSamePage = new URL(address, window.location).pathname === window.location.pathname;
    if (isLeaving && isSamePage) return;
    isLeaving = false;
    push(state, title, address);
  }

  window.dutyHistory = { start };
})();
