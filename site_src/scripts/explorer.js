// The explorer: one thing, of the departments of one year, kind and level, sorted, filtered, drawn and side by side.

import { around, line, load, loadItems, loadThing, MEASURES, rows as rowsOf } from "./explorer-data.js";
import { middle, money, parse } from "./explorer-numbers.js";
import { address, DEFAULT, read } from "./explorer-state.js";
import { arrange, grid } from "./explorer-table.js";
import { fields } from "./explorer-controls.js";
import { question, sheet } from "./explorer-given.js";
import { button, make, pairTable } from "./explorer-parts.js";
import { tableOf } from "./explorer-rows.js";
import { base, root, say, titleOf, unitOf } from "./explorer-words.js";
import { csv, save } from "./saving.js";

const SIZE = Number(root.dataset.most);
const FEWEST = Number(root.dataset.fewest);
const DRAWN = 30;
const TYPING = 150; // milliseconds after the last key

let state = read(root.dataset.in);
let view; // what was made of the file for the state: its rows do not change while they are sorted and filtered

// The page, made once; only what changes is made again.
const parts = {
  status: make("p", { class: "y-explore__status", role: "status" }, say("wait")),
  controls: make("form", { class: "y-explore__controls", role: "search", "aria-label": say("thing") }),
  note: make("p", { class: "y-aside" }),
  chosen: make("p", { class: "y-explore__chosen" }),
  tools: make("p", { class: "y-explore__tools" }),
  chart: make("div", { class: "y-explore__chart" }),
  region: make("div", { class: "y-region", role: "region", tabindex: "0", "aria-label": say("table_label") }),
  pages: make("nav", { class: "y-explore__pages", "aria-label": say("pages_label") }),
  pair: make("section", { class: "y-explore__pair" }),
};

function go(changes, keep = false) {
  state = { ...state, ...changes };
  history[keep ? "replaceState" : "pushState"](null, "", address(base, state));
  return show();
}

async function ready() {
  const file = await load(base, state.in);
  if (!file.byId.has(state.thing) && file.items && !file.hasItems) await loadItems(base, file);
  const { id } = file.byId.get(state.thing) ?? file.byId.get(DEFAULT.thing) ?? [...file.byId.values()][0];
  const thing = await loadThing(base, file, id);
  const codes = file.levels.map(([code]) => code);
  const counted = codes.map((_, level) => file.departments.level.filter((one) => one === level).length);
  const own = file.departments.level[file.departments.id.indexOf(state.a)];
  const asked = codes.indexOf(state.level);
  const most = counted.indexOf(Math.max(...counted));
  const level = asked >= 0 ? asked : (own ?? most);
  const measure = MEASURES.includes(state.measure) ? state.measure : "amount";
  const key = [state.in, thing.id, level, measure].join(" ");
  if (view?.key === key) return view;
  const made = rowsOf(file, thing, level, measure, FEWEST);
  const shown = [...MEASURES.slice(0, 3), "prior", ...MEASURES.slice(3)].filter((name) => made.rows.some((row) => row.n[name] !== undefined));
  const table = grid(made.rows, shown, (place) => around(file, place).map((at) => file.places[at][0]), SIZE);
  return { key, file, thing, level, counted, measure, shown, table, ...made };
}

const order = () => {
  const [column, way] = state.sort.split(".");
  const known = ["name", ...view.shown].includes(column);
  return known ? { sort: column, descending: way !== "up" } : { sort: view.shown.includes(view.measure) ? view.measure : "name", descending: view.shown.includes(view.measure) };
};

const isPlace = (code) => view.file.places.some(([known]) => known === code);

// What the address asks for and this view does not have, in the words of the controls.
function strange() {
  const { file } = view;
  const usual = (name) => state[name] === DEFAULT[name];
  const has = {
    thing: () => file.byId.has(state.thing),
    measure: () => MEASURES.includes(state.measure),
    level: () => file.levels.some(([code]) => code === state.level),
    place: () => isPlace(state.place),
    sort: () => ["name", ...view.shown].includes(state.sort.split(".")[0]),
    pages_label: () => usual("page") || /^\d+$/.test(state.page),
    department: () => ["a", "b"].every((name) => usual(name) || file.departments.id.includes(state[name])),
  };
  return Object.keys(has).filter((name) => !(name in DEFAULT && usual(name)) && !has[name]()).map((name) => say(name));
}

