import { messageOf } from '#kernel/errors.ts';
import { adminPassword } from '../environment/adminPassword.ts';
import { loadDotEnv } from '../environment/loadDotEnv.ts';
import { makeAsk } from '../seed/graphqlClient.ts';
import { commands } from './commands.ts';
import { type Arguments, readArguments, USAGE } from './readArguments.ts';
import { openSession } from './shop.ts';

function argumentsOrUsage(): Arguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

async function main({ command, ...rest }: Arguments): Promise<void> {
  if (command === 'help') return console.log(USAGE);
  loadDotEnv();
  const credentials = { email: rest.email, password: adminPassword(process.env) };
  const done = await commands[command](openSession(makeAsk(rest.url), credentials), rest, console.log);
  if (!done) process.exitCode = 1;
}

try {
  await main(argumentsOrUsage());
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
