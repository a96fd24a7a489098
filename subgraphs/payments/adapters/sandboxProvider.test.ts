import { memoryLedger } from '../fakes/memoryLedger.ts';
import { providerContract } from '../fakes/providerContract.ts';
import { makeSandboxBank, makeSandboxProvider } from './sandboxProvider.ts';

const LATE_MS = 5_000;

providerContract(async () => {
  const ledger = memoryLedger();
  const time = { now: new Date('2030-01-01T12:00:00Z') };
  const now = () => time.now;
  const openOnes = ['authorized', 'requiresAction', 'pending'];
  return {
    provider: makeSandboxProvider({ ledger, timeoutMs: 1, lateMs: LATE_MS, now }),
    tokens: {
      success: 'tok_success',
      declined: 'tok_declined',
      insufficientFunds: 'tok_insufficient_funds',
      invalid: 'tok_nobody_knows',
      challenged: 'tok_requires_action',
      lateRefund: 'tok_refund_late',
    },
    completeChallenge: makeSandboxBank({ ledger, now }),
    passTime: () => {
      time.now = new Date(time.now.getTime() + LATE_MS);
    },
    open: () => [...ledger.rows.values()].filter(({ status }) => openOnes.includes(status)).length,
  };
});
