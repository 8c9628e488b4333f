const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });
const fineShares = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const longDays = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export const count = value => whole.format(value);
export const short = value => compact.format(value);
export const percent = value => value === null || value === undefined ? "no data" : shares.format(value);
export const finePercent = value => value === null || value === undefined ? "no data" : fineShares.format(value);

/** A date without time, as the API gives it: 2026-11-24. */
export const day = text => days.format(new Date(`${text}T00:00:00Z`));
export const longDay = text => longDays.format(new Date(`${text}T00:00:00Z`));

/** How long ago, in the largest unit that is not zero. */
export function ago(time, now = Date.now()) {
  const seconds = Math.round((time - now) / 1000);
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]])
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  return "just now";
}