async function show() {
  try {
    view = await ready();
  } catch {
    document.documentElement.classList.remove("y-scripts");
    parts.status.textContent = say("failed");
    return;
  }
  const place = isPlace(state.place) ? state.place : undefined;
  const listed = arrange(view.table, { ...order(), place, text: state.text, page: Math.trunc(Number(state.page)) || 1, size: SIZE });
  controls();
  headings(listed);
  table(listed);
  pages(listed);
  pair();
  await chart(listed);
}

// The controls: made again only when what they offer has changed, so that the one in use keeps the focus.
let offered;
function controls() {
  const { file, thing } = view;
  const key = `${state.in} ${thing.id} ${view.level} ${Boolean(file.hasItems)} ${view.shown}`;
  if (offered !== key) {
    offered = key;
    const used = document.activeElement?.name;
    parts.controls.replaceChildren(...fields(view, state.text));
    if (used) parts.controls.elements[used]?.focus();
  }
  const values = { in: state.in, level: file.levels[view.level][0], place: isPlace(state.place) ? state.place : "", thing: thing.id, measure: view.measure };
  for (const [name, value] of Object.entries(values)) parts.controls.elements[name].value = value;
  if (document.activeElement !== parts.controls.elements.text) parts.controls.elements.text.value = state.text;
}

let timer;
parts.controls.addEventListener("submit", (event) => event.preventDefault());
parts.controls.addEventListener("input", (event) => {
  if (event.target.name !== "text") return;
  clearTimeout(timer);
  timer = setTimeout(() => go({ text: event.target.value.trim(), page: "1" }, true), TYPING);
});
parts.controls.addEventListener("change", async (event) => {
  const { name, value } = event.target;
  if (name === "text") return;
  if (name === "thing" && value === "items") {
    await loadItems(base, view.file);
    const first = [...view.file.byId.values()].find((one) => one.group === "item");
    go({ thing: first?.id ?? DEFAULT.thing, page: "1", sort: "" });
    return;
  }
  go({ [name]: value, page: "1", ...(name === "in" ? { level: "", place: "" } : {}), ...(name === "measure" || name === "thing" ? { sort: "" } : {}) });
});

function headings(listed) {
  const { thing, measure, values, says, file, level } = view;
  const name = titleOf(measure, thing);
  const unknown = strange();
  const told = unknown.length ? say("unknown", { names: unknown.join("、") }) : "";
  parts.status.textContent = `${told}${say("count", { shown: listed.all.length, n: values.length })}`;
  const sorted = [...values].sort((a, b) => a - b);
  const ranked = says ? say("ranked", { measure: `${thing.name}（${name}）`, n: values.length }) : say(file.levels[level][2] ? "too_few" : "unknown_level", { n: values.length });
  parts.note.textContent = says ? `${ranked}${say("median", { value: inUnit(middle(sorted)) })}。` : ranked;
  const mine = view.rows.find((row) => row.id === state.a);
  const value = mine && (mine.text[measure] ? `${mine.text[measure]} ${unitOf(measure, thing)}`.trim() : say(mine.state ?? "not-read"));
  parts.chosen.textContent = mine ? say(mine.rank ? "stands" : "stands_alone", { name: mine.name, value, rank: mine.rank, n: values.length }) : "";
  tools(listed);
}

function inUnit(number) {
  const { measure, thing } = view;
  const percent = measure === "share" || measure === "rate";
  const text = percent ? `${number.toFixed(1)}%` : thing.unit === "人" ? String(number) : money(parse(number.toFixed(6)));
  return `${text} ${unitOf(measure, thing)}`.trim();
}

const openChart = button("", () => go({ chart: state.chart ? "" : "1" }));
const saveCsv = button(say("csv"), () => save(csv(sheet(view, lastListed)), `${state.in}-${view.thing.id}.csv`));
let lastListed;
function tools(listed) {
  lastListed = listed;
  openChart.textContent = say(state.chart ? "table_only" : "chart");
  openChart.setAttribute("aria-expanded", String(Boolean(state.chart)));
  const others = state.text && !listed.all.length ? elsewhere() : [];
  parts.tools.replaceChildren(openChart, " ", saveCsv, ...question(view), ...others);
}

