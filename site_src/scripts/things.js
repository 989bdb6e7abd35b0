// The index of things (scripts/yusuan/site/finding): departments, disclosures, items, terms, headlines, projects,
// questions, found by parts of their names in any order, by short names, pinyin, its initials, traditional characters,
// and with one character wrong.

const FILES_AT_MOST = 150_000; // bytes of departments read for one query
const OWN_AT_MOST = 3; // departments whose own figures are read for one query
const GOOD = 55; // below that a typing error is looked for as well
const WEIGHT = { question: 6, term: 4, figure: 4, region: 3, department: 3, item: 2, disclosure: 2, printed: 2, table: 1, project: -6, page: 1 };
const KIND = ["预算", "决算"];
const FOLDER_OF_KIND = ["budget", "final-accounts"];
const RUN = /\d+(?:\.\d+)?|[a-z]+|[^\s\da-z]+/g;
const UNIT = /\d+(?:\.\d+)?|[a-z]+|./gu;
const BREAK = "\n"; // between two names of one thing

let files;
let core;
const texts = new WeakMap(); // names → units, each name is taken apart once

/** Texts as they are compared: one width, small letters, simplified characters, no marks. */
export function plain(text) {
  const simple = [...text.normalize("NFKC").toLowerCase()].map((one) => core?.simple.get(one) ?? one).join("");
  return simple.replace(/[^\p{L}\p{N}.\s]|\.(?!\d)|(?<!\d)\./gu, "");
}

const fetched = new Map();
function read(address) {
  if (!fetched.has(address)) {
    const answer = fetch(new URL(address, files)).then((response) => (response.ok ? response.json() : Promise.reject(new Error(address))));
    answer.catch(() => fetched.delete(address)); // tried again with the next query
    fetched.set(address, answer);
  }
  return fetched.get(address);
}

