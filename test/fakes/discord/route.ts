import type { RouteAnswer } from './answers.ts';

/** One call as a route sees it. */
export interface RouteCall {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly query: URLSearchParams;
}

/** A route of the REST API, and what it does. */
export interface Route {
  /** As faults and calls name it. */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** The token is in the path. */
  readonly byTicket?: boolean;
  /** The parameter that has a limit of its own; undefined: the route as a whole. */
  readonly major?: string;
  readonly run: (call: RouteCall) => RouteAnswer;
}

/** A route whose `path` is a pattern with named parameters. */
export function route(
  name: string,
  method: string,
  path: string,
  run: Route['run'],
  more: Partial<Route> = {},
): Route {
  return { name, method, path: new RegExp(`^${path}$`), run, ...more };
}
