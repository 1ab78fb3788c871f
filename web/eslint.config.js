import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      // Our own router takes plain addresses.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    rules: {
      'no-undef': 'off', // the compiler knows better
      'max-lines': ['error', { max: 300 }],
      'svelte/no-at-html-tags': 'error', // a page's own HTML is never rendered
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { ignores: ['node_modules/', 'dist/'] },
);
