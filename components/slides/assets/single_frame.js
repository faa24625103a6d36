/* The map's frame in the single file: Leaflet alone, where the page has folium and Streamlit. */
(function () {
  "use strict";

  function start(setup) {
    const map = L.map("map_div", { zoomSnap: 0.25, doubleClickZoom: false, zoomControl: false });
    L.control.zoom({ position: "topright" }).addTo(map);
    map.fitBounds(setup.bounds);
    L.geoJSON(setup.outline, {
      interactive: false, smoothFactor: 0.5, style: { color: "var(--edge)", weight: 3 },
    }).addTo(map);
    const layer = L.geoJSON(setup.districts, {
      smoothFactor: 0.5,
      style: (feature) => ({
        className: `district-${feature.properties.unit_code}`,
        color: "var(--border)", weight: 1.5, fillColor: "var(--zero)", fillOpacity: 1,
      }),
    }).addTo(map);
    districtMap.start(map, layer, setup);
    window.parent.document.dispatchEvent(
      new CustomEvent("duty-map-ready", { detail: { present: districtMap.present } }),
    );
  }

  window.dutyFileFrame = { start };
})();
