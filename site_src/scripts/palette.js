// The colours that a reader chose, set before anything is drawn, and the buttons that offer them: it stands after those.

const options = [...document.querySelectorAll("[name='__palette']")];
const dark = matchMedia("(prefers-color-scheme: dark)");

const wear = (chosen) => {
  const media = chosen.dataset.mdColorMedia;
  const system = media === "(prefers-color-scheme)";
  document.body.dataset.mdColorScheme = system ? (dark.matches ? "slate" : "default") : chosen.dataset.mdColorScheme;
  document.body.dataset.mdColorMedia = media;
  chosen.checked = true;
  for (const option of options) option.nextElementSibling.hidden = option !== chosen;
};

// What was chosen is kept as Material's own script kept it, so that earlier choices hold.
let kept = 0;
try {
  kept = window.__md_get("__palette")?.index ?? 0;
} catch {
  // A browser that gives nothing back: as the system says.
}
wear(options[kept] ?? options[0]);

dark.addEventListener("change", () => wear(options.find((option) => option.checked)));
for (const [index, option] of options.entries()) {
  option.addEventListener("change", () => {
    wear(option);
    window.__md_set("__palette", { index });
  });
  option.addEventListener("keydown", (event) => event.key === "Enter" && options[(index + 1) % options.length].click());
}
