import { readOptions } from '../environment/readOptions.ts';
import { projectRoot } from '../paths.ts';
import { fail } from '../processes/fail.ts';
import { exceptions, isAllowed } from './allowed.ts';
import { audit } from './audit.ts';
import { type Package, productionPackages } from './packages.ts';

const USAGE = `npm run licences [-- --list] [-- --audit]
Says under which licences the packages are that production runs on, and which of them nobody has allowed
(tools/licences/allowed.ts).

  --list    every package
  --audit   also asks npm's registry for known vulnerabilities; grave ones (high, critical) fail
  --help    this

Ends with 0 when all is well or the registry does not answer, 1 when something is not, 2 for an unknown option.`;

const no = { type: 'boolean', default: false } as const;
const options = readOptions(USAGE, { list: no, audit: no });

try {
  const complaints = [...licences(), ...(options.audit ? vulnerabilities() : [])];
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length > 0 ? 1 : 0;
} catch (error) {
  fail(error);
}

function licences(): string[] {
  const packages = productionPackages(projectRoot);
  const byLicence = [...Map.groupBy(packages, ({ licence }) => licence)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  for (const [licence, members] of byLicence) {
    console.log(`${String(members.length).padStart(4)}  ${licence}`);
    if (options.list) for (const { name, version } of members) console.log(`        ${name} ${version}`);
  }
  for (const { licence, why, packages: which } of exceptions) console.log(`${licence} of ${which.source}: ${why}`);
  return packages.filter(({ name, licence }) => !isAllowed(name, licence)).map(complaintOf);
}

function complaintOf({ name, version, licence }: Package): string {
  return `${name} ${version}: the licence ${licence} is not allowed`;
}

function vulnerabilities(): string[] {
  const found = audit(projectRoot);
  if (!found) {
    console.log('not audited: the registry gave no answer');
    return [];
  }
  for (const { name, severity, range } of found) console.log(`${severity}: ${name} ${range}`);
  console.log(`${found.length} known vulnerabilities`);
  return found
    .filter(({ isGrave }) => isGrave)
    .map(({ name, severity }) => `${name}: a vulnerability that is ${severity}`);
}
