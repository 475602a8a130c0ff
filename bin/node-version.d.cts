/** Why this version of Node cannot run Airdesk, in one line; undefined where it can. */
declare function whyTooOld(version: string): string | undefined;
export = whyTooOld;
