/* Streamlit has its own words in English only ("No results", "Help for …", names of icons that are
 * spoken). This puts the catalogue's in their place, wherever and whenever Streamlit writes one.
 * `words`: pairs of what it says and what is to stand there; `{…}` is any text. Only a whole text is
 * taken for one of its own, and none of ours (`.stHtml`) is looked at. */
(function () {
  "use strict";

  window.dutyWords?.stop();

  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const observer = new MutationObserver(follow);
  let exact = new Map();
  let patterns = [];

  function start(words) {
    exact = new Map(words);
    patterns = words.filter(([said]) => said.includes("{")).map(([said, shown]) => {
      const quoted = said.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
      return [new RegExp(`^${quoted.replace(/\{[a-z]+\}/, "(.+)")}$`), shown];
    });
    observer.observe(document.body, {
      attributeFilter: ATTRIBUTES, characterData: true, childList: true, subtree: true,
    });
    translateTree(document.body);
  }

  function translate(text) {
    if (exact.has(text)) return exact.get(text);
    for (const [pattern, shown] of patterns) {
      const found = pattern.exec(text);
      if (found) return shown.replace(/\{[a-z]+\}/, () => found[1]);
    }
    return text;
  }

  function translateText(node) {
    const shown = translate(node.nodeValue);
    if (shown !== node.nodeValue) node.nodeValue = shown;
  }

  function translateNames(element) {
    for (const name of ATTRIBUTES) {
      const said = element.getAttribute(name);
      const shown = said && translate(said);
      if (shown !== said) element.setAttribute(name, shown);
    }
  }

  function translateTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.matches?.(".stHtml, script, style") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = root; node; node = walker.nextNode())
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else translateNames(node);
  }

  function follow(changes) {
    for (const { type, target, addedNodes } of changes) {
      /* What is put straight into a piece of ours is ours; its own name is Streamlit's. */
      if ((type === "childList" ? target : target.parentElement)?.closest(".stHtml")) continue;
      if (type === "attributes") translateNames(target);
      else if (type === "characterData") translateText(target);
      else addedNodes.forEach(translateTree);
    }
  }

  window.dutyWords = { start, stop: () => observer.disconnect() };
})();
