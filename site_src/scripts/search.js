// The search dialog over Pagefind's index. The index holds a space around every Han character (spacing.py);
// a query is spaced the same way and quoted, so any part of a word is found, exactly and in order.

const dialog = document.querySelector("[data-search]");
const input = dialog.querySelector("input");
const status = dialog.querySelector("[data-search-status]");
const list = dialog.querySelector("[data-search-results]");
const more = dialog.querySelector("[data-search-more]");
const root = new URL(`${dialog.dataset.root.replace(/\/?$/, "/")}`, document.baseURI);
// The word that all pages of the department looked at hold (search.py): its address, letter by letter.
const slug = location.pathname.slice(root.pathname.length).match(/^agencies\/([^/]+)\//)?.[1];
const department = slug && `zqzq${[...slug].map((letter) => letter.charCodeAt(0).toString(16)).join("")}`;

const SHOWN = 20; // results listed at a time
const WEIGHED = 40; // results looked into, so that titles can go first
const DELAY = 120; // milliseconds after the last key
const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const TOKEN = new RegExp(`[${HAN}]|[^\\s${HAN}]+`, "gu");
const GAP = new RegExp(`(?<=[^\\x21-\\x7e]) (?=\\S)|(?<=\\S) (?=[^\\x21-\\x7e])`, "gu");
const PUNCTUATION = /[^\p{L}\p{N}.,:/@_%\s-]/gu;

let pagefind;
let asked = 0;
let timer;
let left = { found: [], rest: [] }; // pages and results not listed yet

// The form in which words are compared: no quotes, brackets or other marks, one width, small letters.
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(PUNCTUATION, "").replace(/\s+/g, " ").trim();
const dense = (text) => plain(text).replace(/[\s,]/g, "");
const spaced = (text) => (plain(text).match(TOKEN) ?? []).join(" ");
const joined = (text) => text.replace(GAP, "");

async function load() {
  if (!pagefind) {
    const loaded = await import(new URL("pagefind/pagefind.js", root));
    await loaded.options({ excerptLength: 48, baseUrl: root.pathname });
    await loaded.init();
    pagefind = loaded;
  }
  return pagefind;
}

// Exactly the words asked for, and where these are few also what begins with the last of them (30 finds 30108).
// On a department's page what is its own comes first, then what has the words in its title.
async function look(query) {
  const engine = await load();
  const words = spaced(query);
  const { results: all } = await engine.search(`"${words}"`);
  const home = department ? await engine.search(department) : { results: [] };
  const mine = new Set(home.results.map((result) => result.id));
  const ownFirst = (list) => [...list.filter((result) => mine.has(result.id)), ...list.filter((result) => !mine.has(result.id))];
  const data = (list) => Promise.all(list.map(async (result) => ({ ...(await result.data()), own: mine.has(result.id) })));
  const results = ownFirst(all);
  const exact = await data(results.slice(0, WEIGHED));
  const begins = results.length < SHOWN && /[0-9a-z]$/.test(words) ? await beginning(engine, words, query, all, ownFirst, data) : [];
  const found = ordered([...exact, ...begins], query, (page) => page.own);
  const count = results.length + begins.length;
  return { count, own: [...results.filter((result) => mine.has(result.id)), ...begins.filter((page) => page.own)].length, found, rest: results.slice(WEIGHED) };
}

// Pages on which a word begins with the last of those asked for, besides those that have it exactly.
async function beginning(engine, words, query, known, ownFirst, data) {
  const { results } = await engine.search(words);
  const ids = new Set(known.map((result) => result.id));
  const pages = await data(ownFirst(results.filter((result) => !ids.has(result.id))).slice(0, WEIGHED));
  return pages.filter((page) => dense(page.raw_content ?? page.content).includes(dense(query)));
}

function ordered(pages, query, isOwn) {
  const place = (page) => (isOwn(page) ? 0 : 2) + (dense(page.meta.title).includes(dense(query)) ? 0 : 1);
  return pages.map((page, at) => [place(page), at, page]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((entry) => entry[2]);
}

// The row or paragraph that holds the first hit, when the hit is not in the title.
function address(page) {
  const first = page.locations?.[0] ?? 0;
  const anchors = (page.anchors ?? []).filter((anchor) => anchor.location <= first && anchor.id);
  const nearest = anchors.sort((a, b) => b.location - a.location)[0];
  return nearest ? `${page.url}#${nearest.id}` : page.url;
}

// Pagefind marks each character by itself and escapes the rest: text and marks are taken apart and built anew.
function excerpt(page) {
  const holder = document.createElement("span");
  holder.className = "y-search__excerpt";
  const parsed = new DOMParser().parseFromString(page.excerpt, "text/html").body;
  const pieces = [...parsed.childNodes].map((node) => [node.nodeName === "MARK", node.textContent]);
  const runs = [];
  for (const [marked, text] of pieces) {
    const last = runs.at(-1);
    if (!marked && !text.trim() && last?.[0]) last[1] += text;
    else if (last && last[0] === marked) last[1] += text;
    else runs.push([marked, text]);
  }
  runs.forEach(([marked, text], at) => {
    const words = joined(text.replace(/\s+/g, " "));
    const before = at && /[\x21-\x7e]$/.test(runs[at - 1][1].trim()) && /^\s*[\x21-\x7e]/.test(text) ? " " : "";
    const node = marked ? document.createElement("mark") : document.createTextNode("");
    node.textContent = before + words.trim();
    holder.append(node);
  });
  return holder;
}

function entry(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const title = document.createElement("strong");
  const crumb = document.createElement("span");
  link.href = address(page);
  title.textContent = page.meta.title;
  crumb.textContent = page.meta.crumb ?? "";
  crumb.className = "y-search__crumb";
  link.append(title, crumb, excerpt(page));
  item.append(link);
  return item;
}

async function answer() {
  const query = input.value.trim();
  const turn = ++asked;
  more.hidden = true;
  if (!dense(query)) {
    list.replaceChildren();
    status.textContent = "输入要找的字。两个字也行，词的中间几个字也行。";
    return;
  }
  status.textContent = "正在找……";
  try {
    const { count, own, found, rest } = await look(query);
    if (turn !== asked) return;
    left = { found: found.slice(SHOWN), rest };
    list.replaceChildren(...found.slice(0, SHOWN).map(entry));
    more.hidden = count <= SHOWN;
    status.textContent = count
      ? `找到 ${count} 页${department && own < count ? `，本部门 ${own} 页在前` : ""}${count > SHOWN ? `，先列出 ${SHOWN} 页` : ""}。`
      : `没有找到“${query}”。少打几个字，或换一个说法试试。`;
  } catch {
    if (turn !== asked) return;
    list.replaceChildren();
    status.textContent =
      location.protocol === "file:" ? "直接打开文件时不能搜索；请通过网址访问。" : "搜索没有载入，请刷新页面再试。";
  }
}

// The next results below those that are listed; the keyboard goes on from the first of them.
async function goOn() {
  const turn = asked;
  const missing = Math.max(SHOWN - left.found.length, 0);
  const fetched = await Promise.all(left.rest.splice(0, missing).map((result) => result.data()));
  if (turn !== asked) return;
  const next = [...left.found.splice(0, SHOWN), ...fetched].map(entry);
  list.append(...next);
  more.hidden = !left.found.length && !left.rest.length;
  next[0]?.querySelector("a").focus();
}

function open(query) {
  if (!dialog.open) dialog.showModal();
  if (query !== undefined) input.value = query;
  input.focus();
  input.select();
  answer();
}

function step(by) {
  const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
  const at = stops.indexOf(document.activeElement);
  stops[(Math.max(at, 0) + by + stops.length) % stops.length].focus();
}

for (const button of document.querySelectorAll("[data-search-open]")) {
  button.addEventListener("click", () => open(button.dataset.searchQuery));
  button.hidden = false;
}
for (const invitation of document.querySelectorAll("[data-search-invite]")) invitation.hidden = false;

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(answer, DELAY);
});

more.addEventListener("click", goOn);

dialog.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // the input method is at work
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === input) {
    event.preventDefault();
    list.querySelector("a")?.click();
  }
  event.stopPropagation(); // no other shortcut of the page listens in
});

dialog.addEventListener("click", (event) => {
  // A click beside the box lands on the dialog itself; a click on a result on this very page must close it.
  if (event.target === dialog || event.target.closest("[data-search-results] a")) dialog.close();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || dialog.open) return;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (slash || letter) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }
}, true);
