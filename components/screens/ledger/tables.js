/* The plan's table, sorted by the column whose head is pressed; what is open stays apart. */
(function () {
  "use strict";

  function start() {
    for (const button of document.querySelectorAll("table.sortable thead button"))
      button.onclick = () => sort(button);
  }

  function sort(button) {
    const head = button.closest("th");
    const column = [...head.parentNode.children].indexOf(head);
    const isUp = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.children) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const key = (row) => row.children[column].dataset.sort || row.children[column].innerText;
    const language = document.documentElement.lang;
    for (const body of button.closest("table").tBodies) {
      const rows = [...body.querySelectorAll("[data-measure]")];
      rows.sort((a, b) => key(a).localeCompare(key(b), language));
      body.append(...(isUp ? rows : rows.reverse()));
    }
  }

  window.dutyLedger = { start };
})();
