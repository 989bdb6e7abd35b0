// Files that nobody has to keep: made on a press, of what is on the page.

// What a spreadsheet would compute gets an apostrophe before it; a number does not.
const RUNS = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/;
const NUMBER = /^[+\-＋－]?[0-9][0-9,]*(\.[0-9]+)?%?$/;

function cell(value) {
  const text = String(value);
  const safe = RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of cells as CSV. The mark at the beginning tells a spreadsheet that this is UTF-8. */
export function csv(rows) {
  const lines = rows.map((row) => row.map(cell).join(","));
  return new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" });
}

/** Give the reader a file. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
