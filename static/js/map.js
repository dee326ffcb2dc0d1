// The map on top of the table of places; the page is whole without this file.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("map");
  const frame = document.getElementById("map-frame");
  if (!box || !window.L) return;
  const said = document.getElementById("map-said");
  const { land, places, popup, query, bounds, nearest, label, nearer, farther, close, failed } = box.dataset;
  const [south, west, north, east] = bounds.split(",").map(Number);
  const touch = matchMedia("(pointer: coarse)").matches;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  frame.hidden = false;

  const map = L.map(box, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false, // the page scrolls on
    dragging: !touch, // one finger scrolls the page, two move the map
    minZoom: 2,
    maxZoom: Number(nearest),
    maxBounds: [[-65, -190], [84, 200]],
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
  });
  L.control.zoom({ zoomInTitle: nearer, zoomOutTitle: farther }).addTo(map);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  map.fitBounds([[south, west], [north, east]], { padding: [48, 48], maxZoom: 8 });

  const read = async (url, as, signal) => {
    const answer = await fetch(url, { signal, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer[as]();
  };
  const tell = (error) => { if (error.name !== "AbortError") said.textContent = failed; };
  const address = (path, more) => {
    const params = new URLSearchParams(query);
    for (const [name, value] of more) params.append(name, value);
    return `${path}?${params}`;
  };

  read(land, "json").then((shapes) => {
    L.geoJSON(shapes, {
      interactive: false,
      style: ({ properties }) => ({ className: `map-${properties.name}`, stroke: false, fillOpacity: 1 }),
    }).addTo(map);
  }).catch(tell);

  const marks = new Map(); // by the places they stand for, so that what stays keeps its focus
  let asked = null;

  function icon(count) {
    const width = Math.max(32, 18 + 9 * count.length);
    const words = document.createElement("span");
    words.textContent = count;
    return L.divIcon({ className: "map-mark", html: words, iconSize: [width, 32] });
  }

  function put(key, mark) {
    const marker = L.marker(mark.at, { icon: icon(mark.count), riseOnHover: true });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", mark.label));
    const inside = document.createElement("div");
    inside.tabIndex = -1;
    inside.className = "map-says";
    inside.addEventListener("click", ({ target }) => {
      if (target.closest("[data-nearer]")) map.setView(mark.at, map.getZoom() + 2);
    });
    marker.bindPopup(inside, { minWidth: 200, maxWidth: 280, maxHeight: 260 });
    marker.on("popupopen", async () => {
      const button = marker.getPopup().getElement().querySelector(".leaflet-popup-close-button");
      button?.setAttribute("aria-label", close);
      try {
        if (!inside.firstChild) {
          inside.innerHTML = await read(address(popup, mark.places.map((one) => ["at", one])), "text");
          marker.getPopup().update();
        }
        inside.focus({ preventScroll: true });
      } catch (error) { tell(error); }
    });
    marker.addTo(map);
    marks.set(key, marker);
  }

  async function show() {
    asked?.abort();
    asked = new AbortController();
    const seen = map.getBounds().pad(0.25);
    const corners = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    const more = [["bbox", corners.map((one) => one.toFixed(3)).join(",")], ["zoom", map.getZoom()]];
    try {
      const answer = await read(address(places, more), "json", asked.signal);
      const now = new Map(answer.marks.map((mark) => [mark.places.join(), mark]));
      for (const [key, marker] of marks) {
        if (!now.has(key)) { marker.remove(); marks.delete(key); }
      }
      for (const [key, mark] of now) if (!marks.has(key)) put(key, mark);
    } catch (error) { tell(error); }
  }

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = [...marks.values()].find((marker) => marker.isPopupOpen());
    if (!open) return;
    open.closePopup();
    open.getElement().focus();
  });
  map.on("moveend", show);
  show();
});