/** Load what every search needs; `root` is the site's address. */
export async function load(root) {
  if (core) return;
  files = new URL("search/", root);
  const found = await read("things.json");
  const pairs = [...found.traditional];
  const simple = new Map();
  for (let at = 0; at < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
  const readings = new Map();
  for (const [reading, characters] of Object.entries(found.readings)) {
    for (const one of characters) readings.set(one, [...(readings.get(one) ?? []), reading]);
  }
  core = { ...found, simple, readings };
  core.things = found.lists.flatMap(({ kind, base, rows }) =>
    rows.map(([slug, title, also = ""], rank) => ({ kind, rank, slug, title, names: [title, ...also.split(" ")], url: `${base}${slug}${slug.endsWith("/") ? "" : "/"}` })),
  );
  core.items = new Map(core.things.filter((thing) => thing.kind === "item" || thing.kind === "figure").map((thing) => [thing.slug, thing]));
  core.pageNames = found.pages.map(([, title, also]) => [title, ...also.split(" ")]);
}

function unitsOf(names) {
  let found = texts.get(names);
  if (!found) {
    const each = names.filter(Boolean).map((name) => plain(name).replace(/\s/g, "").match(UNIT) ?? []);
    const all = each.flatMap((units) => [...units, BREAK]);
    const at = new Map();
    all.forEach((unit, place) => (at.has(unit) ? at.get(unit).push(place) : at.set(unit, [place])));
    found = { each, all, at, whole: each.map((units) => units.join("")) };
    texts.set(names, found);
  }
  return found;
}

// One run of a query within a name ----------------------------------------------------------------------------------

const WILD = "\0";
const same = (token, unit) => token === unit || (token === WILD && unit !== BREAK);

// Pieces of at least `least` characters that stand among the units, the longest first; what is left over is `rest`.
function cover(word, { all, at: places }, least) {
  const tokens = [...word];
  const found = { pieces: 0, singles: 0, covered: 0, first: Infinity, rest: [] };
  let left = "";
  for (let at = 0; at < tokens.length; ) {
    let best = 0;
    let where = -1;
    for (const start of tokens[at] === WILD ? all.keys() : (places.get(tokens[at]) ?? [])) {
      let n = 0;
      while (at + n < tokens.length && start + n < all.length && same(tokens[at + n], all[start + n])) n++;
      if (n > best) [best, where] = [n, start];
    }
    if (best >= Math.min(least, tokens.length)) {
      found.pieces++;
      if (best === 1 && tokens.length > 1) found.singles++;
      found.covered += best;
      found.first = Math.min(found.first, where);
      if (left) found.rest.push(left);
      left = "";
      at += best;
    } else left += tokens[at++];
  }
  if (left) found.rest.push(left);
  return found;
}

// The characters of a query that do not stand in the names at all: none, the first, or the first two.
function missing(words, { at }) {
  const found = [];
  for (const word of words) {
    if (word.charCodeAt(0) < 128 && word[0] !== WILD) continue;
    for (const one of word) {
      if (one === WILD || at.has(one)) continue;
      found.push(one);
      if (found.length > 1) return found;
    }
  }
  return found;
}

// A word in Latin letters, syllable by syllable: the last may be begun, one gap is allowed, and `errors` wrong letters.
function spelled(word, units, errors) {
  let best = null;
  const better = (one) => {
    if (!best || one.errors - best.errors < 0 || (one.errors === best.errors && one.pieces < best.pieces)) best = one;
  };
  const step = (at, unit, covered, pieces, wrong, first) => {
    if (at === word.length) return better({ pieces, singles: 0, covered, first, errors: wrong, rest: [] });
    for (const reading of core.readings.get(units[unit]) ?? (/^[a-z]/.test(units[unit] ?? "") ? [units[unit]] : [])) {
      const rest = word.slice(at);
      if (rest.startsWith(reading)) onwards(at + reading.length, unit + 1, covered + 1, pieces, wrong, first);
      else if (reading.startsWith(rest) && (rest.length > 1 || covered)) better({ pieces, singles: 0, covered: covered + 1, first, errors: wrong, rest: [] });
      else if (wrong < errors) {
        for (const length of [reading.length, reading.length - 1, reading.length + 1]) {
          if (length > 1 && length <= rest.length && near(rest.slice(0, length), reading)) onwards(at + length, unit + 1, covered + 1, pieces, wrong + 1, first);
        }
      }
    }
  };
  const onwards = (at, unit, covered, pieces, wrong, first) => {
    step(at, unit, covered, pieces, wrong, first);
    if (at < word.length && pieces < 2) for (let next = unit + 1; next < units.length && units[next - 1] !== BREAK; next++) step(at, next, covered, pieces + 1, wrong, first);
  };
  for (let start = 0; start < units.length; start++) step(0, start, 0, 1, 0, start);
  if (best || word.length < 3) return best;
  // The initials of neighbours.
  for (let start = 0; start + word.length <= units.length; start++) {
    const all = [...word].every((letter, n) => core.readings.get(units[start + n])?.some((reading) => reading[0] === letter));
    if (all) return { pieces: 1, singles: 1, covered: word.length, first: start, errors: 0, rest: [] };
  }
  return null;
}

// Whether one letter changed, left out, put in, or two exchanged make the one word of the other.
function near(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

// A query within the names of one thing: what of it is left over, and how well the rest stands there.
function within(words, names, { least = 2, errors = 0 } = {}) {
  const units = unitsOf(names);
  const { each, all } = units;
  const found = { pieces: 0, singles: 0, covered: 0, first: Infinity, errors: 0, rest: [], length: 0 };
  for (const word of words) {
    let one;
    if (/^\d/.test(word)) one = all.includes(word) ? { pieces: 1, singles: 0, covered: 1, first: all.indexOf(word), rest: [] } : { rest: [word] };
    else if (/^[a-z]/.test(word)) one = spelled(word, all, errors) ?? { rest: [word] };
    else one = cover(word, units, least);
    found.pieces += one.pieces ?? 0;
    found.singles += one.singles ?? 0;
    found.covered += one.covered ?? 0;
    found.errors += one.errors ?? 0;
    found.first = Math.min(found.first, one.first ?? Infinity);
    found.rest.push(...one.rest);
  }
  // Of several names the one that the first piece stands in.
  let begin = 0;
  for (const units of each) {
    if (found.first <= begin + units.length) {
      found.length = units.length;
      found.starts = found.first === begin;
      break;
    }
    begin += units.length + 1;
  }
  return found;
}

// 100 is a name itself; a part of one is worth the more, the more of the name it is.
function quality(words, names) {
  const asked = words.join("");
  const units = unitsOf(names);
  if (missing(words, units).length) return 0;
  if (units.whole.includes(asked)) return 100;
  let found = within(words, names);
  if (found.rest.length) {
    // Single characters in their places: 律师费 is 律师咨询费. One in three may stand alone.
    found = within(words, names, { least: 1 });
    if (found.rest.length || found.singles > asked.length / 3) return 0;
  }
  return valued(found, words.length);
}

function valued(found, count) {
  const share = Math.min(1, found.covered / (found.length || 1));
  return 50 + 32 * share + (found.starts ? 8 : 0) - 5 * (found.pieces - count) - 5 * found.singles - 14 * found.errors + (share === 1 && found.pieces === count ? 8 : 0);
}

// Queries -----------------------------------------------------------------------------------------------------------

const parted = (text) => text.match(RUN) ?? [];

// What is asked for, in words, and what it costs to read it so: as it stands, without question words, in other words.
function readingsOf(query) {
  const whole = plain(query).trim();
  const found = new Map([[whole, 0]]);
  let left = whole;
  for (const word of core.dropped) left = left.replaceAll(word, " ");
  left = left.trim();
  if (left) found.set(left, found.get(left) ?? 1);
  for (const base of [...found.keys()]) {
    for (const [asked, called] of core.same) {
      if (base.includes(asked) && !base.includes(called)) found.set(base.replaceAll(asked, called), 4 + found.get(base));
    }
  }
  return [...found].map(([text, cost]) => ({ words: parted(text), cost })).filter(({ words }) => words.length);
}

// The same with one character wrong, too many, or exchanged with the next.
function* mistyped(words) {
  for (const [number, word] of words.entries()) {
    const tokens = [...word];
    if (/^[\da-z]/.test(word) || tokens.length < 3 || tokens.length > 14) continue;
    const put = (other) => words.with?.(number, other) ?? words.map((one, at) => (at === number ? other : one));
    for (const at of tokens.keys()) {
      yield { words: put([...tokens.slice(0, at), WILD, ...tokens.slice(at + 1)].join("")), without: tokens[at], short: tokens.length < 4 };
      if (tokens.length > 3) yield { words: put([...tokens.slice(0, at), ...tokens.slice(at + 1)].join("")), without: tokens[at] };
      if (at + 1 < tokens.length) yield { words: put([...tokens.slice(0, at), tokens[at + 1], tokens[at], ...tokens.slice(at + 2)].join("")) };
    }
  }
}

// How good the best of the mistyped queries is in these names.
function guessed(words, variants, names) {
  const wrong = missing(words, unitsOf(names));
  if (wrong.length > 1) return 0;
  let best = 0;
  for (const variant of variants) {
    // One that leaves the wrong character where it is cannot fit.
    if (wrong.length && variant.without !== wrong[0]) continue;
    const found = within(variant.words, names);
    if (found.rest.length || found.pieces > words.length + 1) continue;
    const sounds = soundsLike(variant.without, unitsOf(names).all);
    // Of three characters two are too few to go by.
    if (variant.short && !sounds) continue;
    best = Math.max(best, valued(found, words.length) - (sounds ? 10 : 16));
  }
  return best;
}

// A question may be asked in other words, if most of them are the same.
function partly(words, names) {
  const { covered, pieces, length } = within(words, names);
  const share = covered / [...words.join("")].length;
  return share >= 0.6 && pieces > 1 ? 20 + 20 * share + (10 * covered) / length : 0;
}

// A wrong character is mostly one of the same sound, which the name has besides.
const soundsLike = (wrong, units) => {
  const its = core.readings.get(wrong);
  return Boolean(its) && units.some((unit) => unit !== wrong && core.readings.get(unit)?.some((reading) => its.includes(reading)));
};

// Departments, and what is theirs -----------------------------------------------------------------------------------

async function departments(readings) {
  const characters = new Set(readings.flatMap(({ words }) => words.join("")).join(""));
  const han = [...characters].filter((one) => !/[\da-z.]/.test(one));
  const counted = core.departments.map(([code, its, size]) => ({ code, size, count: han.filter((one) => its.includes(one)).length }));
  const most = Math.max(...counted.map(({ count }) => count), 0);
  const wanted = counted.filter(({ count }) => count >= Math.min(2, most) && count >= most - 2).sort((a, b) => b.count - a.count);
  let bytes = 0;
  const taken = wanted.filter(({ size }) => (bytes += size) <= FILES_AT_MOST);
  const files = await Promise.all(taken.map(({ code }) => read(`departments/${code}.json`)));
  return files.flatMap((file) => file.rows.map((row) => (row.thing ??= departmentOf(file, row))));
}

const departmentOf = ({ regions, sets }, [slug, title, also, region, disclosures]) => ({
  kind: "department",
  slug,
  title,
  names: [title, ...also.split(" ")],
  url: `agencies/${slug}/`,
  region: regions[region],
  disclosures: disclosures.map(([year, kind, total, set]) => ({ year, kind, total, pages: sets[set], url: `agencies/${slug}/${year}-${FOLDER_OF_KIND[kind]}/` })),
});

// The department whose page is looked at: its own file says in which other it stands.
async function departmentHere(slug) {
  const { in: code } = await read(`agencies/${slug}.json`).catch(() => ({}));
  if (!code) return undefined;
  const file = await read(`departments/${code}.json`);
  const row = file.rows.find(([its]) => its === slug);
  return (row.thing ??= departmentOf(file, row));
}

const YEAR = /^(?:19|20)\d\d$/;
const DOCUMENT = /(?:部门|单位|综合)*(?:预决算|预算|决算)|年度|年|公开|文件|报告|说明|情况|数据/g;

// What stands beside a department's name in a query: a year, a kind, and what is left.
function beside(rest, own) {
  const years = rest.filter((word) => YEAR.test(word)).map(Number);
  const others = rest.filter((word) => !YEAR.test(word)).map((word) => word.replace(/^度/, ""));
  const text = others.join(" ");
  const kind = text.includes("决算") && !text.includes("预决算") ? 1 : text.includes("预算") && !text.includes("预决算") ? 0 : undefined;
  // A single character that the name has as well is of the name: 规划局 of 规划和自然资源局.
  const left = parted(others.map((word) => word.replace(DOCUMENT, " ")).join(" ")).filter((word) => [...word].length > 1 || !own?.has(word));
  return { years, kind, others, left };
}

const named = (department, { year, kind }) => `${department.title} ${year} 年${KIND[kind]}`;

const ofYear = (department, one) => ({ kind: "disclosure", title: named(department, one), url: one.url, amount: one.total });

// Disclosures, their pages and figures, for a query that a department's name is only a part of.
async function ofDepartment(department, rest, base, isSure) {
  const asked = beside(rest, unitsOf(department.names).at);
  const its = department.disclosures.filter(({ year, kind }) => (!asked.years.length || asked.years.includes(year)) && (asked.kind === undefined || asked.kind === kind));
  const results = [];
  // What else is asked of it may be on its page, or be a thing of its own.
  const fallback = () => [{ ...department, score: base * 0.65 }, ...(its[0] ? [{ ...ofYear(department, its[0]), score: base * 0.65 - 2 }] : [])];
  if (!asked.left.length) {
    if (!asked.years.length) results.push({ ...department, score: base + 4 });
    its.forEach((one, at) => results.push({ ...ofYear(department, one), score: base + 3 - at / 100 }));
    return results;
  }
  if (isSure) results.push(...fallback());
  const latest = its.slice(0, 2);
  for (const { words, cost } of [...readingsOf(asked.left.join(" ")), { words: asked.others, cost: 0 }]) {
    for (const [at, one] of latest.entries()) {
      for (const page of one.pages) {
        const score = quality(words, core.pageNames[page]);
        if (score) results.push({ kind: "table", title: core.pageNames[page][0], about: named(department, one), url: one.url + core.pages[page][0], score: base * 0.6 + (score - cost) * 0.35 - at });
      }
    }
  }
  const printed = await read(`agencies/${department.slug}.json`).catch(() => ({}));
  for (const { words, cost } of readingsOf(asked.left.join(" "))) {
    if (isSure) for (const thing of core.things) results.push({ ...thing, score: (quality(words, thing.names) - cost) * 0.45 });
    for (const [at, one] of latest.entries()) {
      for (const [slug, amount, place] of printed[`${one.year}-${FOLDER_OF_KIND[one.kind]}`] ?? []) {
        const thing = core.items.get(slug);
        const score = thing ? quality(words, thing.names) : 0;
        if (score) results.push({ kind: "printed", title: thing.title, code: code(slug), about: named(department, one), amount, url: `${one.url}tables/${place}`, score: base * 0.6 + (score - cost + (thing.kind === "item" ? often(thing) : 6)) * 0.4 - at });
      }
    }
  }
  return results;
}

const code = (slug) => (/^e?\d/.test(slug) ? slug.replace(/^e/, "") : "");

// Projects ----------------------------------------------------------------------------------------------------------

// The files of the two rarest syllables of what is asked for have all projects that it can mean.
async function projects(words) {
  const syllables = new Set();
  for (const word of words) {
    if (/^\d/.test(word)) continue;
    if (/^[a-z]/.test(word)) {
      const begins = Object.keys(core.projects).filter((syllable) => word.startsWith(syllable));
      if (begins.length) syllables.add(begins.sort((a, b) => b.length - a.length)[0]);
    } else for (const one of word) if (core.readings.has(one)) syllables.add(core.readings.get(one)[0]);
  }
  const rarest = [...syllables].filter((one) => core.projects[one]).sort((a, b) => core.projects[a] - core.projects[b]);
  const found = await Promise.all(rarest.slice(0, 2).map((one) => read(`projects/${one}.json`)));
  const unique = new Map();
  for (const file of found) {
    for (const [of, row, title, amount] of file.rows) {
      const [disclosure, department] = file.of[of];
      const [, year, kind] = disclosure.match(/(\d{4})-(.+)$/);
      const url = `agencies/${disclosure}/projects/${row - ((row - 1) % file.each)}/#p${row}`;
      unique.set(url, { kind: "project", title, names: [title], url, amount, department, about: `${department} ${year} 年${KIND[FOLDER_OF_KIND.indexOf(kind)]}`, year });
    }
  }
  return [...unique.values()];
}

/** What a question is about: without question words, where anything is left. */
export const meant = (query) => {
  let left = plain(query);
  for (const word of core.dropped) left = left.replaceAll(word, " ");
  return left.trim().replace(/\s+/g, " ") || query;
};

// The answer --------------------------------------------------------------------------------------------------------

// Classes and sections go before their items, what many documents print before what few do.
const often = ({ slug, rank }) => Math.max(0, 14 - 5 * Math.log10(1 + rank)) + Math.max(0, 9 - 2 * code(slug).length);

/** Things for a query, the best first: kind, title, url, and about, code, amount where they have them. */
export async function find(query, here) {
  const readings = readingsOf(query);
  if (!readings.length) return [];
  const found = [];
  const add = (thing, score) => score > 0 && found.push({ ...thing, score: score + WEIGHT[thing.kind] + (thing.kind === "item" ? often(thing) : 0) });
  const digits = /^\d{3,8}$/.test(readings[0].words.join("")) ? readings[0].words[0] : null;
  for (const thing of core.things) {
    if (digits) {
      const its = thing.kind === "item" ? code(thing.slug) : "";
      if (its.startsWith(digits)) add(thing, its === digits ? 100 : 80 - its.length);
    } else add(thing, Math.max(...readings.map(({ words, cost }) => quality(words, thing.names) - cost)));
  }
  const known = digits && !YEAR.test(digits) ? [] : await departments(readings);
  const parts = [];
  const wholly = [];
  for (const department of known) {
    const score = Math.max(...readings.map(({ words, cost }) => quality(words, department.names) - cost));
    if (score > 0) {
      wholly.push([department, score]);
      add(department, score);
    } else {
      const best = readings.map(({ words, cost }) => ({ ...within(words, department.names), cost, count: words.length })).sort((a, b) => b.covered - a.covered)[0];
      if (best.covered > 1) parts.push({ department, best });
    }
  }
  const isNamed = wholly.length > 0;
  // Below the one department that is named stand its disclosures.
  if (wholly.length === 1) for (const [department, score] of wholly) department.disclosures.forEach((one, at) => add(ofYear(department, one), score - 1 - at / 100));
  // The departments that most of the query is of.
  const most = Math.max(...parts.map(({ best }) => best.covered), 0);
  const likely = parts.filter(({ best }) => best.covered === most).sort((a, b) => b.best.covered / b.best.length - a.best.covered / a.best.length);
  const close = isNamed ? [] : likely.slice(0, OWN_AT_MOST);
  const composed = await Promise.all(
    close.map(({ department, best }) => ofDepartment(department, best.rest, valued({ ...best, singles: 0 }, Math.max(1, best.count - 1)), close.length < OWN_AT_MOST && best.starts)),
  );
  composed.flat().forEach((thing) => add(thing, thing.score));
  const home = here && (await departmentHere(here));
  if (home && !digits) (await ofDepartment(home, readings[0].words, 100)).forEach((thing) => add(thing, thing.score + 4));
  const alike = digits || isNamed ? [] : await addProjects(readings, close, add);
  if (!digits && Math.max(...found.map(({ score }) => score), 0) < GOOD) addMistyped(readings, [...core.things, ...known, ...alike], add);
  return ordered(found);
}

async function addProjects(readings, close, add) {
  const rest = close.length ? close[0].best.rest.flatMap((word) => beside([word]).left) : [];
  const asked = readings[0].words;
  const isItem = rest.length > 0 && [...core.items.values()].some(({ names }) => quality(rest, names));
  const found = await projects(rest.length ? rest : asked);
  for (const project of found) {
    let best = Math.max(...readings.map(({ words, cost }) => quality(words, project.names) - cost));
    // Beside the name of its department, and its year; one whose name only begins so goes after the department's items.
    if (best <= 0) best = Math.max(...readings.map(({ words, cost }) => quality(words, [project.title, project.department, project.year, project.about]) - cost - 2)) - (isItem ? 16 : 0);
    add(project, best);
  }
  return found;
}

function addMistyped(readings, things, add) {
  const variants = readings.filter(({ cost }) => cost < 2).map(({ words }) => [words, [...mistyped(words)]]);
  const latin = readings[0].words.some((word) => /^[a-z]{5}/.test(word));
  for (const thing of things) {
    let score = Math.max(...variants.map(([words, its]) => guessed(words, its, thing.names)));
    if (!score && thing.kind === "question") score = Math.max(...readings.map(({ words }) => partly(words, thing.names)));
    if (latin) {
      const found = within(readings[0].words, thing.names, { errors: 1 });
      if (!found.rest.length && found.errors === 1) score = Math.max(score, valued(found, readings[0].words.length));
    }
    add({ ...thing, guessed: true }, score);
  }
}

function ordered(found) {
  const best = new Map();
  for (const thing of found) if (!(best.get(thing.url)?.score >= thing.score)) best.set(thing.url, thing);
  const described = [...best.values()].map((thing) => ({ ...thing, ...description(thing) }));
  return described.sort((a, b) => b.score - a.score || a.title.length - b.title.length || (a.url < b.url ? -1 : 1));
}

function description(thing) {
  if (thing.kind === "item") {
    const its = code(thing.slug);
    const above = [3, 5].filter((length) => length < its.length).map((length) => core.items.get(thing.slug.slice(0, thing.slug.length - its.length + length))?.title);
    return { code: its, about: [thing.slug.startsWith("e") ? "经济分类" : "功能分类", ...above.filter(Boolean)].join(" › ") };
  }
  if (thing.kind === "department") {
    const [latest] = thing.disclosures;
    return { about: [thing.region, latest && `${latest.year} 年${KIND[latest.kind]}`].filter(Boolean).join(" · "), amount: latest?.total };
  }
  return {};
}
