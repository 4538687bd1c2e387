import { expect, it } from '@jest/globals'
import { allReleases, currentAsset, look, lookAgain, recentReleases } from '../../src/github/look.ts'
import { releaseOf } from '../../src/github/releases.ts'
import type { Host } from '../../src/host/host.ts'
import { simulatedClock } from '../support/clock.ts'
import { hostWith } from '../support/host.ts'
import { listedAsset, listedRelease } from './listed.ts'

/** A host whose reads are answered by route, counted. */
function reading(answers: Readonly<Record<string, (() => unknown) | undefined>>) {
  const asked: string[] = []
  const clock = simulatedClock()
  const host = (github = reader): Host => hostWith({ clock, github })
  const reader = {
    read: async (route: string): Promise<never> => {
      asked.push(route.replace('GET /repos/{owner}/{repo}/', ''))
      const answer = answers[asked.at(-1) ?? '']
      if (answer === undefined) return Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }))
      return Promise.resolve({ status: 200, headers: {}, data: answer() } as never)
    },
  }
  return { host, asked, clock }
}

const release = listedRelease({ id: 7, draft: true })
const asset = listedAsset()
const there = { releases: () => [release], 'releases/{release_id}/assets': () => [asset] }

it('lists once for everything that a reader asks', async () => {
  const { host, asked } = reading(there)
  const reader = host()
  expect(await look(reader, 'v1.0.0', false)).toEqual({ release, assets: [asset] })
  expect(await look(reader, 'v1.0.0', false)).toEqual({ release, assets: [asset] })
  expect(await look(reader, 'v2.0.0', false)).toBeUndefined()
  expect(asked).toEqual(['releases', 'releases/{release_id}/assets'])
})

it('asks by tag, too, for a release that a listing may not show yet', async () => {
  const { host, asked } = reading({
    releases: () => [],
    'releases/tags/{tag}': () => release,
    'releases/{release_id}/assets': () => [],
  })
  expect(await look(host(), 'v1.0.0', true)).toEqual({ release, assets: [] })
  expect(asked).toEqual(['releases', 'releases/tags/{tag}', 'releases/{release_id}/assets'])
})

it('looks anew for another reader, and when told to', async () => {
  const { host, asked } = reading(there)
  const reader = host()
  await look(reader, 'v1.0.0', false)
  await lookAgain(reader, 'v1.0.0')
  await look({ ...reader }, 'v1.0.0', false)
  expect(asked.filter((route) => route === 'releases')).toHaveLength(3)
})

it('does not remember a look that failed', async () => {
  let failing = true
  const { host } = reading({
    ...there,
    releases: () => {
      if (failing) throw new Error('broken')
      return [release]
    },
  })
  const reader = host()
  await expect(look(reader, 'v1.0.0', false)).rejects.toThrow('broken')
  failing = false
  expect(await look(reader, 'v1.0.0', false)).toEqual({ release, assets: [asset] })
})

it('takes a listing of the last minutes for what is about other releases, whoever made it', async () => {
  const { host, asked, clock } = reading(there)
  const reader = host()
  await allReleases(reader)
  await clock.sleep(4 * 60_000)
  await recentReleases({ ...reader })
  expect(asked).toEqual(['releases'])
  await clock.sleep(60_000)
  await recentReleases({ ...reader })
  expect(asked).toEqual(['releases', 'releases'])
})

it('finds an asset that the release itself does not show in the listing', async () => {
  const { host } = reading({ ...there, 'releases/{release_id}': () => release })
  expect(await currentAsset(host(), 7, asset.name)).toEqual(asset)
  expect(await currentAsset(host(), 7, 'other')).toBeUndefined()
})

it('prefers the published release of a tag, and refuses to choose between drafts', () => {
  const drafts = [listedRelease({ id: 1, draft: true }), listedRelease({ id: 2, draft: true })]
  expect(releaseOf([...drafts, listedRelease({ id: 3 })], 'v1.0.0')?.id).toBe(3)
  expect(releaseOf(drafts.slice(1), 'v1.0.0')?.id).toBe(2)
  expect(releaseOf(drafts, 'v2.0.0')).toBeUndefined()
  expect(() => releaseOf(drafts, 'v1.0.0')).toThrow('there are 2 draft releases of v1.0.0: 1, 2')
})
