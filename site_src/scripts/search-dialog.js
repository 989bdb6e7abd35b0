// The search dialog: things first (things.js), the full text below them (fulltext.js) where they do not answer, or where
// it is asked for.

import * as things from "./things.js";
import { address, amounts, dense, excerpt, look } from "./fulltext.js";

const dialog = document.querySelector("[data-search]");
const input = dialog.querySelector("input");
const status = dialog.querySelector("[data-search-status]");
const [named, printed] = dialog.querySelectorAll("[data-search-results] ol");
const below = dialog.querySelector("[data-search-below]");
const full = dialog.querySelector("[data-search-full]");
const more = dialog.querySelector("[data-search-more]");
const root = new URL(`${dialog.dataset.root.replace(/\/?$/, "/")}`, document.baseURI);
// The department that is looked at: what is its own comes first.
const slug = location.pathname.slice(root.pathname.length).match(/^agencies\/([^/]+)\//)?.[1];

const THINGS = 8; // listed at a time
const PAGES = 20;
const WEIGHED = 40; // pages looked into, where the full text is asked for
const FEW = 10; // where it is not, little is loaded
const DELAY = 120; // milliseconds after the last key
const KINDS = {
  question: "问题",
  term: "名词",
  figure: "主要数字",
  item: "科目",
  region: "地区",
  department: "部门",
  disclosure: "公开文件",
  table: "文件内",
  printed: "数额",
  project: "项目",
  page: "本站",
};

let asked = 0;
let timer;
let wantsText = false; // asked for once, the full text is searched each time
let leftThings = [];
let text; // the pages found

function element(name, className, content) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = content;
  return made;
}

function item(href, ...parts) {
  const made = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  link.append(...parts);
  made.append(link);
  return made;
}

function thingItem(thing) {
  const title = element("strong", "", thing.title);
  if (thing.code) title.append(" ", element("span", "y-search__code", thing.code));
  const head = element("span", "y-search__head", "");
  head.append(element("span", "y-search__kind", KINDS[thing.kind]), title);
  if (thing.amount) head.append(element("span", "y-search__amount", thing.amount));
  const about = [thing.guessed ? "是不是要找这个？" : "", thing.about].filter(Boolean).join(" · ");
  return item(new URL(thing.url, root).href, head, ...(about ? [element("span", "y-search__crumb", about)] : []));
}

function pageItem(page) {
  const title = element("strong", "", page.meta.title);
  return item(address(page), title, element("span", "y-search__crumb", page.meta.crumb ?? ""), excerpt(page));
}

export async function answer() {
  const query = input.value.trim();
  const turn = ++asked;
  if (!dense(query)) {
    show([]);
    more.hidden = full.hidden = true;
    status.textContent = "输入要找的字。两个字也行，词的中间几个字也行，拼音也行。";
    return;
  }
  status.textContent = "正在找……";
  try {
    // An amount is no thing; a number without a point or a separator may be a code.
    const isAmount = amounts(query).length > 0 && !/^\d{3,8}$/.test(dense(query));
    if (!isAmount) await things.load(root);
    const found = isAmount ? [] : await things.find(query, slug);
    if (turn !== asked) return;
    if (found.length && !wantsText) {
      show(found);
      status.textContent = `找到 ${found.length} 项。`;
      full.textContent = `在全文里找“${query}”`;
      full.hidden = false;
      return;
    }
    const pages = await look(amounts(query).length || found.length ? query : things.meant(query), root, slug, wantsText ? WEIGHED : FEW);
    const first = await pages.next(wantsText ? PAGES : FEW);
    if (turn !== asked) return;
    show(found);
    listPages(pages, first);
    said(query, found.length);
  } catch {
    if (turn !== asked) return;
    show([]);
    status.textContent =
      location.protocol === "file:" ? "直接打开文件时不能搜索；请通过网址访问。" : "搜索没有载入，请刷新页面再试。";
  }
}

function show(found) {
  named.replaceChildren(...found.slice(0, THINGS).map(thingItem));
  leftThings = found.slice(THINGS);
  printed.replaceChildren();
  text = undefined;
  below.hidden = full.hidden = true;
  more.hidden = !leftThings.length;
}

function listPages(pages, first) {
  text = pages;
  printed.append(...first.map(pageItem));
  text.listed = printed.children.length;
  below.hidden = !named.children.length || !pages.count;
  more.hidden = !leftThings.length && text.listed >= pages.count;
}

function said(query, count) {
  const own = slug && text.own < text.count ? `，本部门 ${text.own} 页在前` : "";
  const parts = [...(count ? [`${count} 项`] : []), ...(text.count ? [`${count ? "全文里 " : ""}${text.count} 页${own}`] : [])];
  status.textContent = parts.length ? `找到 ${parts.join("，")}。` : `没有找到“${query}”。少打几个字，或换一个说法试试。`;
}

async function lookInText() {
  wantsText = true;
  const query = input.value.trim();
  const turn = asked;
  const before = status.textContent;
  full.hidden = true;
  status.textContent = "正在找……";
  try {
    const pages = await look(query, root, slug, WEIGHED);
    const first = await pages.next(PAGES);
    if (turn !== asked) return;
    listPages(pages, first);
    said(query, named.children.length + leftThings.length);
    printed.querySelector("a")?.focus();
  } catch {
    if (turn === asked) status.textContent = before;
  }
}

// The next results below those that are listed; the keyboard goes on from the first of them.
async function goOn() {
  const turn = asked;
  let next;
  if (leftThings.length) {
    next = leftThings.splice(0, 2 * THINGS).map(thingItem);
    named.append(...next);
  } else {
    next = (await text.next(PAGES)).map(pageItem);
    if (turn !== asked) return;
    printed.append(...next);
    text.listed += next.length;
  }
  more.hidden = !leftThings.length && !(text && text.listed < text.count);
  next[0]?.querySelector("a").focus();
}

function step(by) {
  const stops = [input, ...dialog.querySelectorAll("[data-search-results] a"), ...[more, full].filter((button) => !button.hidden)];
  const at = stops.indexOf(document.activeElement);
  stops[(Math.max(at, 0) + by + stops.length) % stops.length].focus();
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(answer, DELAY);
});

more.addEventListener("click", goOn);
full.addEventListener("click", lookInText);

dialog.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // the input method is at work
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === input) {
    event.preventDefault();
    dialog.querySelector("[data-search-results] a")?.click();
  }
  event.stopPropagation(); // no other shortcut of the page listens in
});

dialog.addEventListener("click", (event) => {
  // A click beside the box lands on the dialog itself; a click on a result on this very page must close it.
  if (event.target === dialog || event.target.closest("[data-search-results] a")) dialog.close();
});
