import { AppError } from '#kernel/errors.ts';

/** What stands in the templates as `__name__`, `__Entity__` …; shapes by example. */
export type Names = {
  /** `reviews`: of the folder, the service, its database, host and group. */
  readonly name: string;
  /** `Reviews`. */
  readonly Name: string;
  /** `productReview` */
  readonly entity: string;
  /** `productReviews`, in prose only: `product reviews`. */
  readonly entities: string;
  /** `ProductReview` */
  readonly Entity: string;
  /** `PRODUCT_REVIEW` */
  readonly ENTITY: string;
};

const NAME = /^[a-z]{3,20}$/;
const ENTITY = /^[A-Z][A-Za-z]{1,29}$/;

/** Words of TypeScript, and what the templates call something else. */
const TAKEN = new Set(
  `break case catch class const continue debugger default delete else enum export extends false finally for function
  implements import instanceof interface let new null package private protected public return static super switch this
  throw true try typeof undefined var void while with yield await async arguments eval call clock config context error
  found grants identify ids info input limit loader model mongo now null owner principal request row rows schema scope sdl
  service store text transport winner`.split(/\s+/),
);

/** @throws AppError BAD_USER_INPUT (BAD_NAME). */
export function namesOf(name: string, given?: string): Names {
  if (!NAME.test(name)) throw badName(`${name || 'the name'} must be 3 to 20 small letters, such as reviews`);
  const Entity = given ?? upperFirst(singularOf(name));
  if (!ENTITY.test(Entity)) throw badName(`the entity ${Entity} must be 2 to 30 letters that begin large: Review`);
  const entity = lowerFirst(Entity);
  for (const word of [name, entity]) if (TAKEN.has(word)) throw badName(`${word} means something else in the code`);
  const words = Entity.replace(/(?<=[a-z])(?=[A-Z])/g, '_');
  const prose = words.replaceAll('_', ' ').toLowerCase();
  const entities = given ? `${prose}s` : name;
  return { name, Name: upperFirst(name), entity, entities, Entity, ENTITY: words.toUpperCase() };
}

/** Good enough for a first proposal; `--entity` says what it can't know. */
function singularOf(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2);
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name;
}

const upperFirst = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const lowerFirst = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;

export const badName = (why: string) => new AppError('BAD_USER_INPUT', 'BAD_NAME', why);
