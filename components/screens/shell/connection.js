/* When the server is away: a calm word, and no click is lost.
 *
 * Streamlit connects again by itself and asks for the whole page anew (`frame.close_page`). Until
 * that run is over, a new session knows none of the page's fragments and drops what is clicked
 * without a word. So the last click that needs the server is held, and given when the page is whole
 * again. See docs/decisions/011. */
(function () {
  "use strict";

  if (window.dutyConnection) return;

  const NEEDS_SERVER = "a[href]:not([href^='#'], [target=_blank]), .stButton button, .stButtonGroup button, .stDownloadButton button";
  const CALM_MS = 800; // a blink of the network is not worth a word
  const ASK_EVERY_MS = 400;
  const RUN_MS = 15000; // a run that has not come by then will not
  const UNANSWERED_MS = 10000;
  let step = "there"; // "away"; "back": connected, but the page is not made anew yet; or "over"
  let app = null;
  let run = null; // the page's last full run before
  let held = null;
  let sent = null;
  let wait = 0;
  let wasAway = false;
  let text = "";
  let over = null; // what is said, and where to sign in, once the session of who reads has ended

  const notice = document.createElement("div");
  notice.className = "connection-notice";
  notice.setAttribute("role", "status");

  function enter(next) {
    clearTimeout(wait);
    step = next;
    document.body.classList.toggle("is-cut-off", step !== "there");
    if (step === "away") wasAway = true;
    if (step === "away") wait = setTimeout(() => { notice.textContent = text; }, CALM_MS);
    if (step === "back") wait = setTimeout(() => enter("there"), RUN_MS);
    if (step !== "there") return;
    notice.textContent = "";
    const act = held;
    held = null;
    if (act) give(act);
  }

  /* The page stays as it is, with what was typed; nothing is asked any more but by this link. */
  function end() {
    enter("over");
    held = null;
    const link = document.createElement("a");
    link.href = `${over.address}?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
    link.textContent = over.again;
    notice.replaceChildren(`${over.text} `, link);
  }

  /* Signed out, here or elsewhere; or a gateway would have the reader sign in at its own page. */
  function isOver(answer) {
    const isRefused = answer?.type === "opaqueredirect" || answer?.status === 401;
    return over && (isRefused || answer?.headers.get("x-dutymap-session") === "ended");
  }

  function follow() {
    if (step === "over") return;
    const { testConnectionState: connection, testScriptState: script } = app.dataset;
    const shown = app.querySelector("[data-run]")?.dataset.run;
    if (connection !== "CONNECTED") {
      if (step === "away") return;
      run = shown;
      /* A click into a connection that was already dead, or that the server died of answering. */
      if (sent && performance.now() - sent.at < UNANSWERED_MS) held = sent.act;
      return enter("away");
    }
    if (step === "away") enter("back");
    if (step === "back" && shown !== run) enter("there");
    if (sent && script === "running") sent.isRunning = true;
    else if (sent?.isRunning) sent = null;
  }

  function give(act) {
    sent = { act, at: performance.now() };
    act();
  }

  /* Do what needs the server: at once, or when it is back. Of several, the last is what counts. */
  function send(act) {
    if (step === "there") give(act);
    else held = act;
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.(NEEDS_SERVER);
    if (!target || notice.contains(target)) return;
    const again = () => { if (target.isConnected) target.click(); };
    if (step !== "there") {
      event.preventDefault();
      event.stopImmediatePropagation();
      held = again;
    } else if (event.isTrusted) sent = { act: again, at: performance.now() };
  }, { capture: true });

  /* The server that came back may be of another version, whose scripts this page's policy does not
   * name: the page is fetched again. What somebody slipped in is refused, and no more. */
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    const isScript = effectiveDirective === "script-src-elem" && blockedURI === "inline";
    if (isScript && wasAway) window.location.reload();
  });

  /* Streamlit waits up to four seconds between its questions whether the server is there, and after
   * six it opens a dialog about a terminal. A question that waits for its answer needs neither. */
  const ask = window.fetch.bind(window);
  window.fetch = async (address, options) => {
    const isQuestion = /\/_stcore\/(health|host-config)$/.test(address);
    while (isQuestion && step === "away") {
      const answer = await ask(address, { redirect: "manual" }).catch(() => null);
      if (isOver(answer)) {
        end();
        return new Promise(() => {});
      }
      if (answer?.ok) return answer;
      await new Promise((goOn) => { setTimeout(goOn, ASK_EVERY_MS); });
    }
    return ask(address, options);
  };

  /* `ended`: its words and address, for who has signed in; null for everybody else. */
  function start(awayText, ended) {
    text = awayText;
    over = ended;
    app = document.querySelector(".stApp");
    if (notice.parentElement === app) return;
    app.appendChild(notice);
    const attributeFilter = ["data-test-connection-state", "data-test-script-state"];
    new MutationObserver(follow).observe(app, { attributeFilter, childList: true, subtree: true });
  }

  window.dutyConnection = { start, send };
})();
