import type { UserEvent } from '#events/contracts/users.v1.ts';
import type { Block, Letter } from '../letter.ts';
import { letter, paragraph } from './blocks.ts';
import type { Desk, Secret, Templates } from './template.ts';

export const users: Pick<Templates, UserEvent['type']> = {
  UserRegistered: (_event, desk) => plain(desk, desk.words.welcome),
  UserLoggedIn: null,
  SessionRevoked: null,
  UserUpdated: null,
  UserBanned: (_event, desk) => plain(desk, desk.words.banned),
  UserUnbanned: (_event, desk) => plain(desk, desk.words.unbanned),
  UserRolesChanged: null,
  // Name and address are gone by then, and whoever deletes an account sees that it is done.
  UserDeleted: null,
  PasswordChanged: (_event, desk) => {
    const { subject, text, ifNotYou } = desk.words.passwordChanged;
    return letter(desk, subject, paragraph(text), paragraph(ifNotYou));
  },
  PasswordResetRequested: (_event, desk) => withToken(desk),
  EmailVerificationRequested: (_event, desk) => withToken(desk),
  // Whoever opened the link has been told.
  EmailVerified: null,
};

const plain = (desk: Desk, { subject, text }: { subject: string; text: string }): Letter =>
  letter(desk, subject, paragraph(text));

/** What a token is for: its words, the shop's page, and the mutation that takes it. */
const purposes = {
  VERIFY_EMAIL: { words: 'verifyEmail', page: 'verify-email', mutation: 'verifyEmail' },
  CHANGE_EMAIL: { words: 'changeEmail', page: 'verify-email', mutation: 'verifyEmail' },
  RESET_PASSWORD: { words: 'resetPassword', page: 'reset-password', mutation: 'resetPassword' },
} as const satisfies Record<Secret['purpose'], object>;

function withToken(desk: Desk & { readonly secret: Secret }): Letter {
  const { token, purpose } = desk.secret;
  const { words, page, mutation } = purposes[purpose];
  const { subject, text, button, validity, ifNotYou } = desk.words[words];
  const way: Block[] = desk.shopUrl
    ? [{ kind: 'button', link: { label: button, url: `${desk.shopUrl}/${page}?token=${encodeURIComponent(token)}` } }]
    : [paragraph(desk.words.code(mutation)), { kind: 'code', text: token }];
  return letter(desk, subject, paragraph(text), ...way, paragraph(validity), paragraph(ifNotYou));
}
