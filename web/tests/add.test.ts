import { describe, expect, it } from 'vitest';
import { readLinks } from '../src/add/dropped';
import { advise } from '../src/add/job';

describe('adding', () => {
  it('takes each link of a list once, whatever stands between them', () => {
    expect(readLinks(' https://a.example/1\nhttps://a.example/2\n\nhttps://a.example/1 ')).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
    expect(readLinks('\n ')).toEqual([]);
  });

  it('says what to do about what failed, and nothing about what went well', () => {
    expect(advise('added', null)).toBe('');
    expect(advise('failed', 'the file is empty')).toContain('paste its text');
    expect(advise('failed', 'is an address; let onrecord go out for it with --fetch')).toContain('Tick');
  });
});
