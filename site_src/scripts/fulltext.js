// Search in the full text, by Pagefind. Its index holds a space around every Han character (spacing.py); a query is
// spaced the same way and quoted, so any part of a word is found, exactly and in order.

const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const TOKEN = new RegExp(`[${HAN}]|[^\\s${HAN}]+`, "gu");
const GAP = new RegExp(`(?<=[^\\x21-\\x7e]) (?=\\S)|(?<=\\S) (?=[^\\x21-\\x7e])`, "gu");
const PUNCTUATION = /[^\p{L}\p{N}.,:/@_%\s-]/gu;
const OWN = "zqzq"; // begins the word that all pages of a department hold (search.py), which no reader sees
const OWN_WORD = /zqzq[0-9a-f]*/g;
const AMOUNT = /^[\d,]*\d(?:\.\d+)?(?=(?:亿|万|千|百)*元?$)/;

let pagefind;

// The form in which words are compared: no quotes, brackets or other marks, one width, small letters.
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(PUNCTUATION, "").replace(/\s+/g, " ").trim();
export const dense = (text) => plain(text).replace(/[\s,]/g, "");
const spaced = (text) => (plain(text).match(TOKEN) ?? []).join(" ");
const joined = (text) => text.replace(GAP, "");

/** An amount as it may be printed, without and with separators; none for what is no amount. */
export function amounts(query) {
  const found = query.normalize("NFKC").replace(/[\s，]/g, "").match(AMOUNT)?.[0].replaceAll(",", "");
  if (!found) return [];
  const [whole, decimals] = found.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return [...new Set([found, [grouped, decimals].filter(Boolean).join(".")])];
}

async function load(root) {
  if (!pagefind) {
    const loaded = await import(new URL("pagefind/pagefind.js", root));
    // Without a worker there is a third less to load.
    await loaded.options({ excerptLength: 48, baseUrl: root.pathname, noWorker: true });
    await loaded.init();
    pagefind = loaded;
  }
  return pagefind;
}

/**
 * Pages whose text has the query, those of the department `slug` first: `count`, `own`, and `next(n)` of them.
 * So many as `weighed` are looked into at a time, so that titles can go first.
 */
export async function look(query, root, slug, weighed) {
  if (plain(query).startsWith(OWN)) return { count: 0, own: 0, next: async () => [] };
  const engine = await load(root);
  const words = plain(query).split(" ");
  const asked = amounts(query).length ? amounts(query) : [query];
  const lists = await Promise.all(asked.map((one) => engine.search(`"${spaced(one)}"`)));
  const exact = unique(lists.flatMap(({ results }) => results));
  const home = slug ? await engine.search(OWN + [...slug].map((letter) => letter.charCodeAt(0).toString(16)).join("")) : { results: [] };
  const mine = new Set(home.results.map((result) => result.id));
  const ownFirst = (list) => [...list.filter((result) => mine.has(result.id)), ...list.filter((result) => !mine.has(result.id))];
  const pages = async (list) => Promise.all(list.map(async (result) => ({ ...(await result.data()), own: mine.has(result.id) })));
  const found = [];
  // Where the query does not stand as it is: its words apart, or what begins with the last of them (30 finds 30108).
  const loose = exact.length < weighed && (words.length > 1 || /[0-9a-z]$/.test(words.at(-1))) ? await engine.search(spaced(query)) : { results: [] };
  const known = new Set(exact.map((result) => result.id));
  const others = await pages(ownFirst(loose.results.filter((result) => !known.has(result.id))).slice(0, weighed));
  const fitting = others.filter((page) => words.every((word) => dense(page.raw_content ?? page.content).includes(dense(word))));
  const rest = ownFirst(exact);
  const total = rest.length + fitting.length;
  const own = rest.filter((result) => mine.has(result.id)).length + fitting.filter((page) => page.own).length;
  const more = async (n) => {
    while (found.length < n && (rest.length || fitting.length)) {
      const batch = rest.length ? await pages(rest.splice(0, weighed)) : [];
      found.push(...ordered(rest.length ? batch : [...batch, ...fitting.splice(0)], query));
    }
    return found.splice(0, n);
  };
  return { count: total, own, next: more };
}

function unique(results) {
  const known = new Map();
  for (const result of results) if (!known.has(result.id)) known.set(result.id, result);
  return [...known.values()];
}

function ordered(pages, query) {
  const place = (page) => (page.own ? 0 : 2) + (dense(page.meta.title).includes(dense(query)) ? 0 : 1);
  return pages.map((page, at) => [place(page), at, page]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((entry) => entry[2]);
}

/** The row or paragraph that holds the first hit, when the hit is not in the title. */
export function address(page) {
  const first = page.locations?.[0] ?? 0;
  const anchors = (page.anchors ?? []).filter((anchor) => anchor.location <= first && anchor.id);
  const nearest = anchors.sort((a, b) => b.location - a.location)[0];
  return nearest ? `${page.url}#${nearest.id}` : page.url;
}

/** The words around the hits. Pagefind marks each character by itself and escapes the rest: all is built anew. */
export function excerpt(page) {
  const holder = document.createElement("span");
  holder.className = "y-search__excerpt";
  const parsed = new DOMParser().parseFromString(page.excerpt, "text/html").body;
  const pieces = [...parsed.childNodes].map((node) => [node.nodeName === "MARK", node.textContent.replace(OWN_WORD, "")]);
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
