import { login, refresh } from '../accounts.ts';
import { expectOutcome, expectSame, expectThat } from '../failure.ts';
import { Person } from '../person.ts';
import type { Chapter, Story } from '../story.ts';

const ME = 'query Me { me { id email roles } }';

type Me = { me: { id: string; email: string; roles: string[] } | null };

/** Registered a moment ago: log in, see oneself, get fresh tokens. */
export const account: Chapter = {
  title: 'An account',
  tell: async ({ step, visitor, customer, recall, mails }: Story) => {
    const [email, password] = [recall('customer email'), recall('customer password')];
    await step('the visitor is nobody', async () => {
      expectSame('me', (await visitor.ask<Me>(ME)).me, null);
    });
    await step('the customer sees who they are', async () => {
      const { me } = await customer.ask<Me>(ME);
      expectThat(me?.email === email && me.roles.includes('CUSTOMER'), `${email}, a CUSTOMER`, me);
    });
    await step('a wrong password and an unknown address get the same answer', async () => {
      const wrong = expectOutcome(await login(visitor, email, 'not-the-password-at-all'), 'InvalidCredentials');
      const unknown = expectOutcome(await login(visitor, `nobody-${email}`, password), 'InvalidCredentials');
      expectSame('the answer', unknown, wrong);
    });
    const session = await step('they log in again, on another device', async () =>
      expectOutcome(await login(visitor, email, password), 'Session'),
    );
    await step('a refresh gives that device new tokens', async () => {
      const renewed = expectOutcome(await refresh(visitor, session.refreshToken), 'Session');
      expectThat(renewed.refreshToken !== session.refreshToken, 'another refresh token', 'the old one');
      const device = new Person(customer.url, renewed.accessToken);
      expectSame('me.email', (await device.ask<Me>(ME)).me?.email, email);
    });
    await step('a token that nobody signed is an error, not a visitor', async () => {
      const forger = new Person(customer.url, `${session.accessToken.slice(0, -4)}AAAA`);
      expectSame('code', (await forger.refusalOf(ME)).code, 'UNAUTHENTICATED');
    });
    await step('the welcome mail arrives', () => mails.find('Welcome'));
  },
};
