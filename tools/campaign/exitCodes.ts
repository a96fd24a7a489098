/** What `npm run campaign` ends with; `unproven`: something kept it from finding out. */
export const EXIT = { kept: 0, broken: 1, unsuitable: 2, unproven: 3, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
