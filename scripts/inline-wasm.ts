import type { Plugin } from 'rolldown'

/** What the bundle needs besides {@link inlineWasm}: a `.wasm` that is imported becomes its bytes, as base64. */
export const wasmModuleTypes = { '.wasm': 'binary' } as const

/** The module that reads the bytes of liblzma from node_modules. */
const LIBLZMA = /[\\/]src[\\/]host[\\/]liblzma-wasm\.ts$/
/** The entry of zstd for Node, which reads its bytes from beside itself. */
const ZSTD = /[\\/]@bokuweb[\\/]zstd-wasm[\\/]dist[\\/]common[\\/]index\.node\.js$/

/** Puts WebAssembly into the bundle that is read from node_modules otherwise, so that `dist/` works by itself. */
export function inlineWasm(): Plugin {
  return {
    name: 'inline-wasm',
    load: {
      filter: { id: [LIBLZMA, ZSTD] },
      handler: (id) => (LIBLZMA.test(id) ? liblzma : zstd),
    },
  }
}

const liblzma = `
export async function liblzmaWasm() {
  const { default: bytes } = await import('node-liblzma/wasm/liblzma.wasm')
  return bytes
}
`

const zstd = `
import { Module, waitInitialized } from './module.js'
import bytes from './zstd.wasm'
export { compress } from './simple/compress.js'
export async function init() {
  Module.init(bytes)
  await waitInitialized()
}
`
