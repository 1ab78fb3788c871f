import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { FAMILIES } from './families';
import type { Borders, Colouring } from './viewpoint.svelte';

/** Colours of the map, as the theme has them at the moment. */
export type Colours = (name: string) => string;

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

const NOTHING = { type: 'FeatureCollection' as const, features: [] };
const SOURCES = ['land', 'agreed', 'contested', 'names', 'areas', 'spots', 'pointed'] as const;
export type SourceName = (typeof SOURCES)[number];

export interface Look {
  borders: Borders;
  names: boolean;
  colouring: Colouring;
}

export function makeStyle(colours: Colours, look: Look): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(SOURCES.map((name) => [name, { type: 'geojson', data: NOTHING }])),
    layers: makeLayers(colours, look),
  };
}

/** Changes colours and what is shown of the borders on a map that stands. */
export function restyle(map: MapLibreMap, colours: Colours, look: Look): void {
  for (const layer of makeLayers(colours, look)) {
    for (const [name, value] of Object.entries(layer.paint ?? {}))
      map.setPaintProperty(layer.id, name as never, value as never);
    for (const [name, value] of Object.entries(layer.layout ?? {}))
      map.setLayoutProperty(layer.id, name as never, value as never);
    if ('filter' in layer) map.setFilter(layer.id, layer.filter ?? null);
  }
}

function makeLayers(colours: Colours, look: Look): LayerSpecification[] {
  return [...worldLayers(colours, look), ...eventLayers(colours, look.colouring)];
}

function worldLayers(colours: Colours, { borders, names }: Look): LayerSpecification[] {
  const border = colours('map-border');
  const isShown = borders === 'none' ? 'none' : 'visible';
  return [
    { id: 'water', type: 'background', paint: { 'background-color': colours('map-water') } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours('map-land') } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': border, 'line-width': 0.6 } },
    {
      id: 'agreed',
      type: 'line',
      source: 'agreed',
      layout: { visibility: isShown },
      paint: { 'line-color': border, 'line-width': 0.8 },
    },
    {
      id: 'contested',
      type: 'line',
      source: 'contested',
      layout: { visibility: isShown },
      paint: {
        'line-color': border,
        'line-width': borders === 'neutral' ? 1 : 0.8,
        'line-dasharray': borders === 'neutral' ? [2, 2.5] : [1, 0],
      },
    },
    {
      id: 'names',
      type: 'symbol',
      source: 'names',
      // Large countries first, smaller ones as the map is drawn nearer.
      filter: [
        'all',
        borders === 'neutral' ? ['!', ['get', 'isContested']] : true,
        ['>=', ['get', 'size'], ['step', ['zoom'], 18, 2, 16, 3, 14, 4, 12, 5, 9, 6, 0]],
      ],
      layout: {
        visibility: names && borders !== 'none' ? 'visible' : 'none',
        'text-field': ['get', 'name'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 1, 12, 6, 15],
        'text-max-width': 8,
        'symbol-sort-key': ['-', ['get', 'size']],
        'text-padding': 6,
      },
      paint: { 'text-color': colours('map-name'), 'text-halo-color': colours('map-land'), 'text-halo-width': 1.2 },
    },
  ];
}

function eventLayers(colours: Colours, colouring: Colouring): LayerSpecification[] {
  const isOne: ExpressionSpecification = ['==', ['get', 'count'], 1];
  const edge = colours('surface');
  return [
    { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': colours('accent'), 'fill-opacity': 0.1 } },
    {
      id: 'area-edges',
      type: 'line',
      source: 'areas',
      paint: { 'line-color': colours('accent'), 'line-width': 1, 'line-dasharray': [3, 2], 'line-opacity': 0.7 },
    },
    {
      id: 'pointed-area',
      type: 'fill',
      source: 'pointed',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colours('accent'), 'fill-opacity': 0.2 },
    },
    {
      id: 'clusters',
      type: 'circle',
      source: 'spots',
      filter: ['!', isOne],
      paint: {
        'circle-color': colours('map-cluster'),
        'circle-opacity': 0.92,
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['log10', ['get', 'count']],
          0.3,
          11,
          1,
          14,
          2,
          18,
          3,
          23,
          4.5,
          30,
        ],
        'circle-stroke-width': 2,
        'circle-stroke-color': edge,
      },
    },
    {
      id: 'spots',
      type: 'circle',
      source: 'spots',
      filter: isOne,
      paint: {
        'circle-color': colouring === 'type' ? byFamily(colours) : byVerification(colours),
        'circle-radius': 6.5,
        'circle-stroke-width': ['case', ['get', 'disputed'], 2.5, 1.5],
        'circle-stroke-color': ['case', ['get', 'disputed'], colours('text'), edge],
      },
    },
    {
      id: 'counts',
      type: 'symbol',
      source: 'spots',
      filter: ['!', isOne],
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colours('map-cluster-text') },
    },
    {
      id: 'pointed',
      type: 'circle',
      source: 'pointed',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': 'rgba(0,0,0,0)',
        'circle-radius': 12,
        'circle-stroke-width': 3,
        'circle-stroke-color': colours('accent'),
      },
    },
  ];
}

function byFamily(colours: Colours): ExpressionSpecification {
  const cases = FAMILIES.flatMap((family) => [family.name, colours(`type-${family.name}`)]);
  return ['match', ['get', 'family'], ...cases, colours('type-other')] as unknown as ExpressionSpecification;
}

function byVerification(colours: Colours): ExpressionSpecification {
  const cases = ['verified', 'unverified', 'disputed'].flatMap((status) => [status, colours(status)]);
  return ['match', ['get', 'verification'], ...cases, colours('unstated')] as unknown as ExpressionSpecification;
}
