// A term shown where it stands: a press opens its explanation beside it, Escape or a press elsewhere closes it.
// Without scripts, or with a key held down, its link leads to its page.

const card = document.createElement("div");
card.className = "y-term-card";
card.id = "y-term-card";
card.popover = "auto";
const name = document.createElement("strong");
const words = document.createElement("p");
const more = document.createElement("a");
more.textContent = "看这个词的解释";
card.append(name, words, more);

let opener = null;

function place() {
    const around = opener.getBoundingClientRect();
    const width = card.offsetWidth;
    const left = Math.max(8, Math.min(around.left, document.documentElement.clientWidth - width - 8));
    const below = around.bottom + 6;
    const fits = below + card.offsetHeight <= innerHeight;
    card.style.left = `${left}px`;
    card.style.top = `${fits ? below : Math.max(8, around.top - card.offsetHeight - 6)}px`;
}

function open(term) {
    opener?.setAttribute("aria-expanded", "false");
    opener = term;
    name.textContent = term.textContent;
    words.textContent = term.dataset.definition;
    more.href = term.href;
    term.after(card);
    card.showPopover();
    place();
}

for (const term of document.querySelectorAll("a.term")) {
    term.setAttribute("aria-expanded", "false");
}

card.addEventListener("toggle", (event) => opener?.setAttribute("aria-expanded", String(event.newState === "open")));
addEventListener("scroll", () => card.matches(":popover-open") && place(), { passive: true });
addEventListener("resize", () => card.matches(":popover-open") && place());

document.addEventListener("click", (event) => {
    const term = event.target.closest("a.term");
    if (!term || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !card.showPopover) return;
    event.preventDefault();
    // An open one was closed by this very press: popover=auto closes on a press outside it.
    open(term);
});
