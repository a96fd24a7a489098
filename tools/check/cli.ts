import { onlyHelp } from '../environment/onlyHelp.ts';
import { runChecks } from './runChecks.ts';

const USAGE = `npm run check
Everything that needs no server: formatter, linter, types, import rules, unused code, drift of generated files.
Ends with 1 when a check fails.`;

onlyHelp(USAGE);
const { failed } = await runChecks();
process.exitCode = failed > 0 ? 1 : 0;
