/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Jest leaves a core to others, and on two of them that halves the speed. Sites in memory add up: a worker is renewed now and then.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/'],
  modulePathIgnorePatterns: ['<rootDir>/local/.build', '<rootDir>/local/.dist', '<rootDir>/tools/forge-bundle/node_modules'],
  // These packages are published as ES modules only, which jest's require can't load as they are.
  transformIgnorePatterns: ['/node_modules/(?!(jose|oauth4webapi|intl-messageformat|@formatjs)/)'],
  transform: {
    '^.+\\.tsx?$|/node_modules/(jose|oauth4webapi|intl-messageformat|@formatjs)/.+\\.js$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: {
          module: 'commonjs',
          moduleResolution: 'node10',
          ignoreDeprecations: '5.0',
          jsx: 'react-jsx',
          target: 'es2022',
          esModuleInterop: true,
          resolveJsonModule: true,
          isolatedModules: true,
          allowJs: true,
        },
      },
    ],
  },
};
