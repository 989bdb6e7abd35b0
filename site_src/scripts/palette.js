// The colours that a reader chose before, set before anything is drawn. It stands after the buttons that offer them.

const chosen = window.__md_get("__palette")?.color;
if (chosen) {
  if (chosen.media === "(prefers-color-scheme)") {
    const light = matchMedia("(prefers-color-scheme: light)").matches;
    const offered = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${light ? "light" : "dark"})']`);
    for (const part of ["media", "scheme", "primary", "accent"]) {
      chosen[part] = offered.getAttribute(`data-md-color-${part}`);
    }
  }
  for (const [part, value] of Object.entries(chosen)) document.body.setAttribute(`data-md-color-${part}`, value);
}
