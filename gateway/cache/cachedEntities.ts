import { SubgraphError } from '../execution/errors.ts';
import type { SubgraphAnswer } from '../execution/subgraphClient.ts';
import { type Asked, begin, find, learn, prefixOf, settle, type Tools } from './cachedFetch.ts';

/** Each entity is kept by itself: a batch asks for what is missing only. */
export async function fetchEntities(
  tools: Tools,
  asked: Asked,
  representations: readonly string[],
): Promise<SubgraphAnswer> {
  const { shape, parts, request } = asked;
  const { text, variables } = parts;
  const prefix = `${prefixOf(asked)}${variables}\n`;
  const keys = representations.map((representation) => prefix + representation);
  const found = find(tools, asked, keys);
  const entities = found.map((answer): unknown => (answer ? JSON.parse(answer.text) : null));
  const missing = [...found.keys()].filter((index) => !found[index]);
  if (missing.length === 0) return { data: { _entities: entities } };

  const wanted = missing.map((index) => representations[index] ?? '');
  const pending = missing.map((index) => begin(tools, asked, keys[index] ?? '', representations[index]));
  const isAll = missing.length === representations.length;
  const body = isAll ? request.body : text.bodyOf(variables, wanted);
  const answer = await asked.send({ ...request, body, parts: { ...parts, representations: wanted } });
  const list = answer.data?.['_entities'];
  const isWhole = Array.isArray(list) && list.length === missing.length;
  settle(tools, asked, pending, isWhole ? list : [], learn(asked, answer, shape.vary));
  if (isAll) return answer;
  // Whoever asked says that it is broken.
  if (!isWhole && !answer.errors) return { data: null };
  for (const [at, index] of missing.entries()) entities[index] = isWhole ? list[at] : null;
  const errors = answer.errors?.map((error) => atItsPlace(error, missing));
  return { data: { _entities: entities }, ...(errors && { errors }) };
}

/** @param missing the place in the whole batch of each entity that was asked for. */
function atItsPlace(error: SubgraphError, missing: readonly number[]): SubgraphError {
  const [field, index, ...rest] = error.path ?? [];
  const place = typeof index === 'number' ? missing[index] : undefined;
  if (field === undefined || place === undefined) return error;
  return new SubgraphError(error.message, error.extensions, [field, place, ...rest], error.place, error.hidden);
}
