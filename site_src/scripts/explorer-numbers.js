// Exact amounts: decimals as whole millionths, so that nothing is rounded but what is shown, and that as print does.

const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);
const size = (n) => (n < 0n ? -n : n);
const divided = (top, base) => (top + base / 2n) / base; // of sizes: half rounds up

/** "411.74" → 411740000n. */
export function parse(text) {
  const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const n = BigInt(whole + part.padEnd(PLACES, "0").slice(0, PLACES));
  return sign ? -n : n;
}

/** All digits, without separators: 411740000n → "411.74". */
export function exact(n) {
  const part = (size(n) % ONE).toString().padStart(PLACES, "0").replace(/0+$/, "");
  return `${n < 0n ? "-" : ""}${size(n) / ONE}${part && `.${part}`}`;
}

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** For a reader: two decimals, thousands separated; what would round to nothing is written in full. */
export function money(n) {
  const cents = divided(size(n), ONE / 100n);
  if (!cents && n) return exact(n);
  const digits = cents.toString().padStart(3, "0");
  return `${n < 0n ? "-" : ""}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

const percent = (tenths) => `${tenths / 10n}.${tenths % 10n}%`;

/** A part of a whole in percent, one decimal; never nothing for something, nor all for less. "" of what is no share. */
export function share(part, whole) {
  if (!whole) return "";
  const tenths = divided(size(part) * 1000n, size(whole));
  const negative = part < 0n !== whole < 0n && part !== 0n;
  if (!negative && tenths > 1000n) return "";
  if (!tenths && part) return "<0.1%";
  if (tenths === 1000n && size(part) < size(whole)) return ">99.9%";
  return `${negative ? "-" : ""}${percent(tenths)}`;
}

/** How much more than before, in percent of that; "" where there is no before to be more than. */
export function rate(now, before) {
  if (before <= 0n) return "";
  const change = now - before;
  const tenths = divided(size(change) * 1000n, before);
  if (!tenths && change) return change > 0n ? "<0.1%" : ">-0.1%";
  return `${change > 0n ? "+" : change < 0n ? "-" : ""}${percent(tenths)}`;
}

/** An amount for each of `count`, both in millionths. */
export const each = (amount, count) => (amount < 0n ? -1n : 1n) * divided(size(amount) * ONE, count);

/** For sorting and drawing alone. */
export const number = (n) => Number(n) / Number(ONE);

/** The middle one of sorted numbers, or the mean of the middle two. */
export const middle = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
