// Pieces of the explorer's page.

/** An element with attributes and text; nothing that a document says ever becomes markup. */
export function make(name, attributes = {}, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A button that does something. */
export function button(text, act, attributes = {}) {
  const made = make("button", { type: "button", class: "y-explore__button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** A labelled select; `groups` are [title, [[value, text], …]], those without a title stand for themselves. */
export function selectOf(name, title, groups) {
  const label = make("label", {}, title);
  const select = make("select", { name });
  for (const [heading, options] of groups) {
    const made = options.map(([value, text]) => make("option", { value }, text));
    if (heading) {
      const group = make("optgroup", { label: heading });
      group.append(...made);
      select.append(group);
    } else select.append(...made);
  }
  label.append(select);
  return label;
}

/** Two departments side by side: a row for each thing that either of them prints. */
export function pairTable(names, lines, base, say, titleOf) {
  const region = make("div", { class: "y-region", role: "region", tabindex: "0", "aria-label": `${say("pair")}：${names.join("、")}` });
  const table = make("table", { class: "y-table" });
  table.createCaption().append(make("span", { class: "y-caption" }, names.join(" · ")));
  const head = table.createTHead().insertRow();
  head.append(make("th", { scope: "col", class: "y-label" }, say("thing")), ...names.map((name) => make("th", { scope: "col", class: "y-num" }, name)));
  const body = table.createTBody();
  for (const { thing, sides } of lines) {
    const row = body.insertRow();
    const title = make("th", { scope: "row", class: "y-label" }, thing.name);
    title.append(make("span", { class: "y-unit" }, ` ${say(thing.unit === "人" ? "unit_staff" : "unit_money")}`));
    row.append(title, ...sides.map((side) => sideOf(side, thing, base, say, titleOf)));
  }
  region.append(table);
  return region;
}

function sideOf(side, thing, base, say, titleOf) {
  const cell = make("td", { class: "y-num" });
  if (!side) {
    cell.textContent = "—";
    return cell;
  }
  cell.append(make("a", { href: `${base}${side.url}`, class: side.text.amount ? "y-figure" : "y-small" }, side.text.amount ?? say(side.state ?? "not-read")));
  if (side.text.share) cell.append(make("span", { class: "y-note-inline" }, `${titleOf("share", thing)} ${side.text.share}`));
  return cell;
}
