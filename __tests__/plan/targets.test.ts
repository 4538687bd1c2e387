import { describe, expect, it } from '@jest/globals'
import { describeTarget, ownScalars } from '../../src/plan/targets.ts'

describe('describeTarget', () => {
  it('knows well-known targets', () => {
    expect(describeTarget({ targets: {} }, 'x86_64-pc-windows-msvc')).toEqual({
      name: 'x86_64-pc-windows-msvc',
      os: 'windows-latest',
      platform: 'windows/amd64',
      exe: '.exe',
      osName: 'windows',
      arch: 'amd64',
      optional: false,
      extra: {},
    })
  })

  it('lets the configuration change what is known, and add to it', () => {
    const targets = { 'linux/arm64': { os: 'big-arm', optional: true, features: 'simd', jobs: 4, lto: true } }
    expect(describeTarget({ targets }, 'linux/arm64')).toMatchObject({
      os: 'big-arm',
      platform: 'linux/arm64',
      optional: true,
      extra: { features: 'simd', jobs: 4, lto: true },
    })
  })

  it('takes a target that only the configuration knows', () => {
    const targets = { toaster: { os: 'ubuntu-latest', platform: 'linux/arm/v5', exe: '' as const } }
    expect(describeTarget({ targets }, 'toaster')).toMatchObject({
      os: 'ubuntu-latest',
      platform: 'linux/arm/v5',
      osName: 'linux',
      arch: 'arm',
    })
  })

  it('says with the platform of the configuration which system and processor it is', () => {
    const targets = { 'linux/amd64': { platform: 'freebsd/arm64' } }
    expect(describeTarget({ targets }, 'linux/amd64')).toMatchObject({ osName: 'freebsd', arch: 'arm64' })
  })

  it.each(['toaster', 'constructor', '__proto__'])('knows no runner for %s', (name) => {
    expect(describeTarget({ targets: {} }, name)).toMatchObject({ os: undefined, platform: '', extra: {} })
  })
})

describe('ownScalars', () => {
  it('keeps scalars that are not ours', () => {
    expect(ownScalars({ os: 'x', a: 1, b: 'y', c: false, d: [1], e: {}, f: undefined }, ['os'])).toEqual({
      a: 1,
      b: 'y',
      c: false,
    })
  })
})
