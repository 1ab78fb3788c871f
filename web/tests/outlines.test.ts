import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTESTED_LANDS, isContested } from '../src/events/contested';
import { readOutlines, unwrapRing } from '../src/events/outlines';

const atlas = JSON.parse(
  readFileSync(new URL('../node_modules/world-atlas/countries-50m.json', import.meta.url), 'utf8'),
);
const outlines = readOutlines(atlas);

describe('the outlines', () => {
  it('have no edge that jumps over the world', () => {
    const rings = outlines.land.features.flatMap(({ geometry }) =>
      geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [],
    );
    const jumps = rings.flatMap((ring) =>
      ring
        .slice(1)
        .filter(([lon = 0, lat = 0], at) => Math.abs(lon - (ring[at]?.[0] ?? 0)) > 180 && Math.abs(lat) < 90),
    );

    expect(rings.length).toBeGreaterThan(1000);
    expect(jumps).toEqual([]);
  });

  it('draw each border once: as agreed, or as contested', () => {
    const contested = new Set(outlines.contested.coordinates.map((line) => JSON.stringify(line)));

    expect(contested.size).toBeGreaterThan(10);
    expect(outlines.agreed.coordinates.length).toBeGreaterThan(100);
    expect(outlines.agreed.coordinates.filter((line) => contested.has(JSON.stringify(line)))).toEqual([]);
  });

  it('dash the isthmus of Crimea and no other part of that border', () => {
    const isthmus = outlines.contested.coordinates.filter((line) =>
      line.every(([lon = 0, lat = 0]) => lon > 32 && lon < 37 && lat > 44 && lat < 47),
    );
    const mainland = outlines.agreed.coordinates.filter((line) =>
      line.some(([lon = 0, lat = 0]) => lon > 37.5 && lon < 40 && lat > 47 && lat < 50),
    );

    expect(isthmus.length).toBeGreaterThan(0);
    expect(mainland.length).toBeGreaterThan(0);
  });

  it('know every land that is called contested', () => {
    const names = new Set(outlines.names.features.map((name) => name.properties.name));

    expect([...CONTESTED_LANDS].filter((land) => !names.has(land))).toEqual([]);
  });

  it('call a border contested whichever side is asked first', () => {
    expect(isContested('India', 'Pakistan')).toBe(isContested('Pakistan', 'India'));
    expect(isContested('France', 'Germany')).toBe(false);
  });

  it('put the name of a country into it', () => {
    const brazil = outlines.names.features.find((name) => name.properties.name === 'Brazil');

    expect(brazil?.geometry.coordinates[0]).toBeGreaterThan(-60);
    expect(brazil?.geometry.coordinates[0]).toBeLessThan(-45);
  });
});

describe('a ring over the 180th meridian', () => {
  it('goes on beyond it', () => {
    expect(
      unwrapRing([
        [179, 0],
        [-179, 0],
        [-179, 1],
        [179, 0],
      ]).map(([lon]) => lon),
    ).toEqual([179, 181, 181, 179]);
  });
});
