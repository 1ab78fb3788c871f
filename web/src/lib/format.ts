import type { Count } from './types';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NUMBER = new Intl.NumberFormat('en');

/** A code as people read it: "air_strike" is "air strike". */
export function sayCode(code: string): string {
  return code.replaceAll('_', ' ').replaceAll('-', ' ');
}

/** The same with a capital: for headings and the beginnings of rows. */
export function sayTitle(code: string): string {
  const words = sayCode(code);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An ISO day or time as "3 Mar 2023", the time of day after it where `withTime` asks for one. No zone is guessed. */
export function sayDay(iso: string | null | undefined, withTime = false): string {
  const parts = iso ? /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?/.exec(iso) : null;
  if (!parts) return iso ?? '';
  const day = `${Number(parts[3])} ${MONTHS[Number(parts[2]) - 1] ?? parts[2]} ${parts[1]}`;
  return withTime && parts[4] ? `${day}, ${parts[4]}` : day;
}

/** First and last day: "3 Mar 2023", "3–5 Mar 2023", "28 Feb – 2 Mar 2023". */
export function sayDays(earliest: string | null, latest: string | null): string {
  if (!earliest || !latest || earliest.slice(0, 10) === latest.slice(0, 10)) return sayDay(earliest ?? latest);
  if (earliest.slice(0, 7) === latest.slice(0, 7)) return `${Number(earliest.slice(8, 10))}–${sayDay(latest)}`;
  if (earliest.slice(0, 4) === latest.slice(0, 4)) return `${sayDay(earliest).slice(0, -5)} – ${sayDay(latest)}`;
  return `${sayDay(earliest)} – ${sayDay(latest)}`;
}

export function sayNumber(number: number): string {
  return NUMBER.format(number);
}

/** "1 report", "2 reports". */
export function sayMany(number: number, one: string, many = `${one}s`): string {
  return `${sayNumber(number)} ${number === 1 ? one : many}`;
}

/** Bounds as people write them: "15", "at least 15", "up to 15", "12–15", "about 15"; empty where there are none. */
export function sayBounds(low: number | null, high: number | null, best: number | null = null): string {
  if (low !== null && high !== null) return low === high ? sayNumber(low) : `${sayNumber(low)}–${sayNumber(high)}`;
  if (low !== null) return `at least ${sayNumber(low)}`;
  if (high !== null) return `up to ${sayNumber(high)}`;
  return best === null ? '' : `about ${sayNumber(best)}`;
}

export function sayCount(count: Count | null): string {
  return count ? sayBounds(count.low, count.high, count.best) : '';
}

/** The name of a country by its ISO code, in English. */
export function sayCountry(code: string | null): string {
  if (!code) return '';
  try {
    return COUNTRIES.of(code.toUpperCase()) ?? code;
  } catch {
    return code; // two letters that no country has
  }
}

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });

/** An id as it is shown where the whole would be noise. */
export function shortId(id: string): string {
  return id.slice(0, 10);
}
