"use strict";
// Everything that comes from the document is set as text, never as markup.
(() => {
  const D = JSON.parse(document.getElementById("data").textContent);
  const W = D.words;
  const byId = (id) => document.getElementById(id);
  const pane = byId("pane"), panel = byId("panel");
  const sheets = [...pane.querySelectorAll(".sheet")];
  const RANK = ["unread", "differs", "stray", "unusual", "confirmed", "unguarded", "agrees"];
  const say = (text, ...parts) => parts.reduce((said, part) => said.replace("{}", () => String(part)), text);

  function make(tag, about = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(about)) {
      if (name === "class") made.className = value;
      else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...inside.flat().filter((part) => part !== null && part !== undefined && part !== ""));
    return made;
  }

  // What a person has written stays with this browser, for this package.
  const KEY = `yusuan-review:${D.package}`;
  const kept = { kinds: ["unread", "differs", "stray", "unusual"], seen: {}, notes: {}, fixes: {}, rows: { confirmations: {}, corrections: {} }, single: true, names: false };
  try { Object.assign(kept, JSON.parse(localStorage.getItem(KEY) || "{}")); } catch { /* begin anew */ }
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* private window: nothing is kept */ } };

  // ---- what can be pointed at: figures, things unread, amounts without a home --------------------------------------
  const things = [
    ...D.figures.map((f, i) => ({ kind: "figure", i, state: f.s, at: f.at, isName: !f.n, label: `${titleOf(f)} = ${f.v || W.blank}` })),
    ...D.unread.map((u, i) => ({ kind: "unread", i, state: "unread", at: u.at, label: `${u.text} · ${u.reason}` })),
    ...D.stray.map((s, i) => ({ kind: "stray", i, state: "stray", at: s.at, label: `${s.text} · ${W.stray_title}` })),
  ];
  const figureCount = D.figures.length;
  // A word in a check that is no cell with a place of its own is shown where the check says.
  for (const c of D.checks) for (const operand of c.operands) {
    operand.t = operand.i >= 0 ? things[operand.i] : operand.at && operand.at.length ? { kind: "spot", state: c.s, at: operand.at, isName: true, label: c.message } : null;
    if (operand.i < 0 && operand.t) things.push(operand.t);
  }
  const thingOf = { figure: (i) => things[i], unread: (i) => things[figureCount + i], stray: (i) => things[figureCount + D.unread.length + i] };
  const onSheet = sheets.map(() => []);
  things.forEach((thing) => { for (const n of new Set(thing.at.map((at) => at[0]))) onSheet[n].push(thing); });
  const topOf = (thing, n) => { const at = thing.at.find((spot) => spot[0] === n); return at.length === 5 ? [Math.round(at[2] * 100), at[1]] : [at[1], at[2]]; };
  onSheet.forEach((held, n) => held.sort((a, b) => topOf(a, n)[0] - topOf(b, n)[0] || topOf(a, n)[1] - topOf(b, n)[1]));

  function titleOf(f) { return [D.titles[f.r] || f.r, f.name || say(W.row, f.row), fieldOf(f)].join(" · "); }
  function fieldOf(f) { return (D.fields[f.r] || {})[f.f] || f.f; }

  // ---- marks on the pages, made when a page comes near --------------------------------------------------------------
  const marks = new Map();
  const drawn = new Set();
  const worse = (a, b) => (a.isName || false) - (b.isName || false) || RANK.indexOf(a.state) - RANK.indexOf(b.state);
  const note = (thing, element) => { if (!marks.has(thing)) marks.set(thing, []); marks.get(thing).push(element); };

  function draw(n) {
    if (drawn.has(n)) return;
    drawn.add(n);
    const layer = sheets[n].querySelector(".marks");
    const places = new Map();
    for (const thing of onSheet[n]) for (const at of thing.at) if (at[0] === n) {
      const place = at.slice(1).join();
      if (!places.has(place)) places.set(place, { at, held: [] });
      places.get(place).held.push(thing);
    }
    const lines = new Map();
    for (const { at, held } of places.values()) {
      held.sort(worse);
      if (at.length === 5) {
        const mark = make("div");
        const [, left, top, width, height] = at;
        Object.assign(mark.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
        layer.append(dress(mark, held));
      } else if (at[2] === 0) {
        const element = sheets[n].querySelector(`[data-e="${at[1]}"]`);
        if (element) dress(element, held);
      } else {
        if (!lines.has(at[1])) lines.set(at[1], []);
        lines.get(at[1]).push({ first: at[2], count: at[3], held });
      }
    }
    for (const [e, parts] of lines) split(sheets[n].querySelector(`[data-e="${e}"]`), parts);
    show();
  }

  // One mark may stand for several readings of a place, such as a code and its name.
  function dress(mark, held) {
    mark.classList.add("m", `s-${held[0].state}`);
    mark.classList.toggle("is-name", held[0].isName === true && held[0].state === "agrees");
    mark.title = held.map((thing) => thing.label).join("\n");
    mark.dataset.state = held[0].state;
    mark.addEventListener("click", (event) => { event.stopPropagation(); choose(held[0]); });
    held.forEach((thing) => note(thing, mark));
    return mark;
  }

  function split(element, parts) {
    if (!element) return;
    const text = [...element.textContent];
    const pieces = [];
    let end = 0;
    for (const part of parts.sort((a, b) => a.first - b.first)) {
      const from = part.first - 1, to = Math.min(from + Math.max(part.count, 1), text.length);
      if (from < end || from >= text.length) { part.held.forEach((thing) => note(thing, element)); continue; }
      pieces.push(text.slice(end, from).join(""), dress(make("span", {}, text.slice(from, to).join("")), part.held));
      end = to;
    }
    element.replaceChildren(...pieces, text.slice(end).join(""));
  }

  // Names are outlined on demand; what is not stepped through is fainter.
  function show() {
    document.body.classList.toggle("with-names", kept.names);
    for (const mark of pane.querySelectorAll(".m")) {
      const { state } = mark.dataset;
      mark.classList.toggle("is-off", state !== "agrees" && state !== "unguarded" && !kept.kinds.includes(state));
    }
  }
  const near = new IntersectionObserver((seen) => seen.forEach((entry) => entry.isIntersecting && draw(+entry.target.dataset.sheet)), { root: pane, rootMargin: "900px" });
  sheets.forEach((sheet) => near.observe(sheet));

  // ---- where we are ------------------------------------------------------------------------------------------------
  const stepButtons = [...document.querySelectorAll(".strip button")];
  let current = -1, selected = null, check = -1, stop = -1;

  function arrive(n) {
    if (n === current || n < 0) return;
    current = n;
    stepButtons.forEach((button, number) => number === n ? button.setAttribute("aria-current", "page") : button.removeAttribute("aria-current"));
    stepButtons[n].scrollIntoView({ block: "nearest" });
    byId("here-name").textContent = sheets[n].getAttribute("aria-label");
    listHere();
  }

  let waiting = false;
  pane.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; arrive(inView()); });
  }, { passive: true });

  function inView() {
    const line = pane.getBoundingClientRect().top + pane.clientHeight / 3;
    let low = 0, high = sheets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (sheets[middle].getBoundingClientRect().top <= line) low = middle; else high = middle - 1;
    }
    return low;
  }

  function bring(mark) {
    const box = mark.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    const left = box.left >= frame.left + 20 && box.right <= frame.right - 20 ? 0 : box.left - frame.left - pane.clientWidth / 3;
    pane.scrollBy({ top: box.top - frame.top - Math.max((pane.clientHeight - box.height) / 3, 30), left, behavior: "instant" });
    const scroll = mark.closest(".scroll");
    if (scroll) scroll.scrollLeft += box.left - scroll.getBoundingClientRect().left - scroll.clientWidth / 3;
  }

  function goToSheet(n) {
    if (n < 0 || n >= sheets.length) return;
    pane.scrollBy({ top: sheets[n].getBoundingClientRect().top - pane.getBoundingClientRect().top - 6, behavior: "instant" });
    arrive(n);
  }

  // ---- choosing ----------------------------------------------------------------------------------------------------
  function light() {
    for (const mark of pane.querySelectorAll(".is-selected, .is-operand")) { mark.classList.remove("is-selected", "is-operand"); delete mark.dataset.sign; }
    if (check >= 0) for (const operand of D.checks[check].operands) if (operand.t) for (const mark of marks.get(operand.t) || []) {
      mark.classList.add("is-operand");
      if (mark.parentElement.className === "marks") mark.dataset.sign = signOf(operand, D.checks[check]);
    }
    if (selected) for (const mark of marks.get(selected) || []) mark.classList.add("is-selected");
  }
  const signOf = (operand, c) => operand.side === "published" ? "=" : operand.sign === null || !c.sums || c.operands.length < 3 ? "·" : operand.sign < 0 ? "−" : "+";

  function reveal(thing) {
    selected = thing;
    if (thing) new Set(thing.at.map((at) => at[0])).forEach(draw);
    if (check >= 0) for (const operand of D.checks[check].operands) if (operand.t) new Set(operand.t.at.map((at) => at[0])).forEach(draw);
    const mark = thing && (marks.get(thing) || [])[0];
    show();
    light();
    if (mark) bring(mark);
    if (thing && thing.at.length) arrive(thing.at[0][0]);
    markHere();
  }

  function choose(thing, { ofCheck = -1 } = {}) {
    check = ofCheck;
    if (ofCheck < 0) stop = stops().findIndex((s) => s[0] === thing.state && (thing.kind === "figure" ? (s[0] === "unguarded" ? s[1] === thing.i : D.figures[thing.i].c.includes(s[1])) : s[1] === thing.i));
    reveal(thing);
    if (thing.kind === "spot") { const owner = D.checks.findIndex((c) => c.operands.some((o) => o.t === thing)); chooseCheck(owner, D.checks[owner].operands.findIndex((o) => o.t === thing)); return; }
    thing.kind === "figure" ? showFigure(thing.i) : showLoose(thing);
    tell();
  }

  function chooseCheck(number, operand = -1) {
    check = number;
    const c = D.checks[number];
    const at = operand >= 0 ? operand : c.operands.findIndex((o) => o.t && o.t.at.length);
    reveal(at >= 0 ? c.operands[at].t : null);
    showCheck(number, at);
    tell();
  }

  const stops = () => D.stops.filter((s) => kept.kinds.includes(s[0]));
  function step(by) {
    const held = stops();
    if (!held.length) { tell(); return; }
    stop = stop < 0 ? (by > 0 ? 0 : held.length - 1) : (stop + by + held.length) % held.length;
    const [kind, i] = held[stop];
    if (kind === "unread" || kind === "stray") choose(thingOf[kind](i), {});
    else if (kind === "unguarded") choose(things[i], {});
    else chooseCheck(i);
    stop = stops().findIndex((s) => s[0] === kind && s[1] === i);
    tell();
  }

  function stepFigure(by) {
    const shown = onSheet[Math.max(current, 0)].filter((thing) => !thing.isName);
    if (!shown.length) return;
    const at = shown.indexOf(selected);
    choose(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]);
  }

  function stepOperand() {
    if (check < 0) return;
    const { operands } = D.checks[check];
    const from = operands.findIndex((o) => o.t && o.t === selected);
    for (let n = 1; n <= operands.length; n++) {
      const next = (from + n) % operands.length;
      if (operands[next].t && operands[next].t.at.length) { chooseCheck(check, next); return; }
    }
  }

  const stopKey = (s) => s[0] === "unread" ? `u:${D.unread[s[1]].place}:${D.unread[s[1]].text}` : s[0] === "stray" ? `s:${D.stray[s[1]].at.join()}` : s[0] === "unguarded" ? `f:${D.figures[s[1]].r}:${D.figures[s[1]].row}:${D.figures[s[1]].f}` : `c:${D.checks[s[1]].rule}:${D.checks[s[1]].subject}`;

  function tell() {
    const held = stops();
    const seen = held.filter((s) => kept.seen[stopKey(s)]).length;
    byId("position").textContent = !held.length ? W.no_doubts : [say(W.position, stop < 0 ? "–" : stop + 1, held.length), seen ? say(W.seen_count, seen, held.length) : ""].filter(Boolean).join(" · ");
    for (const button of document.querySelectorAll("#previous, #next")) button.disabled = !held.length;
    const doubts = sheets.map(() => 0);
    for (const s of held) { const n = sheetOf(s); if (n >= 0 && !kept.seen[stopKey(s)]) doubts[n]++; }
    stepButtons.forEach((button, n) => doubts[n] ? button.dataset.doubts = doubts[n] : delete button.dataset.doubts);
  }
  function sheetOf([kind, i]) {
    if (kind === "unread" || kind === "stray") return (thingOf[kind](i).at[0] || [-1])[0];
    if (kind === "unguarded") return (D.figures[i].at[0] || [-1])[0];
    const o = D.checks[i].operands.find((operand) => operand.t && operand.t.at.length);
    return o ? o.t.at[0][0] : -1;
  }

  function toggleSeen(on) {
    const held = stops();
    if (stop < 0 || !held[stop]) return;
    const key = stopKey(held[stop]);
    const seen = on === undefined ? !kept.seen[key] : on;
    if (seen) kept.seen[key] = 1; else delete kept.seen[key];
    keep();
    const button = byId("seen");
    if (button) button.textContent = seen ? W.unmark_seen : W.mark_seen;
    tell();
  }

  // ---- rows to copy: as packages write CSV ---------------------------------------------------------------------------
  const csv = (cells) => cells.map((cell) => /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join(",") + "\n";

  async function copy(text, button) {
    let done = false;
    try { await navigator.clipboard.writeText(text); done = true; } catch {
      const area = make("textarea", { readonly: true });
      area.value = text;
      document.body.append(area);
      area.select();
      try { done = document.execCommand("copy"); } catch { done = false; }
      area.remove();
    }
    if (!button || !button.isConnected) return;
    const before = button.dataset.words || button.textContent;
    button.dataset.words = before;
    button.textContent = done ? W.copied : W.copy_failed;
    button.focus();
    setTimeout(() => { button.textContent = before; }, 1500);
  }

  // The row that the keys c and a are about, while one is shown.
  let shownRow = null;
  function rowMaker(file, key, cells) {
    const out = make("output", { class: "csv", "aria-live": "off" });
    const copyButton = make("button", { type: "button", class: "main", onclick: () => shownRow.copy() }, W.copy_row);
    const addButton = make("button", { type: "button", onclick: () => shownRow.add() }, W.add);
    const row = {
      update() { out.textContent = csv(cells()).trimEnd(); addButton.textContent = kept.rows[file][key] ? W.added : W.add; if (kept.rows[file][key]) { kept.rows[file][key] = cells(); keep(); listRows(); } },
      copy: () => copy(csv(cells()), copyButton),
      add() { kept.rows[file][key] = cells(); keep(); listRows(); row.update(); toggleSeen(true); },
    };
    shownRow = row;
    row.update();
    return [make("small", {}, D.files[file]), out, make("div", { class: "acts" }, copyButton, addButton)];
  }

  function listRows() {
    const box = byId("listed");
    box.replaceChildren();
    for (const file of ["confirmations", "corrections"]) {
      const rows = Object.entries(kept.rows[file]);
      if (!rows.length) continue;
      const text = rows.map(([, cells]) => csv(cells)).join("");
      const button = make("button", { type: "button", class: "main", onclick: () => copy(text, button) }, say(W.copy_all, rows.length));
      box.append(make("h3", {}, say(W.rows_for, D.files[file])), make("div", { class: "csv" }, ...rows.map(([key, cells]) => make("div", {}, csv(cells).trimEnd() + " ", make("button", { type: "button", "aria-label": `${W.remove} ${key}`, title: W.remove, onclick: () => { delete kept.rows[file][key]; keep(); listRows(); if (shownRow) shownRow.update(); } }, "×")))), make("div", { class: "acts" }, button));
    }
    if (!box.childElementCount) box.append(make("p", { class: "hint" }, W.nothing_listed));
  }

  // ---- the panel -----------------------------------------------------------------------------------------------------
  const card = byId("selected");
  const stateName = (state) => D.states[state] || state;
  const outcomeName = (state) => ({ pass: W.pass, rounding: W.rounding, "not-checkable": W.not_checkable }[state] || stateName(state));
  const tag = (state, words) => make("span", { class: `tag s-${["pass", "rounding"].includes(state) ? "agrees" : state === "not-checkable" ? "unguarded" : state}` }, words || outcomeName(state));
  const facts = (pairs) => make("dl", { class: "facts" }, pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined).flatMap(([name, value, look]) => [make("dt", {}, name), make("dd", look ? { class: look } : {}, value)]));
  const placeOf = (thing) => thing.place ? [thing.where, " ", make("code", {}, thing.place)] : W.no_place;
  const seenButton = () => { const s = stops()[stop]; return s ? make("button", { type: "button", id: "seen", title: "s", onclick: () => toggleSeen() }, kept.seen[stopKey(s)] ? W.unmark_seen : W.mark_seen) : null; };
  const fieldOfForm = (name, value, onInput, long) => { const input = make(long ? "textarea" : "input", long ? { rows: 2 } : { type: "text" }); input.value = value; input.addEventListener("input", () => onInput(input.value)); return make("label", { class: "field" }, name, input); };

  // The print around a place, as large as it was drawn: a wide table is small on the page.
  function closeUp(thing) {
    const at = thing && thing.at[0];
    if (!at || at.length !== 5) return null;
    const image = sheets[at[0]].querySelector("img");
    const shown = make("canvas", { class: "close-up", role: "img", "aria-label": thing.label, width: 560, height: 96 });
    image.decode().then(() => {
      const [, left, top, width, height] = at, wide = image.naturalWidth, high = image.naturalHeight;
      const scale = Math.min(1, (shown.width - 24) / (width * wide));
      const x = (left + width / 2) * wide - shown.width / scale / 2, y = (top + height / 2) * high - shown.height / scale / 2;
      const paint = shown.getContext("2d");
      paint.fillStyle = "#fff";
      paint.fillRect(0, 0, shown.width, shown.height);
      paint.drawImage(image, -x * scale, -y * scale, wide * scale, high * scale);
      paint.strokeStyle = "#0b63ce";
      paint.lineWidth = 2;
      paint.strokeRect((left * wide - x) * scale - 3, (top * high - y) * scale - 3, width * wide * scale + 6, height * high * scale + 6);
    }, () => shown.remove());
    return shown;
  }

  function fill(...inside) { shownRow = null; card.replaceChildren(...inside.flat().filter(Boolean)); card.scrollIntoView({ block: "nearest" }); }

  function showCheck(number, at) {
    const c = D.checks[number];
    const state = c.s;
    card.replaceChildren();
    const inside = [
      make("h2", {}, tag(state), " ", c.title),
      make("p", { class: "message" }, c.message),
      at >= 0 ? closeUp(c.operands[at].t) : null,
      facts([[W.published, c.published, "figure"], [W.expected, c.expected, "figure"], [W.difference, c.difference], [W.confirmed_note, c.note]]),
    ];
    if (c.operands.length) inside.push(make("h3", {}, W.operands), make("ul", { class: "items" }, c.operands.map((operand, n) => {
      const f = operand.i >= 0 ? D.figures[operand.i] : null;
      return make("li", {}, make("button", { type: "button", class: `item${n === at ? " is-current" : ""}`, disabled: !operand.t, onclick: () => f && n === at ? choose(operand.t) : chooseCheck(number, n) }, make("span", { "aria-hidden": "true" }, signOf(operand, c)), make("span", {}, operand.words || (f ? f.words || titleOf(f) : operand.cell ? titleOf({ r: operand.cell[0], row: operand.cell[1], f: operand.cell[2] }) : W.other_package)), make("b", {}, operand.printed || (f ? f.p : "")), make("small", {}, f ? f.where : operand.place || (operand.cell ? W.no_place : W.other_package))));
    })));
    fill(inside);
    if (state === "differs") {
      const key = `${c.rule} ${c.subject}`;
      const rows = rowMaker("confirmations", key, () => [c.rule, c.subject, c.published, c.expected, kept.notes[key] || ""]);
      const row = shownRow;
      card.append(make("h3", {}, W.confirm), fieldOfForm(W.note, kept.notes[key] || "", (text) => { kept.notes[key] = text; keep(); row.update(); }, true), ...rows);
    } else if (state === "unusual") card.append(make("p", { class: "hint" }, W.unusual_hint));
    const button = seenButton();
    if (button) (card.querySelector(".acts") || card).append(button);
  }

  function showFigure(i) {
    const f = D.figures[i];
    const inside = [
      make("h2", {}, tag(f.s), " ", f.words || fieldOf(f)),
      closeUp(things[i]),
      facts([[W.table, D.titles[f.r] || f.r], [W.named, f.name], [W.printed, f.p, "figure"], [W.read, f.v || W.blank, "figure"], [W.before, f.b], [W.place, placeOf(f)], [W.cell, make("code", {}, `${f.r} ${f.row} ${f.f}`)]]),
      make("h3", {}, W.checks),
      f.c.length ? make("ul", { class: "items" }, [...f.c].sort((a, b) => RANK.indexOf(D.checks[a].s) - RANK.indexOf(D.checks[b].s)).map((n) => make("li", {}, make("button", { type: "button", class: "item", onclick: () => chooseCheck(n, D.checks[n].operands.findIndex((o) => o.i === i)) }, make("span", {}), make("span", {}, D.checks[n].title), tag(D.checks[n].s), make("small", {}, D.checks[n].message))))) : make("p", { class: "hint" }, f.why || W.no_checks),
    ];
    fill(inside);
    const key = `${f.r} ${f.row} ${f.f}`;
    const fix = kept.fixes[key] || { corrected: "", reason: "", evidence: say(W.evidence_text, f.where, f.p) };
    const details = make("details", { open: Boolean(kept.fixes[key]) }, make("summary", {}, W.correct));
    const rows = rowMaker("corrections", key, () => [f.r, String(f.row), f.f, f.b === null ? f.v : f.b, fix.corrected, fix.reason, fix.evidence]);
    const row = shownRow;
    for (const [name, words] of [["corrected", W.corrected], ["reason", W.reason], ["evidence", W.evidence]]) details.append(fieldOfForm(words, fix[name], (text) => { fix[name] = text; kept.fixes[key] = fix; keep(); row.update(); }, name !== "corrected"));
    details.append(...rows);
    card.append(details);
    const button = seenButton();
    if (button) card.append(make("div", { class: "acts" }, button));
  }

  function showLoose(thing) {
    const it = thing.kind === "unread" ? D.unread[thing.i] : D.stray[thing.i];
    fill(
      make("h2", {}, tag(thing.state), " ", thing.kind === "unread" ? say(W.unread_kind, W.kinds[it.kind] || it.kind) : W.stray_title),
      closeUp(thing),
      facts([[W.printed, it.text, "figure"], [W.reason, it.reason], [W.place, thing.kind === "unread" ? placeOf(it) : sheets[thing.at[0][0]].getAttribute("aria-label")]]),
      make("p", { class: "hint" }, thing.kind === "unread" ? W.unread_hint : W.stray_hint),
      make("div", { class: "acts" }, seenButton()),
    );
  }

  // ---- what was read from the page in view, row by row ---------------------------------------------------------------
  let chips = new Map();
  function listHere() {
    const box = byId("here");
    chips = new Map();
    box.replaceChildren();
    let resource = null, row = null, line = null;
    const held = onSheet[current].filter((thing) => !thing.isName || !["agrees", "unguarded"].includes(thing.state));
    const loose = held.filter((thing) => thing.kind === "unread" || thing.kind === "stray");
    const read = held.filter((thing) => thing.kind === "figure");
    const order = [...new Set(read.map((thing) => D.figures[thing.i].r))];
    read.sort((a, b) => order.indexOf(D.figures[a.i].r) - order.indexOf(D.figures[b.i].r) || D.figures[a.i].row - D.figures[b.i].row);
    const chip = (thing, ...inside) => { const made = make("button", { type: "button", class: `chip s-${thing.state}`, onclick: () => choose(thing) }, ...inside); chips.set(thing, made); return made; };
    if (loose.length) box.append(make("div", {}, loose.map((thing) => chip(thing, make("b", {}, (thing.kind === "unread" ? D.unread : D.stray)[thing.i].text.trim().slice(0, 60))))));
    for (const thing of read) {
      const f = D.figures[thing.i];
      if (f.r !== resource) { resource = f.r; row = null; box.append(make("h3", {}, D.titles[f.r] || f.r)); }
      const name = f.name || say(W.row, f.row);
      if (row !== `${f.row} ${name}`) { row = `${f.row} ${name}`; line = make("div", { class: "row" }, make("span", { class: "row__name" }, name)); box.append(line); }
      line.append(chip(thing, make("small", {}, fieldOf(f)), make("b", {}, f.v || W.blank), f.u ? make("small", {}, f.u) : null));
    }
    if (!box.childElementCount) box.append(make("p", { class: "hint" }, W.nothing_here));
    markHere();
  }
  function markHere() {
    for (const [thing, made] of chips) made.classList.toggle("is-current", thing === selected);
  }

  // ---- buttons and keys ----------------------------------------------------------------------------------------------
  let zoom = 1;
  function setZoom(to) {
    const before = pane.scrollTop / pane.scrollHeight;
    zoom = Math.min(Math.max(to, 0.5), 3);
    document.documentElement.style.setProperty("--zoom", zoom);
    pane.scrollTop = before * pane.scrollHeight;
    const mark = selected && (marks.get(selected) || [])[0];
    if (mark) bring(mark);
  }
  function setNames(on) { kept.names = on; byId("names").checked = on; keep(); show(); light(); }

  const filters = [...document.querySelectorAll(".filter[data-state]")];
  const press = () => filters.forEach((button) => button.setAttribute("aria-pressed", kept.kinds.includes(button.dataset.state)));
  filters.forEach((button) => button.addEventListener("click", () => {
    const { state } = button.dataset;
    const was = stops()[stop];
    kept.kinds = kept.kinds.includes(state) ? kept.kinds.filter((kind) => kind !== state) : [...kept.kinds, state];
    keep();
    stop = was ? stops().findIndex((s) => s[0] === was[0] && s[1] === was[1]) : -1;
    press();
    show();
    light();
    tell();
  }));
  stepButtons.forEach((button, n) => button.addEventListener("click", () => goToSheet(n)));
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("zoom-in").addEventListener("click", () => setZoom(zoom * 1.2));
  byId("zoom-out").addEventListener("click", () => setZoom(zoom / 1.2));
  byId("fold").addEventListener("click", (event) => { const folded = panel.classList.toggle("is-folded"); event.currentTarget.setAttribute("aria-expanded", String(!folded)); });
  const about = byId("about");
  const toggleAbout = () => about.open ? about.close() : about.showModal();
  byId("about-open").addEventListener("click", toggleAbout);
  about.addEventListener("click", (event) => { if (event.target === about) about.close(); });
  byId("single").checked = kept.single;
  byId("single").addEventListener("change", (event) => { kept.single = event.target.checked; keep(); });
  byId("names").addEventListener("change", (event) => setNames(event.target.checked));

  const KEYS = {
    n: () => step(1), p: () => step(-1), o: stepOperand, j: () => stepFigure(1), k: () => stepFigure(-1),
    "]": () => goToSheet(current + 1), "[": () => goToSheet(current - 1),
    c: () => shownRow && shownRow.copy(), a: () => shownRow && shownRow.add(),
    s: () => { toggleSeen(true); step(1); }, w: () => setNames(!kept.names),
    e: () => { const details = card.querySelector("details"); if (details) details.open = true; const input = card.querySelector("textarea, input"); if (input) input.focus(); },
    "+": () => setZoom(zoom * 1.2), "=": () => setZoom(zoom * 1.2), "-": () => setZoom(zoom / 1.2), 0: () => setZoom(1), "?": toggleAbout,
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("input, textarea")) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !kept.single || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (about.open && event.key !== "?") return;
    const act = KEYS[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  press();
  tell();
  listRows();
  fill(make("p", { class: "hint" }, W.nothing));
  arrive(0);
})();
