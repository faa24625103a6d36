"""What on a map covers a name, or a district that can be clicked, on any screen."""

from __future__ import annotations

import json

from playwright.sync_api import Frame, Page, TimeoutError

from geo.model import Model

SIZES = ((1366, 768), (1920, 1080), (390, 844), (3840, 2160))
FIND_FAULTS = """
const find = (selector) => [...document.querySelectorAll(selector)].filter(
  (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
const box = (node) => node.getBoundingClientRect();
const meet = (a, b) =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
function findFaults(names) {
  const faults = [];
  const onMap = find("#map_div .dm-label"), labels = find(".dm-label");
  if (!labels.length) return ["no label yet"];
  const covers = find(".dm-badge").filter((node) => node.closest("#map_div"));
  covers.push(...find(".dm-strip, #map_div .leaflet-control, .dm-card, .dm-notice"));
  for (const label of onMap)
    for (const cover of covers)
      if (meet(box(label), box(cover))) faults.push(`${label.innerText} under ${cover.className}`);
  for (const [i, label] of onMap.entries())
    for (const other of onMap.slice(i + 1))
      if (meet(box(label), box(other))) faults.push(`${label.innerText} on ${other.innerText}`);
  const shown = new Set(labels.map((label) => label.innerText.split("\\n")[0]));
  const unnamed = Object.values(names).filter((name) => !shown.has(name));
  faults.push(...unnamed.map((name) => `${name} without a name`));
  for (const code of Object.keys(names)) {
    const path = document.querySelector(`#map_div path.district-${code}`);
    const { left, top, width, height } = box(path);
    let hit = false;
    for (let i = 1; i < 24 && !hit; i += 1)
      for (let j = 1; j < 24 && !hit; j += 1)
        hit = path === document.elementFromPoint(
          left + (width * i) / 24, top + (height * j) / 24);
    if (!hit) faults.push(`${names[code]} cannot be clicked`);
  }
  return faults;
}
"""


def find_covers(page: Page, model: Model, path: str, lang: str) -> list[str]:
    frame = page.locator("iframe").first.element_handle().content_frame()
    assert frame
    parties = model.region.parties.loc[model.region.districts["unit_code"]]
    names = parties["short_name" if lang == "zh" else "name_en"].to_dict()
    is_slide, is_compare = path.startswith("present"), path.startswith("compare")
    # A map of 350 px beside a table, or one that has glided to a few districts.
    if (is_compare and lang == "en") or "run=1" in path:
        names = {code: name for code, name in names.items() if code in path}
    faults = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        # On a phone's slide the map is as wide as two of its English names.
        is_tiny = is_slide and lang == "en" and width < 600
        found = find_faults(frame, {} if is_tiny else names)
        faults += [f"{width} px: {fault}" for fault in found]
    return faults


def find_faults(frame: Frame, names: dict[str, str]) -> list[str]:
    """What is still wrong when the map has had time to settle."""
    call = f"(() => {{{FIND_FAULTS} return findFaults({json.dumps(names)}); }})()"
    try:
        frame.wait_for_function(f"{call}.length === 0", timeout=15_000)
    except TimeoutError:
        return list(frame.evaluate(call))
    return []
