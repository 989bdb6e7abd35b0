// Files of a chart that nobody has to keep: made on a press, from the SVG beside the page and the table in it.
// No inline style or script, no eval, nothing from another host: a strict Content-Security-Policy lets all of it pass.

const SCALE = 2;
// What a spreadsheet would compute gets an apostrophe before it; a number does not.
const RUNS = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/;
const NUMBER = /^[+\-＋－]?[0-9][0-9,]*(\.[0-9]+)?%?$/;

function picture(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(`cannot load ${address}`));
    image.src = address;
  });
}

async function png(files) {
  const image = await picture(files.querySelector('a[href$=".svg"]').href);
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function cell(text) {
  const safe = RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv(files) {
  const rows = files.closest("figure").querySelector("details table").rows;
  const lines = Array.from(rows, (row) => Array.from(row.cells, (each) => cell(each.textContent.trim())).join(","));
  // The mark at the beginning tells a spreadsheet that this is UTF-8.
  return new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const MAKERS = { png, csv };

for (const button of document.querySelectorAll(".y-chart__files button[data-make]")) {
  const files = button.parentElement;
  const name = files.closest("figure").id.replace(/^chart-/, "");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      save(await MAKERS[button.dataset.make](files), `${name}.${button.dataset.make}`);
    } catch {
      button.textContent = button.dataset.failed;
      button.disabled = true;
    }
  });
}
