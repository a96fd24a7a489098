import type { Answered } from '../calls/answered.ts';
import { InFlight } from './inFlight.ts';
import type { Outcome } from './plan/compilePlan.ts';

/** What equal queries of the same caller share: whole operations, and requests to subgraphs. */
export class Sharing {
  readonly operations = new InFlight<Outcome>();
  readonly requests = new InFlight<Answered>();

  forget(): void {
    this.operations.forget();
    this.requests.forget();
  }
}
