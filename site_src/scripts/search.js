// Opens the search: by its buttons, with / or with Ctrl+K. What it does then is loaded with the first opening.

const dialog = document.querySelector("[data-search]");
let loading;

function open(query) {
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  if (query !== undefined) input.value = query;
  input.focus();
  input.select();
  loading ??= import("./search-dialog.js");
  loading.then(({ answer }) => answer()).catch(() => {
    loading = undefined; // tried again with the next opening
    dialog.querySelector("[data-search-status]").textContent = "搜索没有载入，请刷新页面再试。";
  });
}

for (const button of document.querySelectorAll("[data-search-open]")) {
  button.addEventListener("click", () => open(button.dataset.searchQuery));
}

// Enter opens a result; it must not close the dialog while what does that is being loaded.
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || dialog.open) return;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (slash || letter) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }
}, true);
