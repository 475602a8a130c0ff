import type { JSX } from 'preact';

const PATHS = {
  info: 'M2 10a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M10 9.2v4.6M10 6.2v.1',
  ask: 'M2 10a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M7.6 7.8a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.9-1.1 1.6M10 14.2v.1',
  progress: 'M10 2a8 8 0 1 1-8 8',
  success: 'M2 10a8 8 0 1 0 16 0a8 8 0 1 0 -16 0m4.4 .4 2.4 2.4 4.8-5.4',
  warning: 'M10 2.6 18.2 17H1.8ZM10 8.2v4M10 14.4v.1',
  failure: 'M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7ZM7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6',
  private: 'M5 9h10v8H5ZM7 9V6.5a3 3 0 0 1 6 0V9',
  send: 'M10 16.5v-13M4.5 9 10 3.5 15.5 9',
  close: 'm5 5 10 10M15 5 5 15',
  down: 'M10 3.5v13M4.5 11 10 16.5 15.5 11',
  up: 'M10 16.5v-13M4.5 9 10 3.5 15.5 9',
  pin: 'M7 2.5h6l-1 5.5 3 3H5l3-3ZM10 11v6.5',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13ZM8.5 17.5h3',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  search: 'M3 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M12.6 12.6 17 17',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** An icon in the colour of the text beside it, which says the same. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
