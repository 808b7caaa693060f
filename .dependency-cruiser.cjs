const NO_ELECTRON = '(^|/)electron(/|$)';

/** The rooms' one-way rule: renderer -> preload's type -> main -> shared <- server (see README, "How it works"). */
module.exports = {
  forbidden: [
    {
      name: 'shared-imports-no-side',
      comment: 'What both sides agree on knows neither of them.',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { path: '^src/(main|preload|renderer|server)' },
    },
    {
      name: 'server-imports-only-shared',
      comment: 'The office knows nothing of the branch app.',
      severity: 'error',
      from: { path: '^src/server' },
      to: { path: '^src/(main|preload|renderer)' },
    },
    {
      name: 'main-imports-only-shared',
      comment: 'The branch knows nothing of the office, and main nothing of what it shows.',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: '^src/(server|preload|renderer)' },
    },
    {
      name: 'preload-stands-alone',
      comment: 'A sandboxed preload may require nothing but electron; types are free.',
      severity: 'error',
      from: { path: '^src/preload' },
      to: { path: '^src/(server|renderer)' },
    },
    {
      name: 'renderer-sees-only-the-preloads-type',
      comment: 'The renderer reaches main through the bridge alone.',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(main|server|shared)' },
    },
    {
      name: 'no-electron-in-branch-shared-server',
      comment: 'The branch, and what its window works with, run without Electron; the office has no window.',
      severity: 'error',
      from: { path: '^src/(shared|server|main/branch|main/app|main/commands|main/updates|main/(cli|program)\\.ts)' },
      to: { path: NO_ELECTRON },
    },
    {
      name: 'no-node-in-the-renderer',
      comment: 'The renderer is a web page.',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle has no beginning to read from. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-source',
      comment: 'What ships never imports what tests.',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^tests' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API for other tools; swc reads the same imports.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
