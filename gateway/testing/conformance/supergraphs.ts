import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** What one of a handful of supergraphs is made of: subgraph → SDL. Each shows some of federation's features. */
export type Sources = Readonly<Record<string, string>>;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@external",
  "@requires", "@provides", "@shareable", "@override", "@inaccessible", "@interfaceObject"])`;

/** Several keys, composite and nested ones; `@requires` with arguments that differ, and aliases; `@provides`; what is shared. */
const shop: Sources = {
  catalogue: `${LINK}
    type Query { product(n: Int!): Product, products(first: Int): [Product!]!, maybeProducts: [Product], grid: [[Product]!], search: [Found!] }
    type Mutation { rename(n: Int!): Product, restock(n: Int!): Int }
    union Found = Product | Shelf
    type Product @key(fields: "id") @key(fields: "sku") {
      id: ID! sku: String! title: String! subtitle: String colour: Colour weight(unit: Unit = G): Int
      size: Size tags: [String!] related: [Product] shelf: Shelf price: Float @shareable maker: Maker @provides(fields: "motto") }
    type Size @shareable { width: Int height: Int! }
    type Shelf @key(fields: "row hall { id }") { row: Int! hall: Hall! label: String }
    type Hall @key(fields: "id") { id: ID! name: String }
    type Maker @key(fields: "id") { id: ID! motto: String @external }
    enum Colour { RED GREEN BLUE }
    enum Unit { G KG }`,
  stock: `${LINK}
    type Query { hottest: Product, shelves: [Shelf] }
    type Mutation { count(n: Int!): Int!, move(n: Int!): Shelf }
    type Product @key(fields: "sku") {
      sku: String! weight(unit: Unit = G): Int @external size: Size @external related: [Product] @external price: Float @shareable
      postage(to: String): Int @requires(fields: "weight(unit: KG)")
      freight: Int @requires(fields: "weight(unit: KG) size { width height }")
      letter(to: String): Int @requires(fields: "weight(unit: G)")
      bundle: Int @requires(fields: "related { weight(unit: G) related { weight(unit: KG) } } weight(unit: KG)")
      inStock: Boolean! left: Int }
    type Size @shareable { width: Int height: Int! }
    type Shelf @key(fields: "row hall { id }") { row: Int! hall: Hall! load: Int content: [Product!] }
    type Hall @key(fields: "id") { id: ID! doors: Int! }
    enum Unit { G KG }`,
  makers: `${LINK}
    type Query { makers: [Maker!] }
    type Maker @key(fields: "id") { id: ID! motto: String @shareable country: Country! best: Product worst: Product! }
    type Country @shareable { code: ID! name: String }
    type Product @key(fields: "id") { id: ID! reviews(first: Int): [Review!] stars: Float! }
    type Review { text: String! stars: Int! about: Product! note: JSON }
    scalar JSON`,
};

/** Interfaces and unions across subgraphs, enums and types that are hidden, fields of one name and other types. */
const zoo: Sources = {
  animals: `${LINK}
    type Query { animals: [Animal!]!, animal: Animal, anything: [Thing], pets: [Pet] }
    interface Animal { id: ID! name: String size: Int sound(loud: Boolean = false): String friends: [Animal] }
    interface Pet implements Animal { id: ID! name: String size: Int sound(loud: Boolean = false): String friends: [Animal] owner: Person }
    type Dog implements Animal & Pet @key(fields: "id") {
      id: ID! name: String size: Int sound(loud: Boolean = false): String friends: [Animal] owner: Person kind: DogKind! toys: [String!] }
    type Cat implements Animal & Pet @key(fields: "id") {
      id: ID! name: String size: Int sound(loud: Boolean = false): String friends: [Animal] owner: Person kind: String lives: Int! }
    type Wolf implements Animal @key(fields: "id") {
      id: ID! name: String size: Int sound(loud: Boolean = false): String friends: [Animal] pack: [Wolf!] }
    type Yeti implements Animal @key(fields: "id") @inaccessible {
      id: ID! name: String size: Int sound(loud: Boolean = false): String friends: [Animal] }
    union Thing = Dog | Cat | Person | Yeti
    enum DogKind { PUG HUSKY DINGO @inaccessible }
    type Person @key(fields: "id") { id: ID! }`,
  people: `${LINK}
    type Query { people: [Person!], person: Person, secrets: String @inaccessible }
    type Person @key(fields: "id") { id: ID! name: String! age: Int secret: String @inaccessible likes: [Liked] dog: Dog }
    union Liked = Dog | Cat | Book
    type Dog @key(fields: "id") { id: ID! walks(min: Int): [Walk!] breeder: Person! }
    type Cat @key(fields: "id") { id: ID! mood: Mood naps: [[Int]] }
    type Book { title: String! mood: Mood pages: Int }
    type Walk { km: Float! with: Person end: Place }
    type Place { lat: Float! lng: Float! label: String }
    enum Mood { GOOD BAD }`,
  clinic: `${LINK}
    type Query { patients: [Patient] }
    union Patient = Dog | Cat | Wolf
    type Dog @key(fields: "id") { id: ID! size: Int @external dose: Int @requires(fields: "size") status: Boolean vet: Person }
    type Cat @key(fields: "id") { id: ID! size: Int @external dose: Float @requires(fields: "size") status: String vet: Person }
    type Wolf @key(fields: "id") { id: ID! status: [Int] }
    type Person @key(fields: "id") { id: ID! patients: [Patient!] }`,
};

/** Interface objects; fields that moved to another subgraph; nested keys. */
const media: Sources = {
  titles: `${LINK}
    type Query { media: [Media], medium: Media, books: [Book!] }
    interface Media @key(fields: "id") { id: ID! title: String! year: Int }
    type Book implements Media @key(fields: "id") { id: ID! title: String! year: Int pages: Int! old: String author: Author }
    type Film implements Media @key(fields: "id") { id: ID! title: String! year: Int minutes: Int old: String cast: [Author!]! }
    type Author @key(fields: "id name { first }") { id: ID! name: Name! }
    type Name @shareable { first: String! last: String }`,
  ratings: `${LINK}
    type Query { rated: [Media!]!, best: Media, authors: [Author] }
    type Media @key(fields: "id") @interfaceObject { id: ID! stars: Float raters(first: Int): [Rater!] top: Boolean! year: Int @external ageOf: Int @requires(fields: "year") }
    type Rater { name: String! favourite: Media }
    type Author @key(fields: "id name { first }") { id: ID! name: Name! fans: Int! hits: [Media!] }
    type Name @shareable { first: String! last: String }`,
  archive: `${LINK}
    type Query { oldest: Book }
    type Book @key(fields: "id") { id: ID! old: String @override(from: "titles") shelf: [String]! }
    type Film @key(fields: "id") { id: ID! old: String @override(from: "titles", label: "percent(100)") reel: Int }`,
};

export const sources = { shop, zoo, media };

export function composed(subgraphs: Sources): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}.example`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
