// A report of an error, made ready: the page, its address, the place that the address names and what is printed there.
// The words stand in the page (partials/footer.html). Without this script the link leads to the page that says how.

const bar = document.querySelector("[data-report-bar]");
const footer = document.querySelector("[data-report]");
const FIGURES = "td, th, tr, dd, dl > div, article[id], .y-source p, .y-source span";
const LONGEST = 200;

// The place that the address names; none where what stands behind # cannot be read (#%E0%A4%A).
function place() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function named() {
  const id = place();
  const found = id && document.getElementById(id);
  if (!found || !found.matches(FIGURES) || !found.closest("#content")) return null;
  const text = found.textContent.replace(/\s+/g, " ").trim();
  return { place: id, text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text };
}

function filled(template, words) {
  return template.replace(/\{(\w+)\}/g, (_, name) => words[name] ?? "");
}

function report(figure) {
  const words = { page: document.title, address: location.href, place: figure?.place, text: figure?.text };
  const said = { subject: filled(bar.dataset.subject, words), message: filled(bar.dataset.message, words) };
  const encoded = Object.fromEntries(Object.entries(said).map(([name, text]) => [name, encodeURIComponent(text)]));
  return { message: said.message, address: bar.dataset.write && filled(bar.dataset.write, encoded) };
}

function show() {
  const figure = named();
  const { address } = report(figure);
  if (address) footer.href = address;
  bar.hidden = !figure;
  if (!figure) return;
  bar.querySelector("[data-report-text]").textContent = figure.text;
  const write = bar.querySelector("[data-report-write]");
  if (write && address) write.href = address;
}

async function copy(button) {
  const before = button.textContent;
  await navigator.clipboard.writeText(report(named()).message);
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 2000);
}

if (bar && footer) {
  bar.querySelector("[data-report-copy]").addEventListener("click", (event) => copy(event.currentTarget));
  bar.querySelector("[data-report-close]").addEventListener("click", () => { bar.hidden = true; });
  window.addEventListener("hashchange", show);
  show();
}