// Where nothing of this level has the name, another level may.
function elsewhere() {
  const { file } = view;
  const found = new Map();
  file.departments.name.forEach((name, at) => {
    if (name.includes(state.text)) found.set(file.departments.level[at], (found.get(file.departments.level[at]) ?? 0) + 1);
  });
  return [...found].flatMap(([level, n]) => [` ${say("elsewhere", { n })}`, button(file.levels[level][1], () => go({ level: file.levels[level][0], page: "1" }))]);
}

function table(listed) {
  const acts = { sort: (sort) => go({ sort, page: "1" }), choose };
  const made = tableOf(view, listed, order(), [state.a, state.b].filter(Boolean), acts);
  const used = document.activeElement?.dataset?.sort ?? document.activeElement?.dataset?.choose;
  parts.region.replaceChildren(made);
  if (used) parts.region.querySelector(`[data-sort="${used}"], [data-choose="${used}"]`)?.focus();
}

function choose(id, yes) {
  const others = [state.a, state.b].filter((one) => one && one !== id);
  const [a = "", b = ""] = yes ? [...others.slice(0, 1), id] : others;
  go({ a, b, level: view.file.levels[view.level][0] });
}

function pages(listed) {
  parts.pages.hidden = listed.pages < 2;
  const turn = (text, by) => button(text, () => go({ page: String(listed.page + by) }), listed.page + by < 1 || listed.page + by > listed.pages ? { disabled: "" } : {});
  parts.pages.replaceChildren(turn(say("previous"), -1), make("span", {}, say("page", { page: listed.page, pages: listed.pages })), turn(say("next"), 1));
}

function pair() {
  const { file } = view;
  const both = [state.a, state.b].map((id) => file.departments.id.indexOf(id));
  parts.pair.hidden = both[0] < 0;
  if (both[0] < 0) return;
  if (both[1] < 0) {
    parts.pair.replaceChildren(make("p", { class: "y-aside" }, say("pair_more")));
    return;
  }
  const lines = [...file.byId.values()].filter((thing) => thing.group !== "item").map((thing) => ({
    thing,
    sides: both.map((at) => (thing.of.includes(at) ? line(file, thing, thing.of.indexOf(at)) : undefined)),
  }));
  const names = both.map((at) => file.departments.name[at]);
  const made = pairTable(names, lines.filter(({ sides }) => sides.some(Boolean)), base, say, titleOf);
  const unlike = file.departments.level[both[0]] !== file.departments.level[both[1]];
  parts.pair.replaceChildren(make("h2", { id: "pair" }, say("pair")), ...(unlike ? [make("p", { class: "y-aside" }, say("pair_unlike"))] : []), made, button(say("pair_clear"), () => go({ a: "", b: "" })));
}

async function chart(listed) {
  const { measure, thing } = view;
  const bars = listed.all.filter((row) => row.n[measure] !== undefined).slice(0, DRAWN);
  if (!state.chart || !bars.length) {
    parts.chart.replaceChildren();
    return;
  }
  const { draw } = await import("./explorer-chart.js");
  const title = say("chart_title", { thing: thing.name, measure: titleOf(measure, thing), n: bars.length });
  const figure = make("figure", { class: "y-chart" });
  figure.append(make("figcaption", {}, `${title}${unitOf(measure, thing) && `（${unitOf(measure, thing)}）`}`));
  const said = bars.map((row) => ({ name: row.name, n: row.n[measure], text: row.text[measure], chosen: row.id === state.a || row.id === state.b }));
  figure.append(draw(said));
  parts.chart.replaceChildren(figure);
}

addEventListener("popstate", () => {
  state = read(root.dataset.in);
  show();
});

root.append(parts.controls, parts.status, parts.note, parts.chosen, parts.tools, parts.chart, parts.region, parts.pages, parts.pair);
root.dataset.ready = "";
await show();
root.dataset.ready = "yes";
