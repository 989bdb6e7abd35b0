// What the explorer gives away of a view: the rows of a CSV file, and the question in SQL.

import { make } from "./explorer-parts.js";
import { base, say, titleOf, unitOf, words } from "./explorer-words.js";

/** What is listed, as the rows of a CSV file. */
export function sheet({ file, thing, shown }, listed) {
  const head = [say("rank"), say("department"), say("csv_place"), ...shown.map((name) => `${titleOf(name === "prior" ? "prior" : name, thing)}${unitOf(name, thing) && `（${unitOf(name, thing)}）`}`), say("csv_address")];
  const body = listed.all.map((row) => [
    row.rank ?? "", row.name, row.place === null ? "" : file.places[row.place][1],
    ...shown.map((name) => row.exact[name] ?? row.text[name] ?? (name === "amount" ? say(row.state ?? "not-read") : "")),
    new URL(`${base}${row.url}`, document.baseURI).href,
  ]);
  return [[`${file.title} ${thing.name}`], head, ...body];
}

/** A link to the same in SQL, where a table of the site has it. */
export function question({ thing, file }) {
  const name = `sql_${thing.group}`;
  if (!(name in words) || thing.id === "carryover") return [];
  const [, year, kind] = /^(\d+)-(.*)$/.exec(file.in);
  const asked = say(name, { id: thing.id, name: thing.name.replace(/\s+/g, " "), title: file.title, year, kind }).trim();
  return [" ", make("a", { href: `${base}sql/#q=${encodeURIComponent(asked)}` }, say("sql"))];
}
