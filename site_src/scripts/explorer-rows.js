// The explorer's table: its headings, which sort it, and a row for each department.

import { button, make } from "./explorer-parts.js";
import { base, say, titleOf, unitOf } from "./explorer-words.js";

/** The table of what is listed. `chosen` are departments side by side; `acts` sort it and choose a department. */
export function tableOf(view, listed, { sort, descending }, chosen, acts) {
  const { thing, shown, measure, file } = view;
  const made = make("table", { class: "y-table y-explore__table" });
  const caption = make("caption");
  caption.append(make("span", { class: "y-caption" }, `${file.title} · ${file.levels[view.level][1]} · ${thing.name}`));
  made.append(caption);
  const head = made.createTHead().insertRow();
  const columns = ["name", "rank", ...shown];
  for (const name of columns) {
    const cell = make("th", { scope: "col", class: name === "name" ? "y-label" : `y-num${name === measure || name === "rank" ? "" : " y-explore__more"}` });
    const title = name === "name" ? say("department") : name === "rank" ? say("rank") : titleOf(name, thing);
    if (name === "rank") cell.textContent = title;
    else {
      cell.setAttribute("aria-sort", sort === name ? (descending ? "descending" : "ascending") : "none");
      const press = button(title, () => acts.sort(`${name}.${sort === name ? (descending ? "up" : "down") : name === "name" ? "up" : "down"}`), { "data-sort": name, class: "y-explore__sort" });
      if (unitOf(name, thing) && name !== "name") press.append(make("span", { class: "y-small" }, ` ${unitOf(name, thing)}`));
      cell.append(press);
    }
    head.append(cell);
  }
  head.append(make("th", { scope: "col", class: "y-explore__choose" }, say("choose")));
  const body = made.createTBody();
  for (const row of listed.rows) body.append(rowOf(row, columns, measure, file.in, chosen, acts));
  if (!listed.rows.length) {
    const cell = body.insertRow().insertCell();
    cell.colSpan = columns.length + 1;
    cell.textContent = say("none");
  }
  return made;
}

function rowOf(row, columns, measure, edition, chosen, acts) {
  const made = make("tr", chosen.includes(row.id) ? { class: "is-chosen" } : {});
  for (const name of columns) {
    if (name === "name") {
      const cell = make("th", { scope: "row", class: "y-label" });
      cell.append(make("a", { href: `${base}agencies/${row.id}/${edition}/` }, row.name));
      made.append(cell);
      continue;
    }
    const cell = make("td", { class: `y-num${name === measure || name === "rank" ? "" : " y-explore__more"}` });
    if (name === "rank") cell.textContent = row.rank ?? "—";
    else if (name === "amount") cell.append(make("a", { href: `${base}${row.url}`, class: row.text.amount ? "y-figure" : "y-small" }, row.text.amount ?? say(row.state ?? "not-read")));
    else cell.textContent = row.text[name] || "—";
    if (name === "prior" && row.text.prior) cell.title = say(row.priorOf ? "prior_other" : "prior_own");
    made.append(cell);
  }
  const box = make("input", { type: "checkbox", "data-choose": row.id, "aria-label": say("choose_one", { name: row.name }) });
  box.checked = chosen.includes(row.id);
  box.addEventListener("change", () => acts.choose(row.id, box.checked));
  const last = make("td", { class: "y-explore__choose" });
  last.append(box);
  made.append(last);
  return made;
}
