import { describe, expect, it } from 'vitest';
import { contentTypeOf } from './contentTypeOf.ts';
import { anImage } from './testing/images.ts';

describe('the type of a file', () => {
  it.each(['png', 'jpeg', 'gif', 'webp'] as const)('is read from its bytes: %s', async (type) => {
    expect(await contentTypeOf(anImage(4_100, type))).toBe(`image/${type}`);
    expect(await contentTypeOf(anImage(40, type))).toBe(`image/${type}`);
  });

  it.each(['<html>', '<svg xmlns="http://www.w3.org/2000/svg"/>', '\u0089PNG', ' ', 'MZ', '#!/bin/sh'])(
    'of %j is no image',
    async (text) => {
      expect((await contentTypeOf(Buffer.from(text))) ?? '').not.toMatch(/^image\/(png|jpeg|gif|webp)$/);
    },
  );
});
