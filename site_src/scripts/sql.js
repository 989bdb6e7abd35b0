// SQL over the site's tables, in the reader's own browser: DuckDB comes from this site on the first press, as do the
// tables that a question names. Nothing is sent anywhere. The question stands in the address; it runs on a press alone.

import { csv, save } from "./saving.js";

const page = document.querySelector("[data-sql]");
const question = page.querySelector("textarea");
const run = page.querySelector("[data-sql-run]");
const status = page.querySelector("[data-sql-status]");
const result = page.querySelector("[data-sql-result]");
const table = result.querySelector("table");
const chart = page.querySelector("[data-sql-chart]");
const words = page.dataset;
const SHOWN = 500;
const BARS = 30;
const NUMERIC = /^(DECIMAL|DOUBLE|FLOAT|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$)/;

let opened;
let last;

function address(path) {
  return new URL(path, new URL(words.sql, location.href)).href;
}

async function open() {
  const duckdb = await import(address("duckdb.js"));
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(address("duckdb-browser-eh.worker.js")));
  await database.instantiate(address("duckdb-eh.wasm"));
  const connection = await database.connect();
  // What is not part of it would be fetched from another host, which the policy of this site refuses.
  await connection.query("set autoinstall_known_extensions = false");
  await connection.query("set autoload_known_extensions = false");
  return { duckdb, database, connection, known: new Set() };
}

// A table is fetched whole when a question first names it.
async function provide({ duckdb, database, connection, known }, sql) {
  const named = words.tables.split(" ").filter((name) => !known.has(name) && new RegExp(`\\b${name}\\b`, "i").test(sql));
  await Promise.all(named.map(async (name) => {
    const answer = await fetch(new URL(`${name}.parquet`, new URL(words.data, location.href)));
    if (!answer.ok) throw new Error(`${name}.parquet: ${answer.status}`);
    await database.registerFileBuffer(`${name}.parquet`, new Uint8Array(await answer.arrayBuffer()));
    await connection.query(`create or replace view ${name} as select * from '${name}.parquet'`);
    known.add(name);
  }));
}

function rowsOf(answer) {
  return answer.toArray().map((row) => Array.from(row, ([, value]) => value));
}

// Every value as DuckDB writes it: a decimal keeps its digits, a code its zeros.
async function ask({ connection }, sql) {
  await connection.query(`create or replace temp table answer as ${sql.trim().replace(/;\s*$/, "")}\n`);
  const described = rowsOf(await connection.query("describe answer"));
  const rows = rowsOf(await connection.query("select columns(*)::varchar from answer order by rowid"));
  return { columns: described.map(([name, type]) => ({ name, numeric: NUMERIC.test(type) })), rows };
}

// The zeros that only a column's type adds are left out for the eye; a file keeps every one.
function plain(text, { numeric }) {
  return numeric && text?.includes(".") ? text.replace(/\.?0+$/, "") : text ?? "";
}

function row(tag, cells, columns) {
  const line = document.createElement("tr");
  cells.forEach((text, i) => {
    const cell = document.createElement(tag);
    if (columns[i].numeric) cell.className = "y-num";
    if (tag === "th") cell.scope = "col";
    cell.textContent = tag === "td" ? plain(text, columns[i]) : text;
    line.append(cell);
  });
  return line;
}

function show({ columns, rows }) {
  const [head, body] = [table.tHead, table.tBodies[0]];
  head.replaceChildren(row("th", columns.map((column) => column.name), columns));
  body.replaceChildren(...rows.slice(0, SHOWN).map((cells) => row("td", cells, columns)));
  status.textContent = (rows.length > SHOWN ? words.more : words.done)
    .replace("{rows}", rows.length.toLocaleString("zh-CN")).replace("{shown}", String(SHOWN));
  result.hidden = false;
  draw(columns, rows);
}

// Bars where the answer has one row for each of a few things: the first words, and the last numbers.
function draw(columns, rows) {
  const name = columns.findIndex((column) => !column.numeric);
  const amount = columns.findLastIndex((column) => column.numeric);
  const most = Math.max(...rows.map((cells) => Number(cells[amount] ?? 0)));
  const drawn = name >= 0 && amount >= 0 && rows.length > 1 && rows.length <= BARS && most > 0
    && rows.every((cells) => Number(cells[amount] ?? 0) >= 0);
  chart.hidden = !drawn;
  if (!drawn) return;
  chart.querySelector("figcaption").textContent = columns[amount].name;
  chart.querySelector("ol").replaceChildren(...rows.map((cells) => {
    const [bar, label, track, value] = ["li", "span", "span", "span"].map((tag) => document.createElement(tag));
    label.textContent = cells[name] ?? "";
    track.className = "y-sql__bar";
    track.style.setProperty("--share", String(Number(cells[amount] ?? 0) / most));
    value.textContent = plain(cells[amount], columns[amount]);
    bar.append(label, track, value);
    return bar;
  }));
}

function keep() {
  save(csv([last.columns.map((column) => column.name), ...last.rows.map((cells) => cells.map((text) => text ?? ""))]), "answer.csv");
}

async function answer() {
  const sql = question.value;
  if (!sql.trim() || run.disabled) return;
  run.disabled = true;
  page.classList.remove("y-sql--wrong");
  status.textContent = opened ? words.working : words.loading;
  history.replaceState(null, "", `#q=${encodeURIComponent(sql)}`);
  try {
    opened ??= open();
    const database = await opened;
    status.textContent = words.working;
    await provide(database, sql);
    last = await ask(database, sql);
    show(last);
  } catch (error) {
    if (!(await opened?.catch(() => null))) opened = undefined;
    page.classList.add("y-sql--wrong");
    result.hidden = chart.hidden = true;
    status.textContent = `${words.failed}${String(error.message ?? error).split("\n")[0]}`;
  } finally {
    run.disabled = false;
  }
}

function fromAddress() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) question.value = asked;
}

page.querySelector("[data-sql-form]").hidden = false;
page.querySelector("[data-sql-save]").addEventListener("click", keep);
run.addEventListener("click", answer);
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) answer();
});
page.querySelectorAll("[data-sql-ask]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    question.value = button.closest("[data-sql-question]").querySelector("code").textContent;
    question.scrollIntoView({ block: "center" });
    answer();
  });
});
window.addEventListener("hashchange", fromAddress);
fromAddress();
