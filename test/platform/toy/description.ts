import { problem } from '../../../src/config/variables.ts';
import type { Platform } from '../../../src/platform/platform.ts';
import { secretVariable } from '../../../src/platform/variable-checks.ts';

/** What the core has to know of the toy platform. */
export const toyDescription: Platform = {
  key: 'toy',
  title: { en: 'Toy', zh: '玩具' },
  named: { en: 'the toy', zh: '玩具平台' },
  people: {
    id: 'toy-[a-z]{1,20}',
    about: 'Toy id, as toy-ada.',
    wrong: 'is not a toy id, as toy-ada',
  },
  channels: {
    id: '[a-z]{1,20}',
    example: 'control',
    about: 'A toy has no threads.',
    problem: (id) => (id === 'attic' ? 'is where nobody looks; name another channel' : undefined),
  },
  groups: { id: '[a-z]{1,20}', example: 'crew', kind: 'team', areRoles: true },
  mentions: { id: 'toy-[a-z]{1,20}' },
  secrets: [{ pattern: /toykey-\w{4,}/, what: 'a key of the toy' }],
  environment: {
    title: 'The toy',
    variables: [
      {
        name: 'TOY_KEY',
        usual: 'not set',
        fromFile: true,
        about: 'What asks are checked with. Turns the toy on.',
        check: secretVariable.refine(
          (key) => key === undefined || key.startsWith('toykey-'),
          'is no key of the toy; it begins with toykey-',
        ),
      },
      { name: 'TOY_NAME', usual: 'toy', about: 'Its own name.', check: secretVariable },
    ],
    problems: ({ variables }) =>
      variables['TOY_NAME'] !== undefined && variables['TOY_KEY'] === undefined
        ? [problem('TOY_NAME', 'is set and TOY_KEY is not; set both or neither')]
        : [],
    isSetUp: ({ variables }) => variables['TOY_KEY'] !== undefined,
  },
};
