import type { Text } from '../plan/shaping.ts';
import type { ClientField, ClientPlace } from './clientPlaces.ts';

/** Which fields of objects clients may get as text, by the object's place and the first of the fields. */
export class Texts {
  readonly #byPlace = new Map<string, Map<string, Text>>();

  /** The key has what no name has. With the type: no two types of one place share what they have. */
  begin({ id, type }: ClientPlace, { key, index }: ClientField): Text {
    const text = { key: `#${type.name} ${index}`, fields: 0 };
    const texts = this.#byPlace.get(id) ?? new Map<string, Text>();
    this.#byPlace.set(id, texts.set(key, text));
    return text;
  }

  at(place: string, key: string): Text | undefined {
    return this.#byPlace.get(place)?.get(key);
  }
}
