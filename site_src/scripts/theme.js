// What every page asks before it is drawn: that there are scripts, the site's root, and what a reader chose before.
// It stands in a file, since the Content Security Policy of the site lets no script run that stands in a page.

// What a page shows only with scripts, or only without them, is told apart by this before anything is drawn.
document.documentElement.classList.replace("no-js", "js");
document.documentElement.classList.add("y-scripts");
// A script that cannot be loaded, as from a disk, leaves the page as it is without scripts.
addEventListener("error", (event) => event.target.tagName === "SCRIPT" && document.documentElement.classList.remove("y-scripts"), true);

window.__md_scope = new URL("..", document.currentScript.src);

window.__md_get = (key, storage = localStorage, scope = window.__md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${key}`));

window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
};
