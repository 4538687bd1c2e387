import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The bytes of liblzma. In the bundle, `scripts/inline-wasm.ts` puts them in the place of this file. */
export async function liblzmaWasm(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve('node-liblzma/wasm/liblzma.wasm'))
}
