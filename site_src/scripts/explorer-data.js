// The explorer's file of one year and kind (scripts/yusuan/site/explorer/data.py) as rows of one thing at one level.

import { each, exact, money, number, parse, rate, share } from "./explorer-numbers.js";

const files = new Map();
const fetched = (address) => {
  if (!files.has(address)) {
    const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(address))));
    asked.catch(() => files.delete(address));
    files.set(address, asked);
  }
  return files.get(address);
};

/** The departments, headlines, classes and staff of an edition: 2026-budget. */
export async function load(root, edition) {
  const file = await fetched(`${root}explore/${edition}.json`);
  file.byId ??= new Map(file.things.map((thing) => [thing.id, { ...thing, cells: file.cells, in: edition }]));
  return file;
}

/** The names of the codes below classes, added to what is loaded of the same edition. */
export async function loadItems(root, file) {
  const more = await fetched(`${root}explore/${file.in}/items.json`);
  for (const [id, name] of more.things) if (!file.byId.has(id)) file.byId.set(id, { id, name, group: "item" });
  file.hasItems = true;
}

/** The thing of that id; of an item, what is printed is loaded with that of its class. */
export async function loadThing(root, file, id) {
  if (file.byId.get(id).of) return file.byId.get(id);
  const part = await fetched(`${root}explore/${file.in}/items-${id.slice(0, id.startsWith("e") ? 4 : 3)}.json`);
  for (const thing of part.things) file.byId.set(thing.id, { ...thing, group: "item", cells: part.cells, books: part.books, in: file.in });
  return file.byId.get(id);
}

export const MEASURES = ["amount", "share", "head", "change", "rate"];

function whole(file, thing, at) {
  if (thing.wholes?.[at]) return parse(thing.wholes[at]);
  const book = thing.books?.[thing.id.split(".")[1]]?.[at];
  if (book) return parse(book);
  if (!thing.whole || ["basic", "book"].includes(thing.whole) || thing.id === thing.whole) return 0n;
  const base = file.byId.get(thing.whole);
  if (!base) return 0n;
  base.lines ??= new Map(base.of.map((department, position) => [department, position]));
  const found = base.amount[base.lines.get(at)];
  return found ? parse(found) : 0n;
}

const address = (thing, line) => thing.cells[thing.cell[line]].replace("*", thing.row[line]);

/** What a department prints of a thing: texts to show, numbers to sort by, and where it is printed. */
export function line(file, thing, position) {
  const at = thing.of[position];
  const departments = file.departments;
  const found = {
    at,
    id: departments.id[at],
    name: departments.name[at],
    place: departments.place[at],
    level: departments.level[at],
    state: thing.state?.[at],
    url: `agencies/${departments.id[at]}/${thing.in}/${address(thing, position)}`,
    text: {},
    n: {},
    exact: {},
  };
  const printed = thing.amount[position];
  if (printed === null) return found;
  const amount = parse(printed);
  found.exact.amount = printed;
  found.n.amount = number(amount);
  found.text.amount = thing.unit === "人" ? exact(amount) : money(amount);
  const base = whole(file, thing, at);
  found.text.share = base ? share(amount, base) : "";
  if (found.text.share) found.n.share = (100 * number(amount)) / number(base);
  const staff = departments.staff[at];
  if (staff && thing.unit !== "人") {
    const per = each(amount, parse(staff));
    found.text.head = money(per);
    found.exact.head = exact(per);
    found.n.head = number(per);
  }
  const before = thing.prior?.[at];
  if (before !== undefined) {
    const prior = parse(before);
    found.text.prior = money(prior);
    found.exact.prior = before;
    found.n.prior = number(prior);
    found.priorOf = thing.prior_of[at];
    found.text.change = money(amount - prior);
    found.exact.change = exact(amount - prior);
    found.n.change = number(amount - prior);
    found.text.rate = rate(amount, prior);
    if (found.text.rate) found.n.rate = (100 * number(amount - prior)) / number(prior);
  }
  return found;
}

/** Every row of a thing at a level, each with its rank by a measure; equal ones share one, and too few have none. */
export function rows(file, thing, level, measure, fewest) {
  const found = [];
  thing.of.forEach((at, position) => {
    if (file.departments.level[at] === level) found.push(line(file, thing, position));
  });
  const values = found.map((row) => row.n[measure]).filter((n) => n !== undefined).sort((a, b) => b - a);
  const ranks = new Map();
  values.forEach((value, before) => ranks.has(value) || ranks.set(value, before + 1));
  const says = values.length >= fewest && Boolean(file.levels[level][2]);
  for (const row of found) row.rank = says ? ranks.get(row.n[measure]) : undefined;
  return { rows: found, values, says };
}

/** A place and all places around it. */
export function around(file, place) {
  const found = [];
  for (let at = place; at !== null && at !== undefined; at = file.places[at][2]) found.push(at);
  return found;
}
