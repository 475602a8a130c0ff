/** What happened, for counting. */
export interface Counts {
  intent(kind: string, outcome: string): void;
  proposal(end: string): void;
  delivery(platform: string, outcome: 'ok' | 'failed'): void;
}
