// What the explorer's page is told: where the site begins, and the words of everything that it says.

export const root = document.querySelector("[data-explore]");
export const base = root.dataset.root;
export const words = JSON.parse(root.dataset.words);

export const say = (name, filled = {}) => (words[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => filled[key] ?? "");
export const titleOf = (measure, thing) => {
  if (measure === "share") return say("share", { whole: say(`of_${thing.whole}`) });
  return say(measure);
};
export const unitOf = (measure, thing) => {
  if (measure === "head") return say("per_head");
  return measure === "share" || measure === "rate" ? "" : say(thing.unit === "人" ? "unit_staff" : "unit_money");
};
