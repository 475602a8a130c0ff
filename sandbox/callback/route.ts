/** Where a message goes, and what signs it. An empty URL: nowhere. */
export interface Route {
  readonly url: string;
  readonly key: string;
}
