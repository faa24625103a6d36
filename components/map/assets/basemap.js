/* The base map, only ever drawn when the reader has turned one on. */
(function () {
  "use strict";

  let tiles = null;
  let shown = "";

  function show(map, basemap, errorText) {
    const wanted = JSON.stringify(basemap || null);
    if (wanted === shown) return;
    shown = wanted;
    if (tiles) tiles.remove();
    tiles = null;
    mapBoxes.notice("");
    if (!basemap) return;
    tiles = L.tileLayer(basemap.url, {
      subdomains: basemap.subdomains, maxZoom: 18,
      attribution: mapBoxes.escapeText(basemap.attribution),
    });
    tiles.on("tileerror", () => mapBoxes.notice(errorText));
    tiles.on("tileload", () => mapBoxes.notice(""));
    tiles.addTo(map);
  }

  window.mapBasemap = { show };
})();
