// Files of a chart that nobody has to keep: made on a press, from the SVG beside the page and the table in it.
// No inline style or script, no eval, nothing from another host: a strict Content-Security-Policy lets all of it pass.

import { csv, save } from "./saving.js";

const SCALE = 2;

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

function sheet(files) {
  const rows = files.closest("figure").querySelector("details table").rows;
  return csv(Array.from(rows, (row) => Array.from(row.cells, (each) => each.textContent.trim())));
}

const MAKERS = { png, csv: sheet };

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
