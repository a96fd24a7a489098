import { AppError } from '#kernel/errors.ts';

/** A request that is turned away before it becomes an operation, with the HTTP status that says so. */
export class HttpRefusal extends AppError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, reason: string, message: string, headers: Record<string, string> = {}) {
    super('BAD_USER_INPUT', reason, message);
    this.status = status;
    this.headers = headers;
  }
}
