const SHEBANG = /^#![ \t]*\//
/** Both byte orders of: 32 bit, 64 bit, and 64-bit universal. */
const MACH_O: readonly number[] = [0xfeedface, 0xcefaedfe, 0xfeedfacf, 0xcffaedfe, 0xcafebabf, 0xbfbafeca, 0xbebafeca]
const MACH_O_UNIVERSAL = 0xcafebabe
/** A Java class starts with the same bytes as a universal binary; its version follows, and no version is under 43. */
const FIRST_JAVA_VERSION = 43
const ELF = 0x7f454c46

/**
 * Whether a file that starts with `head` (64 bytes are plenty) is a program: ELF, Mach-O, PE, or a script with `#!`.
 * The content decides since a workflow artifact is a zip that has lost all permissions.
 */
export function isExecutable(head: Uint8Array): boolean {
  if (head.length < 4) return false
  if (head[0] === 0x4d && head[1] === 0x5a) return true
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const magic = view.getUint32(0)
  if (magic === ELF || MACH_O.includes(magic)) return true
  if (magic === MACH_O_UNIVERSAL) return head.length >= 8 && view.getUint32(4) < FIRST_JAVA_VERSION
  // An attribute of Rust, `#![allow(…)]`, is not a script's first line: that one goes on with a path.
  return SHEBANG.test(Buffer.from(head.subarray(0, 64)).toString('latin1'))
}
