import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The build goes where the server finds it; the development server hands questions on to `onrecord desk`.
export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../src/onrecord/desk/static',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing may be inlined as a data: address that the content security policy would have to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8470' } },
  test: { include: ['tests/**/*.test.ts'] },
});
