import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { isExecutable } from '../../src/assets/executable.ts'

describe('isExecutable', () => {
  it.each([
    ['ELF', '7f454c4602010100'],
    ['Mach-O, 64 bit', 'cffaedfe07000001'],
    ['Mach-O, 64 bit, big-endian', 'feedfacf01000007'],
    ['Mach-O, 32 bit', 'cefaedfe07000000'],
    ['Mach-O, 32 bit, big-endian', 'feedface00000012'],
    ['Mach-O, universal', 'cafebabe00000002'],
    ['Mach-O, universal, little-endian', 'bebafeca02000000'],
    ['Mach-O, universal, 64 bit', 'cafebabf00000002'],
    ['PE', '4d5a90000300'],
    ['a script', Buffer.from('#!/bin/sh\n').toString('hex')],
    ['a script with a space', Buffer.from('#! /usr/bin/env node\n').toString('hex')],
  ])('is true for %s', (_what, hex) => {
    expect(isExecutable(Buffer.from(hex, 'hex'))).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['one byte', '7f'],
    ['a Java class', 'cafebabe00000041'],
    ['a cut-off universal binary', 'cafebabe'],
    ['text', Buffer.from('# Read me\n').toString('hex')],
    ['a Rust source file', Buffer.from('#![allow(dead_code)]\n').toString('hex')],
    ['gzip', '1f8b0800'],
    ['zip', '504b0304'],
    ['an indented script line', Buffer.from(' #!/bin/sh\n').toString('hex')],
  ])('is false for %s', (_what, hex) => {
    expect(isExecutable(Buffer.from(hex, 'hex'))).toBe(false)
  })

  it('is true for the program that runs this', () => {
    expect(isExecutable(readFileSync(process.execPath).subarray(0, 64))).toBe(true)
  })

  it('looks at the view it is given, not at the buffer behind it', () => {
    const buffer = Buffer.from('xx#!/bin/sh\n')
    expect(isExecutable(buffer.subarray(2))).toBe(true)
    expect(isExecutable(buffer)).toBe(false)
  })
})
