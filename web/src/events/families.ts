/** Event types in families, so that a map has few colours. The words stand beside the colour everywhere. */

export interface Family {
  name: string;
  words: string;
  types: readonly string[];
}

export const FAMILIES: readonly Family[] = [
  {
    name: 'fighting',
    words: 'Fighting and blasts',
    types: ['armed_clash', 'bombing', 'suicide_bombing', 'attack', 'sabotage', 'cyber_attack'],
  },
  {
    name: 'aerial',
    words: 'Shelling and strikes',
    types: ['air_strike', 'shelling', 'chemical_attack', 'interception'],
  },
  { name: 'violence', words: 'Violence on people', types: ['shooting', 'killing', 'assault', 'sexual_violence'] },
  { name: 'custody', words: 'Custody and courts', types: ['abduction', 'release', 'arrest', 'prosecution'] },
  { name: 'unrest', words: 'Protest and unrest', types: ['protest', 'riot', 'crackdown'] },
  { name: 'movement', words: 'Ground and people moved', types: ['territory_change', 'deployment', 'displacement'] },
  { name: 'politics', words: 'Agreements and sanctions', types: ['agreement', 'sanction'] },
  { name: 'other', words: 'Other', types: ['other'] },
];

const FAMILY_OF = new Map(FAMILIES.flatMap((family) => family.types.map((type) => [type, family.name] as const)));

/** The family of an event type. */
export function familyOf(type: string): string {
  return FAMILY_OF.get(type) ?? 'other';
}
