import { defineConfig } from 'rolldown'
import { inlineWasm, wasmModuleTypes } from './scripts/inline-wasm.ts'

/** One entry; a mode, a backend and every large library in a chunk of its own, loaded when used. Names are fixed, so that a change shows as one. */
const action = defineConfig({
  input: { index: 'src/main.ts' },
  platform: 'node',
  moduleTypes: wasmModuleTypes,
  plugins: [inlineWasm()],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    minify: false,
    cleanDir: true,
    comments: { legal: false },
  },
})

/** The demo with its GitHub: runs from a fresh clone, without an installation. */
const demo = defineConfig({
  input: { demo: 'local/demo.ts' },
  platform: 'node',
  output: {
    dir: 'local/dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    minify: false,
    cleanDir: true,
    comments: { legal: false },
  },
})

export default [action, demo]
