// Bars of what the explorer lists: loaded when a reader asks for the picture.

import { make } from "./explorer-parts.js";

/** A list of bars ({name, n, text, chosen}), each as long as it is of the longest; what is less than nothing is marked. */
export function draw(bars) {
  const most = Math.max(...bars.map((bar) => Math.abs(bar.n))) || 1;
  const list = make("ul", { class: "y-meters y-explore__bars" });
  for (const bar of bars) {
    const row = make("li", bar.chosen ? { class: "is-chosen" } : {});
    const track = make("span", { class: "y-meters__track", "aria-hidden": "true" });
    const filled = make("span", bar.n < 0 ? { class: "is-negative" } : {});
    filled.style.width = `${(100 * Math.abs(bar.n)) / most}%`;
    track.append(filled);
    row.append(make("span", { class: "y-meters__name" }, bar.name), " ", make("span", { class: "y-meters__count" }, bar.text), track);
    list.append(row);
  }
  return list;
}
