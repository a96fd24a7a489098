import {
  type FieldDefinition,
  isCompositeType,
  isNonNullType,
  type ObjectType,
  type Schema,
} from '@apollo/federation-internals';
import { GraphQLError } from 'graphql';

/** What names the directives in a schema's `@link`, whatever it calls them. */
const IDENTITY = 'https://bazaar.example/streams';

/** What a subgraph says of one of its subscriptions. */
export type StreamRules = {
  /** The field of each event that says where it stands, and the argument behind which a stream goes on. */
  readonly resumable?: { readonly cursor: string; readonly after: string; readonly afterType: string };
  /** Its events are the same for everybody. `latest`: each tells all there is, so who comes later begins with the last one. */
  readonly broadcast?: { readonly latest: boolean };
};

const NONE: StreamRules = {};

/** The rules of each subscription that has some. @throws GraphQLError for a rule that can't be kept. */
export function readStreamRules(schema: Schema): (field: string) => StreamRules {
  const feature = schema.coreFeatures?.getByIdentity(IDENTITY);
  const root = schema.schemaDefinition.rootType('subscription');
  if (!feature || !root) return () => NONE;
  const names = {
    resumable: feature.directiveNameInSchema('resumable'),
    broadcast: feature.directiveNameInSchema('broadcast'),
  };
  const rules = new Map(root.fields().map((field) => [field.name, rulesOf(field, names)]));
  return (field) => rules.get(field) ?? NONE;
}

type Names = { readonly resumable: string; readonly broadcast: string };

function rulesOf(field: FieldDefinition<ObjectType>, names: Names): StreamRules {
  const [resumable] = field.appliedDirectivesOf(names.resumable);
  const [broadcast] = field.appliedDirectivesOf(names.broadcast);
  return {
    ...(resumable && { resumable: resumableBy(field, resumable.arguments(true)) }),
    ...(broadcast && { broadcast: { latest: broadcast.arguments(true)['latest'] === true } }),
  };
}

function resumableBy(field: FieldDefinition<ObjectType>, { cursor, after }: Readonly<Record<string, unknown>>) {
  const argument = field.argument(String(after));
  const event = field.type && isNonNullType(field.type) ? field.type.ofType : field.type;
  const told = event && isCompositeType(event) && 'field' in event ? event.field(String(cursor)) : undefined;
  if (!argument?.type || isNonNullType(argument.type)) throw broken(field, `needs a nullable argument "${after}"`);
  if (!told) throw broken(field, `needs a field "${cursor}" in its events`);
  return { cursor: String(cursor), after: String(after), afterType: argument.type.toString() };
}

const broken = ({ coordinate }: FieldDefinition<ObjectType>, what: string) =>
  new GraphQLError(`${coordinate} is @resumable and ${what}`);
