/** What the palette lists for what was written: commands and pages that fit, then what the record holds. */
import { sayCountry, sayDay } from '../lib/format';
import type { Found } from '../lib/types';

export interface Row {
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly more: string;
  readonly keys?: string;
  readonly act: () => void;
}

/** Rows whose name holds every word that was written; a word may be any part of a name. */
export function matchRows(rows: readonly Row[], written: string): Row[] {
  const words = written.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => row.name.toLocaleLowerCase().includes(word)));
}

/** The answer of GET /api/find as rows. */
export function listFound(found: Found, visit: (address: string) => void): Row[] {
  return [
    ...found.events.map((event) => ({
      key: `event ${event.id}`,
      group: 'Events',
      name: event.title ?? event.id,
      more: [sayDay(event.day), event.place].filter(Boolean).join(' · '),
      act: () => visit(`/events/${encodeURIComponent(event.id)}`),
    })),
    ...found.reports.map((report) => ({
      key: `report ${report.id}`,
      group: 'Reports',
      name: report.title ?? report.id,
      more: [report.outlet, sayDay(report.published)].filter(Boolean).join(' · '),
      act: () => visit(`/reports/${encodeURIComponent(report.id)}`),
    })),
    ...(found.places ?? []).map((place) => ({
      key: `place ${place.name} ${place.country} ${place.lat} ${place.lon}`,
      group: 'Places',
      name: place.name,
      more: sayCountry(place.country ?? null),
      act: () => visit(`/?words=${encodeURIComponent(place.name)}`),
    })),
  ];
}

/** The row that the arrow keys go to, round and round. */
export function step(at: number, by: number, length: number): number {
  return length === 0 ? 0 : (at + by + length) % length;
}
