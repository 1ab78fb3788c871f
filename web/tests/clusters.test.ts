import { describe, expect, it } from 'vitest';
import { findClusters, rowsWithin } from '../src/events/clusters';
import { readIndex } from '../src/events/columns';
import { circle, fromMercatorX, fromMercatorY, toMercatorX, toMercatorY } from '../src/events/mercator';
import { fakeIndex } from './fake_index';
import { quickest } from './quickest';

const index = fakeIndex(4000);
const columns = readIndex(index);
const all = Uint32Array.from(index.id.keys());
const placed = index.lat.filter((lat) => lat !== null).length;

describe('clusters', () => {
  it('hold every event with a place once, at any zoom', () => {
    for (const zoom of [0, 2.5, 6, 12]) {
      const clusters = findClusters(columns, all, zoom, [-180, -85, 180, 85]);
      expect(clusters.reduce((sum, cluster) => sum + cluster.count, 0)).toBe(placed);
    }
  });

  it('come apart as the map is drawn nearer', () => {
    const counts = [1, 4, 8].map((zoom) => findClusters(columns, all, zoom, [-180, -85, 180, 85]).length);

    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(counts[0]).toBeLessThan(60);
  });

  it('are those of the view alone', () => {
    const clusters = findClusters(columns, all, 5, [90, 10, 100, 30]);

    expect(clusters.reduce((sum, cluster) => sum + cluster.count, 0)).toBe(
      index.lat.filter(
        (lat, row) =>
          lat !== null && lat >= 10 && lat <= 30 && (index.lon[row] ?? 0) >= 90 && (index.lon[row] ?? 0) <= 100,
      ).length,
    );
  });

  it('stand in the turn of the world that is in view', () => {
    const [cluster] = findClusters(columns, all, 0, [200, -85, 560, 85]).filter((each) => each.count > 100);

    expect(cluster?.x).toBeGreaterThan(toMercatorX(200));
  });

  it('give back the rows that they hold', () => {
    for (const cluster of findClusters(columns, all, 3, [-180, -85, 180, 85]))
      expect(rowsWithin(columns, all, cluster, 10_000).length).toBeGreaterThanOrEqual(cluster.count);
  });

  it('of 50,000 events are found within 100 ms', () => {
    const many = readIndex(fakeIndex(50_000));
    const rows = Uint32Array.from(many.id.keys());

    expect(quickest(() => findClusters(many, rows, 4, [-180, -85, 180, 85]))).toBeLessThan(100);
  });
});

describe('the projection', () => {
  it('goes there and back', () => {
    expect(fromMercatorX(toMercatorX(33.42))).toBeCloseTo(33.42, 9);
    expect(fromMercatorY(toMercatorY(49.07))).toBeCloseTo(49.07, 9);
  });

  it('draws a circle whose every corner is as far from the middle as was asked', () => {
    for (const [lon, lat] of circle(49, 33, 25)) {
      const north = (lat - 49) * 111.19;
      const east = (lon - 33) * 111.19 * Math.cos((49 * Math.PI) / 180);
      expect(Math.hypot(north, east)).toBeCloseTo(25, 0);
    }
  });
});
