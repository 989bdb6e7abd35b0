// The controls of the explorer: which year, level, thing, measure and place.

import { MEASURES } from "./explorer-data.js";
import { make, selectOf } from "./explorer-parts.js";
import { say, titleOf } from "./explorer-words.js";

/** The controls of a view, with what it can be changed to; `text` is what is typed. */
export function fields(view, text) {
  const { file, thing, counted, shown } = view;
  const groups = grouped([...file.byId.values()]);
  const codes = (one) => [one.id, /^e?\d/.test(one.id) ? `${one.id.replace(/^e|\..*$/g, "")} ${one.name}` : one.name];
  const things = ["headline", "staff", "class", "item"].filter((name) => groups.has(name)).map((name) => [say(name), groups.get(name).map(codes)]);
  if (!file.hasItems && file.items) things.push([say("item"), [["items", say("more_items")]]]);
  const places = file.places.map(([code, name, above]) => [code, above === null ? name : `　${name}`]);
  const levels = file.levels.map(([code, title], at) => [code, say("of_level", { level: title, n: counted[at] })]);
  const measures = MEASURES.filter((name) => shown.includes(name)).map((name) => [name, titleOf(name, thing)]);
  const label = make("label", {}, say("text"));
  label.append(make("input", { type: "search", name: "text", value: text, autocomplete: "off" }));
  return [
    selectOf("in", say("edition"), [["", file.editions.map(([name, title, n]) => [name, say("of_level", { level: title, n })])]]),
    selectOf("level", say("level"), [["", levels]]),
    selectOf("thing", say("thing"), things),
    selectOf("measure", say("measure"), [["", measures.length ? measures : [[view.measure, titleOf(view.measure, thing)]]]]),
    selectOf("place", say("place"), [["", [["", say("everywhere")], ...places]]]),
    label,
  ];
}

const grouped = (list) => list.reduce((map, one) => map.set(one.group, [...(map.get(one.group) ?? []), one]), new Map());
