import { randomUUID } from 'node:crypto';
import type { Logger } from '#kernel/logging.ts';
import { isDuplicateKey, openMongo } from '#kernel/mongo/mongo.ts';
import { makeArgon2Passwords } from './adapters/argon2Passwords.ts';
import { openUserModels, type UserModels, userRowOf } from './adapters/userModels.ts';
import { passwordOf } from './domain/password.ts';
import type { User } from './domain/user.ts';
import type { Passwords } from './ports.ts';

/** Who can sign in to the demo shop. */
const DEMO_USERS: readonly DemoUser[] = [
  { email: 'admin@bazaar.example', name: 'Ada Admin', roles: ['customer', 'admin'] },
  { email: 'alice@bazaar.example', name: 'Alice Example', roles: ['customer'] },
  { email: 'bob@bazaar.example', name: 'Bob Example', roles: ['customer'] },
];

/** They read no mail that could verify them. */
const NEW_ACCOUNT = { isEmailVerified: true, locale: 'en', phone: null, isDisabled: false } as const;

type DemoUser = Pick<User, 'email' | 'name' | 'roles'>;

type Options = { mongodbUri: string; databasePrefix: string; password: string; logger: Logger; timeoutMs?: number };

/**
 * Sees to it that the demo users exist and have this password; repeating it changes nothing. Nothing is published: they
 * get no welcome mail.
 *
 * @throws AppError UNAVAILABLE (MONGODB_UNREACHABLE), BAD_USER_INPUT (MONGODB_REFUSED).
 */
export async function seedUsers({
  mongodbUri,
  databasePrefix,
  password,
  logger,
  timeoutMs = 30_000,
}: Options): Promise<void> {
  const database = `${databasePrefix}_users`;
  const mongo = await openMongo({ uri: mongodbUri, database, appName: 'bazaar-seed', logger, timeoutMs });
  try {
    const models = await openUserModels(mongo.connection);
    const passwords = await makeArgon2Passwords({ atOnce: 1 });
    for (const user of DEMO_USERS) await seedUser(models, passwords, user, passwordOf(password));
  } finally {
    await mongo.close();
  }
}

async function seedUser({ users }: UserModels, passwords: Passwords, user: DemoUser, password: string): Promise<void> {
  const stored = await users.findOne({ email: user.email }).lean();
  if (await passwords.verify(password, stored?.passwordHash)) return;
  const passwordHash = await passwords.hash(password);
  if (stored) {
    await users.updateOne({ _id: stored._id }, { passwordHash });
    return;
  }
  try {
    const account = { ...NEW_ACCOUNT, ...user, id: randomUUID(), passwordHash, createdAt: new Date() };
    await users.create(userRowOf(account));
  } catch (error) {
    // Two shops start on one database: the other made the user at the same moment.
    if (!isDuplicateKey(error)) throw error;
  }
}
