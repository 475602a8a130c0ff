/** What may import what. Types count: who imports a type has to be read together with it. */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that import each other can only be read together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'src-stands-alone',
      comment: 'Platforms, commands and the stand-in cloud join in start/ alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/start/' },
      to: { path: '^(adapters|commands|sandbox|cli|scripts|test|bench)/' },
    },
    {
      name: 'commands-know-no-platform',
      comment: 'A command answers with a Reply; how it looks is for the adapter.',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '^(adapters|sandbox|scripts|test|bench|src/start)/' },
    },
    {
      name: 'adapters-stand-apart',
      comment: 'A chat platform is one folder, and knows no other one.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'adapters-transport-only',
      comment: 'No permission, no cloud and no commands in an adapter.',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(commands|sandbox|scripts|test|bench|src/(guard|live|chat|proposal|store|start))/' },
    },
    {
      name: 'nothing-ships-from-tests',
      comment: 'What runs in production is never made of tests, measurements or what writes files of ours.',
      severity: 'error',
      from: { path: '^(src|cli|sandbox|adapters|commands)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'sandbox-is-its-own-program',
      comment: 'The stand-in cloud must not be made of what is tested against it.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(adapters|commands|src/(chat|alert|proposal|outbox|panel|guard|callback))/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
