import { refresh } from '../accounts.ts';
import { eventually } from '../eventually.ts';
import { expectOutcome } from '../failure.ts';
import type { Chapter, Story } from '../story.ts';

const ME = 'query Me { me { id } }';
const WITHIN_MS = 2_000;

/** Access tokens are verified locally, yet a logout reaches them. */
export const farewell: Chapter = {
  title: 'Farewell',
  tell: async ({ step, customer, visitor, session }: Story) => {
    await step('the customer logs out', () =>
      customer.ask('mutation Logout($input: LogoutInput!) { logout(input: $input) { loggedOut } }', {
        input: { refreshToken: session.refreshToken },
      }),
    );
    await step('the access token stops working', () =>
      eventually(
        () => customer.refusalOf(ME).catch((error: Error) => ({ code: error.message })),
        ({ code }) => code === 'UNAUTHENTICATED',
        { expected: 'UNAUTHENTICATED', timeoutMs: WITHIN_MS },
      ),
    );
    await step('so does the refresh token', async () => {
      expectOutcome(await refresh(visitor, session.refreshToken), 'SessionEnded');
    });
  },
};
