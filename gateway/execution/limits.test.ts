import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultLimits, exceededLimits } from './limits.ts';

const reasonsOf = (text: string) => exceededLimits(parse(text), defaultLimits).map(({ reason }) => reason);
const nested = (levels: number): string => (levels === 0 ? 'leaf' : `field { ${nested(levels - 1)} }`);
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('an operation is refused', () => {
  it.each([
    ['OPERATION_TOO_DEEP', `{ ${nested(10)} }`],
    ['TOO_MANY_ALIASES', `{ top { ${times(16, (i) => `a${i}: field`)} } }`],
    ['TOO_MANY_ROOT_FIELDS', `{ ${times(11, (i) => `field${i}`)} }`],
    ['TOO_MANY_DIRECTIVES', `{ top ${times(51, () => '@skip(if: false)')} }`],
    ['TOO_MANY_DIRECTIVES', `query ${times(51, () => '@once')} { top }`],
  ])('%s', (reason, text) => {
    expect(reasonsOf(text)).toEqual([reason]);
  });

  it('just beyond the limit, not at it', () => {
    expect(reasonsOf(`{ ${nested(9)} }`)).toEqual([]);
    expect(reasonsOf(`{ top { ${times(15, (i) => `a${i}: field`)} } }`)).toEqual([]);
    expect(reasonsOf(`{ ${times(10, (i) => `field${i}`)} }`)).toEqual([]);
  });

  it('with every problem at once', () => {
    expect(reasonsOf(`{ ${nested(10)} ${times(16, (i) => `a${i}: field`)} }`)).toEqual([
      'OPERATION_TOO_DEEP',
      'TOO_MANY_ALIASES',
      'TOO_MANY_ROOT_FIELDS',
    ]);
  });

  it('whichever of the operations in the document it is', () => {
    expect(reasonsOf(`query A { leaf } query B { ${nested(10)} }`)).toEqual(['OPERATION_TOO_DEEP']);
  });
});

describe('fragments', () => {
  it('count wherever they are used', () => {
    const fragment = `fragment Ten on T { ${times(8, (i) => `a${i}: field`)} }`;
    expect(reasonsOf(`{ one { ...Ten } } ${fragment}`)).toEqual([]);
    expect(reasonsOf(`{ one { ...Ten } two { ...Ten } } ${fragment}`)).toEqual(['TOO_MANY_ALIASES']);
  });

  it('that hide depth, root fields and directives are seen through', () => {
    expect(reasonsOf(`{ top { ...F } } fragment F on T { ${nested(9)} }`)).toEqual(['OPERATION_TOO_DEEP']);
    expect(reasonsOf(`{ ... on Query { ...F } } fragment F on Query { ${times(11, (i) => `f${i}`)} }`)).toEqual([
      'TOO_MANY_ROOT_FIELDS',
    ]);
    const directives = times(50, () => '@skip(if: false)');
    expect(reasonsOf(`{ ...F @include(if: true) } fragment F on Query { top ${directives} }`)).toEqual([
      'TOO_MANY_DIRECTIVES',
    ]);
  });

  it('that double 200 times over are counted in no time', () => {
    const levels = times(200, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const began = performance.now();
    const reasons = reasonsOf(`{ ...F0 } ${levels} fragment F200 on Query { top { leaf } }`);
    expect(reasons).toEqual(['TOO_MANY_ROOT_FIELDS', 'TOO_MANY_FIELDS']);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('inside themselves are left to validation', () => {
    expect(reasonsOf('{ ...F } fragment F on Query { top { ...F } }')).toEqual([]);
  });
});

describe('introspection', () => {
  it('of any tool passes', () => {
    const everything = { inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, oneOf: true };
    expect(reasonsOf(getIntrospectionQuery({ ...everything, directiveIsRepeatable: true }))).toEqual([]);
  });

  it('has limits of its own', () => {
    const deep = (levels: number): string => (levels === 0 ? 'name' : `ofType { ${deep(levels - 1)} }`);
    expect(reasonsOf(`{ __type(name: "A") { ${deep(18)} } }`)).toEqual([]);
    expect(reasonsOf(`{ __type(name: "A") { ${deep(19)} } }`)).toEqual(['OPERATION_TOO_DEEP']);
  });

  it('lends its limits to nothing beside it', () => {
    expect(reasonsOf(`{ __schema { queryType { name } } ${nested(10)} }`)).toEqual(['OPERATION_TOO_DEEP']);
  });
});
