// @ts-check
// Finds what would tell who somebody is, erring towards silence: dates, clock times and sums are no phone numbers.
import { isDate } from "./evaluate.js";

const CODE = /(?<![\p{L}\d])(\d\d)(\d\d)(\d\d)([-+‐‑–−A-FU-Y])(\d{3})([\dA-Y])(?![\p{L}\d])/giu;
const EMAIL = /[\p{L}\d._%+'-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,}/u;
const PHONE = /(?<![\p{L}\d-]|\d[.,:/])(?:(?:\+|00)358|0[1-9])(?:(?:\) ?| ?\(|[ \u00a0\u202f‑-])?\d)+(?![.,:/]?\d)/gu;
const MOBILE_AND_MORE = /^(?:(?:\+|00)358 ?|0)(?:4|50).*\d[ -]\d/;
const CLOCK = /^[0-2]\d[0-5]\d-[0-2]\d[0-5]\d$/;
const DATE = /^\d\d[ -](?:\d\d[ -])?(?:19|20)\d\d(?!\d)|^[0-3]\d[01]\d(?:19|20)\d\d$/;

/** A real date and the right check character.
 * @param {string} text */
function hasCode(text) {
  return [...text.matchAll(CODE)].some(([, day, month, year, sign, number, check]) => {
    const century = sign === "+" ? 18 : /[A-F]/i.test(sign) ? 20 : 19;
    const right = "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(day + month + year + number) % 31];
    return Number(number) > 1 && isDate(`${century}${year}-${month}-${day}`) && check.toUpperCase() === right;
  });
}

/** Seven digits or more. Threes after another digit are a sum, as in 1 050 000 000.
 * @param {string} text */
function hasPhone(text) {
  return [...text.matchAll(PHONE)].some(({ 0: found, index }) => {
    const length = found.replace(/^(?:\+|00)358/, "0").replace(/\D/g, "").length;
    const isSum = /\d\s$/.test(text.slice(0, index)) && /^\d{3}(?:\s\d{3})+$/.test(found);
    const isOther = isSum || CLOCK.test(found) || DATE.test(found);
    return length > 6 && (length < 13 || MOBILE_AND_MORE.test(found)) && !isOther;
  });
}

/** What identifies somebody in the text, the most telling first.
 * @param {string} text @returns {"identity-code"|"phone"|"email"|null} */
export function findIdentity(text) {
  if (hasCode(text)) return "identity-code";
  if (text.includes("@") && EMAIL.test(text)) return "email";
  return hasPhone(text) ? "phone" : null;
}
