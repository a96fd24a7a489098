/**
 * A state machine as two pure functions: `decide` says which facts follow from a command, `evolve` says what is true
 * after a fact. `decide` throws an `AppError` with code REFUSED for a command that the state does not allow.
 */
export type Decider<State, Command, Event> = {
  readonly initial: State;
  readonly decide: (state: State, command: Command) => Event[];
  readonly evolve: (state: State, event: Event) => State;
};
