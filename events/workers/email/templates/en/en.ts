import type { Templates } from '../template.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';
import { users } from './users.ts';

/** English. */
export const en: Templates = { ...users, ...orders, ...payments };
