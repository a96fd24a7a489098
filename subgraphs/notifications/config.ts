import { z } from 'zod';
import { subgraphVariables } from '../runtime.ts';

export const notificationsConfig = z.object(subgraphVariables);
