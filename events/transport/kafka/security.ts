import type { SecureContext } from 'node:tls';
import type { SASLOptions } from 'kafkajs';
import type { z } from 'zod';
import { certificatesIn, makeSecureContext } from '#kernel/certificates.ts';
import { badConfiguration } from '#kernel/config.ts';
import { messageOf, type Reason } from '#kernel/errors.ts';
import type { transportVariables } from '../config.ts';

type Variables = Partial<z.infer<z.ZodObject<typeof transportVariables>>>;

/** How a connection to Kafka is kept secret, and who it says to be. */
export type Security = { readonly ssl?: { secureContext: SecureContext }; readonly sasl?: SASLOptions };

/** @throws AppError BAD_USER_INPUT (BAD_CONFIGURATION) that names every variable that doesn't go with the others. */
export function securityOf(variables: Variables): Security {
  const reasons = contradictionsIn(variables);
  if (reasons.length > 0) throw badConfiguration(reasons);
  const { KAFKA_SASL: mechanism, KAFKA_USER: username, KAFKA_PASS: password } = variables;
  return {
    ...(variables.KAFKA_TLS && { ssl: { secureContext: contextOf(variables) } }),
    ...(mechanism && username && password && { sasl: { mechanism, username, password } as SASLOptions }),
  };
}

/** Each of them would leave a connection less safe than whoever set it believes. */
function contradictionsIn(variables: Variables): Reason[] {
  const { KAFKA_TLS: isSecret = false, KAFKA_SASL } = variables;
  const isSet = (name: keyof Variables) => variables[name] !== undefined;
  const reasons: Reason[] = [];
  for (const param of ['KAFKA_CA', 'KAFKA_CERT', 'KAFKA_KEY'] as const) {
    if (isSet(param) && !isSecret) reasons.push({ param, message: 'counts with KAFKA_TLS=true only' });
  }
  if (isSet('KAFKA_CERT') !== isSet('KAFKA_KEY'))
    reasons.push({ param: 'KAFKA_KEY', message: 'goes together with KAFKA_CERT' });
  const login = ['KAFKA_SASL', 'KAFKA_USER', 'KAFKA_PASS'] as const;
  for (const param of login.filter((each) => !isSet(each))) {
    if (login.some(isSet)) reasons.push({ param, message: `goes together with ${login.filter(isSet).join(' and ')}` });
  }
  if (KAFKA_SASL === 'plain' && !isSecret)
    reasons.push({
      param: 'KAFKA_TLS',
      message: 'must be true for KAFKA_SASL=plain, which sends the password as it is',
    });
  return reasons;
}

function contextOf({ KAFKA_CA, KAFKA_CERT: cert, KAFKA_KEY: key }: Variables) {
  const ca = KAFKA_CA === undefined ? [] : asVariable('KAFKA_CA', () => certificatesIn(KAFKA_CA));
  return asVariable('KAFKA_CERT', () => makeSecureContext({ ca, cert, key }));
}

function asVariable<Made>(param: string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    throw badConfiguration([{ param, message: messageOf(error) }]);
  }
}
