// What helps in reading a page: folded parts open where an address leads into them and while printing, the contents at the
// side mark where the reader is, and code that is wider than its box can be moved by keys.

const open = (part) => {
  for (let folded = part?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
};
const meant = () => {
  const part = document.querySelector(":target");
  if (!part?.closest("details:not([open])")) return;
  open(part);
  part.scrollIntoView();
};
addEventListener("hashchange", meant);
meant();

const unfold = (printing) => {
  for (const part of document.querySelectorAll(printing ? "details:not([open])" : "details[data-printed]")) {
    part.open = printing;
    part.toggleAttribute("data-printed", printing);
  }
};
addEventListener("beforeprint", () => unfold(true));
addEventListener("afterprint", () => unfold(false));
matchMedia("print").addEventListener("change", (event) => unfold(event.matches));

const entries = new Map();
for (const link of document.querySelectorAll(".md-nav--secondary .md-nav__link")) {
  const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (part) entries.set(part, link);
}
if (entries.size) {
  const active = "md-nav__link--active";
  const seen = new IntersectionObserver((found) => {
    const last = found.filter((one) => one.isIntersecting).at(-1);
    if (!last) return;
    for (const link of entries.values()) link.classList.remove(active);
    entries.get(last.target).classList.add(active);
  }, { rootMargin: "-60px 0px -65% 0px" });
  for (const part of entries.keys()) seen.observe(part);
}

// Asked again whenever a box gets another size, as when what it stands in is unfolded.
const sizes = new ResizeObserver((changed) => {
  for (const { target } of changed) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const code of document.querySelectorAll("pre > code")) sizes.observe(code);
