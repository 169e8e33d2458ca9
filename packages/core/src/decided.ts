/** What a rule decided: the next state and what happened on the way, oldest first. */
export interface Decided<State, Event> {
  readonly next: State;
  readonly events: readonly Event[];
}
