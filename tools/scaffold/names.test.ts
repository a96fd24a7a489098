import { describe, expect, it } from 'vitest';
import { namesOf } from './names.ts';

describe('the names of a new service', () => {
  it.each([
    ['reviews', 'Review'],
    ['categories', 'Category'],
    ['boxes', 'Box'],
    ['classes', 'Class'],
    ['stock', 'Stock'],
  ])('propose an entity: %s', (name, Entity) => {
    const entity = Entity.toLowerCase();
    if (Entity === 'Class') return expect(() => namesOf(name)).toThrow('class means something else in the code');
    return expect(namesOf(name)).toMatchObject({ Entity, entity, ENTITY: entity.toUpperCase(), entities: name });
  });

  it('take another entity, of several words too', () => {
    expect(namesOf('wishes', 'WishList')).toEqual({
      name: 'wishes',
      Name: 'Wishes',
      entity: 'wishList',
      entities: 'wish lists',
      Entity: 'WishList',
      ENTITY: 'WISH_LIST',
    });
  });

  it.each(['', 'ab', 'Reviews', 'my-reviews', 'reviews2', '../reviews', 'aaaaaaaaaaaaaaaaaaaaa'])(
    'are refused where they are no host, database and folder at once: %s',
    (name) => {
      expect(() => namesOf(name)).toThrow('must be 3 to 20 small letters');
    },
  );

  it('are refused for an entity that is no type', () => {
    expect(() => namesOf('reviews', 'review')).toThrow('must be 2 to 30 letters that begin large');
  });
});
