export type Print = (line: string) => void;

/** Tells the story as it goes: each step with a tick and how long it took. */
export type Teller = {
  chapter(title: string): void;
  step<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
  note(line: string): void;
};

export function makeTeller(print: Print): Teller {
  return {
    chapter: (title) => print(`\n${title}`),
    note: (line) => print(`    ${line}`),
    step: async (what, work) => {
      const startedAt = performance.now();
      try {
        const result = await work();
        print(`  ✓ ${what} (${Math.round(performance.now() - startedAt)} ms)`);
        return result;
      } catch (error) {
        print(`  ✗ ${what}`);
        throw error;
      }
    },
  };
}
