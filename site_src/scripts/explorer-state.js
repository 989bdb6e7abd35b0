// What the explorer shows, as the address says it: /explore/2026-budget/?thing=208&measure=share restores the view.

const PATH = /explore\/([^/]+)\/$/;
const DEFAULTS = { thing: "total_expenditure", measure: "amount", level: "", place: "", text: "", sort: "", page: "1", chart: "", a: "", b: "" };

/** The state of the address; `edition` where the address names none. */
export function read(edition) {
  const asked = new URLSearchParams(location.search);
  const state = { in: PATH.exec(location.pathname)?.[1] ?? edition };
  for (const [name, usual] of Object.entries(DEFAULTS)) state[name] = asked.get(name) ?? usual;
  return state;
}

/** The address of a state, without what goes without saying. */
export function address(root, state) {
  const said = Object.entries(DEFAULTS).filter(([name, usual]) => state[name] !== usual);
  const query = new URLSearchParams(said.map(([name]) => [name, state[name]])).toString();
  return new URL(`${root}explore/${state.in}/${query && `?${query}`}`, document.baseURI);
}

export const DEFAULT = DEFAULTS;
