import { randomBytes } from 'node:crypto';
import { login, registerOrLogIn, type Session } from './accounts.ts';
import { account } from './chapters/account.ts';
import { cancellation } from './chapters/cancellation.ts';
import { catalogue } from './chapters/catalogue.ts';
import { declined } from './chapters/declined.ts';
import { expiry } from './chapters/expiry.ts';
import { farewell } from './chapters/farewell.ts';
import { fulfilment } from './chapters/fulfilment.ts';
import { lastUnit } from './chapters/lastUnit.ts';
import { liveStock } from './chapters/liveStock.ts';
import { messages } from './chapters/messages.ts';
import { purchase } from './chapters/purchase.ts';
import { repeats } from './chapters/repeats.ts';
import { restocking } from './chapters/restocking.ts';
import { stranger } from './chapters/stranger.ts';
import { eventually } from './eventually.ts';
import { expectOutcome } from './failure.ts';
import { makeMailbox } from './mailbox.ts';
import { Person } from './person.ts';
import { makeProgress, type Progress } from './progress.ts';
import { makeShopClock } from './shopClock.ts';
import type { Cast, Chapter, Story } from './story.ts';
import { makeTeller, type Print } from './teller.ts';

const CHAPTERS: readonly Chapter[] = [
  account,
  catalogue,
  purchase,
  repeats,
  messages,
  declined,
  cancellation,
  expiry,
  fulfilment,
  stranger,
  liveStock,
  lastUnit,
  restocking,
  farewell,
];

const ADMIN = 'admin@bazaar.example';

type Options = {
  /** The gateway's GraphQL address. */
  url: string;
  /** The mail preview's address. */
  mailUrl: string;
  adminPassword: string;
  print: Print;
  /** How often the last unit is raced for. */
  races?: number;
  /** By default a new story that is forgotten afterwards. */
  progress?: Progress;
  /** How long to wait for the shop to be ready. */
  patienceMs?: number;
};

/** Milliseconds. */
export type StoryFigures = { readonly medianLatencyMs: number; readonly latencies: readonly number[] };

/**
 * Lives through the whole shop from outside: HTTP, WebSocket, mails. Finished chapters of `progress` are left out.
 *
 * @throws StoryFailure at the first thing that is not as it should be.
 */
export async function runStory(options: Options): Promise<StoryFigures> {
  const { print, races = 5, progress = makeProgress(), patienceMs = 5_000 } = options;
  const { chapter, step, note } = makeTeller(print);
  const visitor = new Person(options.url);
  const isFirstTime = !progress.isDone('begun');
  const people: Person[] = [visitor];
  try {
    chapter('People');
    await step(`the shop is there: ${options.url}`, () => awaitShop(visitor, patienceMs));
    const { session, ...cast } = await gather(options, visitor, progress, step);
    people.push(...Object.values(cast));
    const clock = makeShopClock(visitor);
    await clock.read();
    progress.finish('begun');
    const mails = makeMailbox(options.mailUrl, progress.recall('customer email'));
    const { remember, recall } = progress;
    const latencies: number[] = [];
    const story: Story = {
      ...cast,
      session,
      step,
      note,
      remember,
      recall,
      mails,
      clock,
      latencies,
      races,
      isFirstTime,
    };
    for (const { title, tell } of CHAPTERS) {
      if (progress.isDone(title)) continue;
      chapter(title);
      await tell(story);
      progress.finish(title);
    }
    return { latencies, medianLatencyMs: medianOf(latencies) };
  } finally {
    await Promise.all(people.map((person) => person.leave()));
  }
}

function awaitShop(visitor: Person, timeoutMs: number) {
  const look = () =>
    visitor.ask('{ __typename }').then(
      () => 'ready',
      (error: Error) => error.message,
    );
  return eventually(look, (seen) => seen === 'ready', { expected: 'a shop (npm start brings one up)', timeoutMs });
}

type Step = Story['step'];

async function gather(
  { url, adminPassword }: Options,
  visitor: Person,
  { remember }: Progress,
  step: Step,
): Promise<Cast & { session: Session }> {
  const signUp = (who: string, name: string) => {
    const email = remember(`${who} email`, () => `${who}-${randomBytes(5).toString('hex')}@customers.example`);
    const password = remember(`${who} password`, () => randomBytes(12).toString('base64url'));
    return registerOrLogIn(visitor, { name, email, password });
  };
  const session = await step('a customer registers', () => signUp('customer', 'Ana Ștefănescu'));
  const other = await step('so does a rival', () => signUp('rival', 'Radu Ionescu'));
  const boss = await step(`${ADMIN} logs in with DEMO_PASSWORD`, async () =>
    expectOutcome(await login(visitor, ADMIN, adminPassword), 'Session'),
  );
  const [customer, rival, admin] = [session, other, boss].map(({ accessToken }) => new Person(url, accessToken));
  if (!customer || !rival || !admin) throw new Error('three sessions make three people');
  return { visitor, customer, rival, admin, session };
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
